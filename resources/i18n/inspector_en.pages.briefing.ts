<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>BriefingPage</name>
    <message>
        <source>进驻前</source>
        <translation>Before entry</translation>
    </message>
    <message>
        <source>进驻前的几个部分</source>
        <translation>Parts of the preparation</translation>
    </message>
    <message>
        <source>概况</source>
        <translation>At a glance</translation>
    </message>
    <message>
        <source>各单位情况</source>
        <translation>Organs</translation>
    </message>
    <message>
        <source>上轮问题</source>
        <translation>Last round</translation>
    </message>
    <message>
        <source>名册</source>
        <translation>Roster</translation>
    </message>
    <message>
        <source>组建与办公室</source>
        <translation>Team and HQ</translation>
    </message>
    <message>
        <source>进驻核对</source>
        <translation>Entry check</translation>
    </message>
    <message>
        <source>还没有登记</source>
        <translation>Nothing recorded yet</translation>
    </message>
    <message>
        <source>必问</source>
        <translation>must ask</translation>
    </message>
    <message>
        <source>还没有向任何单位了解情况</source>
        <translation>No organ has been asked yet</translation>
    </message>
    <message>
        <source>问了 {asked} 个单位，{answered} 个已答复，{overdue} 个逾期</source>
        <translation>{asked} organs asked, {answered} answered, {overdue} overdue</translation>
    </message>
    <message>
        <source>问了 {asked} 个单位，{answered} 个已答复，{soon} 个快到期</source>
        <translation>{asked} organs asked, {answered} answered, {soon} due soon</translation>
    </message>
    <message>
        <source>问了 {asked} 个单位，{answered} 个已答复</source>
        <translation>{asked} organs asked, {answered} answered</translation>
    </message>
</context>
<context>
    <name>BriefingWords</name>
    <message>
        <source>未答复</source>
        <translation>not answered</translation>
    </message>
    <message>
        <source>等答复</source>
        <translation>awaited</translation>
    </message>
    <message>
        <source>还没有发函</source>
        <translation>No letter sent yet</translation>
    </message>
    <message>
        <source>已发函，还有 {days} 天到期</source>
        <translation>Asked; due in {days} days</translation>
    </message>
    <message>
        <source>今天到期，还没有答复</source>
        <translation>Due today, no answer yet</translation>
    </message>
    <message>
        <source>逾期 {days} 天，还没有答复</source>
        <translation>{days} days overdue, no answer yet</translation>
    </message>
    <message>
        <source>{day} 已答复</source>
        <translation>Answered on {day}</translation>
    </message>
    <message>
        <source>{day} 答复，晚了 {days} 天</source>
        <translation>Answered on {day}, {days} days late</translation>
    </message>
    <message>
        <source>已发函，没有定期限</source>
        <translation>Asked, no due date set</translation>
    </message>
</context>
<context>
    <name>CheckLine</name>
    <message>
        <source>去处理</source>
        <translation>Go there</translation>
    </message>
    <message>
        <source>暂不具备而仍要进驻的，写明理由</source>
        <translation>Why the team may enter all the same</translation>
    </message>
    <message>
        <source>组长说明</source>
        <translation>Leader's reason</translation>
    </message>
</context>
<context>
    <name>CheckPart</name>
    <message>
        <source>进驻核对表…</source>
        <translation>Certificate…</translation>
    </message>
    <message>
        <source>进驻核对</source>
        <translation>Entry check</translation>
    </message>
    <message>
        <source>✓ 可以进驻</source>
        <translation>✓ Ready to enter</translation>
    </message>
    <message>
        <source>有说明的事项会写进核对表。</source>
        <translation>Reasons are printed in the entry check.</translation>
    </message>
    <message>
        <source>▲ 还差 {count} 项</source>
        <translation>▲ {count} to go</translation>
    </message>
    <message>
        <source>逐项办妥；办不妥的由组长写明理由，写进核对表。</source>
        <translation>Mend each, or let the leader write the reason; it is printed.</translation>
    </message>
    <message>
        <source>填写组长说明</source>
        <translation>Write the leader's reason</translation>
    </message>
    <message>
        <source>进驻核对表</source>
        <translation>Entry check</translation>
    </message>
</context>
<context>
    <name>EvidenceChips</name>
    <message>
        <source>附材料</source>
        <translation>Attach evidence</translation>
    </message>
    <message>
        <source>附上材料</source>
        <translation>Attach evidence</translation>
    </message>
    <message>
        <source>材料编号或题目</source>
        <translation>Number or title</translation>
    </message>
    <message>
        <source>材料已移出</source>
        <translation>Evidence was withdrawn</translation>
    </message>
</context>
<context>
    <name>FilingsCard</name>
    <message>
        <source>回避与保密承诺</source>
        <translation>Recusal and confidentiality</translation>
    </message>
    <message>
        <source>填收到书面材料的日期</source>
        <translation>The day the paper was received</translation>
    </message>
    <message>
        <source>恢复码没有核对的，请本人到“设置”里生成新的，抄好后照纸输入一组。</source>
        <translation>Whose recovery code was not checked makes a new one in Settings, and types one group of it from the paper.</translation>
    </message>
    <message>
        <source>都按今天填</source>
        <translation>All today</translation>
    </message>
    <message>
        <source>恢复码</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>需回避</source>
        <translation>Recused</translation>
    </message>
    <message>
        <source>回避</source>
        <translation>Recusal</translation>
    </message>
    <message>
        <source>保密承诺</source>
        <translation>Pledge</translation>
    </message>
    <message>
        <source>{name}：需回避</source>
        <translation>{name}: must be recused</translation>
    </message>
    <message>
        <source>✓ 已核对</source>
        <translation>✓ Checked</translation>
    </message>
    <message>
        <source>□ 未核对</source>
        <translation>□ Not checked</translation>
    </message>
    <message>
        <source>已填 {count} 项报备日期</source>
        <translation>{count} filings dated</translation>
    </message>
    <message>
        <source>修改“{field}”</source>
        <translation>Change “{field}”</translation>
    </message>
</context>
<context>
    <name>GlancePart</name>
    <message>
        <source>向谁了解</source>
        <translation>Who was asked</translation>
    </message>
    <message>
        <source>进驻核对</source>
        <translation>Entry check</translation>
    </message>
    <message>
        <source>逐项核对</source>
        <translation>All lines</translation>
    </message>
    <message>
        <source>{answered} / {count} 已答复</source>
        <translation>{answered} / {count} answered</translation>
    </message>
    <message>
        <source>✓ 可以进驻</source>
        <translation>✓ Ready to enter</translation>
    </message>
    <message>
        <source>▲ 还差 {count} 项</source>
        <translation>▲ {count} to go</translation>
    </message>
</context>
<context>
    <name>HeadquartersCard</name>
    <message>
        <source>办公室</source>
        <translation>Headquarters</translation>
    </message>
    <message>
        <source>导入办公室名片…</source>
        <translation>Import HQ's card…</translation>
    </message>
    <message>
        <source>已核对，一致</source>
        <translation>Compared: they match</translation>
    </message>
    <message>
        <source>导出证书申请…</source>
        <translation>Export request…</translation>
    </message>
    <message>
        <source>导入证书…</source>
        <translation>Import certificate…</translation>
    </message>
    <message>
        <source>办公室名片</source>
        <translation>HQ's card</translation>
    </message>
    <message>
        <source>核对指纹</source>
        <translation>Compare the fingerprint</translation>
    </message>
    <message>
        <source>组长证书</source>
        <translation>Leader's certificate</translation>
    </message>
    <message>
        <source>已导入</source>
        <translation>Imported</translation>
    </message>
    <message>
        <source>□ 还没有。请向派出单位办公室要名片文件（一小段文字），在这里导入。</source>
        <translation>□ Not here yet. Ask the office that sent the team for its card (a short text file) and import it here.</translation>
    </message>
    <message>
        <source>✓ 已核对</source>
        <translation>✓ Checked</translation>
    </message>
    <message>
        <source>□ 打电话或当面，请办公室念出这八组数字，逐组核对；不要走带来名片的渠道。</source>
        <translation>□ By telephone or in person, have the office read out these eight groups and compare each; do not use the channel that brought the card.</translation>
    </message>
    <message>
        <source>导入名片后在这里核对。</source>
        <translation>To be compared here once the card is imported.</translation>
    </message>
    <message>
        <source>✓ 办公室已签发，您签发的组员证书都有效</source>
        <translation>✓ Issued by headquarters; the certificates you gave the team count</translation>
    </message>
    <message>
        <source>✓ 您的签字有效</source>
        <translation>✓ Your signature counts</translation>
    </message>
    <message>
        <source>□ 组长还没有办公室签发的证书，全组的签字还不算数</source>
        <translation>□ The leader has no certificate from headquarters yet: no signature of the team counts</translation>
    </message>
    <message>
        <source>□ 先导出申请，交办公室签发，再导入签发回来的证书。</source>
        <translation>□ Export the request, have the office issue the certificate, then import it.</translation>
    </message>
    <message>
        <source>先导入办公室名片。</source>
        <translation>Import HQ's card first.</translation>
    </message>
    <message>
        <source>导入办公室名片</source>
        <translation>Import HQ's card</translation>
    </message>
    <message>
        <source>已导入办公室名片，请核对指纹。</source>
        <translation>HQ's card imported. Please compare the fingerprint.</translation>
    </message>
    <message>
        <source>确认八组数字已经通过另一个渠道逐组核对、全部一致？确认后才能向办公室移交。</source>
        <translation>Were all eight groups compared over another channel, and do they all match? Deliveries need this.</translation>
    </message>
    <message>
        <source>全部一致</source>
        <translation>They all match</translation>
    </message>
    <message>
        <source>办公室指纹已核对。</source>
        <translation>HQ's fingerprint is confirmed.</translation>
    </message>
    <message>
        <source>证书申请</source>
        <translation>certificate-request</translation>
    </message>
    <message>
        <source>导出证书申请</source>
        <translation>Export request</translation>
    </message>
    <message>
        <source>申请已保存。请把它交给办公室签发。</source>
        <translation>Request saved. Please take it to the office to be certified.</translation>
    </message>
    <message>
        <source>导入证书</source>
        <translation>Import certificate</translation>
    </message>
    <message>
        <source>证书已导入，签字从现在起有效。</source>
        <translation>Certificate imported. Signatures count from now on.</translation>
    </message>
</context>
<context>
    <name>ItemRow</name>
    <message>
        <source>请选择</source>
        <translation>Choose</translation>
    </message>
    <message>
        <source>附材料</source>
        <translation>Attach evidence</translation>
    </message>
    <message>
        <source>由此加问谈话对象</source>
        <translation>Ask talkers about this</translation>
    </message>
    <message>
        <source>立为核查任务</source>
        <translation>Make a task of verification</translation>
    </message>
    <message>
        <source>只让组长看</source>
        <translation>For the leader's eyes only</translation>
    </message>
    <message>
        <source>仅组长可见</source>
        <translation>Leader only</translation>
    </message>
    <message>
        <source>移除这一项</source>
        <translation>Remove this item</translation>
    </message>
    <message>
        <source>{theme}：答复</source>
        <translation>{theme}: answer</translation>
    </message>
    <message>
        <source>{theme}：情况</source>
        <translation>{theme}: what was said</translation>
    </message>
    <message>
        <source>{theme}：截至日期</source>
        <translation>{theme}: as of</translation>
    </message>
    <message>
        <source>情况截至哪一天</source>
        <translation>The day up to which this holds</translation>
    </message>
    <message>
        <source>先选答复，再写情况</source>
        <translation>Choose the answer first, then write</translation>
    </message>
</context>
<context>
    <name>MissionDaysCard</name>
    <message>
        <source>任务日期</source>
        <translation>Days of the mission</translation>
    </message>
    <message>
        <source>逾期提醒和进驻核对按它计算</source>
        <translation>Reminders and the entry check count by these</translation>
    </message>
    <message>
        <source>修改“{field}”</source>
        <translation>Change “{field}”</translation>
    </message>
    <message>
        <source>认不出日期，可写成 2026-10-21</source>
        <translation>Not understood as a date; write 2026-10-21</translation>
    </message>
</context>
<context>
    <name>NewMemberCard</name>
    <message>
        <source>加入组员</source>
        <translation>New member</translation>
    </message>
    <message>
        <source>加入组员…</source>
        <translation>Add a member…</translation>
    </message>
    <message>
        <source>如：谈话外调</source>
        <translation>e.g. talks</translation>
    </message>
    <message>
        <source>口令</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>再输一次</source>
        <translation>Once more</translation>
    </message>
    <message>
        <source>加入</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>正在生成钥匙</source>
        <translation>Making keys</translation>
    </message>
    <message>
        <source>已抄好</source>
        <translation>Written down</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>核对</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>请本人抄在纸上、装进信封封存，与电脑分开保管。忘记口令时只能用它打开；离开这里就不再显示。</source>
        <translation>Let the owner write it on paper, seal it in an envelope and keep it away from the computer. It is the only way in without the passphrase, and is not shown again.</translation>
    </message>
    <message>
        <source>请新组员本人在这台电脑上设口令；加入后用自己的口令打开任务、签字。</source>
        <translation>Let the new member set a passphrase on this computer; with it he opens the mission and signs.</translation>
    </message>
    <message>
        <source>只有组长可以加入组员。请组长在本机切换用户后操作。</source>
        <translation>Only the leader can add members. Let the leader switch user on this computer.</translation>
    </message>
    <message>
        <source>请填写姓名。</source>
        <translation>Please enter a name.</translation>
    </message>
    <message>
        <source>两次输入的口令不一样。</source>
        <translation>The two passphrases differ.</translation>
    </message>
    <message>
        <source>加入{name}</source>
        <translation>Addition of {name}</translation>
    </message>
    <message>
        <source>{name}的恢复码，只显示这一次：</source>
        <translation>Recovery code of {name}, shown this once:</translation>
    </message>
    <message>
        <source>看着抄好的纸，输入第 {number} 组</source>
        <translation>From the paper, type group {number}</translation>
    </message>
    <message>
        <source>与显示的不一样，请对照后重输。</source>
        <translation>Not what is shown. Please compare and type again.</translation>
    </message>
    <message>
        <source>{name}已加入，可以在解锁页用自己的口令打开。</source>
        <translation>{name} was added and can unlock with a passphrase of his own.</translation>
    </message>
</context>
<context>
    <name>OfficialForm</name>
    <message>
        <source>从名册移除</source>
        <translation>Remove from the roster</translation>
    </message>
    <message>
        <source>未填</source>
        <translation>Not filled in</translation>
    </message>
    <message>
        <source>不是一把手</source>
        <translation>Not number one</translation>
    </message>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>否</source>
        <translation>No</translation>
    </message>
    <message>
        <source>没有选中的人</source>
        <translation>Nobody chosen</translation>
    </message>
    <message>
        <source>在左边选一个人，在这里查看、更正；选“一把手”一栏可以标明身份。</source>
        <translation>Choose somebody at the left to see and correct here; “Number one” marks the capacity.</translation>
    </message>
    <message>
        <source>一把手</source>
        <translation>Number one</translation>
    </message>
    <message>
        <source>年-月</source>
        <translation>yyyy-mm</translation>
    </message>
    <message>
        <source>男</source>
        <translation>male</translation>
    </message>
    <message>
        <source>女</source>
        <translation>female</translation>
    </message>
    <message>
        <source>新增一人</source>
        <translation>New person</translation>
    </message>
    <message>
        <source>已标为一把手，请选身份</source>
        <translation>Marked as number one: choose the capacity</translation>
    </message>
    <message>
        <source>新增{name}</source>
        <translation>{name} added</translation>
    </message>
    <message>
        <source>更正{name}的“{field}”</source>
        <translation>Correction of “{field}” of {name}</translation>
    </message>
    <message>
        <source>已从名册移除{name}</source>
        <translation>{name} removed from the roster</translation>
    </message>
</context>
<context>
    <name>OrganBasis</name>
    <message>
        <source>进驻前必须了解</source>
        <translation>Must be asked before entry</translation>
    </message>
    <message>
        <source>如：《……条例》第几条，或上级要求的文号</source>
        <translation>e.g. an article of the regulations, or the number of a notice</translation>
    </message>
    <message>
        <source>依据</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>修改“{organ}”是否必须了解</source>
        <translation>Change whether “{organ}” must be asked</translation>
    </message>
</context>
<context>
    <name>OrganForm</name>
    <message>
        <source>加人</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>组员姓名</source>
        <translation>Name of a member</translation>
    </message>
    <message>
        <source>写进函里的其他要求；逐项要了解的事写在下面的清单里。</source>
        <translation>Further requests for the letter; what is asked item by item goes into the list below.</translation>
    </message>
    <message>
        <source>了解情况函…</source>
        <translation>Letter of inquiry…</translation>
    </message>
    <message>
        <source>情况通报记录…</source>
        <translation>Record of the briefing…</translation>
    </message>
    <message>
        <source>通报和复函的要点，几句话即可；逐项情况写在下面。</source>
        <translation>Main points of briefing and reply in a few sentences; single items below.</translation>
    </message>
    <message>
        <source>其他形式</source>
        <translation>Other form</translation>
    </message>
    <message>
        <source>材料收还</source>
        <translation>Papers received and returned</translation>
    </message>
    <message>
        <source>发函</source>
        <translation>Letter</translation>
    </message>
    <message>
        <source>通报</source>
        <translation>Briefing</translation>
    </message>
    <message>
        <source>认不出日期，可写成 2026-10-21</source>
        <translation>Not understood as a date; write 2026-10-21</translation>
    </message>
    <message>
        <source>了解情况函</source>
        <translation>Letter of inquiry</translation>
    </message>
    <message>
        <source>情况通报记录</source>
        <translation>Record of the briefing</translation>
    </message>
    <message>
        <source>修改“{field}”</source>
        <translation>Change “{field}”</translation>
    </message>
</context>
<context>
    <name>OrganItems</name>
    <message>
        <source>名册里还没有标出一把手，标出后才能逐项登记。</source>
        <translation>No number one is marked in the roster yet; items can be recorded after that.</translation>
    </message>
    <message>
        <source>去名册</source>
        <translation>To the roster</translation>
    </message>
    <message>
        <source>另加一项：写主题，按回车</source>
        <translation>Another item: theme, then Enter</translation>
    </message>
    <message>
        <source>{head}：另加一项</source>
        <translation>{head}: another item</translation>
    </message>
    <message>
        <source>关于</source>
        <translation>About</translation>
    </message>
    <message>
        <source>{name}（前任）</source>
        <translation>{name} (former)</translation>
    </message>
    <message>
        <source>登记“{theme}”</source>
        <translation>Entry of “{theme}”</translation>
    </message>
    <message>
        <source>修改“{theme}”</source>
        <translation>Change of “{theme}”</translation>
    </message>
    <message>
        <source>核实：{theme}</source>
        <translation>Verify: {theme}</translation>
    </message>
    <message>
        <source>已立为核查任务：{theme}</source>
        <translation>Made a task of verification: {theme}</translation>
    </message>
    <message>
        <source>已移除“{theme}”</source>
        <translation>“{theme}” removed</translation>
    </message>
</context>
<context>
    <name>OrgansPart</name>
    <message>
        <source>向谁了解</source>
        <translation>Who was asked</translation>
    </message>
    <message>
        <source>加一个单位</source>
        <translation>Add an organ</translation>
    </message>
    <message>
        <source>移除这个单位</source>
        <translation>Remove this organ</translation>
    </message>
    <message>
        <source>还没有向这个单位了解情况</source>
        <translation>This organ has not been asked yet</translation>
    </message>
    <message>
        <source>发出了解情况函后在这里登记：函号、期限、答复日期，再逐项登记答复的情况。</source>
        <translation>Once the letter is sent, record it here: number, due date, answer; then what was answered, item by item.</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>已登记{organ}</source>
        <translation>{organ} recorded</translation>
    </message>
    <message>
        <source>已移除{organ}</source>
        <translation>{organ} removed</translation>
    </message>
</context>
<context>
    <name>PaperRow</name>
    <message>
        <source>移除这份材料</source>
        <translation>Remove this paper</translation>
    </message>
</context>
<context>
    <name>PaperView</name>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>存为 PDF…</source>
        <translation>Save as PDF…</translation>
    </message>
    <message>
        <source>存为 Word…</source>
        <translation>Save for Word…</translation>
    </message>
    <message>
        <source>印出的样子</source>
        <translation>As it prints</translation>
    </message>
</context>
<context>
    <name>PapersList</name>
    <message>
        <source>另加一份：写名称，按回车</source>
        <translation>Another paper: name it, press Enter</translation>
    </message>
    <message>
        <source>另加一份材料</source>
        <translation>Add a paper</translation>
    </message>
    <message>
        <source>✓ 已还</source>
        <translation>✓ Returned</translation>
    </message>
    <message>
        <source>▲ 应还未还</source>
        <translation>▲ Overdue</translation>
    </message>
    <message>
        <source>▲ 认不出日期</source>
        <translation>▲ Not a date</translation>
    </message>
    <message>
        <source>修改“{field}”</source>
        <translation>Change “{field}”</translation>
    </message>
    <message>
        <source>登记材料“{title}”</source>
        <translation>Record the paper “{title}”</translation>
    </message>
    <message>
        <source>已移除材料“{title}”</source>
        <translation>Paper “{title}” removed</translation>
    </message>
</context>
<context>
    <name>PreviousForm</name>
    <message>
        <source>移除这个问题</source>
        <translation>Remove this one</translation>
    </message>
    <message>
        <source>还没有判断</source>
        <translation>Not judged yet</translation>
    </message>
    <message>
        <source>看了什么、问了谁、查到什么，写明依据</source>
        <translation>What was looked at, who was asked, what was found</translation>
    </message>
    <message>
        <source>由此加问谈话对象</source>
        <translation>Ask talkers about this</translation>
    </message>
    <message>
        <source>问题 {number}</source>
        <translation>Finding {number}</translation>
    </message>
    <message>
        <source>新问题</source>
        <translation>New problem</translation>
    </message>
    <message>
        <source>判断“{number}”</source>
        <translation>Judge “{number}”</translation>
    </message>
    <message>
        <source>修改“{field}”</source>
        <translation>Change “{field}”</translation>
    </message>
    <message>
        <source>已移除一个上轮问题</source>
        <translation>Finding of the last round removed</translation>
    </message>
</context>
<context>
    <name>PreviousPart</name>
    <message>
        <source>加一个新问题</source>
        <translation>Add a new problem</translation>
    </message>
    <message>
        <source>导入上轮问题…</source>
        <translation>Import findings…</translation>
    </message>
    <message>
        <source>上轮问题</source>
        <translation>Last round</translation>
    </message>
    <message>
        <source>还没有上轮反馈的问题</source>
        <translation>No findings of the last round yet</translation>
    </message>
    <message>
        <source>导入上轮的问题清单或整改台账（.xlsx、.xls 或 .csv）：先预览，再一次导入；之后逐项核对、加问、重新判断。</source>
        <translation>Import the last round's findings and commitments (.xlsx, .xls or .csv): preview first, then all in one step. Afterwards each is checked, asked about and judged again.</translation>
    </message>
    <message>
        <source>已判断 {judged} / {count}</source>
        <translation>{judged} / {count} judged</translation>
    </message>
    <message>
        <source>□ 未判断</source>
        <translation>□ Not judged</translation>
    </message>
    <message>
        <source>{judgement}，缺依据</source>
        <translation>{judgement}, no basis</translation>
    </message>
    <message>
        <source>还没有写</source>
        <translation>Not written yet</translation>
    </message>
    <message>
        <source>导入上轮问题</source>
        <translation>Import findings of the last round</translation>
    </message>
</context>
<context>
    <name>PreviousPreview</name>
    <message>
        <source>不导入</source>
        <translation>Do not import</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>表里的每一行</source>
        <translation>Every row of the table</translation>
    </message>
    <message>
        <source>行</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>情况</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>没有认出、不会导入的列：{columns}</source>
        <translation>Columns not understood and not imported: {columns}</translation>
    </message>
    <message>
        <source>新增</source>
        <translation>New</translation>
    </message>
    <message>
        <source>有变化</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>没有变化</source>
        <translation>No change</translation>
    </message>
    <message>
        <source>▲ 有问题</source>
        <translation>▲ Problem</translation>
    </message>
    <message>
        <source>会改动：{fields}</source>
        <translation>Would change: {fields}</translation>
    </message>
    <message>
        <source>跳过</source>
        <translation>Skipped</translation>
    </message>
    <message>
        <source>▲ 有 {count} 处问题，一行也不会导入。请在原表里改好、保存，再重新导入。</source>
        <translation>▲ {count} problems: no row will be imported. Please mend them in the file, save it, and import it again.</translation>
    </message>
    <message>
        <source>表里的问题都已导入过，没有变化。</source>
        <translation>All of them were imported before; nothing has changed.</translation>
    </message>
    <message>
        <source>✓ 可以导入。全部一次写入，已有的判断不动，导入后可以撤销。</source>
        <translation>✓ Ready to import: all in one step, judgements stay, and it can be undone.</translation>
    </message>
    <message>
        <source>上轮问题已导入：新增 {added} 条，更正 {changed} 条</source>
        <translation>Findings of the last round imported: {added} new, {changed} changed</translation>
    </message>
</context>
<context>
    <name>ProfileCard</name>
    <message>
        <source>还没有标出一把手</source>
        <translation>No number one marked yet</translation>
    </message>
    <message>
        <source>先导入名册，标出一把手和身份，各单位答复的情况会在这里并排显示。</source>
        <translation>Import the roster and mark the number one with the capacity; what the organs answer is then shown here side by side.</translation>
    </message>
    <message>
        <source>去名册</source>
        <translation>To the roster</translation>
    </message>
    <message>
        <source>{name}（前任）</source>
        <translation>{name} (former)</translation>
    </message>
    <message>
        <source>身份未写明</source>
        <translation>Capacity not recorded</translation>
    </message>
    <message>
        <source>任现职 {since} 至 {left}</source>
        <translation>In office {since} to {left}</translation>
    </message>
    <message>
        <source>{since} 任现职</source>
        <translation>In office since {since}</translation>
    </message>
    <message>
        <source>任现职时间未填</source>
        <translation>Time in office not recorded</translation>
    </message>
    <message>
        <source>{count} 项，空白 {gaps} 处</source>
        <translation>{count} items, gaps: {gaps}</translation>
    </message>
    <message>
        <source>{count} 项</source>
        <translation>{count} items</translation>
    </message>
    <message>
        <source>{organ} · 截至 {day}</source>
        <translation>{organ} · as of {day}</translation>
    </message>
</context>
<context>
    <name>QuestionRow</name>
    <message>
        <source>加问的问题</source>
        <translation>The extra question</translation>
    </message>
    <message>
        <source>把要核对的情况写成问题，不提来源</source>
        <translation>Write what is to be verified as a question, without its source</translation>
    </message>
    <message>
        <source>移除这个问题</source>
        <translation>Remove this one</translation>
    </message>
    <message>
        <source>问谁</source>
        <translation>Ask whom</translation>
    </message>
    <message>
        <source>这个问题问谁</source>
        <translation>Whom to ask</translation>
    </message>
    <message>
        <source>姓名或职务</source>
        <translation>Name or office</translation>
    </message>
    <message>
        <source>加问</source>
        <translation>Extra question</translation>
    </message>
    <message>
        <source>来源有范围限制，只有看得到来源的人能看到这个问题。</source>
        <translation>Its source is restricted: only who sees the source sees this question.</translation>
    </message>
    <message>
        <source>还没有选问谁：选了才会出现在他的谈话清单里。</source>
        <translation>Nobody chosen yet: it appears in the checklists of whom you choose.</translation>
    </message>
    <message>
        <source>会作为选谈项出现在谈话清单和提纲里。</source>
        <translation>Appears as an optional item in checklist and outline.</translation>
    </message>
    <message>
        <source>修改问谁</source>
        <translation>Change who is asked</translation>
    </message>
    <message>
        <source>已移除加问</source>
        <translation>Extra question removed</translation>
    </message>
</context>
<context>
    <name>QuestionsBox</name>
    <message>
        <source>加问一个问题</source>
        <translation>Ask an extra question</translation>
    </message>
</context>
<context>
    <name>ReadersStrip</name>
    <message>
        <source>我已阅读，签字</source>
        <translation>I have read this: sign</translation>
    </message>
    <message>
        <source>其他电脑上的签字，随工作包收到后才显示。</source>
        <translation>Signatures from other laptops show once their work packages have arrived.</translation>
    </message>
    <message>
        <source>谁已阅读  {read} / {count}</source>
        <translation>Read by  {read} / {count}</translation>
    </message>
    <message>
        <source>读后有更新</source>
        <translation>changed since</translation>
    </message>
    <message>
        <source>已签字</source>
        <translation>signed</translation>
    </message>
    <message>
        <source>未签字</source>
        <translation>not signed</translation>
    </message>
    <message>
        <source>您已签字确认。内容再有改动，要重新确认。</source>
        <translation>You have signed. If the content changes, sign again.</translation>
    </message>
    <message>
        <source>您签字之后内容有更新，请看过再签一次。</source>
        <translation>The content has changed since you signed. Please read it and sign again.</translation>
    </message>
    <message>
        <source>收到答复、填好收到日期后再签字。</source>
        <translation>Sign once the answer is here and its date filled in.</translation>
    </message>
    <message>
        <source>签字表示您已看过上面全部内容。签字不能撤销。</source>
        <translation>Signing says that you have read all of the above. It cannot be undone.</translation>
    </message>
    <message>
        <source>确认已阅读</source>
        <translation>Confirmation of reading</translation>
    </message>
</context>
<context>
    <name>RosterPart</name>
    <message>
        <source>姓名、职务、分管</source>
        <translation>Name, office</translation>
    </message>
    <message>
        <source>在名册里找</source>
        <translation>Search the roster</translation>
    </message>
    <message>
        <source>只看一类</source>
        <translation>Only one category</translation>
    </message>
    <message>
        <source>全部类别</source>
        <translation>All categories</translation>
    </message>
    <message>
        <source>加一个人</source>
        <translation>Add a person</translation>
    </message>
    <message>
        <source>导入名册…</source>
        <translation>Import roster…</translation>
    </message>
    <message>
        <source>名册</source>
        <translation>Roster</translation>
    </message>
    <message>
        <source>正在读取名册</source>
        <translation>Reading the roster</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>还没有名册</source>
        <translation>No roster yet</translation>
    </message>
    <message>
        <source>导入单位提供的名册（.xlsx、.xls 或 .csv）：先预览，逐行核对，再一次导入。</source>
        <translation>Import the roster that the body provides (.xlsx, .xls or .csv): preview it, check each row, then import it in one step.</translation>
    </message>
    <message>
        <source>标记</source>
        <translation>Mark</translation>
    </message>
    <message>
        <source>{count} 人</source>
        <translation>{count} people</translation>
    </message>
    <message>
        <source>身份未填</source>
        <translation>capacity missing</translation>
    </message>
    <message>
        <source>已离任</source>
        <translation>has left</translation>
    </message>
    <message>
        <source>班子成员</source>
        <translation>leadership</translation>
    </message>
    <message>
        <source>导入名册</source>
        <translation>Import roster</translation>
    </message>
</context>
<context>
    <name>RosterPreview</name>
    <message>
        <source>（空）</source>
        <translation>(empty)</translation>
    </message>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>否</source>
        <translation>No</translation>
    </message>
</context>
<context>
    <name>RosterPreviewView</name>
    <message>
        <source>不导入</source>
        <translation>Do not import</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>表里的每一行</source>
        <translation>Every row of the table</translation>
    </message>
    <message>
        <source>行</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>情况</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>没有认出、不会导入的列：{columns}</source>
        <translation>Columns not understood and not imported: {columns}</translation>
    </message>
    <message>
        <source>有问题</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>可能是同一人</source>
        <translation>Perhaps the same</translation>
    </message>
    <message>
        <source>有变化</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>重复</source>
        <translation>Duplicate</translation>
    </message>
    <message>
        <source>新增</source>
        <translation>New</translation>
    </message>
    <message>
        <source>没有变化</source>
        <translation>No change</translation>
    </message>
    <message>
        <source>跳过</source>
        <translation>Skipped</translation>
    </message>
    <message>
        <source>✓ 新的人</source>
        <translation>✓ Somebody new</translation>
    </message>
    <message>
        <source>✓ 同一人</source>
        <translation>✓ The same</translation>
    </message>
    <message>
        <source>▲ 有 {count} 处问题，一行也不会导入。请在原表里改好、保存，再重新导入。</source>
        <translation>▲ {count} problems: no row will be imported. Please mend them in the file, save it, and import it again.</translation>
    </message>
    <message>
        <source>? 还有 {count} 行可能是已有的人：选中后在右边说明是同一人还是新的人。</source>
        <translation>? {count} rows may be people already known: choose each and say at the right who it is.</translation>
    </message>
    <message>
        <source>表里的人都已在名册里，没有变化，不用导入。</source>
        <translation>Everybody in the file is in the roster already, unchanged: nothing to import.</translation>
    </message>
    <message>
        <source>✓ 可以导入。全部一次写入，导入后可以撤销。</source>
        <translation>✓ Ready. All of it is written in one step, which can be undone.</translation>
    </message>
    <message>
        <source>名册已导入：新增 {added} 人，更正 {changed} 人</source>
        <translation>Roster imported: {added} new, {changed} corrected</translation>
    </message>
</context>
<context>
    <name>RowDecision</name>
    <message>
        <source>第 {row} 行  {name}</source>
        <translation>Row {row}  {name}</translation>
    </message>
    <message>
        <source>请在原表里改好这一行，再重新导入。</source>
        <translation>Please mend this row in the file and import again.</translation>
    </message>
    <message>
        <source>是名册里的哪一位？</source>
        <translation>Who in the roster is it?</translation>
    </message>
    <message>
        <source>没有要改的</source>
        <translation>Nothing to change</translation>
    </message>
    <message>
        <source>是同一人</source>
        <translation>The same person</translation>
    </message>
    <message>
        <source>都不是，是新的人</source>
        <translation>No: somebody new</translation>
    </message>
    <message>
        <source>会改成</source>
        <translation>Would change</translation>
    </message>
    <message>
        <source>表里写的</source>
        <translation>What the file says</translation>
    </message>
    <message>
        <source>{label}：{value}</source>
        <translation>{label}: {value}</translation>
    </message>
    <message>
        <source>（按职务推定）</source>
        <translation> (by the office)</translation>
    </message>
</context>
<context>
    <name>TeamCard</name>
    <message>
        <source>全组人员</source>
        <translation>The team</translation>
    </message>
    <message>
        <source>{count} 人</source>
        <translation>{count} people</translation>
    </message>
    <message>
        <source>✓ 签字有效</source>
        <translation>✓ signature counts</translation>
    </message>
    <message>
        <source>□ 签字还不算数</source>
        <translation>□ does not count yet</translation>
    </message>
</context>
</TS>
