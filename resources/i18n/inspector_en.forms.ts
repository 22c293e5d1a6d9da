<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>AddRow</name>
    <message>
        <source>还没有内容</source>
        <translation>Nothing here yet</translation>
    </message>
    <message>
        <source>加一项：{label}</source>
        <translation>Add: {label}</translation>
    </message>
    <message>
        <source>加一项</source>
        <translation>Add one</translation>
    </message>
</context>
<context>
    <name>CardHead</name>
    <message>
        <source>上移（Ctrl+Shift+↑）</source>
        <translation>Move up (Ctrl+Shift+↑)</translation>
    </message>
    <message>
        <source>下移（Ctrl+Shift+↓）</source>
        <translation>Move down (Ctrl+Shift+↓)</translation>
    </message>
    <message>
        <source>去掉这一项（Ctrl+Shift+Delete）</source>
        <translation>Remove this one (Ctrl+Shift+Delete)</translation>
    </message>
    <message>
        <source>第 {number} 项</source>
        <translation>No. {number}</translation>
    </message>
</context>
<context>
    <name>CodeEditor</name>
    <message>
        <source>扫描或输入编码</source>
        <translation>Scan or type a code</translation>
    </message>
</context>
<context>
    <name>DropEditor</name>
    <message>
        <source>（未选）</source>
        <translation>(nothing chosen)</translation>
    </message>
</context>
<context>
    <name>Editing</name>
    <message>
        <source>已去掉“{what}”</source>
        <translation>Removed “{what}”</translation>
    </message>
    <message>
        <source>已撤销：{what}</source>
        <translation>Undone: {what}</translation>
    </message>
</context>
<context>
    <name>ElsewhereEditor</name>
    <message>
        <source>本机不能录音。可以不填，不影响完成。</source>
        <translation>This computer does not record sound. It may stay empty; the form can be completed.</translation>
    </message>
    <message>
        <source>本机不能录像。可以不填，不影响完成。</source>
        <translation>This computer does not film. It may stay empty; the form can be completed.</translation>
    </message>
    <message>
        <source>本机不能定位。可以不填，不影响完成。</source>
        <translation>This computer cannot tell its position. It may stay empty; the form can be completed.</translation>
    </message>
</context>
<context>
    <name>FileEditor</name>
    <message>
        <source>或把文件拖到这里</source>
        <translation>or drop a file here</translation>
    </message>
    <message>
        <source>去掉这个附件</source>
        <translation>Remove this attachment</translation>
    </message>
    <message>
        <source>图片</source>
        <translation>Pictures</translation>
    </message>
    <message>
        <source>所有文件</source>
        <translation>All files</translation>
    </message>
    <message>
        <source>选择附件</source>
        <translation>Choose an attachment</translation>
    </message>
    <message>
        <source>换一个…</source>
        <translation>Another one…</translation>
    </message>
    <message>
        <source>选择图片…</source>
        <translation>Choose a picture…</translation>
    </message>
    <message>
        <source>选择文件…</source>
        <translation>Choose a file…</translation>
    </message>
</context>
<context>
    <name>FindEditor</name>
    <message>
        <source>输入几个字查找，或按 ↓ 列出</source>
        <translation>Type to find, or press ↓ to list</translation>
    </message>
</context>
<context>
    <name>FindLine</name>
    <message>
        <source>可选项</source>
        <translation>Choices</translation>
    </message>
</context>
<context>
    <name>FindSeveralEditor</name>
    <message>
        <source>再选一项：输入几个字查找，或按 ↓ 列出</source>
        <translation>One more: type to find, or press ↓ to list</translation>
    </message>
</context>
<context>
    <name>FormBar</name>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>上一个未完成的（Shift+F8）</source>
        <translation>Previous open one (Shift+F8)</translation>
    </message>
    <message>
        <source>下一项 F8</source>
        <translation>Next F8</translation>
    </message>
    <message>
        <source>到下一个未完成的问题</source>
        <translation>To the next open question</translation>
    </message>
    <message>
        <source>清单</source>
        <translation>List</translation>
    </message>
    <message>
        <source>表单的语言</source>
        <translation>Language of the form</translation>
    </message>
    <message numerus="yes">
        <source>还有 %n 项必填</source>
        <translation>
            <numerusform>%n required answer missing</numerusform>
            <numerusform>%n required answers missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 项不符</source>
        <translation>
            <numerusform>%n does not fit</numerusform>
            <numerusform>%n do not fit</numerusform>
        </translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>✓ 必填项都已填好</source>
        <translation>✓ Everything required is there</translation>
    </message>
    <message>
        <source>表单的语言：{language}</source>
        <translation>Language of the form: {language}</translation>
    </message>
</context>
<context>
    <name>FormView</name>
    <message>
        <source>表单</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>还没有人填写过。</source>
        <translation>Nobody has answered yet.</translation>
    </message>
</context>
<context>
    <name>OpenList</name>
    <message>
        <source>还差什么</source>
        <translation>Still open</translation>
    </message>
    <message>
        <source>✓ 必填项都已填好</source>
        <translation>✓ Everything required is there</translation>
    </message>
    <message>
        <source>还有 {count} 项，填完这些再列出</source>
        <translation>{count} more, listed when these are done</translation>
    </message>
</context>
<context>
    <name>QuestionRow</name>
    <message>
        <source>{label}（必填）</source>
        <translation>{label} (required)</translation>
    </message>
</context>
<context>
    <name>QuestionTools</name>
    <message>
        <source>去掉这个选择（Delete）</source>
        <translation>Take this choice away (Delete)</translation>
    </message>
    <message>
        <source>填写说明（F1）</source>
        <translation>How to fill this in (F1)</translation>
    </message>
    <message>
        <source>谁在何时填写（Ctrl+Shift+H）</source>
        <translation>Who answered, and when (Ctrl+Shift+H)</translation>
    </message>
</context>
<context>
    <name>RankEditor</name>
    <message>
        <source>上移（Alt+↑）</source>
        <translation>Move up (Alt+↑)</translation>
    </message>
    <message>
        <source>下移（Alt+↓）</source>
        <translation>Move down (Alt+↓)</translation>
    </message>
    <message>
        <source>就按这个顺序</source>
        <translation>Keep this order</translation>
    </message>
    <message>
        <source>还没有排序：拖动，或按 Alt+↑ Alt+↓</source>
        <translation>Not in order yet: drag, or press Alt+↑ Alt+↓</translation>
    </message>
</context>
<context>
    <name>SectionHead</name>
    <message numerus="yes">
        <source>%n 项</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TickEditor</name>
    <message>
        <source>已知悉</source>
        <translation>I acknowledge this</translation>
    </message>
</context>
<context>
    <name>WhenEditor</name>
    <message>
        <source>年-月-日</source>
        <translation>yyyy-mm-dd</translation>
    </message>
    <message>
        <source>年-月</source>
        <translation>yyyy-mm</translation>
    </message>
    <message>
        <source>年</source>
        <translation>yyyy</translation>
    </message>
    <message>
        <source>时:分</source>
        <translation>hh:mm</translation>
    </message>
    <message>
        <source>年-月-日 时:分</source>
        <translation>yyyy-mm-dd hh:mm</translation>
    </message>
    <message>
        <source>打开日历</source>
        <translation>Open the calendar</translation>
    </message>
</context>
</TS>
