<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>BlockCard</name>
    <message>
        <source>问题的标题</source>
        <translation>Heading of the problem</translation>
    </message>
    <message>
        <source>问题的标题，一句话</source>
        <translation>Heading of the problem, in one sentence</translation>
    </message>
    <message>
        <source>底稿</source>
        <translation>Working paper</translation>
    </message>
    <message>
        <source>加底稿依据</source>
        <translation>Cite a working paper</translation>
    </message>
    <message>
        <source>编号或题目</source>
        <translation>Number or title</translation>
    </message>
    <message>
        <source>有两种写法，请到“交换”里定一种</source>
        <translation>Two versions stand side by side; settle it under Exchange</translation>
    </message>
    <message>
        <source>有什么表现、说明什么、谁负什么责任</source>
        <translation>What happened, what it means, who answers for it</translation>
    </message>
    <message>
        <source>查清的一件事实</source>
        <translation>One established fact</translation>
    </message>
    <message>
        <source>要求做到什么</source>
        <translation>What is required</translation>
    </message>
    <message>
        <source>写在这里</source>
        <translation>Write here</translation>
    </message>
</context>
<context>
    <name>CardTools</name>
    <message>
        <source>上移（Alt+Shift+↑）</source>
        <translation>Move up (Alt+Shift+↑)</translation>
    </message>
    <message>
        <source>下移（Alt+Shift+↓）</source>
        <translation>Move down (Alt+Shift+↓)</translation>
    </message>
    <message>
        <source>删除这一条（可以撤销）</source>
        <translation>Delete this item (can be undone)</translation>
    </message>
</context>
<context>
    <name>ChecksPanel</name>
    <message>
        <source>还差什么</source>
        <translation>Missing</translation>
    </message>
    <message>
        <source>本节</source>
        <translation>Here</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>来源保护</source>
        <translation>Sources</translation>
    </message>
    <message>
        <source>✓ 这一部分没有缺项。</source>
        <translation>✓ Nothing is missing in this part.</translation>
    </message>
    <message>
        <source>✓ 全文没有缺项。</source>
        <translation>✓ Nothing is missing in the report.</translation>
    </message>
    <message>
        <source>✓ 正文里没有发现不能写的姓名和线索编号。</source>
        <translation>✓ No name or lead number that may not stand in the report.</translation>
    </message>
</context>
<context>
    <name>FrameEditor</name>
    <message>
        <source>报告的题目</source>
        <translation>Title of the report</translation>
    </message>
    <message>
        <source>主送的机关或领导</source>
        <translation>Body or leader it is addressed to</translation>
    </message>
    <message>
        <source>版次</source>
        <translation>Editions</translation>
    </message>
    <message>
        <source>第 {number} 版 · {who} · {when}</source>
        <translation>Edition {number} · {who} · {when}</translation>
    </message>
    <message>
        <source>写成文日期</source>
        <translation>Date written</translation>
    </message>
    <message>
        <source>请写成 2026-12-04 这样的日期</source>
        <translation>Write a date such as 2026-12-04</translation>
    </message>
</context>
<context>
    <name>HitsList</name>
    <message>
        <source>另有 {count} 处，处理完上面的再列出。</source>
        <translation>{count} more; they are listed once those above are dealt with.</translation>
    </message>
    <message>
        <source>▲ 不能写的姓名</source>
        <translation>▲ Name that may not stand here:</translation>
    </message>
    <message>
        <source>▲ 线索编号</source>
        <translation>▲ Lead number:</translation>
    </message>
    <message>
        <source>△ 可能指明来源</source>
        <translation>△ May point at a source:</translation>
    </message>
    <message>
        <source>定位</source>
        <translation>Go there</translation>
    </message>
    <message>
        <source>放行…</source>
        <translation>Release…</translation>
    </message>
    <message>
        <source>只有组长可以放行</source>
        <translation>Only the leader can release it</translation>
    </message>
    <message>
        <source>放行“{found}”：它在这里不指明消息来源，理由是</source>
        <translation>Release “{found}”: it points at no source here, because</translation>
    </message>
    <message>
        <source>放行</source>
        <translation>Release</translation>
    </message>
</context>
<context>
    <name>OpinionCard</name>
    <message>
        <source>还没有明确意见</source>
        <translation>No definite opinion yet</translation>
    </message>
    <message>
        <source>{side}：理由</source>
        <translation>{side}: reasons</translation>
    </message>
    <message>
        <source>可以再写一两句理由</source>
        <translation>A sentence or two of reasons</translation>
    </message>
    <message>
        <source>底稿</source>
        <translation>Working paper</translation>
    </message>
    <message>
        <source>{side}：加底稿依据</source>
        <translation>{side}: cite a working paper</translation>
    </message>
    <message>
        <source>编号或题目</source>
        <translation>Number or title</translation>
    </message>
    <message>
        <source>写明意见</source>
        <translation>Opinion given</translation>
    </message>
</context>
<context>
    <name>OutlineView</name>
    <message>
        <source>报告提纲</source>
        <translation>Outline of the report</translation>
    </message>
</context>
<context>
    <name>ReportDesk</name>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
    <message>
        <source>底稿已不在</source>
        <translation>Working paper gone</translation>
    </message>
    <message>
        <source>已不在名册</source>
        <translation>No longer in the roster</translation>
    </message>
    <message>
        <source>移动一条</source>
        <translation>Item moved</translation>
    </message>
    <message>
        <source>已删除一条</source>
        <translation>Item deleted</translation>
    </message>
    <message>
        <source>加底稿依据</source>
        <translation>Cite a working paper</translation>
    </message>
    <message>
        <source>去掉底稿依据</source>
        <translation>Citation removed</translation>
    </message>
    <message>
        <source>加一条</source>
        <translation>Item added</translation>
    </message>
</context>
<context>
    <name>ReportPage</name>
    <message>
        <source>还没有开始起草</source>
        <translation>The draft is not begun</translation>
    </message>
    <message>
        <source>开始起草</source>
        <translation>Begin the draft</translation>
    </message>
    <message>
        <source>报告印出的样子</source>
        <translation>The report as it will print</translation>
    </message>
    <message>
        <source>提纲</source>
        <translation>Outline</translation>
    </message>
    <message>
        <source>底稿 {number} 的题目</source>
        <translation>Title of working paper {number}</translation>
    </message>
</context>
<context>
    <name>ReportWords</name>
    <message>
        <source>标题和落款</source>
        <translation>Title and closing</translation>
    </message>
    <message>
        <source>已写好</source>
        <translation>done</translation>
    </message>
    <message>
        <source>有提醒</source>
        <translation>with reminders</translation>
    </message>
    <message>
        <source>有缺项</source>
        <translation>something missing</translation>
    </message>
    <message>
        <source>还没写</source>
        <translation>not begun</translation>
    </message>
    <message>
        <source>只有组长可以看</source>
        <translation>For the leader only</translation>
    </message>
</context>
<context>
    <name>RequirementCard</name>
    <message>
        <source>责任人</source>
        <translation>Responsible</translation>
    </message>
    <message>
        <source>加责任人</source>
        <translation>Add somebody responsible</translation>
    </message>
    <message>
        <source>姓名，或直接写</source>
        <translation>Name, or write freely</translation>
    </message>
    <message>
        <source>完成时限</source>
        <translation>Deadline</translation>
    </message>
    <message>
        <source>▲ 请写成 2027-01-31 这样的日期</source>
        <translation>▲ Write a date such as 2027-01-31</translation>
    </message>
    <message>
        <source>写责任人</source>
        <translation>Responsible written</translation>
    </message>
    <message>
        <source>去掉责任人</source>
        <translation>Responsible removed</translation>
    </message>
    <message>
        <source>定时限</source>
        <translation>Deadline set</translation>
    </message>
    <message>
        <source>未定时限</source>
        <translation>No deadline</translation>
    </message>
</context>
<context>
    <name>SectionEditor</name>
    <message>
        <source>在一条里按 Ctrl+Enter，在它后面加一条</source>
        <translation>Ctrl+Enter inside an item adds one behind it</translation>
    </message>
    <message>
        <source>加一个问题</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>加一件事实</source>
        <translation>Fact</translation>
    </message>
    <message>
        <source>加一段</source>
        <translation>Paragraph</translation>
    </message>
    <message>
        <source>加一条要求</source>
        <translation>Requirement</translation>
    </message>
    <message>
        <source>未发现问题，写明</source>
        <translation>Say that nothing was found</translation>
    </message>
    <message>
        <source>没有需要说明的，就让它空着。</source>
        <translation>Leave it empty if there is nothing to explain.</translation>
    </message>
    <message>
        <source>这一部分还没有写。用下面的按钮开始。</source>
        <translation>Nothing written here yet. Begin with the buttons below.</translation>
    </message>
</context>
<context>
    <name>TalkReportForm</name>
    <message>
        <source>只有组长可以看</source>
        <translation>For the leader only</translation>
    </message>
    <message>
        <source>还没有写这份报告</source>
        <translation>This report is not begun</translation>
    </message>
    <message>
        <source>先选定和这位同志的那次谈话，报告就从谈话里取时间、地点和谈话人。</source>
        <translation>Choose the talk first: time, place and interviewers are taken from it.</translation>
    </message>
    <message>
        <source>选定谈话，开始写</source>
        <translation>Choose the talk and begin</translation>
    </message>
    <message>
        <source>选定谈话</source>
        <translation>Choose the talk</translation>
    </message>
    <message>
        <source>谈话编号</source>
        <translation>Number of the talk</translation>
    </message>
    <message>
        <source>还没有和这位同志谈话，请先到“谈话”里排定。</source>
        <translation>No talk with this person yet; plan it under Talks.</translation>
    </message>
    <message>
        <source>看谈话记录</source>
        <translation>See the talk</translation>
    </message>
    <message>
        <source>组长签名</source>
        <translation>Sign as leader</translation>
    </message>
    <message>
        <source>导出 PDF</source>
        <translation>Export PDF</translation>
    </message>
    <message>
        <source>{who} {when} 已签</source>
        <translation>Signed by {who}, {when}</translation>
    </message>
    <message>
        <source>签后有改动，要重签</source>
        <translation>Changed since signing; sign again</translation>
    </message>
    <message>
        <source>还没有签</source>
        <translation>Not signed</translation>
    </message>
    <message>
        <source>已签名。改动任何一处，都要重新签。</source>
        <translation>Signed. After any change it has to be signed again.</translation>
    </message>
</context>
<context>
    <name>WholeReport</name>
    <message>
        <source>导出 PDF</source>
        <translation>Export PDF</translation>
    </message>
    <message>
        <source>导出 Word</source>
        <translation>Export Word</translation>
    </message>
    <message>
        <source>定稿…</source>
        <translation>Finalise…</translation>
    </message>
    <message>
        <source>重新打开…</source>
        <translation>Reopen…</translation>
    </message>
    <message>
        <source>● 已定稿</source>
        <translation>● Final</translation>
    </message>
    <message>
        <source>○ 起草</source>
        <translation>○ Draft</translation>
    </message>
    <message>
        <source>{count} 字</source>
        <translation>{count} characters</translation>
    </message>
    <message>
        <source>第 {number} 版</source>
        <translation>Edition {number}</translation>
    </message>
    <message>
        <source>只有组长可以定稿和重新打开</source>
        <translation>Only the leader can finalise and reopen</translation>
    </message>
    <message>
        <source>定稿即由您签名，正文此后不能再改；要改须重新打开为下一版。</source>
        <translation>Finalising signs the report with your key. It cannot be changed afterwards unless it is reopened as the next edition.</translation>
    </message>
    <message>
        <source>签名定稿</source>
        <translation>Sign as final</translation>
    </message>
    <message>
        <source>报告已定稿。接下来在“交换”里移交。</source>
        <translation>The report is final. Next, hand it over under Exchange.</translation>
    </message>
    <message>
        <source>重新打开为下一版，原因记入版次</source>
        <translation>Reopen as the next edition; the reason is kept</translation>
    </message>
    <message>
        <source>重新打开</source>
        <translation>Reopen</translation>
    </message>
</context>
</TS>
