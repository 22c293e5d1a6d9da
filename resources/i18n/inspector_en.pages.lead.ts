<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>LeadDetail</name>
    <message>
        <source>▲ 涉及一把手</source>
        <translation>▲ About a number one</translation>
    </message>
    <message>
        <source>撤下…</source>
        <translation>Withdraw…</translation>
    </message>
    <message>
        <source>记下</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>边写边存，不会丢；记下后只有组长、您和指定的人能看。</source>
        <translation>Saved as you type. Once recorded, only the leader, you and those named can read it.</translation>
    </message>
    <message>
        <source>新线索</source>
        <translation>New lead</translation>
    </message>
    <message>
        <source>未编号的线索</source>
        <translation>Lead without a number</translation>
    </message>
    <message>
        <source>能看的人：{people}</source>
        <translation>Can be read by: {people}</translation>
    </message>
    <message>
        <source>查阅记录（本机）：</source>
        <translation>Looks (on this computer):</translation>
    </message>
    <message>
        <source>请写明反映的内容</source>
        <translation>Please write down what was reported</translation>
    </message>
    <message>
        <source>认不出这个日期，例如 2026-10-21</source>
        <translation>Not recognised as a date; for example 2026-10-21</translation>
    </message>
    <message>
        <source>撤下后不再列出，痕迹仍保留。为什么撤下？</source>
        <translation>It is no longer listed; its trace remains. Why withdraw it?</translation>
    </message>
    <message>
        <source>撤下</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>线索已撤下。</source>
        <translation>The lead was withdrawn.</translation>
    </message>
</context>
<context>
    <name>LeadFields</name>
    <message>
        <source>时间、地点、人、事、依据；只写反映的内容，不写是谁反映的</source>
        <translation>When, where, who, what, on what grounds; only what was reported, not who reported it</translation>
    </message>
    <message>
        <source>加一个人</source>
        <translation>Add somebody</translation>
    </message>
    <message>
        <source>姓名或职务</source>
        <translation>Name or post</translation>
    </message>
    <message>
        <source>从哪里来的</source>
        <translation>Where it came from</translation>
    </message>
    <message>
        <source>显示来源</source>
        <translation>Show the source</translation>
    </message>
    <message>
        <source>当心旁人看见</source>
        <translation>Mind who is looking</translation>
    </message>
    <message>
        <source>指明谈话</source>
        <translation>Name the talk</translation>
    </message>
    <message>
        <source>编号或姓名</source>
        <translation>Number or name</translation>
    </message>
    <message>
        <source>如：按干部管理权限移交</source>
        <translation>e.g. handed over to the competent organ</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>由组长定。</source>
        <translation>The leader decides.</translation>
    </message>
    <message>
        <source>组长和记录人总能看；移交后派出单位办公室也能看。</source>
        <translation>Leader and author can always read it; after the delivery headquarters can, too.</translation>
    </message>
    <message>
        <source>来源不在列表里显示</source>
        <translation>The source is never shown in the list</translation>
    </message>
</context>
<context>
    <name>LeadPage</name>
    <message>
        <source>线索</source>
        <translation>Leads</translation>
    </message>
    <message>
        <source>按收到的先后接着编</source>
        <translation>Goes on numbering in the order received</translation>
    </message>
    <message>
        <source>记一条线索</source>
        <translation>Record a lead</translation>
    </message>
    <message>
        <source>单独管理：每条只有组长、记录人和指定的人能看，看过会记录；不写进底稿和报告。</source>
        <translation>Kept apart: each is read by the leader, its author and those named only; looks are logged. Never in a working paper or the report.</translation>
    </message>
    <message>
        <source>没有您能看的线索</source>
        <translation>No leads that you can read</translation>
    </message>
    <message>
        <source>谈话、信访、查阅中得到的问题线索记在这里。记下后只有组长、您和指定的人能看。</source>
        <translation>Leads from talks, petitions and records go here. Once recorded, only the leader, you and those named can read them.</translation>
    </message>
    <message>
        <source>选一条线索</source>
        <translation>Choose a lead</translation>
    </message>
    <message>
        <source>在左边选一条，就在这里看。打开会记入查阅记录。</source>
        <translation>Choose one at the left to read it here. Opening it is logged.</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>涉及</source>
        <translation>About</translation>
    </message>
    <message>
        <source>被反映人</source>
        <translation>Officials</translation>
    </message>
    <message>
        <source>收到</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>处置意见</source>
        <translation>Disposal</translation>
    </message>
    <message>
        <source>能看的人</source>
        <translation>Readers</translation>
    </message>
    <message numerus="yes">
        <source>%n 条</source>
        <translation>
            <numerusform>%n lead</numerusform>
            <numerusform>%n leads</numerusform>
        </translation>
    </message>
    <message>
        <source>涉及一把手 {count} 条</source>
        <translation>{count} about a number one</translation>
    </message>
    <message>
        <source>没有处置意见 {count} 条</source>
        <translation>{count} without a disposal</translation>
    </message>
    <message>
        <source>给 {count} 条编号</source>
        <translation>Number {count}</translation>
    </message>
    <message numerus="yes">
        <source>%n 天</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message>
        <source>未编号</source>
        <translation>No number</translation>
    </message>
    <message>
        <source>▲ 一把手</source>
        <translation>▲ Number one</translation>
    </message>
    <message>
        <source>线索已记下，只有组长、您和指定的人能看。</source>
        <translation>The lead is recorded; only the leader, you and those named can read it.</translation>
    </message>
</context>
</TS>
