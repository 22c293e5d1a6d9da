<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>Banner</name>
    <message>
        <source>收起</source>
        <translation>Dismiss</translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>按 Delete 移除</source>
        <translation>Press Delete to remove</translation>
    </message>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>ConfirmStrip</name>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>DateEdit</name>
    <message>
        <source>年-月-日</source>
        <translation>YYYY-MM-DD</translation>
    </message>
    <message>
        <source>打开日历</source>
        <translation>Open the calendar</translation>
    </message>
</context>
<context>
    <name>FormRow</name>
    <message>
        <source>必填</source>
        <translation>Required</translation>
    </message>
    <message>
        <source>{label}（必填）</source>
        <translation>{label} (required)</translation>
    </message>
</context>
<context>
    <name>MatrixView</name>
    <message>
        <source>无</source>
        <translation>no</translation>
    </message>
    <message>
        <source>必谈矩阵</source>
        <translation>Must-ask matrix</translation>
    </message>
</context>
<context>
    <name>MissingList</name>
    <message>
        <source>阻断</source>
        <translation>Blocking</translation>
    </message>
    <message>
        <source>应处理</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>提示</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>已完成</source>
        <translation>done</translation>
    </message>
    <message>
        <source>还差什么</source>
        <translation>Missing</translation>
    </message>
</context>
<context>
    <name>PageView</name>
    <message>
        <source>页面预览</source>
        <translation>Page preview</translation>
    </message>
</context>
<context>
    <name>PasswordEdit</name>
    <message>
        <source>隐藏口令</source>
        <translation>Hide the passphrase</translation>
    </message>
    <message>
        <source>显示口令</source>
        <translation>Show the passphrase</translation>
    </message>
</context>
<context>
    <name>PasswordRow</name>
    <message>
        <source>大写锁定已打开</source>
        <translation>Caps Lock is on</translation>
    </message>
</context>
<context>
    <name>PhaseStepper</name>
    <message>
        <source>阶段</source>
        <translation>Phase</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>页面</source>
        <translation>Pages</translation>
    </message>
</context>
<context>
    <name>ReasonStrip</name>
    <message>
        <source>理由（必填）</source>
        <translation>Reason (required)</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>RunStrip</name>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>进度</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>正在停止…</source>
        <translation>Stopping…</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>使用人和设置</source>
        <translation>User and settings</translation>
    </message>
</context>
</TS>
