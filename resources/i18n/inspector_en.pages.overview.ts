<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>FigureRow</name>
    <message>
        <source>谈话</source>
        <translation>Talks</translation>
    </message>
    <message>
        <source>必谈覆盖</source>
        <translation>Must-ask coverage</translation>
    </message>
    <message>
        <source>底稿</source>
        <translation>Working papers</translation>
    </message>
    <message>
        <source>一把手专节</source>
        <translation>Number-one section</translation>
    </message>
    <message>
        <source>今天 {count} 场，下一场 {time} {place}</source>
        <translation>{count} today, next {time} {place}</translation>
    </message>
    <message>
        <source>今天 {count} 场，已结束未签字 {unsigned} 场</source>
        <translation>{count} today, {unsigned} closed but not signed</translation>
    </message>
    <message>
        <source>工作 {work}% · 生活 {life}%，尚缺 {count} 项</source>
        <translation>work {work}% · life {life}%, {count} missing</translation>
    </message>
    <message>
        <source>通过 {approved} · 待审 {waiting} · 退回 {returned} · 草稿 {draft}</source>
        <translation>approved {approved} · waiting {waiting} · returned {returned} · draft {draft}</translation>
    </message>
    <message>
        <source>缺：{sections}</source>
        <translation>lacks: {sections}</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>四部分齐全</source>
        <translation>all four parts complete</translation>
    </message>
</context>
<context>
    <name>LaptopItems</name>
    <message>
        <source>{people}的电脑 {number} 缺一段记录，请再要一份汇总包</source>
        <translation>Laptop {number} of {people} lacks a part of its log: ask for another work package</translation>
    </message>
    <message>
        <source>{people}的电脑 {number} 汇总到 {day}，之后的还没有到</source>
        <translation>Laptop {number} of {people}: merged up to {day}, nothing since</translation>
    </message>
</context>
<context>
    <name>MatrixCard</name>
    <message>
        <source>必谈矩阵</source>
        <translation>Must-ask matrix</translation>
    </message>
    <message>
        <source>对象 × 事项</source>
        <translation>people × items</translation>
    </message>
    <message>
        <source>还没有谈话</source>
        <translation>No talks yet</translation>
    </message>
    <message>
        <source>在“谈话”里排定并开始第一次谈话，这里会显示谁谈了什么。</source>
        <translation>Plan and begin the first talk under “Talks”; who was asked what is then shown here.</translation>
    </message>
    <message>
        <source>去排谈话</source>
        <translation>Plan a talk</translation>
    </message>
    <message>
        <source>未谈</source>
        <translation>Open</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>总览</source>
        <translation>Overview</translation>
    </message>
    <message>
        <source>没有要处理的事项</source>
        <translation>Nothing to deal with</translation>
    </message>
    <message>
        <source>谈话、底稿和报告目前都齐。新的缺项会列在这里，点一下就能过去。</source>
        <translation>Talks, working papers and report are complete so far. What is missing is listed here; a click leads there.</translation>
    </message>
    <message>
        <source>距进驻 {days} 天</source>
        <translation>{days} days to entry</translation>
    </message>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
    <message>
        <source>进入“{phase}”阶段</source>
        <translation>Move on to “{phase}”</translation>
    </message>
    <message>
        <source>谈话</source>
        <translation>Talks</translation>
    </message>
    <message>
        <source>已进入“{phase}”阶段</source>
        <translation>Moved on to “{phase}”</translation>
    </message>
    <message>
        <source>底稿</source>
        <translation>Working papers</translation>
    </message>
    <message>
        <source>生成今日汇总包…</source>
        <translation>Today's work package…</translation>
    </message>
    <message>
        <source>距离报告还差什么</source>
        <translation>What the report still lacks</translation>
    </message>
    <message>
        <source>进驻第 {days} 天</source>
        <translation>Day {days} on site</translation>
    </message>
    <message>
        <source>距报告初稿 {days} 天</source>
        <translation>{days} days to the draft report</translation>
    </message>
    <message>
        <source>报告初稿已超过 {days} 天</source>
        <translation>draft report {days} days late</translation>
    </message>
    <message>
        <source>报告</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>进驻前</source>
        <translation>Before entry</translation>
    </message>
    <message>
        <source>资料与证据</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>交换</source>
        <translation>Exchange</translation>
    </message>
    <message>
        <source>任务</source>
        <translation>Mission</translation>
    </message>
    <message>
        <source>{count} 项</source>
        <translation>{count} items</translation>
    </message>
</context>
<context>
    <name>TasksCard</name>
    <message>
        <source>待核查</source>
        <translation>To verify</translation>
    </message>
    <message>
        <source>办完的在方框里打勾</source>
        <translation>tick what is done</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>改派、改期、看办结的任务</source>
        <translation>Give tasks to others, change days, see what is done</translation>
    </message>
    <message>
        <source>{count} 项</source>
        <translation>{count} items</translation>
    </message>
    <message>
        <source>逾期 {day}</source>
        <translation>overdue {day}</translation>
    </message>
    <message>
        <source>“{title}”的核查结果</source>
        <translation>Outcome of “{title}”</translation>
    </message>
    <message>
        <source>办结</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>已办结“{title}”</source>
        <translation>“{title}” is done</translation>
    </message>
</context>
</TS>
