<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>PaperExport</name>
    <message>
        <source>导出的文件没有加密：离开本程序后由您保管，打印还会在电脑和打印机里留下痕迹。</source>
        <translation>The exported file is not encrypted: outside this program it is in your care, and printing leaves traces on computer and printer.</translation>
    </message>
    <message>
        <source>选择保存位置…</source>
        <translation>Choose where…</translation>
    </message>
    <message>
        <source>PDF 文件</source>
        <translation>PDF file</translation>
    </message>
    <message>
        <source>Word 文件</source>
        <translation>Word file</translation>
    </message>
    <message>
        <source>Excel 表格</source>
        <translation>Excel sheet</translation>
    </message>
    <message>
        <source>导出</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>正在生成“{name}”…</source>
        <translation>Making “{name}”…</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>已取消导出。</source>
        <translation>Export cancelled.</translation>
    </message>
    <message>
        <source>已保存到 {path}。这份文件没有加密，请妥善保管。</source>
        <translation>Saved to {path}. The file is not encrypted; keep it safe.</translation>
    </message>
</context>
<context>
    <name>PaperPreview</name>
    <message>
        <source>预览的状态</source>
        <translation>State of the preview</translation>
    </message>
    <message>
        <source>正在生成预览</source>
        <translation>Making the preview</translation>
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
        <source>正在更新…</source>
        <translation>Updating…</translation>
    </message>
    <message>
        <source>印出的样子</source>
        <translation>As it will print</translation>
    </message>
    <message>
        <source>预览没有生成。</source>
        <translation>The preview could not be made.</translation>
    </message>
    <message>
        <source>第 {page} / {pages} 页</source>
        <translation>Page {page} of {pages}</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>已撤销：{what}</source>
        <translation>Undone: {what}</translation>
    </message>
</context>
</TS>
