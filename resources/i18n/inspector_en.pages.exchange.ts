<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>BackupPart</name>
    <message>
        <source>备份</source>
        <translation>Backups</translation>
    </message>
    <message>
        <source>现在备份</source>
        <translation>Back up now</translation>
    </message>
    <message>
        <source>备份到别处…</source>
        <translation>Back up elsewhere…</translation>
    </message>
    <message>
        <source>有改动时每 20 分钟自动备份一次，装入汇总包之前也备份一次；每份备份都逐页核对过才算数。备份与任务一样加密，用当天的口令打开。要防电脑丢失、损坏的，请再备份到别的盘上。</source>
        <translation>While something changes a backup is made every 20 minutes, and one before each work package is taken in; each is read page by page before it counts. Backups are encrypted like the mission and open with the passphrase of their day. Against a lost or broken computer, back up to another disk, too.</translation>
    </message>
    <message>
        <source>还没有备份</source>
        <translation>No backup yet</translation>
    </message>
    <message>
        <source>按“现在备份”做第一份；以后会自动做。</source>
        <translation>Press “Back up now” for the first one; later ones are made by themselves.</translation>
    </message>
    <message>
        <source>存放位置</source>
        <translation>Kept in</translation>
    </message>
    <message>
        <source>装入汇总包之前</source>
        <translation>before a work package</translation>
    </message>
    <message>
        <source>升级之前</source>
        <translation>before an upgrade</translation>
    </message>
    <message>
        <source>第 {number} 份</source>
        <translation>No. {number}</translation>
    </message>
    <message>
        <source>备份到</source>
        <translation>Back up to</translation>
    </message>
    <message>
        <source>正在备份到 {place}</source>
        <translation>Backing up to {place}</translation>
    </message>
    <message>
        <source>上次备份以后没有改动，不用再备份。</source>
        <translation>Nothing has changed since the last backup.</translation>
    </message>
    <message>
        <source>已备份到 {place}，并逐页核对。</source>
        <translation>Backed up to {place} and checked page by page.</translation>
    </message>
</context>
<context>
    <name>ConflictPart</name>
    <message>
        <source>冲突</source>
        <translation>Conflicts</translation>
    </message>
    <message>
        <source>没有冲突</source>
        <translation>No conflicts</translation>
    </message>
    <message>
        <source>等待裁定的</source>
        <translation>Waiting for a decision</translation>
    </message>
    <message>
        <source>两个人没看到对方写的、又写了同一处时，两种写法都会保留，列在这里由人裁定。</source>
        <translation>When two people write the same field without having seen each other's, both values are kept and listed here until somebody decides.</translation>
    </message>
    <message>
        <source>去看这条记录</source>
        <translation>Go to the record</translation>
    </message>
    <message>
        <source>都不用，改写成：</source>
        <translation>Neither; write instead:</translation>
    </message>
    <message>
        <source>改写成</source>
        <translation>Write instead</translation>
    </message>
    <message>
        <source>把两种写法合成一种</source>
        <translation>Make one of them both</translation>
    </message>
    <message>
        <source>为什么这样裁定，例如“已与当事人核对”</source>
        <translation>Why so; for example “checked with those concerned”</translation>
    </message>
    <message>
        <source>裁定这一处</source>
        <translation>Decide this</translation>
    </message>
    <message>
        <source>按分工，这一处由组长或写它的人裁定。</source>
        <translation>This is for the leader, or whoever wrote it, to decide.</translation>
    </message>
    <message>
        <source>这几种写法的作者当时都没有看到对方写的。时间是各自电脑的钟，只供参考。裁定以后，各台电脑汇总时都按这个。</source>
        <translation>The authors had not seen each other's values. The times are by their own laptops' clocks. Once decided, every laptop follows when work is exchanged.</translation>
    </message>
    <message>
        <source>已裁定。</source>
        <translation>Decided. </translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>{count} 种写法 · {people}</source>
        <translation>{count} values · {people}</translation>
    </message>
    <message>
        <source>（不认识的人）</source>
        <translation>(somebody unknown)</translation>
    </message>
    <message>
        <source> · 现在各处显示的是这一种</source>
        <translation> · shown everywhere for now</translation>
    </message>
    <message>
        <source>（空）</source>
        <translation>(empty)</translation>
    </message>
    <message>
        <source>还有 {count} 处。</source>
        <translation>{count} left.</translation>
    </message>
    <message>
        <source>没有冲突了。</source>
        <translation>No conflicts left.</translation>
    </message>
</context>
<context>
    <name>Deliveries</name>
    <message>
        <source>还没有移交过</source>
        <translation>Nothing delivered yet</translation>
    </message>
    <message>
        <source>移交包做好以后列在这里；办公室的回执装入后，就知道收没收下。</source>
        <translation>Deliveries are listed here; headquarters' receipt says whether it took them.</translation>
    </message>
    <message>
        <source>第 {number} 次</source>
        <translation>No. {number}</translation>
    </message>
    <message>
        <source>把文件交给办公室；拿到回执后，用“打开收到的文件”装入。</source>
        <translation>Hand the file to headquarters; take its receipt in by “Open a file that came”.</translation>
    </message>
    <message>
        <source>收件号 {number} · {time} 收件</source>
        <translation>Register number {number} · received {time}</translation>
    </message>
</context>
<context>
    <name>DeliveryPart</name>
    <message>
        <source>移交前还差什么</source>
        <translation>What is missing before a delivery</translation>
    </message>
    <message>
        <source>制作移交包…</source>
        <translation>Make the delivery…</translation>
    </message>
    <message>
        <source>移交由组长做。</source>
        <translation>The leader delivers.</translation>
    </message>
    <message>
        <source>移交和回执</source>
        <translation>Deliveries and receipts</translation>
    </message>
    <message>
        <source>▲ 还差 {count} 项</source>
        <translation>▲ {count} missing</translation>
    </message>
    <message>
        <source>✓ 可以移交</source>
        <translation>✓ Ready</translation>
    </message>
    <message>
        <source>装入：报告、与一把手谈话报告、已审签的底稿（PDF），证据 {count} 件（{size}），全部工作日志和查阅记录。签名并加密，只有 {office} 和您打得开。</source>
        <translation>Holds the report, the report on the talk with the number one and approved working papers (PDF), {count} pieces of evidence ({size}), the whole journal and the log of looks. Signed and encrypted: only {office} and you can open it.</translation>
    </message>
    <message>
        <source>办公室</source>
        <translation>headquarters</translation>
    </message>
    <message>
        <source>制作移交包</source>
        <translation>Make the delivery</translation>
    </message>
    <message>
        <source>正在打印文书</source>
        <translation>Printing the papers</translation>
    </message>
    <message>
        <source>正在签名、加密、写入 {name}</source>
        <translation>Signing, encrypting, writing {name}</translation>
    </message>
    <message>
        <source>移交包已做好：{path}（{files} 个文件，{size}）。请交给办公室，等回执。</source>
        <translation>The delivery is made: {path} ({files} files, {size}). Hand it to headquarters and wait for the receipt.</translation>
    </message>
</context>
<context>
    <name>ExchangePage</name>
    <message>
        <source>交换</source>
        <translation>Exchange</translation>
    </message>
    <message>
        <source>打开收到的文件…</source>
        <translation>Open a file that came…</translation>
    </message>
    <message>
        <source>交换的内容</source>
        <translation>What is exchanged</translation>
    </message>
    <message>
        <source>移交办公室</source>
        <translation>To headquarters</translation>
    </message>
    <message>
        <source>组内汇总</source>
        <translation>Within the team</translation>
    </message>
    <message>
        <source>冲突</source>
        <translation>Conflicts</translation>
    </message>
    <message>
        <source>备份</source>
        <translation>Backups</translation>
    </message>
    <message>
        <source>最近一次移交还没有回执</source>
        <translation>the last delivery has no receipt yet</translation>
    </message>
    <message>
        <source>最近一次移交已收下</source>
        <translation>the last delivery was accepted</translation>
    </message>
    <message>
        <source>最近一次移交被退回</source>
        <translation>the last delivery was refused</translation>
    </message>
    <message>
        <source>还没有移交</source>
        <translation>nothing delivered yet</translation>
    </message>
    <message>
        <source>打开收到的文件</source>
        <translation>Open a file that came</translation>
    </message>
    <message>
        <source>正在看 {name}</source>
        <translation>Looking at {name}</translation>
    </message>
</context>
<context>
    <name>IncomingPart</name>
    <message>
        <source>收到的文件</source>
        <translation>A file that came</translation>
    </message>
    <message>
        <source>不装入</source>
        <translation>Leave it</translation>
    </message>
    <message>
        <source>装入</source>
        <translation>Take in</translation>
    </message>
    <message>
        <source>谁做的、是什么</source>
        <translation>Who made it, what it is</translation>
    </message>
    <message>
        <source>装入以后</source>
        <translation>Once it is taken in</translation>
    </message>
    <message>
        <source>正在核验 {name}</source>
        <translation>Verifying {name}</translation>
    </message>
    <message>
        <source>这是移交包，交给办公室就行，不在这里装入。</source>
        <translation>This is a delivery: it goes to headquarters and is not taken in here.</translation>
    </message>
    <message>
        <source>这个版本的程序还不能装入这种包。</source>
        <translation>This version of the program cannot take in packages of this kind.</translation>
    </message>
    <message>
        <source>办公室</source>
        <translation>headquarters</translation>
    </message>
    <message>
        <source>做包的人</source>
        <translation>Made by</translation>
    </message>
    <message>
        <source>交给</source>
        <translation>For</translation>
    </message>
    <message>
        <source>任务</source>
        <translation>Mission</translation>
    </message>
    <message>
        <source>序号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>第 {number} 份</source>
        <translation>No. {number}</translation>
    </message>
    <message>
        <source>制作时间</source>
        <translation>Made</translation>
    </message>
    <message>
        <source>{time}（做包电脑的钟）</source>
        <translation>{time} (by its maker's clock)</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message numerus="yes">
        <source>%n 个文件</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message>
        <source>签名</source>
        <translation>Signature</translation>
    </message>
    <message>
        <source>✓ 这个包已经装入过，再装入也不会改变什么。</source>
        <translation>✓ This package was taken in before; doing so again changes nothing.</translation>
    </message>
    <message>
        <source>新内容 {new} 条，本机已有 {known} 条，新的证据文件 {evidence} 个。</source>
        <translation>{new} new entries, {known} known here, {evidence} new evidence files.</translation>
    </message>
    <message>
        <source>其中 {count} 条是封给别人的，您看不到内容。</source>
        <translation>{count} of them are sealed to others; you cannot read them.</translation>
    </message>
    <message>
        <source>△ 有 {count} 条不采信：{why}。</source>
        <translation>△ {count} are not believed: {why}.</translation>
    </message>
    <message>
        <source>装入之前先自动备份一次。</source>
        <translation>A backup is made first.</translation>
    </message>
    <message>
        <source>△ 有 {count} 处两边写得不一样，装入后在“冲突”里裁定：</source>
        <translation>△ {count} fields were written differently on both sides; decide them under “Conflicts” afterwards:</translation>
    </message>
    <message>
        <source>✓ 是本任务登记的办公室签的</source>
        <translation>✓ Signed by the headquarters of this mission</translation>
    </message>
    <message>
        <source>办公室名片</source>
        <translation>Headquarters' card</translation>
    </message>
    <message>
        <source>有 {count} 处冲突要裁定。</source>
        <translation>{count} conflicts wait for a decision. </translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>✓ 已核对，由办公室或有证书的组员签名</source>
        <translation>✓ Checked: signed by headquarters or a certified user</translation>
    </message>
    <message>
        <source>收件号</source>
        <translation>Register number</translation>
    </message>
    <message>
        <source>收件时间</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>收到的内容</source>
        <translation>What arrived</translation>
    </message>
    <message>
        <source>办公室的话</source>
        <translation>Headquarters' remark</translation>
    </message>
    <message>
        <source>装入回执</source>
        <translation>Take in the receipt</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>指纹</source>
        <translation>Fingerprint</translation>
    </message>
    <message>
        <source>✓ 与本任务登记的是同一张，不用再登记。</source>
        <translation>✓ The card that this mission has already.</translation>
    </message>
    <message>
        <source>登记以后，请打电话或当面逐组核对指纹，再确认。核对之前不能移交。</source>
        <translation>Once entered, compare the fingerprint group by group by telephone or in person, and confirm. Before that nothing can be delivered.</translation>
    </message>
    <message>
        <source>登记这张名片</source>
        <translation>Enter this card</translation>
    </message>
    <message>
        <source>证书</source>
        <translation>Certificate</translation>
    </message>
    <message>
        <source>发给</source>
        <translation>For</translation>
    </message>
    <message>
        <source>职责</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>装入证书</source>
        <translation>Take in the certificate</translation>
    </message>
    <message>
        <source>这一步由组长做。</source>
        <translation>This is the leader's to do.</translation>
    </message>
    <message>
        <source>回执已装入。</source>
        <translation>The receipt was taken in.</translation>
    </message>
    <message>
        <source>名片已登记。请核对指纹，一致后确认。</source>
        <translation>The card is entered. Compare the fingerprint and confirm.</translation>
    </message>
    <message>
        <source>证书已装入，签字从现在起有效。</source>
        <translation>The certificate was taken in; signatures count from now on.</translation>
    </message>
    <message>
        <source>正在装入</source>
        <translation>Taking in</translation>
    </message>
    <message>
        <source>装入之前先备份</source>
        <translation>Backing up first</translation>
    </message>
    <message>
        <source>正在装入 {name}</source>
        <translation>Taking in {name}</translation>
    </message>
    <message>
        <source>已装入：新内容 {new} 条，证据文件 {evidence} 个。</source>
        <translation>Taken in: {new} new entries, {evidence} evidence files. </translation>
    </message>
    <message>
        <source>有的电脑还缺中间的内容，见“组内汇总”。</source>
        <translation>Entries of some laptops are still missing: see “Within the team”.</translation>
    </message>
</context>
<context>
    <name>Laptops</name>
    <message>
        <source>每台电脑的工作汇总到组长电脑后，报告才是全组的。时间是各台电脑自己的钟。</source>
        <translation>Only when the work of every laptop has come to the leader's is the report the whole team's. Times are by each laptop's own clock.</translation>
    </message>
    <message>
        <source>✓ 齐全</source>
        <translation>✓ Complete</translation>
    </message>
    <message>
        <source>△ 不全</source>
        <translation>△ Incomplete</translation>
    </message>
    <message>
        <source>本机</source>
        <translation>this one</translation>
    </message>
    <message numerus="yes">
        <source>%n 条</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
    <message>
        <source>最近一条 {time}</source>
        <translation>last {time}</translation>
    </message>
    <message>
        <source>缺第 {first}–{last} 条：请这台电脑再做一份汇总包，装入后自动补齐。</source>
        <translation>Entries {first}–{last} are missing: have that laptop make another work package; taking it in fills the gap.</translation>
    </message>
    <message>
        <source>第 {first} 条起有两个分支：任务文件夹被复制后两边都写过。两边的内容都保留着，请只在一台电脑上继续用，另一份不要再打开。</source>
        <translation>From entry {first} there are two branches: the mission folder was copied and both copies were written to. Both are kept; go on with one of them and leave the other closed.</translation>
    </message>
</context>
<context>
    <name>TeamPart</name>
    <message>
        <source>做一份汇总包</source>
        <translation>Make a work package</translation>
    </message>
    <message>
        <source>带上证据文件</source>
        <translation>With evidence files</translation>
    </message>
    <message>
        <source>不带也行：以后的包会补上</source>
        <translation>May be left out: a later package brings them</translation>
    </message>
    <message>
        <source>制作…</source>
        <translation>Make…</translation>
    </message>
    <message>
        <source>把本机知道的一切交给同事：限制范围的内容仍只有该看的人打得开。</source>
        <translation>Gives colleagues everything known here; what is restricted still opens only for its readers.</translation>
    </message>
    <message>
        <source>交给谁</source>
        <translation>For whom</translation>
    </message>
    <message>
        <source>包的往来</source>
        <translation>Packages given and taken</translation>
    </message>
    <message>
        <source>还没有做过或装入过汇总包。同事带来的包，用“打开收到的文件”装入。</source>
        <translation>No work package was made or taken in yet. Take in a colleague's by “Open a file that came”.</translation>
    </message>
    <message>
        <source>本组的电脑</source>
        <translation>The team's laptops</translation>
    </message>
    <message>
        <source>△ 您还没有证书，同事的电脑不会收您做的包。请先办证书（见“移交”）。</source>
        <translation>△ You have no certificate yet: colleagues' laptops would not take your packages. See “To headquarters”.</translation>
    </message>
    <message>
        <source>↑ {author} 做给 {people}</source>
        <translation>↑ {author} for {people}</translation>
    </message>
    <message>
        <source>↓ 装入 {sender} 的第 {number} 份</source>
        <translation>↓ Taken in: {sender}, no. {number}</translation>
    </message>
    <message>
        <source>（不认识的人）</source>
        <translation>(somebody unknown)</translation>
    </message>
    <message>
        <source>新内容 {count} 条</source>
        <translation>{count} new entries</translation>
    </message>
    <message>
        <source>制作汇总包</source>
        <translation>Make a work package</translation>
    </message>
    <message>
        <source>正在制作 {name}</source>
        <translation>Making {name}</translation>
    </message>
    <message>
        <source>汇总包已做好：{path}（{entries} 条，{evidence} 个证据文件，{size}）。</source>
        <translation>The work package is made: {path} ({entries} entries, {evidence} evidence files, {size}).</translation>
    </message>
</context>
</TS>
