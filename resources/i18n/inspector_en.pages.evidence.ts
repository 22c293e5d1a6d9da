<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>AddPanel</name>
    <message>
        <source>收进文件</source>
        <translation>Take in files</translation>
    </message>
    <message>
        <source>再选文件…</source>
        <translation>Choose more…</translation>
    </message>
    <message>
        <source>不收了</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>选中的文件</source>
        <translation>Chosen files</translation>
    </message>
    <message>
        <source>一起登记的内容</source>
        <translation>Entered for all of them</translation>
    </message>
    <message>
        <source>写一次，所有选中的文件都用；收进以后还可以逐件改。</source>
        <translation>Written once, used for every chosen file; each can still be changed afterwards.</translation>
    </message>
    <message>
        <source>正在看 {count} 个</source>
        <translation>looking at {count}</translation>
    </message>
    <message>
        <source>收进 {count} 件</source>
        <translation>Take in {count}</translation>
    </message>
    <message numerus="yes">
        <source>%n 个文件</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message>
        <source>正在收进 {place} / {total}：{name}</source>
        <translation>Taking in {place} / {total}: {name}</translation>
    </message>
    <message>
        <source>已收进 {count} 件，已加密，SHA-256 已记下。</source>
        <translation>{count} taken in and encrypted; SHA-256 written down. </translation>
    </message>
    <message>
        <source>还有 {count} 个没有收，请看各自的说明。</source>
        <translation>{count} were not taken in: see what is said beside each.</translation>
    </message>
</context>
<context>
    <name>ContentView</name>
    <message>
        <source>证据的内容</source>
        <translation>Content of the evidence</translation>
    </message>
    <message>
        <source>这里不能显示这种文件</source>
        <translation>This kind of file cannot be shown here</translation>
    </message>
    <message>
        <source>内容已原样加密保存。需要看的，导出副本后用原来的软件打开，用完删除。</source>
        <translation>It is kept encrypted, unchanged. To look at it, export a copy, open it in the program it was made with, and delete it afterwards.</translation>
    </message>
    <message>
        <source>导出副本…</source>
        <translation>Export a copy…</translation>
    </message>
    <message>
        <source>正在打开</source>
        <translation>Opening</translation>
    </message>
    <message>
        <source>上一页（Page Up）</source>
        <translation>Previous page (Page Up)</translation>
    </message>
    <message>
        <source>下一页（Page Down）</source>
        <translation>Next page (Page Down)</translation>
    </message>
    <message>
        <source>页码</source>
        <translation>Page number</translation>
    </message>
    <message>
        <source>缩小（Ctrl+-）</source>
        <translation>Smaller (Ctrl+-)</translation>
    </message>
    <message>
        <source>放大（Ctrl++）</source>
        <translation>Larger (Ctrl++)</translation>
    </message>
    <message>
        <source>第</source>
        <translation>Page</translation>
    </message>
    <message>
        <source>只显示文字，版式和图片以原件为准。</source>
        <translation>Words only; for layout and pictures see the original.</translation>
    </message>
    <message>
        <source>/ {pages} 页</source>
        <translation>/ {pages}</translation>
    </message>
</context>
<context>
    <name>EvidenceForm</name>
    <message>
        <source>如：调阅资料、谈话、信访</source>
        <translation>e.g. records called for, talk, petition</translation>
    </message>
    <message>
        <source>交出材料的单位或人</source>
        <translation>who handed it over</translation>
    </message>
    <message>
        <source>未注明</source>
        <translation>Not stated</translation>
    </message>
    <message>
        <source>原件</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>复印件</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>加标签</source>
        <translation>Add a tag</translation>
    </message>
    <message>
        <source>输入标签，按 Enter</source>
        <translation>Type a tag, press Enter</translation>
    </message>
    <message>
        <source>加一个人</source>
        <translation>Add somebody</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>不对全组公开的，只有组长、收进的人和指定的人能看，并记录查阅。</source>
        <translation>What is not open to the team is read by the leader, whoever took it in and those named; looks are logged.</translation>
    </message>
    <message>
        <source>题目不能空着</source>
        <translation>A title is needed</translation>
    </message>
    <message>
        <source>认不出这个日期，例如 2026-10-21</source>
        <translation>Not recognised as a date; for example 2026-10-21</translation>
    </message>
</context>
<context>
    <name>EvidenceListing</name>
    <message>
        <source>资料与证据</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>收进文件…</source>
        <translation>Take in files…</translation>
    </message>
    <message>
        <source>编号、题目、来源、标签</source>
        <translation>Number, title, source, tag</translation>
    </message>
    <message>
        <source>在资料与证据里查找</source>
        <translation>Search the evidence</translation>
    </message>
    <message>
        <source>种类</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>全部种类</source>
        <translation>All kinds</translation>
    </message>
    <message>
        <source>范围</source>
        <translation>Which</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>还没有用到</source>
        <translation>Not used yet</translation>
    </message>
    <message>
        <source>限制范围</source>
        <translation>Restricted</translation>
    </message>
    <message>
        <source>Enter 打开 · 文件可以直接拖到这里 · 收进时计算 SHA-256 并加密</source>
        <translation>Enter opens · files can be dropped here · SHA-256 is taken and everything encrypted on the way in</translation>
    </message>
    <message>
        <source>还没有资料</source>
        <translation>No evidence yet</translation>
    </message>
    <message>
        <source>把调阅的文件、照片、扫描件、录音录像收进来：原样保存，逐件计算 SHA-256 并加密。也可以把文件直接拖到这里。</source>
        <translation>Take in documents, photographs, scans and recordings: each is kept unchanged, its SHA-256 written down, and encrypted. Files can also be dropped here.</translation>
    </message>
    <message>
        <source>没有符合条件的资料</source>
        <translation>Nothing matches</translation>
    </message>
    <message>
        <source>换一个词，或把种类和范围改回“全部”。</source>
        <translation>Try another word, or set both filters back to “All”.</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>题目</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>来源</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>取得日期</source>
        <translation>Obtained</translation>
    </message>
    <message>
        <source>页数</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>用处</source>
        <translation>Uses</translation>
    </message>
    <message>
        <source>标签</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>谁能看</source>
        <translation>Readers</translation>
    </message>
    <message numerus="yes">
        <source>%n 件</source>
        <translation>
            <numerusform>%n piece</numerusform>
            <numerusform>%n pieces</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} 件还没有用到</source>
        <translation>{count} not used yet</translation>
    </message>
    <message>
        <source>显示 {count} 件</source>
        <translation>{count} shown</translation>
    </message>
</context>
<context>
    <name>EvidencePage</name>
    <message>
        <source>资料与证据</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>收进文件</source>
        <translation>Take in files</translation>
    </message>
</context>
<context>
    <name>EvidenceViewer</name>
    <message>
        <source>返回列表（Esc）</source>
        <translation>Back to the list (Esc)</translation>
    </message>
    <message>
        <source>上一件（Alt+↑）</source>
        <translation>Previous piece (Alt+↑)</translation>
    </message>
    <message>
        <source>下一件（Alt+↓）</source>
        <translation>Next piece (Alt+↓)</translation>
    </message>
    <message>
        <source>撤下…</source>
        <translation>Withdraw…</translation>
    </message>
    <message>
        <source>导出副本…</source>
        <translation>Export a copy…</translation>
    </message>
    <message>
        <source>登记内容</source>
        <translation>What is written about it</translation>
    </message>
    <message>
        <source>撤下后不再列出，文件和痕迹仍保留。为什么撤下 {number}？</source>
        <translation>It is no longer listed; file and trace remain. Why withdraw {number}?</translation>
    </message>
    <message>
        <source>撤下</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>撤下 {number}</source>
        <translation>Withdrew {number}</translation>
    </message>
    <message>
        <source>副本没有加密：离开本程序后由您保管，用后删除。这次导出会记入查阅记录。</source>
        <translation>The copy is not encrypted: outside this program it is in your keeping; delete it after use. This export is logged.</translation>
    </message>
    <message>
        <source>选择保存位置…</source>
        <translation>Choose where…</translation>
    </message>
    <message>
        <source>导出副本</source>
        <translation>Export a copy</translation>
    </message>
    <message>
        <source>正在导出 {name}</source>
        <translation>Exporting {name}</translation>
    </message>
    <message>
        <source>已导出到 {path}。这份副本没有加密，请妥善保管。</source>
        <translation>Exported to {path}. This copy is not encrypted; keep it safe.</translation>
    </message>
</context>
<context>
    <name>FileFacts</name>
    <message>
        <source>文件</source>
        <translation>File</translation>
    </message>
    <message>
        <source>种类</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>核对文件</source>
        <translation>Check the file</translation>
    </message>
    <message numerus="yes">
        <source>%n 页</source>
        <translation>
            <numerusform>%n page</numerusform>
            <numerusform>%n pages</numerusform>
        </translation>
    </message>
    <message>
        <source>正在核对…</source>
        <translation>Checking…</translation>
    </message>
    <message>
        <source>✓ 与收进时一致（{time} 核对）</source>
        <translation>✓ The same as when it was taken in (checked {time})</translation>
    </message>
</context>
<context>
    <name>IncomingFile</name>
    <message>
        <source>收进 {name}</source>
        <translation>Take in {name}</translation>
    </message>
    <message>
        <source>正在看…</source>
        <translation>Looking…</translation>
    </message>
    <message>
        <source>不收这个文件</source>
        <translation>Leave this file out</translation>
    </message>
    <message>
        <source>{name} 的题目</source>
        <translation>Title of {name}</translation>
    </message>
    <message numerus="yes">
        <source>%n 页</source>
        <translation>
            <numerusform>%n page</numerusform>
            <numerusform>%n pages</numerusform>
        </translation>
    </message>
    <message>
        <source>△ 与已有的 {evidence} 内容完全相同，一般不用再收。</source>
        <translation>△ The same content as {evidence}, which is here already: usually not needed again.</translation>
    </message>
    <message>
        <source>△ 与这次选的另一个文件内容完全相同。</source>
        <translation>△ The same content as another file chosen now.</translation>
    </message>
</context>
<context>
    <name>MaterialTabs</name>
    <message>
        <source>资料与证据的两个部分</source>
        <translation>The two parts of materials and evidence</translation>
    </message>
    <message>
        <source>证据</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>台账</source>
        <translation>Registers</translation>
    </message>
</context>
<context>
    <name>ReadersCard</name>
    <message>
        <source>谁能看、谁看过</source>
        <translation>Who can read it, who has</translation>
    </message>
    <message>
        <source>查阅</source>
        <translation>looked</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>printed</translation>
    </message>
    <message>
        <source>导出</source>
        <translation>exported</translation>
    </message>
</context>
<context>
    <name>UsesCard</name>
    <message>
        <source>用在哪里</source>
        <translation>Where it is used</translation>
    </message>
    <message>
        <source>还没有用到。在底稿的事实下面“加佐证”，就会出现在这里。</source>
        <translation>Not used yet. Add it as proof below a fact of a working paper, and it appears here.</translation>
    </message>
    <message>
        <source>第 {page} 页</source>
        <translation>page {page}</translation>
    </message>
</context>
</TS>
