<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>MainWindow</name>
    <message>
        <source>仍然关闭</source>
        <translation>Close anyway</translation>
    </message>
    <message>
        <source>有内容没有保存成功。草稿还在，重新打开后可以找回。</source>
        <translation>Something could not be saved. The draft is still there and can be recovered after reopening.</translation>
    </message>
    <message>
        <source>巡视巡察工作台</source>
        <translation>Inspector</translation>
    </message>
</context>
<context>
    <name>SeatMenu</name>
    <message>
        <source>外观</source>
        <translation>Appearance</translation>
    </message>
    <message>
        <source>跟随系统</source>
        <translation>Follow the system</translation>
    </message>
    <message>
        <source>浅色</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>深色</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>高对比度</source>
        <translation>High contrast</translation>
    </message>
    <message>
        <source>语言</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>设置…</source>
        <translation>Settings…</translation>
    </message>
    <message>
        <source>锁定并换人…</source>
        <translation>Lock and switch user…</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>搜索  Ctrl+K</source>
        <translation>Search  Ctrl+K</translation>
    </message>
    <message>
        <source>搜索整个任务</source>
        <translation>Search the whole mission</translation>
    </message>
    <message>
        <source>锁定</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>锁定（Ctrl+L）</source>
        <translation>Lock (Ctrl+L)</translation>
    </message>
    <message>
        <source>{devices} 台 · {packages} 份未汇总</source>
        <translation>{devices} devices · {packages} unmerged</translation>
    </message>
</context>
<context>
    <name>Workbench</name>
    <message>
        <source>已保存</source>
        <translation>Saved</translation>
    </message>
    <message>
        <source>正在保存…</source>
        <translation>Saving…</translation>
    </message>
    <message>
        <source>没有保存成功</source>
        <translation>Not saved</translation>
    </message>
    <message>
        <source>已保存 {time}</source>
        <translation>Saved {time}</translation>
    </message>
</context>
</TS>
