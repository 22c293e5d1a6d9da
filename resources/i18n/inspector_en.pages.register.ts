<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>EntryView</name>
    <message>
        <source>返回列表（Esc）</source>
        <translation>Back to the list (Esc)</translation>
    </message>
    <message>
        <source>▲ 限组长和登记人</source>
        <translation>▲ Leader and author only</translation>
    </message>
    <message>
        <source>向全组开放</source>
        <translation>Open to the team</translation>
    </message>
    <message>
        <source>撤销这条…</source>
        <translation>Withdraw…</translation>
    </message>
    <message>
        <source>组长签字</source>
        <translation>Sign</translation>
    </message>
    <message>
        <source>打印或导出…</source>
        <translation>Print or export…</translation>
    </message>
    <message>
        <source>看看转到新版会怎样…</source>
        <translation>Preview the new version…</translation>
    </message>
    <message>
        <source>新登记</source>
        <translation>New entry</translation>
    </message>
    <message>
        <source>组长已签字</source>
        <translation>Signed by the leader</translation>
    </message>
    <message>
        <source>△ 签字后改过</source>
        <translation>△ Changed since signed</translation>
    </message>
    <message>
        <source>这一条按 {old} 版填写，现在用的是 {new} 版。填过的内容都在，可以继续按旧版填。</source>
        <translation>This entry was made in version {old}; version {new} is in use now. All that was filled in is here, and you can go on in the old version.</translation>
    </message>
    <message>
        <source>已收进证据，编号 {number}</source>
        <translation>Taken into the evidence as {number}</translation>
    </message>
    <message>
        <source>撤销后这一条不再列出，编号不再使用，痕迹保留。</source>
        <translation>The entry is no longer listed, its number is not used again, and a trace stays.</translation>
    </message>
    <message>
        <source>撤销这条</source>
        <translation>Withdraw it</translation>
    </message>
    <message>
        <source>已撤销 {entry}</source>
        <translation>Withdrawn: {entry}</translation>
    </message>
</context>
<context>
    <name>FilterRow</name>
    <message>
        <source>编号、姓名、内容</source>
        <translation>Number, name, content</translation>
    </message>
    <message>
        <source>在台账里查找</source>
        <translation>Search in the register</translation>
    </message>
    <message>
        <source>{question}：全部</source>
        <translation>{question}: all</translation>
    </message>
    <message>
        <source>{question}：从</source>
        <translation>{question}: from</translation>
    </message>
    <message>
        <source>{question}：到</source>
        <translation>{question}: until</translation>
    </message>
</context>
<context>
    <name>FormButtons</name>
    <message>
        <source>导出表单…</source>
        <translation>Export form…</translation>
    </message>
    <message>
        <source>导入改好的表单…</source>
        <translation>Import edited form…</translation>
    </message>
    <message>
        <source>题目可以用 Excel 或 WPS 改：导出、修改、把版本号改大、再导入。</source>
        <translation>Questions are edited in Excel or WPS: export, change, raise the version, import.</translation>
    </message>
    <message>
        <source>导出表单</source>
        <translation>Export form</translation>
    </message>
    <message>
        <source>已导出到 {path}。“专用列说明”工作表里有每一列的含义。</source>
        <translation>Exported to {path}. Its last sheet explains our columns.</translation>
    </message>
    <message>
        <source>导入改好的表单</source>
        <translation>Import edited form</translation>
    </message>
    <message>
        <source>表单 (*.xlsx *.xls *.md *.csv)</source>
        <translation>Forms (*.xlsx *.xls *.md *.csv)</translation>
    </message>
    <message>
        <source>已发布“{title}”{version} 版。以前登记的按原来的版本显示，可以逐条转到新版。</source>
        <translation>Published: “{title}”, version {version}. Earlier entries stay in their version and can be moved one by one.</translation>
    </message>
</context>
<context>
    <name>LeftoverCard</name>
    <message>
        <source>现在的版本没有这些题目，以前的答案保留在这里：</source>
        <translation>The present version does not ask these; the answers are kept here:</translation>
    </message>
    <message>
        <source>{question}（{version} 版）：{answer}</source>
        <translation>{question} (version {version}): {answer}</translation>
    </message>
</context>
<context>
    <name>MovePanel</name>
    <message>
        <source>返回这一条（Esc）</source>
        <translation>Back to the entry (Esc)</translation>
    </message>
    <message>
        <source>转到新版之前先看看</source>
        <translation>Before moving to the new version</translation>
    </message>
    <message>
        <source>转到新版</source>
        <translation>Move to it</translation>
    </message>
    <message>
        <source>会怎样</source>
        <translation>What becomes of it</translation>
    </message>
    <message>
        <source>题目</source>
        <translation>Question</translation>
    </message>
    <message>
        <source>答案</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>每个答案会怎样</source>
        <translation>What becomes of every answer</translation>
    </message>
    <message>
        <source>新版没有的题目，答案原样保留，仍按旧的题目显示；转过去以后也可以撤销。</source>
        <translation>Answers that the new version does not ask for are kept as they are, under their old question; a move can be undone.</translation>
    </message>
    <message>
        <source>转到 {version} 版：</source>
        <translation>To version {version}: </translation>
    </message>
    <message>
        <source>新版还要填：{questions}</source>
        <translation>Still to be filled in: {questions}</translation>
    </message>
    <message>
        <source>已转到新版，原来的答案都在</source>
        <translation>Moved to the new version, with every answer</translation>
    </message>
</context>
<context>
    <name>RegisterListing</name>
    <message>
        <source>还没有登记</source>
        <translation>No entries yet</translation>
    </message>
    <message>
        <source>按 Ctrl+N 登记第一条：边填边存，编号自动给，必填的题目有红色星号。</source>
        <translation>Press Ctrl+N for the first entry: it is saved while you fill it in, numbered by itself; a red star marks what is required.</translation>
    </message>
    <message>
        <source>登记一条</source>
        <translation>New entry</translation>
    </message>
    <message>
        <source>没有符合条件的登记</source>
        <translation>No entry fits</translation>
    </message>
    <message>
        <source>换一个词，或把筛选改回全部。</source>
        <translation>Try another word, or set the filters back to all.</translation>
    </message>
    <message>
        <source>显示全部</source>
        <translation>Show all</translation>
    </message>
    <message>
        <source>Enter 打开 · Ctrl+N 登记一条 · 点列名排序</source>
        <translation>Enter opens · Ctrl+N new entry · click a header to sort</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>谁能看</source>
        <translation>Readers</translation>
    </message>
    <message numerus="yes">
        <source>%n 条</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
    <message>
        <source>{total} 条里的 {shown} 条</source>
        <translation>{shown} of {total} entries</translation>
    </message>
    <message>
        <source>▲ 限组长</source>
        <translation>▲ Leader</translation>
    </message>
</context>
<context>
    <name>RegisterPart</name>
    <message>
        <source>登记一条</source>
        <translation>New entry</translation>
    </message>
    <message>
        <source>导出表格…</source>
        <translation>Export list…</translation>
    </message>
    <message>
        <source>台账</source>
        <translation>Registers</translation>
    </message>
    <message>
        <source>本任务还没有台账</source>
        <translation>This mission has no registers yet</translation>
    </message>
    <message>
        <source>这个任务是用以前的程序建的。组长可以把随程序的台账加进来。</source>
        <translation>It was made by an earlier program. The leader can add the registers that come with this one.</translation>
    </message>
    <message>
        <source>加进随程序的台账</source>
        <translation>Add the registers</translation>
    </message>
</context>
</TS>
