<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>Pages</name>
    <message>
        <source>总览</source>
        <translation>Overview</translation>
    </message>
    <message>
        <source>进驻前</source>
        <translation>Before entry</translation>
    </message>
    <message>
        <source>谈话</source>
        <translation>Talks</translation>
    </message>
    <message>
        <source>资料与证据</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>底稿</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>线索</source>
        <translation>Leads</translation>
    </message>
    <message>
        <source>报告</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>交换</source>
        <translation>Exchange</translation>
    </message>
    <message>
        <source>搜索</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
</context>
</TS>
