<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>SearchPage</name>
    <message>
        <source>搜索</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>输入要找的词，空格隔开几个词</source>
        <translation>Words to find, separated by spaces</translation>
    </message>
    <message>
        <source>搜索整个任务</source>
        <translation>Search the whole mission</translation>
    </message>
    <message>
        <source>搜索结果</source>
        <translation>Results</translation>
    </message>
    <message>
        <source>在整个任务里找</source>
        <translation>Search the whole mission</translation>
    </message>
    <message>
        <source>谈话、情况通报、材料、底稿、报告里的字都能找到，只限您有权看的。Ctrl+K 回到这里。</source>
        <translation>Words of talks, briefings, evidence, working papers and the report are found, as far as you may read them. Ctrl+K leads back here.</translation>
    </message>
    <message>
        <source>没有找到</source>
        <translation>Nothing found</translation>
    </message>
    <message>
        <source>换一个词试试；一两个字也可以找。刚写的内容几秒后才能找到。</source>
        <translation>Try another word; one or two characters will do. What was just written is found after some seconds.</translation>
    </message>
    <message>
        <source>{count} 条</source>
        <translation>{count} hits</translation>
    </message>
    <message>
        <source>先列出 {count} 条，加词可以缩小范围</source>
        <translation>The first {count} hits; another word narrows them</translation>
    </message>
</context>
</TS>
