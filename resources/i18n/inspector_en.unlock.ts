<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>Brand</name>
    <message>
        <source>巡视巡察工作台</source>
        <translation>Inspector</translation>
    </message>
</context>
<context>
    <name>MissionPicker</name>
    <message>
        <source>这台电脑上还没有打开过任务。</source>
        <translation>No mission has been opened on this computer yet.</translation>
    </message>
    <message>
        <source>打开其他任务…</source>
        <translation>Open another mission…</translation>
    </message>
    <message>
        <source>最近的任务</source>
        <translation>Recent missions</translation>
    </message>
    <message>
        <source>文件夹已移走</source>
        <translation>The folder has been moved</translation>
    </message>
</context>
<context>
    <name>UnlockPage</name>
    <message>
        <source>口令</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>恢复码</source>
        <translation>Recovery code</translation>
    </message>
    <message>
        <source>建立任务时打印、封存在纸上的那一组字符，大小写和空格不计。</source>
        <translation>The characters printed and sealed on paper when the mission was set up. Capitals and spaces do not matter.</translation>
    </message>
    <message>
        <source>解锁</source>
        <translation>Unlock</translation>
    </message>
    <message>
        <source>用本机解锁</source>
        <translation>Unlock on this computer</translation>
    </message>
    <message>
        <source>正在解锁</source>
        <translation>Unlocking</translation>
    </message>
    <message>
        <source>资料加密存放在本机，程序不联网。本程序不是核准的国家秘密密码产品。</source>
        <translation>Data stay encrypted on this computer; the program uses no network. It is not an approved cipher product for state secrets.</translation>
    </message>
    <message>
        <source>使用人</source>
        <translation>User</translation>
    </message>
    <message>
        <source>打开一个任务</source>
        <translation>Open a mission</translation>
    </message>
    <message>
        <source>在左边选择最近用过的任务，或者打开别处的任务文件夹（名称以 .mission 结尾）。</source>
        <translation>Choose a recent mission on the left, or open a mission folder from elsewhere (its name ends in .mission).</translation>
    </message>
    <message>
        <source>打开任务文件夹…</source>
        <translation>Open mission folder…</translation>
    </message>
    <message>
        <source>打开任务文件夹</source>
        <translation>Open mission folder</translation>
    </message>
    <message>
        <source>改用口令</source>
        <translation>Use the passphrase instead</translation>
    </message>
    <message>
        <source>忘记口令？用恢复码</source>
        <translation>Forgot the passphrase? Use the recovery code</translation>
    </message>
    <message>
        <source>几次都不对。请等 {seconds} 秒再试。</source>
        <translation>Several wrong tries. Please wait {seconds} s before the next one.</translation>
    </message>
</context>
</TS>
