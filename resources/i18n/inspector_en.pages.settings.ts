<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>PassphraseCard</name>
    <message>
        <source>更换口令</source>
        <translation>Change passphrase</translation>
    </message>
    <message>
        <source>新口令</source>
        <translation>New passphrase</translation>
    </message>
    <message>
        <source>再输一次</source>
        <translation>Once more</translation>
    </message>
    <message>
        <source>更换</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>换了口令以后，旧口令还能打开以前的备份。</source>
        <translation>After the change the old passphrase still opens earlier backups.</translation>
    </message>
    <message>
        <source>两次输入的口令不一样。</source>
        <translation>The two passphrases differ.</translation>
    </message>
    <message>
        <source>口令已更换。</source>
        <translation>Passphrase changed.</translation>
    </message>
</context>
<context>
    <name>RecoveryCard</name>
    <message>
        <source>恢复码</source>
        <translation>Recovery code</translation>
    </message>
    <message>
        <source>生成新的恢复码</source>
        <translation>Make a new recovery code</translation>
    </message>
    <message>
        <source>核对</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>我已抄好</source>
        <translation>I have written it down</translation>
    </message>
    <message>
        <source>忘记口令时用恢复码打开。只显示一次，请抄在纸上，与电脑分开保管；新的生成后，旧的作废。</source>
        <translation>Opens the mission when the passphrase is forgotten. It is shown once: write it on paper and keep it apart from the computer. A new one makes the old one void.</translation>
    </message>
    <message>
        <source>请照抄好的纸输入第 {number} 组</source>
        <translation>Type group {number} from your paper</translation>
    </message>
    <message>
        <source>与显示的不一样，请对照后重输。</source>
        <translation>This is not what is shown. Compare and type again.</translation>
    </message>
    <message>
        <source>恢复码已更换。</source>
        <translation>Recovery code changed.</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>自动锁定</source>
        <translation>Automatic lock</translation>
    </message>
    <message>
        <source>多少分钟没有操作就锁定</source>
        <translation>Lock after how many minutes without input</translation>
    </message>
    <message>
        <source>0 表示不自动锁定。任何时候按 Ctrl+L 可以立即锁定，没写完的内容不会丢。</source>
        <translation>0: never. Ctrl+L locks at once at any time; nothing half written is lost.</translation>
    </message>
    <message>
        <source>在本机免口令打开</source>
        <translation>Open on this computer without passphrase</translation>
    </message>
    <message>
        <source>开启</source>
        <translation>Turn on</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Turn off</translation>
    </message>
    <message>
        <source>开启后，这台电脑的系统钥匙串替您保存一把钥匙。口令始终有效，换电脑、换系统仍要用口令。只在专人专用、有登录密码的电脑上开启。</source>
        <translation>The computer's own keyring then keeps a key for you. The passphrase stays valid and is needed on another computer or system. Turn this on only on a computer of your own that has a login password.</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>已开启：在本机可以不输口令打开这个任务。</source>
        <translation>On: this computer opens the mission without passphrase.</translation>
    </message>
    <message>
        <source>未开启。</source>
        <translation>Off.</translation>
    </message>
    <message>
        <source>这台电脑没有可以信任的系统钥匙串，只能用口令打开。</source>
        <translation>This computer has no keyring that can be trusted; only the passphrase opens the mission.</translation>
    </message>
    <message>
        <source>已开启在本机免口令打开。</source>
        <translation>Turned on: this computer opens the mission without passphrase.</translation>
    </message>
    <message>
        <source>已关闭在本机免口令打开。</source>
        <translation>Turned off.</translation>
    </message>
</context>
</TS>
