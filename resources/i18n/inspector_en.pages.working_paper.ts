<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>FactCard</name>
    <message>
        <source>写清方式、过程、谁、何时、何地、什么情节</source>
        <translation>How it was found out, who, when, where, what happened</translation>
    </message>
    <message>
        <source>佐证</source>
        <translation>Proof</translation>
    </message>
    <message>
        <source>加佐证</source>
        <translation>Add a proof</translation>
    </message>
    <message>
        <source>选一页材料，或一段谈话</source>
        <translation>Choose a page of evidence or a paragraph of a talk</translation>
    </message>
    <message>
        <source>上移（Alt+Shift+↑）</source>
        <translation>Move up (Alt+Shift+↑)</translation>
    </message>
    <message>
        <source>下移（Alt+Shift+↓）</source>
        <translation>Move down (Alt+Shift+↓)</translation>
    </message>
    <message>
        <source>删除这件事实（可以撤销）</source>
        <translation>Delete this fact (can be undone)</translation>
    </message>
</context>
<context>
    <name>PaperDesk</name>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
    <message>
        <source>已不在组里</source>
        <translation>No longer in the team</translation>
    </message>
    <message>
        <source>已不在名册</source>
        <translation>No longer in the roster</translation>
    </message>
    <message>
        <source>佐证已不在</source>
        <translation>Proof gone</translation>
    </message>
    <message>
        <source>加一件事实</source>
        <translation>Fact</translation>
    </message>
    <message>
        <source>移动一件事实</source>
        <translation>Fact moved</translation>
    </message>
    <message>
        <source>已删除一件事实</source>
        <translation>Fact deleted</translation>
    </message>
    <message>
        <source>加一条说明</source>
        <translation>Statement added</translation>
    </message>
    <message>
        <source>已删除一条说明</source>
        <translation>Statement deleted</translation>
    </message>
    <message>
        <source>已去掉一项佐证</source>
        <translation>Proof removed</translation>
    </message>
    <message>
        <source>加一项佐证</source>
        <translation>Proof added</translation>
    </message>
</context>
<context>
    <name>PaperForm</name>
    <message>
        <source>一句话点出问题：一事一底稿</source>
        <translation>The problem in one sentence: one matter each</translation>
    </message>
    <message>
        <source>请选择</source>
        <translation>Choose</translation>
    </message>
    <message>
        <source>加承办人</source>
        <translation>Add an undertaker</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>谈话、调阅资料、下沉了解、信访……</source>
        <translation>Talks, documents, visits, petitions…</translation>
    </message>
    <message>
        <source>从政治上看，问题的性质和根源</source>
        <translation>What the problem means politically and where it comes from</translation>
    </message>
    <message>
        <source>违反了哪项规定、哪项要求</source>
        <translation>Which rule or requirement was broken</translation>
    </message>
    <message>
        <source>负主体责任的党组织</source>
        <translation>Party body with the main responsibility</translation>
    </message>
    <message>
        <source>人员</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>姓名或职务</source>
        <translation>Name or office</translation>
    </message>
    <message>
        <source>加一件事实</source>
        <translation>Fact</translation>
    </message>
    <message>
        <source>在事实里按 Ctrl+Enter 也可以</source>
        <translation>Ctrl+Enter inside a fact does the same</translation>
    </message>
    <message>
        <source>加一条本人说明</source>
        <translation>Statement of the person</translation>
    </message>
    <message>
        <source>谁的说明</source>
        <translation>Whose statement</translation>
    </message>
    <message>
        <source>查证事实和佐证</source>
        <translation>Facts and proofs</translation>
    </message>
    <message>
        <source>责任认定</source>
        <translation>Responsibility</translation>
    </message>
    <message>
        <source>本人说明</source>
        <translation>Statements of the person</translation>
    </message>
    <message>
        <source>未定</source>
        <translation>Not decided</translation>
    </message>
    <message>
        <source>改归类</source>
        <translation>Class changed</translation>
    </message>
    <message>
        <source>定复核人</source>
        <translation>Reviewer set</translation>
    </message>
</context>
<context>
    <name>PaperListView</name>
    <message>
        <source>底稿列表</source>
        <translation>List of working papers</translation>
    </message>
</context>
<context>
    <name>PaperListing</name>
    <message>
        <source>编号、题目</source>
        <translation>Number, title</translation>
    </message>
    <message>
        <source>在底稿里找</source>
        <translation>Search working papers</translation>
    </message>
    <message>
        <source>按状态筛选</source>
        <translation>Filter by state</translation>
    </message>
    <message>
        <source>按归类筛选</source>
        <translation>Filter by class</translation>
    </message>
    <message>
        <source>没有符合条件的底稿。</source>
        <translation>No working paper fits.</translation>
    </message>
    <message>
        <source>全部状态</source>
        <translation>All states</translation>
    </message>
    <message>
        <source>全部归类</source>
        <translation>All classes</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>（没有题目）</source>
        <translation>(no title)</translation>
    </message>
    <message>
        <source>▲ 缺 {count} 项</source>
        <translation>▲ {count} missing</translation>
    </message>
</context>
<context>
    <name>ProofPanel</name>
    <message>
        <source>收起（Esc）</source>
        <translation>Put away (Esc)</translation>
    </message>
    <message>
        <source>材料的一页</source>
        <translation>Page of evidence</translation>
    </message>
    <message>
        <source>谈话的一段</source>
        <translation>Paragraph of a talk</translation>
    </message>
    <message>
        <source>选材料</source>
        <translation>Choose evidence</translation>
    </message>
    <message>
        <source>材料编号或名称</source>
        <translation>Number or title</translation>
    </message>
    <message>
        <source>选谈话</source>
        <translation>Choose a talk</translation>
    </message>
    <message>
        <source>谈话编号、姓名或职务</source>
        <translation>Number, name or office</translation>
    </message>
    <message>
        <source>在这次谈话里找</source>
        <translation>Search this talk</translation>
    </message>
    <message>
        <source>谈话的段落</source>
        <translation>Paragraphs of the talk</translation>
    </message>
    <message>
        <source>加佐证</source>
        <translation>Add a proof</translation>
    </message>
    <message>
        <source>用第 {page} 页作佐证</source>
        <translation>Use page {page}</translation>
    </message>
    <message>
        <source>用这份材料作佐证</source>
        <translation>Use this evidence</translation>
    </message>
    <message>
        <source>先选一份材料，翻到要用的那一页。</source>
        <translation>Choose a piece of evidence and turn to the page.</translation>
    </message>
    <message>
        <source>用这一段作佐证</source>
        <translation>Use this paragraph</translation>
    </message>
    <message>
        <source>先选一次谈话，再选能证明这件事的那一段。</source>
        <translation>Choose a talk, then the paragraph that proves the fact.</translation>
    </message>
    <message>
        <source>佐证</source>
        <translation>Proof</translation>
    </message>
    <message>
        <source>到“资料与证据”里看 →</source>
        <translation>See it under Evidence →</translation>
    </message>
    <message>
        <source>到谈话记录里看 →</source>
        <translation>See it in the talk →</translation>
    </message>
</context>
<context>
    <name>SignOffPanel</name>
    <message>
        <source>退回…</source>
        <translation>Return…</translation>
    </message>
    <message>
        <source>{who} · {when} · 签名有效</source>
        <translation>{who} · {when} · signature holds</translation>
    </message>
    <message>
        <source>{who} · {when} · 签名已失效</source>
        <translation>{who} · {when} · signature no longer holds</translation>
    </message>
    <message>
        <source>未认证的人</source>
        <translation>somebody not certified</translation>
    </message>
    <message>
        <source>等签名</source>
        <translation>Awaits signature</translation>
    </message>
    <message>
        <source>还没轮到</source>
        <translation>Not its turn</translation>
    </message>
    <message>
        <source>△ {who} {when} 退回：{reason}</source>
        <translation>△ Returned by {who}, {when}: {reason}</translation>
    </message>
    <message>
        <source>签名提交</source>
        <translation>Sign and submit</translation>
    </message>
    <message>
        <source>复核签名</source>
        <translation>Sign the review</translation>
    </message>
    <message>
        <source>审签</source>
        <translation>Approve and sign</translation>
    </message>
    <message>
        <source>已提交，等副组长复核。内容从现在起冻结。</source>
        <translation>Submitted; the deputy leader reviews next. Its content is frozen from now on.</translation>
    </message>
    <message>
        <source>已复核，等组长审签。</source>
        <translation>Reviewed; the leader signs next.</translation>
    </message>
    <message>
        <source>已审签，编号 {number}，可以写进报告。</source>
        <translation>Approved as {number}; it can go into the report.</translation>
    </message>
    <message>
        <source>退回底稿 {number}，请写明要改什么</source>
        <translation>Return working paper {number}: say what has to be changed</translation>
    </message>
    <message>
        <source>退回</source>
        <translation>Return</translation>
    </message>
</context>
<context>
    <name>StatementCard</name>
    <message>
        <source>删除这条说明（可以撤销）</source>
        <translation>Delete this statement (can be undone)</translation>
    </message>
    <message>
        <source>本人怎么说，就怎么记</source>
        <translation>What the person says, as said</translation>
    </message>
    <message>
        <source>写说明日期</source>
        <translation>Date of the statement</translation>
    </message>
    <message>
        <source>请写成 2026-11-03 这样的日期</source>
        <translation>Write a date such as 2026-11-03</translation>
    </message>
</context>
<context>
    <name>WorkingPaperPage</name>
    <message>
        <source>底稿</source>
        <translation>Working papers</translation>
    </message>
    <message>
        <source>新底稿</source>
        <translation>New paper</translation>
    </message>
    <message>
        <source>还没有底稿</source>
        <translation>No working papers yet</translation>
    </message>
    <message>
        <source>一事一底稿：写一件事，配上佐证，承办、复核、审签三个人签名后，才能写进报告。用右上角的“新底稿”开始。</source>
        <translation>One matter each: write it down with its proof. Once undertaker, reviewer and leader have signed, it can go into the report. Begin with “New paper” at the upper right.</translation>
    </message>
    <message>
        <source>导出 PDF</source>
        <translation>Export PDF</translation>
    </message>
    <message>
        <source>删除这份草稿（可以撤销）</source>
        <translation>Delete this draft (can be undone)</translation>
    </message>
    <message>
        <source>在左边选一份底稿。</source>
        <translation>Choose a working paper at the left.</translation>
    </message>
    <message>
        <source>✓ 没有缺项。</source>
        <translation>✓ Nothing is missing.</translation>
    </message>
    <message>
        <source>写进报告</source>
        <translation>In the report</translation>
    </message>
    <message>
        <source>签批</source>
        <translation>Signatures</translation>
    </message>
    <message>
        <source>还差什么</source>
        <translation>Missing</translation>
    </message>
    <message>
        <source>共 {count} 份</source>
        <translation>{count} in all</translation>
    </message>
    <message>
        <source>已审签，内容不再改动。确实要改的，由组长退回。</source>
        <translation>Approved: its content stays. If it must be changed, the leader returns it.</translation>
    </message>
    <message>
        <source>已提交，内容冻结。要改，请复核人或组长退回。</source>
        <translation>Submitted: its content is frozen. To change it, have the reviewer or the leader return it.</translation>
    </message>
    <message>
        <source>已删除一份草稿</source>
        <translation>Draft deleted</translation>
    </message>
</context>
</TS>
