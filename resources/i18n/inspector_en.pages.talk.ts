<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>AwayPanel</name>
    <message>
        <source>不在的人</source>
        <translation>Who is away</translation>
    </message>
    <message>
        <source>收起（Esc）</source>
        <translation>Put away (Esc)</translation>
    </message>
    <message>
        <source>谁不在</source>
        <translation>Who is away</translation>
    </message>
    <message>
        <source>谈话对象或组员的姓名</source>
        <translation>Name of an official or a team member</translation>
    </message>
    <message>
        <source>谁</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>至</source>
        <translation>Until</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>自</source>
        <translation>From</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>{name}（组员）</source>
        <translation>{name} (team)</translation>
    </message>
    <message>
        <source>删去：{name}</source>
        <translation>Remove: {name}</translation>
    </message>
    <message>
        <source>请选一个人</source>
        <translation>Please choose somebody</translation>
    </message>
    <message>
        <source>登记了 {who} 不在</source>
        <translation>Noted that {who} is away</translation>
    </message>
    <message>
        <source>删去了 {name} 不在的登记</source>
        <translation>Removed the absence of {name}</translation>
    </message>
</context>
<context>
    <name>CheckPanel</name>
    <message>
        <source>必谈清单</source>
        <translation>Must-ask list</translation>
    </message>
    <message>
        <source>未谈</source>
        <translation>not asked</translation>
    </message>
    <message>
        <source>选谈</source>
        <translation>optional</translation>
    </message>
    <message>
        <source>正在谈</source>
        <translation>being asked</translation>
    </message>
    <message>
        <source>线索</source>
        <translation>Lead</translation>
    </message>
    <message>
        <source>待核实</source>
        <translation>To verify</translation>
    </message>
    <message>
        <source>F2 挂到段落   Alt+1–5 回答   F3 下一未谈   F4 待核实   F6 线索</source>
        <translation>F2 attach   Alt+1–5 answer   F3 next   F4 verify   F6 lead</translation>
    </message>
    <message>
        <source>{work} {work_asked}/{work_must} · {life} {life_asked}/{life_must}</source>
        <translation>{work} {work_asked}/{work_must} · {life} {life_asked}/{life_must}</translation>
    </message>
</context>
<context>
    <name>ChecklistView</name>
    <message>
        <source>必谈清单</source>
        <translation>Must-ask list</translation>
    </message>
</context>
<context>
    <name>ContradictionDesk</name>
    <message>
        <source>{count} 处说法不一</source>
        <translation>{count} differences</translation>
    </message>
    <message>
        <source>只看说到情况的</source>
        <translation>Only those that say something</translation>
    </message>
    <message>
        <source>到段落（回车）</source>
        <translation>To the paragraph (Enter)</translation>
    </message>
    <message>
        <source>列为核查任务（T）</source>
        <translation>Make a task of it (T)</translation>
    </message>
    <message>
        <source>事项</source>
        <translation>Items</translation>
    </message>
    <message>
        <source>这一项还没有人谈到</source>
        <translation>Nobody has spoken to this item yet</translation>
    </message>
    <message>
        <source>谈话里挂上这一项的段落、进驻前各部门提供的情况，会并排列在这里。</source>
        <translation>Paragraphs attached to this item in talks, and what the organs told before entry, will stand here side by side.</translation>
    </message>
    <message>
        <source>▲ 只比对数额、数量、日期和是否；是不是同一件事由您判断。</source>
        <translation>▲ Only sums, numbers, dates, yes and no are compared; whether it is the same matter is yours to judge.</translation>
    </message>
    <message>
        <source>谈 {count} 人</source>
        <translation>{count} spoke to it</translation>
    </message>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
    <message>
        <source>有</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>无</source>
        <translation>None</translation>
    </message>
    <message>
        <source>未提供</source>
        <translation>Not provided</translation>
    </message>
    <message>
        <source>进驻前：{theme}</source>
        <translation>Before entry: {theme}</translation>
    </message>
    <message>
        <source>本人陈述</source>
        <translation>Self-statement</translation>
    </message>
    <message>
        <source>列为核查任务</source>
        <translation>Make a task of it</translation>
    </message>
    <message>
        <source>，还有 {count} 人</source>
        <translation>, and {count} more</translation>
    </message>
    <message>
        <source>▲ {kind}说法不一：{said}</source>
        <translation>▲ {kind} told differently: {said}</translation>
    </message>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
    <message>
        <source>核实{name}关于“{item}”的说法</source>
        <translation>Verify what {name} said to “{item}”</translation>
    </message>
    <message>
        <source>核实“{item}”：{what}</source>
        <translation>Verify “{item}”: {what}</translation>
    </message>
    <message>
        <source>已列为核查任务：{title}</source>
        <translation>Task made: {title}</translation>
    </message>
</context>
<context>
    <name>DayBar</name>
    <message>
        <source>前一天（PgUp）</source>
        <translation>Day before (PgUp)</translation>
    </message>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>后一天（PgDn）</source>
        <translation>Day after (PgDn)</translation>
    </message>
    <message>
        <source>选日期</source>
        <translation>Choose a day</translation>
    </message>
    <message>
        <source>按什么排列</source>
        <translation>Arrange by</translation>
    </message>
    <message>
        <source>按谈话室</source>
        <translation>By room</translation>
    </message>
    <message>
        <source>按组员</source>
        <translation>By member</translation>
    </message>
    <message>
        <source>按周</source>
        <translation>By week</translation>
    </message>
    <message>
        <source>星期一</source>
        <translation>Monday</translation>
    </message>
    <message>
        <source>星期二</source>
        <translation>Tuesday</translation>
    </message>
    <message>
        <source>星期三</source>
        <translation>Wednesday</translation>
    </message>
    <message>
        <source>星期四</source>
        <translation>Thursday</translation>
    </message>
    <message>
        <source>星期五</source>
        <translation>Friday</translation>
    </message>
    <message>
        <source>星期六</source>
        <translation>Saturday</translation>
    </message>
    <message>
        <source>星期日</source>
        <translation>Sunday</translation>
    </message>
</context>
<context>
    <name>EndPanel</name>
    <message>
        <source>收起（Esc）</source>
        <translation>Put away (Esc)</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
</context>
<context>
    <name>FilesPanel</name>
    <message>
        <source>材料和签字页</source>
        <translation>Materials and signature pages</translation>
    </message>
    <message>
        <source>收起（Esc）</source>
        <translation>Put away (Esc)</translation>
    </message>
    <message>
        <source>签字页</source>
        <translation>Signature page</translation>
    </message>
    <message>
        <source>手写记录扫描件</source>
        <translation>Scan of the handwritten record</translation>
    </message>
    <message>
        <source>录音录像</source>
        <translation>Recording</translation>
    </message>
    <message>
        <source>交来的材料</source>
        <translation>Material handed over</translation>
    </message>
    <message>
        <source>这次谈话的文件</source>
        <translation>Files of this talk</translation>
    </message>
    <message>
        <source>如：合同复印件 3 页，照片 2 张</source>
        <translation>e.g. copy of a contract, 3 pages; 2 photographs</translation>
    </message>
    <message>
        <source>添加…</source>
        <translation>Add…</translation>
    </message>
    <message>
        <source>取下</source>
        <translation>Take off</translation>
    </message>
    <message>
        <source>查看</source>
        <translation>Look at</translation>
    </message>
    <message>
        <source>收到的材料</source>
        <translation>Materials received</translation>
    </message>
    <message>
        <source>已签字确认，文件不能再改。</source>
        <translation>The record is signed: the files are fixed.</translation>
    </message>
    <message>
        <source>已附签字页 {count} 份。</source>
        <translation>{count} signature pages attached.</translation>
    </message>
    <message>
        <source>打印记录、逐页签名以后，把签字页扫描附在这里，再签字确认记录。</source>
        <translation>Print the record, have every page signed, attach the scanned pages here, then sign the record.</translation>
    </message>
    <message>
        <source>{count} 页</source>
        <translation>{count} pages</translation>
    </message>
    <message>
        <source>已附上：{name}</source>
        <translation>Attached: {name}</translation>
    </message>
</context>
<context>
    <name>ItemDetail</name>
    <message>
        <source>到段落 F5</source>
        <translation>Paragraph F5</translation>
    </message>
    <message>
        <source>⚑ 线索</source>
        <translation>⚑ Lead</translation>
    </message>
    <message>
        <source>形成问题线索（F6）</source>
        <translation>It is a lead (F6)</translation>
    </message>
    <message>
        <source>要点（段落里有的不必重写）</source>
        <translation>Gist (not what the record says already)</translation>
    </message>
    <message>
        <source>反映的内容要点</source>
        <translation>Gist of what was said</translation>
    </message>
    <message>
        <source>◆ 待核实什么（F4）</source>
        <translation>◆ What to verify (F4)</translation>
    </message>
    <message>
        <source>待核实事项</source>
        <translation>To be verified</translation>
    </message>
    <message>
        <source>无</source>
        <translation>no</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>第 {numbers} 条</source>
        <translation>Article {numbers}</translation>
    </message>
    <message>
        <source>到第 {page} 页 F5</source>
        <translation>To page {page} F5</translation>
    </message>
    <message>
        <source>来源：{source}</source>
        <translation>From: {source}</translation>
    </message>
    <message>
        <source>调阅：{what}</source>
        <translation>Call for: {what}</translation>
    </message>
</context>
<context>
    <name>ItemList</name>
    <message>
        <source>必谈事项</source>
        <translation>Must-ask items</translation>
    </message>
</context>
<context>
    <name>KeySheet</name>
    <message>
        <source>键盘一览</source>
        <translation>All keys</translation>
    </message>
    <message>
        <source>收起（F1）</source>
        <translation>Put away (F1)</translation>
    </message>
    <message>
        <source>记录</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>回车</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>换段：问 → 答 → 问</source>
        <translation>Next paragraph: Q → A → Q</translation>
    </message>
    <message>
        <source>Shift+回车</source>
        <translation>Shift+Enter</translation>
    </message>
    <message>
        <source>段内换行</source>
        <translation>New line in the paragraph</translation>
    </message>
    <message>
        <source>这一段是问、答、记、更正</source>
        <translation>This paragraph is a question, answer, note, correction</translation>
    </message>
    <message>
        <source>短码换成常用语；没有短码就列出来</source>
        <translation>Short key becomes its words; without one, the list</translation>
    </message>
    <message>
        <source>座谈会：这一段是谁说的</source>
        <translation>Forum: who said this paragraph</translation>
    </message>
    <message>
        <source>删去这一段</source>
        <translation>Take this paragraph out</translation>
    </message>
    <message>
        <source>这一段是谁写的、谁改的</source>
        <translation>Who wrote and changed this paragraph</translation>
    </message>
    <message>
        <source>必谈清单</source>
        <translation>Must-ask list</translation>
    </message>
    <message>
        <source>把这一段挂到选中的事项，再按一次取下</source>
        <translation>Attach this paragraph to the chosen item; again takes it off</translation>
    </message>
    <message>
        <source>有具体反映、一般评价、无反映、不了解、不愿谈</source>
        <translation>Specific, general, nothing, not known, would not say</translation>
    </message>
    <message>
        <source>取消回答类别</source>
        <translation>Take the answer's kind away</translation>
    </message>
    <message>
        <source>下一项、上一项未谈的</source>
        <translation>Next and previous open item</translation>
    </message>
    <message>
        <source>上一项、下一项</source>
        <translation>Item up, item down</translation>
    </message>
    <message>
        <source>待核实什么，写完即列为核查任务</source>
        <translation>What to verify; it becomes a task</translation>
    </message>
    <message>
        <source>形成问题线索（只有组长和您能看到）</source>
        <translation>Record a lead (for the leader and you)</translation>
    </message>
    <message>
        <source>段落和事项之间来回</source>
        <translation>Between paragraph and item</translation>
    </message>
    <message>
        <source>撤销上一次回答（光标不在段落里时）</source>
        <translation>Take the last answer back (outside of a paragraph)</translation>
    </message>
    <message>
        <source>谈话</source>
        <translation>Talk</translation>
    </message>
    <message>
        <source>已说明身份、目的、保密纪律</source>
        <translation>Identity, purpose and discipline explained</translation>
    </message>
    <message>
        <source>已宣读核对</source>
        <translation>Read back</translation>
    </message>
    <message>
        <source>手写记录扫描件、打字记录</source>
        <translation>Scan of the handwritten record, typed record</translation>
    </message>
    <message>
        <source>材料、签字页、录音</source>
        <translation>Materials, signature page, recording</translation>
    </message>
    <message>
        <source>结束谈话</source>
        <translation>End the talk</translation>
    </message>
    <message>
        <source>签字确认记录</source>
        <translation>Sign the record</translation>
    </message>
    <message>
        <source>看谈话记录的公文，再按 Ctrl+S 存为 PDF</source>
        <translation>See the record as a paper; Ctrl+S saves it as PDF</translation>
    </message>
    <message>
        <source>回到记录</source>
        <translation>Back to the record</translation>
    </message>
    <message>
        <source>回到名单</source>
        <translation>Back to the list</translation>
    </message>
    <message>
        <source>打开、收起这张表</source>
        <translation>Show or hide this sheet</translation>
    </message>
</context>
<context>
    <name>MatrixPage</name>
    <message>
        <source>□ 未谈</source>
        <translation>□ not asked</translation>
    </message>
    <message>
        <source>谈话对象</source>
        <translation>Talker</translation>
    </message>
    <message>
        <source>按谈话对象查找</source>
        <translation>Find by talker</translation>
    </message>
    <message>
        <source>打印…</source>
        <translation>Print…</translation>
    </message>
    <message>
        <source>导出 Excel…</source>
        <translation>Export to Excel…</translation>
    </message>
    <message>
        <source>谈话类别</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>全部类别</source>
        <translation>All categories</translation>
    </message>
    <message>
        <source>点列头或按方向键看一项的合计；点一格，到那一段。</source>
        <translation>Click a column's head or use the arrow keys for an item's totals; click a field to go to what was said.</translation>
    </message>
    <message>
        <source>谈 {count} 人</source>
        <translation>{count} spoke to it</translation>
    </message>
    <message>
        <source>未谈 {count}</source>
        <translation>open {count}</translation>
    </message>
    <message>
        <source>{code} {label}：{totals}</source>
        <translation>{code} {label}: {totals}</translation>
    </message>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
    <message>
        <source>必谈矩阵</source>
        <translation>Must-ask matrix</translation>
    </message>
    <message>
        <source>只看还有未谈的</source>
        <translation>Only with open items</translation>
    </message>
    <message>
        <source>必谈事项</source>
        <translation>Must-ask items</translation>
    </message>
    <message>
        <source>全部事项</source>
        <translation>All items</translation>
    </message>
    <message>
        <source>{count} 场</source>
        <translation>{count} talks</translation>
    </message>
</context>
<context>
    <name>OfficialPicker</name>
    <message>
        <source>输入姓名或职务查找</source>
        <translation>Find by name or office</translation>
    </message>
    <message>
        <source>查找谈话对象</source>
        <translation>Find whom to talk to</translation>
    </message>
    <message>
        <source>可选的谈话对象</source>
        <translation>People to choose from</translation>
    </message>
    <message>
        <source>换人</source>
        <translation>Change</translation>
    </message>
</context>
<context>
    <name>PaperCard</name>
    <message>
        <source>谈话记录</source>
        <translation>Talk record</translation>
    </message>
    <message>
        <source>谈话记录预览</source>
        <translation>Preview of the talk record</translation>
    </message>
    <message>
        <source>另存为 PDF…</source>
        <translation>Save as PDF…</translation>
    </message>
    <message>
        <source>另存为 Word…</source>
        <translation>Save as Word…</translation>
    </message>
    <message>
        <source>返回记录（Esc）</source>
        <translation>Back to the record (Esc)</translation>
    </message>
</context>
<context>
    <name>PlanCalendar</name>
    <message>
        <source>谈话日程</source>
        <translation>Calendar of talks</translation>
    </message>
    <message>
        <source>方向键选谈话；空格拿起，再用方向键挪动，回车放下，Esc 放回；回车打开</source>
        <translation>Arrows choose a talk; Space takes it up, then arrows move it, Enter puts it down, Esc puts it back; Enter opens it</translation>
    </message>
    <message>
        <source>谈话已经开始，不能再挪动</source>
        <translation>The talk has begun and cannot be moved</translation>
    </message>
    <message>
        <source>已放回原处</source>
        <translation>Put back</translation>
    </message>
</context>
<context>
    <name>PlanDesk</name>
    <message>
        <source>排谈话</source>
        <translation>Plan talks</translation>
    </message>
    <message>
        <source>按还要谈的人、没有谈透的事项和剩下的时间给出建议</source>
        <translation>Proposes talks from who is still to be met, items not covered well and the time left</translation>
    </message>
    <message>
        <source>不在…</source>
        <translation>Away…</translation>
    </message>
    <message>
        <source>登记组员或谈话对象哪几天不在</source>
        <translation>Note on which days a team member or an official is away</translation>
    </message>
    <message>
        <source>谈话安排设置</source>
        <translation>Settings of the plan</translation>
    </message>
    <message>
        <source>打印导出</source>
        <translation>Print, export</translation>
    </message>
    <message>
        <source>还没有谈话室</source>
        <translation>No rooms yet</translation>
    </message>
    <message>
        <source>填好谈话室和工作时间，就可以在这里排谈话；也可以让程序给出建议。</source>
        <translation>Enter rooms and working hours to plan talks here, or let the program propose them.</translation>
    </message>
    <message>
        <source>填写谈话室</source>
        <translation>Enter rooms</translation>
    </message>
    <message>
        <source>{count} 场还没有定时间</source>
        <translation>{count} talks without a time</translation>
    </message>
    <message>
        <source>为 {day} 排谈话</source>
        <translation>Plan for {day}</translation>
    </message>
    <message>
        <source>“{who}”改到 {time}</source>
        <translation>“{who}” moved to {time}</translation>
    </message>
    <message>
        <source>{done}（注意：{odd}）</source>
        <translation>{done} (mind: {odd})</translation>
    </message>
    <message>
        <source>已取消 {number} 的安排</source>
        <translation>Took {number} out of the plan</translation>
    </message>
    <message>
        <source>已按建议安排 {count} 场谈话</source>
        <translation>Planned {count} talks as proposed</translation>
    </message>
</context>
<context>
    <name>PlanExports</name>
    <message>
        <source>打印导出</source>
        <translation>Print, export</translation>
    </message>
    <message>
        <source>谈话安排表</source>
        <translation>Talk schedule</translation>
    </message>
    <message>
        <source>谈话卡</source>
        <translation>Talk cards</translation>
    </message>
    <message>
        <source>谈话通知</source>
        <translation>Notices of talks</translation>
    </message>
    <message>
        <source>谈话情况统计（不含姓名）</source>
        <translation>Talk statistics (no names)</translation>
    </message>
    <message>
        <source>日历文件（.ics）…</source>
        <translation>Calendar file (.ics)…</translation>
    </message>
    <message>
        <source>只含我的谈话的日历文件…</source>
        <translation>Calendar file of my talks…</translation>
    </message>
    <message>
        <source>谈话提纲 {number} · PDF…</source>
        <translation>Outline {number} · PDF…</translation>
    </message>
    <message>
        <source>谈话提纲 {number}</source>
        <translation>Talk outline {number}</translation>
    </message>
    <message>
        <source>各类对象的谈话提纲</source>
        <translation>Outlines by category</translation>
    </message>
    <message>
        <source>日历文件没有加密。除非设置里允许，不写谈话对象的姓名。</source>
        <translation>The calendar file is not encrypted. It names no talkers unless the settings allow it.</translation>
    </message>
    <message>
        <source>选择保存位置…</source>
        <translation>Choose where to save…</translation>
    </message>
    <message>
        <source>日历文件</source>
        <translation>Calendar file</translation>
    </message>
    <message>
        <source>已保存到 {path}。这份文件没有加密，请妥善保管。</source>
        <translation>Saved to {path}. This file is not encrypted; please keep it safe.</translation>
    </message>
</context>
<context>
    <name>PlanForm</name>
    <message>
        <source>谈话对象</source>
        <translation>Talker</translation>
    </message>
    <message>
        <source>座谈主题</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>发言人</source>
        <translation>Speakers</translation>
    </message>
    <message>
        <source>名册里有的会自动对上；没有的照写</source>
        <translation>Names on the roster are matched; others are kept as written</translation>
    </message>
    <message>
        <source>怎样称呼谈话对象</source>
        <translation>Refer to the talker as</translation>
    </message>
    <message>
        <source>记录和各种纸上只用这个称呼</source>
        <translation>Record and papers use nothing else</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>开始</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>结束</source>
        <translation>End</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>谈话人</source>
        <translation>Interviewers</translation>
    </message>
    <message>
        <source>记录人</source>
        <translation>Recorder</translation>
    </message>
    <message>
        <source>安排并开始</source>
        <translation>Plan and begin</translation>
    </message>
    <message>
        <source>收起（Esc）</source>
        <translation>Put away (Esc)</translation>
    </message>
    <message>
        <source>安排谈话</source>
        <translation>Plan a talk</translation>
    </message>
    <message>
        <source>安排</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>改安排</source>
        <translation>Change the plan</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>日期请写成 2026-10-21</source>
        <translation>Write the date as 2026-10-21</translation>
    </message>
    <message>
        <source>谈话人不得少于 {least} 人</source>
        <translation>At least {least} interviewers</translation>
    </message>
    <message>
        <source>发言人不得少于 {least} 人</source>
        <translation>There must be {least} speakers or more</translation>
    </message>
    <message>
        <source>请写明怎样称呼谈话对象</source>
        <translation>Please say how the talker is referred to</translation>
    </message>
    <message>
        <source>请选一位谈话对象</source>
        <translation>Choose whom to talk to</translation>
    </message>
    <message>
        <source>请写成 15:00</source>
        <translation>As 15:00</translation>
    </message>
    <message>
        <source>用顿号隔开</source>
        <translation>Separated by commas</translation>
    </message>
    <message>
        <source>例如：一名中层干部</source>
        <translation>Such as: a middle manager</translation>
    </message>
    <message>
        <source>形式</source>
        <translation>Kind of talk</translation>
    </message>
    <message>
        <source>结束要晚于开始</source>
        <translation>After the start</translation>
    </message>
    <message>
        <source>请选记录人</source>
        <translation>Choose the recorder</translation>
    </message>
    <message>
        <source>请写成 16:00</source>
        <translation>As 16:00</translation>
    </message>
</context>
<context>
    <name>ProposalPanel</name>
    <message>
        <source>收起（Esc）</source>
        <translation>Put away (Esc)</translation>
    </message>
    <message>
        <source>{day} 的建议</source>
        <translation>Proposed for {day}</translation>
    </message>
    <message>
        <source>全部采纳（{count} 场）</source>
        <translation>Accept all ({count} talks)</translation>
    </message>
    <message>
        <source>还要谈 {left} 人，剩 {days} 个工作日，平均每天 {pace} 场。</source>
        <translation>{left} people to talk to, {days} working days left: {pace} talks a day. </translation>
    </message>
    <message>
        <source>已到撤离日期，还有 {left} 人没有谈。</source>
        <translation>The team leaves now and {left} people have not been talked to. </translation>
    </message>
    <message>
        <source>这一天排不下了：谈话室、组员或谈话对象都没有空。</source>
        <translation>No more fits on this day: rooms, team or talkers are taken.</translation>
    </message>
    <message>
        <source>另有 {count} 人这一天排不下。</source>
        <translation>{count} more people do not fit on this day.</translation>
    </message>
    <message>
        <source>采纳</source>
        <translation>Accept</translation>
    </message>
    <message>
        <source>采纳：{name}</source>
        <translation>Accept: {name}</translation>
    </message>
</context>
<context>
    <name>RecordCard</name>
    <message>
        <source>说明</source>
        <translation>Intro</translation>
    </message>
    <message>
        <source>问</source>
        <translation>Q</translation>
    </message>
    <message>
        <source>答</source>
        <translation>A</translation>
    </message>
    <message>
        <source>记</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>更正</source>
        <translation>Corr.</translation>
    </message>
    <message>
        <source>核对</source>
        <translation>Read</translation>
    </message>
    <message>
        <source>补充</source>
        <translation>Suppl.</translation>
    </message>
    <message>
        <source>核对后更正 · {name} {time}</source>
        <translation>Corrected after read-back · {name} {time}</translation>
    </message>
    <message>
        <source>核对后补记 · {name} {time}</source>
        <translation>Added after read-back · {name} {time}</translation>
    </message>
    <message>
        <source>核对后删去 · {name} {time}</source>
        <translation>Taken out after read-back · {name} {time}</translation>
    </message>
    <message>
        <source>已说明身份、目的、保密纪律</source>
        <translation>Identity, purpose and discipline explained</translation>
    </message>
    <message>
        <source>回车换段   Ctrl+1 问   Ctrl+2 答   Ctrl+3 记   Ctrl+J 常用语   F1 全部按键</source>
        <translation>Enter: next paragraph   Ctrl+1 Q   Ctrl+2 A   Ctrl+3 note   Ctrl+J snippets   F1 all keys</translation>
    </message>
    <message>
        <source>记录已定，只能补充：点最后一行，或按 End、回车   F7 谁写的</source>
        <translation>Supplements only: click the last line, or press End and Enter   F7 who wrote it</translation>
    </message>
    <message>
        <source>谈话对象</source>
        <translation>talker</translation>
    </message>
    <message>
        <source>谈话人</source>
        <translation>interviewers</translation>
    </message>
    <message>
        <source>记录人</source>
        <translation>recorder</translation>
    </message>
    <message>
        <source>起止时间</source>
        <translation>times</translation>
    </message>
    <message>
        <source>时间冲突</source>
        <translation>somebody is elsewhere then</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>place</translation>
    </message>
    <message>
        <source>说明身份（F8）</source>
        <translation>opening statement (F8)</translation>
    </message>
    <message>
        <source>记录</source>
        <translation>record</translation>
    </message>
    <message>
        <source>宣读核对（F9）</source>
        <translation>read-back (F9)</translation>
    </message>
    <message>
        <source>必谈 {count} 项</source>
        <translation>{count} must-ask items</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>结束前还差：{what}</source>
        <translation>Before the end: {what}</translation>
    </message>
</context>
<context>
    <name>RecordView</name>
    <message>
        <source>在这里接着记，回车换段</source>
        <translation>Go on here; Enter begins the next paragraph</translation>
    </message>
    <message>
        <source>：</source>
        <translation>:</translation>
    </message>
    <message>
        <source>谈话记录</source>
        <translation>Talk record</translation>
    </message>
</context>
<context>
    <name>ScanCard</name>
    <message>
        <source>手写记录</source>
        <translation>Handwritten record</translation>
    </message>
    <message>
        <source>打字记录（F10）</source>
        <translation>Typed record (F10)</translation>
    </message>
    <message>
        <source>F2 把正在看的这一页挂到选中的事项，Alt+1–5 回答</source>
        <translation>F2 attaches the page in view to the chosen item, Alt+1–5 answers</translation>
    </message>
</context>
<context>
    <name>SettingsPanel</name>
    <message>
        <source>谈话安排设置</source>
        <translation>Settings of the plan</translation>
    </message>
    <message>
        <source>收起（Esc）</source>
        <translation>Put away (Esc)</translation>
    </message>
    <message>
        <source>改了谈话安排设置</source>
        <translation>Changed a setting of the plan</translation>
    </message>
</context>
<context>
    <name>SnippetKey</name>
    <message>
        <source>改常用语…</source>
        <translation>Change snippets…</translation>
    </message>
</context>
<context>
    <name>SnippetPanel</name>
    <message>
        <source>常用语</source>
        <translation>Snippets</translation>
    </message>
    <message>
        <source>收起（Esc）</source>
        <translation>Put away (Esc)</translation>
    </message>
    <message>
        <source>记录时打出短码，按 Ctrl+J 就换成全句；没有短码时列出全部。全组共用。</source>
        <translation>Type a short key and press Ctrl+J: it becomes the whole sentence. Without a short key all are listed. The team shares them.</translation>
    </message>
    <message>
        <source>小写字母和数字，如 bqc</source>
        <translation>small letters and figures, e.g. bqc</translation>
    </message>
    <message>
        <source>全句；{time} 换成当时的时间</source>
        <translation>the sentence; {time} becomes the time</translation>
    </message>
    <message>
        <source>短码</source>
        <translation>Short key</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>删去</source>
        <translation>Take out</translation>
    </message>
    <message>
        <source>全句</source>
        <translation>Sentence</translation>
    </message>
</context>
<context>
    <name>TalkFacts</name>
    <message>
        <source>第 {place} 段还没有存入</source>
        <translation>Paragraph {place} is not saved yet</translation>
    </message>
    <message>
        <source>第 {place} 段：{name} {time} 记</source>
        <translation>Paragraph {place}: written by {name}, {time}</translation>
    </message>
    <message>
        <source>{name} {time} 改</source>
        <translation>changed by {name}, {time}</translation>
    </message>
</context>
<context>
    <name>TalkFilters</name>
    <message>
        <source>姓名、职务、编号、地点</source>
        <translation>Name, office, number, place</translation>
    </message>
    <message>
        <source>在名单里查找</source>
        <translation>Find in the list</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>全部状态</source>
        <translation>All states</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>全部类别</source>
        <translation>All categories</translation>
    </message>
</context>
<context>
    <name>TalkListView</name>
    <message>
        <source>谈话名单</source>
        <translation>List of talks</translation>
    </message>
    <message>
        <source>还没有名册</source>
        <translation>No roster yet</translation>
    </message>
    <message>
        <source>谈话对象从名册里选。请先到“进驻前”导入名册。</source>
        <translation>Talkers are chosen from the roster. Import it first under “Before entry”.</translation>
    </message>
    <message>
        <source>去导入名册</source>
        <translation>Import the roster</translation>
    </message>
    <message>
        <source>还没有安排谈话</source>
        <translation>No talk is planned yet</translation>
    </message>
    <message>
        <source>选一位谈话对象，定好时间、地点和谈话人；必谈清单会按对象的类别准备好。</source>
        <translation>Choose somebody, a time, a place and the interviewers; the must-ask list is prepared for his category.</translation>
    </message>
    <message>
        <source>安排谈话</source>
        <translation>Plan a talk</translation>
    </message>
    <message>
        <source>没有符合条件的谈话</source>
        <translation>No talk matches</translation>
    </message>
    <message>
        <source>换个条件，或看全部。</source>
        <translation>Ask for something else, or see all.</translation>
    </message>
    <message>
        <source>看全部</source>
        <translation>See all</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>谈话对象</source>
        <translation>Talker</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>谈话人</source>
        <translation>Interviewers</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>必谈</source>
        <translation>Must-ask</translation>
    </message>
</context>
<context>
    <name>TalkPlans</name>
    <message>
        <source>谈话</source>
        <translation>Talks</translation>
    </message>
    <message>
        <source>收录谈话记录…</source>
        <translation>Take in a record…</translation>
    </message>
    <message>
        <source>把 Word 写的谈话记录收进来（Ctrl+I），也可以拖到这里</source>
        <translation>Take in a record typed in Word (Ctrl+I), or drop it here</translation>
    </message>
    <message>
        <source>安排谈话</source>
        <translation>Plan a talk</translation>
    </message>
    <message>
        <source>谈话的各个方面</source>
        <translation>Sides of the talks</translation>
    </message>
    <message>
        <source>名单</source>
        <translation>List</translation>
    </message>
    <message>
        <source>日程</source>
        <translation>Calendar</translation>
    </message>
    <message>
        <source>必谈矩阵</source>
        <translation>Must-ask matrix</translation>
    </message>
    <message>
        <source>说法对照</source>
        <translation>Contradictions</translation>
    </message>
    <message>
        <source>核查任务</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>已谈 {held}/{all} 场 · 今天 {today} 场 · 已谈的必谈覆盖 {share}%</source>
        <translation>{held} of {all} held · {today} today · must-ask coverage {share}%</translation>
    </message>
    <message>
        <source>{shown}/{total} 场</source>
        <translation>{shown} of {total}</translation>
    </message>
    <message>
        <source>收录谈话记录</source>
        <translation>Take in a talk record</translation>
    </message>
    <message>
        <source>Word 文档（*.docx *.doc *.wps）</source>
        <translation>Word documents (*.docx *.doc *.wps)</translation>
    </message>
    <message>
        <source>已收录 {count} 段。请对照清单，把回答挂到必谈项目上。</source>
        <translation>{count} paragraphs taken in. Now attach the answers to the must-ask items.</translation>
    </message>
</context>
<context>
    <name>TalkSteps</name>
    <message>
        <source>已删去一段。</source>
        <translation>A paragraph was removed.</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>已形成问题线索，只有组长和您能看到。</source>
        <translation>A lead was recorded; only the leader and you can see it.</translation>
    </message>
    <message>
        <source>去补充</source>
        <translation>Go on there</translation>
    </message>
    <message>
        <source>已列为核查任务。</source>
        <translation>A task was made of it.</translation>
    </message>
    <message>
        <source>去分派</source>
        <translation>Assign it</translation>
    </message>
    <message>
        <source>都齐了，可以结束</source>
        <translation>Nothing is missing: it can end</translation>
    </message>
    <message>
        <source>还不能结束：差 {count} 项</source>
        <translation>It cannot end yet: {count} missing</translation>
    </message>
    <message>
        <source>实在谈不了的，写明原因，报组长同意</source>
        <translation>If it cannot be asked, say why; the leader decides</translation>
    </message>
    <message>
        <source>结束谈话</source>
        <translation>End the talk</translation>
    </message>
    <message>
        <source>按缺项结束</source>
        <translation>End with a gap</translation>
    </message>
    <message>
        <source>同意缺项</source>
        <translation>Consent to the gap</translation>
    </message>
    <message>
        <source>用您的密钥签名。同意以后，这些缺项不再挡住报告。</source>
        <translation>Signed with your key. After your consent the gap no longer blocks the report.</translation>
    </message>
    <message>
        <source>意见（可不填）</source>
        <translation>Remark (optional)</translation>
    </message>
    <message>
        <source>同意并签名</source>
        <translation>Consent and sign</translation>
    </message>
    <message>
        <source>退回补谈</source>
        <translation>Send back</translation>
    </message>
    <message>
        <source>写明要补谈什么</source>
        <translation>Say what is still to be asked</translation>
    </message>
    <message>
        <source>退回</source>
        <translation>Send back</translation>
    </message>
    <message>
        <source>签字确认记录</source>
        <translation>Sign the record</translation>
    </message>
    <message>
        <source>确认被谈话人已看过纸质记录并逐页签名。签字以后只能补充，不能修改。</source>
        <translation>You confirm that the talker has read the printed record and signed each page. Afterwards it can only be supplemented.</translation>
    </message>
    <message>
        <source>签字</source>
        <translation>Sign</translation>
    </message>
    <message>
        <source>已附签字页 {count} 份。</source>
        <translation> {count} signature pages are attached.</translation>
    </message>
    <message>
        <source>还没有附签字页扫描件（Ctrl+Shift+M），签字以后不能再附。</source>
        <translation> No scanned signature page is attached (Ctrl+Shift+M); behind the signature none can be.</translation>
    </message>
    <message>
        <source>重新打开</source>
        <translation>Reopen</translation>
    </message>
    <message>
        <source>写明原因，会留在记录里</source>
        <translation>Say why; it stays on record</translation>
    </message>
    <message>
        <source>缺项待组长同意：{codes}。原因：{reason}</source>
        <translation>Gap awaiting the leader's consent: {codes}. Reason: {reason}</translation>
    </message>
    <message>
        <source>✓ {name} {time} 已签字</source>
        <translation>✓ Signed by {name}, {time}</translation>
    </message>
    <message>
        <source>▲ {name} {time} 的签字已不作数</source>
        <translation>▲ The signature of {name}, {time}, no longer counts</translation>
    </message>
    <message>
        <source>已取消这次安排。</source>
        <translation>The plan was cancelled.</translation>
    </message>
    <message>
        <source>谈话记录-{number}</source>
        <translation>talk-record-{number}</translation>
    </message>
</context>
<context>
    <name>TalkWorkspace</name>
    <message>
        <source>线索</source>
        <translation>Lead</translation>
    </message>
    <message>
        <source>待核实：{text}</source>
        <translation>To verify: {text}</translation>
    </message>
</context>
<context>
    <name>TaskDesk</name>
    <message>
        <source>看哪些任务</source>
        <translation>Which tasks</translation>
    </message>
    <message>
        <source>未办结</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>我的未办结</source>
        <translation>Mine, open</translation>
    </message>
    <message>
        <source>已办结</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>登记任务</source>
        <translation>New task</translation>
    </message>
    <message>
        <source>核查任务</source>
        <translation>Tasks of verification</translation>
    </message>
    <message>
        <source>没有核查任务</source>
        <translation>No tasks</translation>
    </message>
    <message>
        <source>谈话里标了“待核实”的回答、通报和对照里发现的疑点，都可以立为任务。</source>
        <translation>Answers marked to be verified, doubts from briefings and from contradictions can all become tasks.</translation>
    </message>
    <message>
        <source>核实什么</source>
        <translation>What to verify</translation>
    </message>
    <message>
        <source>来源</source>
        <translation>From</translation>
    </message>
    <message>
        <source>承办人</source>
        <translation>Assigned to</translation>
    </message>
    <message>
        <source>期限</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>{count} 项</source>
        <translation>{count} tasks</translation>
    </message>
    <message>
        <source>{count} 项，逾期 {late} 项</source>
        <translation>{count} tasks, {late} overdue</translation>
    </message>
    <message>
        <source>{day} 逾期 {days} 天</source>
        <translation>{day}, {days} days late</translation>
    </message>
    <message>
        <source>改了任务“{title}”</source>
        <translation>Changed the task “{title}”</translation>
    </message>
    <message>
        <source>登记了任务“{title}”</source>
        <translation>Noted the task “{title}”</translation>
    </message>
    <message>
        <source>核查结果</source>
        <translation>What was found out</translation>
    </message>
    <message>
        <source>办结</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>为什么不用办了</source>
        <translation>Why it need not be done</translation>
    </message>
    <message>
        <source>撤销任务</source>
        <translation>Drop the task</translation>
    </message>
    <message>
        <source>已办结“{title}”</source>
        <translation>Finished “{title}”</translation>
    </message>
    <message>
        <source>重新打开了“{title}”</source>
        <translation>Opened “{title}” again</translation>
    </message>
</context>
<context>
    <name>TaskForm</name>
    <message>
        <source>说明</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>核实什么</source>
        <translation>What to verify</translation>
    </message>
    <message>
        <source>期限</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>办结…</source>
        <translation>Done…</translation>
    </message>
    <message>
        <source>撤销任务…</source>
        <translation>Drop…</translation>
    </message>
    <message>
        <source>重新打开</source>
        <translation>Open again</translation>
    </message>
    <message>
        <source>看来源</source>
        <translation>Show where it comes from</translation>
    </message>
    <message>
        <source>收起（Esc）</source>
        <translation>Put away (Esc)</translation>
    </message>
    <message>
        <source>承办人</source>
        <translation>Assigned to</translation>
    </message>
    <message>
        <source>核查任务</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>新的核查任务</source>
        <translation>New task</translation>
    </message>
    <message>
        <source>（未定）</source>
        <translation>(nobody yet)</translation>
    </message>
    <message>
        <source>结果：{outcome}</source>
        <translation>Result: {outcome}</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>日期请写成 2026-10-21</source>
        <translation>Please write the date as 2026-10-21</translation>
    </message>
</context>
<context>
    <name>TimeField</name>
    <message>
        <source>时:分</source>
        <translation>hh:mm</translation>
    </message>
</context>
<context>
    <name>TranscriptPanel</name>
    <message>
        <source>收录谈话记录</source>
        <translation>Take in a talk record</translation>
    </message>
    <message>
        <source>收起（Esc）</source>
        <translation>Put away (Esc)</translation>
    </message>
    <message>
        <source>谈话对象</source>
        <translation>Talker</translation>
    </message>
    <message>
        <source>收进哪一场</source>
        <translation>Into which talk</translation>
    </message>
    <message>
        <source>收录</source>
        <translation>Take in</translation>
    </message>
    <message>
        <source>不收</source>
        <translation>Do not</translation>
    </message>
    <message>
        <source>问 {questions} 段 · 答 {answers} 段 · 其他 {others} 段</source>
        <translation>{questions} questions · {answers} answers · {others} others</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>对象</source>
        <translation>Talker</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>谈话人</source>
        <translation>Interviewers</translation>
    </message>
    <message>
        <source>记录人</source>
        <translation>Recorder</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>没有写</source>
        <translation>not said</translation>
    </message>
    <message>
        <source>组里没有 {names}，请在收录后补上</source>
        <translation>The team has no {names}: complete the talk afterwards</translation>
    </message>
    <message>
        <source>名册里有几位同名的人，请选定一位</source>
        <translation>Several people in the roster bear this name: choose one</translation>
    </message>
    <message>
        <source>名册里没有这个人，请选定，或先补进名册</source>
        <translation>Nobody in the roster bears this name: choose, or add him to the roster first</translation>
    </message>
    <message>
        <source>新的一场</source>
        <translation>A new talk</translation>
    </message>
</context>
<context>
    <name>VoicesView</name>
    <message>
        <source>各方说法</source>
        <translation>What everybody said</translation>
    </message>
</context>
<context>
    <name>WhoPanel</name>
    <message>
        <source>还要谈谁</source>
        <translation>Still to be talked to</translation>
    </message>
    <message>
        <source>规则</source>
        <translation>Rules</translation>
    </message>
    <message>
        <source>谁必须谈，依据什么</source>
        <translation>Who must be talked to, and on what basis</translation>
    </message>
    <message>
        <source>只看还没有安排的</source>
        <translation>Only those without a plan</translation>
    </message>
    <message>
        <source>还没有名册</source>
        <translation>No roster yet</translation>
    </message>
    <message>
        <source>导入名册后，这里按规则列出要谈的人。</source>
        <translation>Once a roster is imported, whoever must be talked to is listed here by rule.</translation>
    </message>
    <message>
        <source>去导入名册</source>
        <translation>Import a roster</translation>
    </message>
    <message>
        <source>应谈 {wanted} 人 · 已谈 {held} 人 · 未安排 {missing} 人</source>
        <translation>{wanted} to talk to · {held} done · {missing} without a plan</translation>
    </message>
    <message>
        <source>{label}：已排满</source>
        <translation>{label}: all planned</translation>
    </message>
    <message>
        <source>{label}：还差 {count} 人</source>
        <translation>{label}: {count} more</translation>
    </message>
    <message>
        <source>已谈 {held}、已排 {planned}，应谈 {wanted}</source>
        <translation>{held} done, {planned} planned, of {wanted}</translation>
    </message>
    <message>
        <source>必谈，还没有安排</source>
        <translation>Must be talked to, no plan yet</translation>
    </message>
    <message>
        <source>可选：还差 {count} 人</source>
        <translation>By choice: {count} more</translation>
    </message>
</context>
<context>
    <name>WorkspaceHead</name>
    <message>
        <source>返回名单（Alt+←）</source>
        <translation>Back to the list (Alt+←)</translation>
    </message>
    <message>
        <source>仅组长可见</source>
        <translation>Leader only</translation>
    </message>
    <message>
        <source>宣读核对</source>
        <translation>Read back</translation>
    </message>
    <message>
        <source>开始谈话</source>
        <translation>Begin the talk</translation>
    </message>
    <message>
        <source>结束谈话</source>
        <translation>End the talk</translation>
    </message>
    <message>
        <source>退回补谈</source>
        <translation>Send back</translation>
    </message>
    <message>
        <source>同意缺项并签名</source>
        <translation>Consent and sign</translation>
    </message>
    <message>
        <source>签字确认记录</source>
        <translation>Sign the record</translation>
    </message>
    <message>
        <source>更多</source>
        <translation>More</translation>
    </message>
    <message>
        <source>谈话记录（公文）…（Ctrl+P）</source>
        <translation>Talk record (paper)… (Ctrl+P)</translation>
    </message>
    <message>
        <source>改安排…</source>
        <translation>Change the plan…</translation>
    </message>
    <message>
        <source>取消这次安排</source>
        <translation>Cancel this plan</translation>
    </message>
    <message>
        <source>谁写的（F7）</source>
        <translation>Who wrote it (F7)</translation>
    </message>
    <message>
        <source>材料和签字页…（Ctrl+Shift+M）</source>
        <translation>Materials, signature pages… (Ctrl+Shift+M)</translation>
    </message>
    <message>
        <source>常用语…（Ctrl+J）</source>
        <translation>Snippets… (Ctrl+J)</translation>
    </message>
    <message>
        <source>键盘一览（F1）</source>
        <translation>All keys (F1)</translation>
    </message>
    <message>
        <source>重新打开…</source>
        <translation>Reopen…</translation>
    </message>
    <message>
        <source>谁可以看</source>
        <translation>Who may read it</translation>
    </message>
    <message>
        <source>全组</source>
        <translation>The whole team</translation>
    </message>
    <message>
        <source>仅组长和安排人</source>
        <translation>The leader and who planned it</translation>
    </message>
    <message>
        <source>谈话 {number}</source>
        <translation>Talk {number}</translation>
    </message>
    <message>
        <source>✓ {time} 已核对</source>
        <translation>✓ Read back {time}</translation>
    </message>
    <message>
        <source>再按一次取消（F9）</source>
        <translation>Press again to take it back (F9)</translation>
    </message>
    <message>
        <source>已交被谈话人核对（F9）</source>
        <translation>The talker has read it (F9)</translation>
    </message>
    <message>
        <source>必谈 {asked}/{must}</source>
        <translation>Must-ask {asked}/{must}</translation>
    </message>
    <message>
        <source>未登记姓名</source>
        <translation>name not recorded</translation>
    </message>
    <message>
        <source>谈话人 {names}</source>
        <translation>Interviewers {names}</translation>
    </message>
    <message>
        <source>记录 {name}</source>
        <translation>Recorder {name}</translation>
    </message>
    <message>
        <source>{category} · 本人陈述</source>
        <translation>{category} · self-statement</translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>{label}的依据</source>
        <translation>Basis: {label}</translation>
    </message>
    <message>
        <source>依据</source>
        <translation>Basis</translation>
    </message>
</context>
<context>
    <name>_Totals</name>
    <message>
        <source>各项合计</source>
        <translation>Totals per item</translation>
    </message>
</context>
</TS>
