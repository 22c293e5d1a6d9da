"""Invented content of papers. Every body and person is an example (示例)."""

from datetime import date, time

from inspector_app.documents.papers.blank_form import (
    BlankForm,
    BlankMatrix,
    BlankPart,
    BlankRow,
    BlankText,
)
from inspector_app.documents.papers.briefing_record import (
    AnsweredItem,
    BriefingRecordContent,
    HandedOver,
)
from inspector_app.documents.papers.common import MissionFacts, Passage, Person
from inspector_app.documents.papers.delivery_list import (
    DeliveredCount,
    DeliveredFile,
    DeliveryListContent,
)
from inspector_app.documents.papers.entry_certificate import (
    CheckedLine,
    EntryCertificateContent,
    Mark,
)
from inspector_app.documents.papers.inquiry_letter import AskedItem, AskedPerson, InquiryContent
from inspector_app.documents.papers.lists import ProblemRow, WorkingPaperRow
from inspector_app.documents.papers.number_one_talk_report import NumberOneTalkContent
from inspector_app.documents.papers.register_entry import EntryPart, RegisterEntry
from inspector_app.documents.papers.report import (
    Annexes,
    NumberOne,
    OpinionOn,
    Problem,
    ProblemGroup,
    ReportContent,
    Requirement,
    TalkCoverage,
)
from inspector_app.documents.papers.statistics import CategoryCount
from inspector_app.documents.papers.talk_record import TalkRecordContent, Turn
from inspector_app.documents.papers.working_paper import (
    Fact,
    Responsibility,
    SignOff,
    SignOffRole,
    Statement,
    WorkingPaperContent,
)
from inspector_app.domain.must_ask import AnswerKind
from inspector_app.domain.vocabulary import (
    Capacity,
    Duty,
    FindingClass,
    Head,
    Opinion,
    ParagraphKind,
    TalkCategory,
)
from inspector_app.system.wording import Wording

VOCABULARY = {"inspection": "巡察", "party_group": "党组", "number_one": "一把手"}
ENGLISH_VOCABULARY = {
    "inspection": "inspection",
    "party_group": "leading Party group",
    "number_one": "number one",
}
CHINESE = Wording("zh_CN", VOCABULARY)
ENGLISH = Wording("en", ENGLISH_VOCABULARY)

#: Names with characters that fonts and PDF writers get wrong.
RARE_NAMES = ("张𬀩", "李㛃", "王䶮", "赵𫖯", "𠮷田", "陶喆")

MISSION = MissionFacts(
    body="示例市住房和城乡建设局", team="中共示例市委第二巡察组", committee="中共示例市委"
)

_MEETINGS = (
    "查阅2024年1月至2026年6月的党组会议记录，发现主要负责人在讨论“三重一大”事项时先行表态11次，末位表态"
    "制度没有落实；议事规则自2019年以来未作修订，与上级最新要求不衔接。"
)
_TENDERS = (
    "抽查的36个建设项目中，有5个未按规定履行招标程序，占抽查总数的13.89%；其中3个由分管领导以“应急抢险”"
    "名义直接指定施工单位——事后补办手续，形成“先干后批”的惯例。"
)
_LEDGER = (
    "对8个下属单位的巡查反馈整改台账逐项核对，共有问题127个，销号119个，其中21个以“已制定制度”代替"
    "“已经解决”，整改成效没有经过验收……群众对此反映较多。"
)
_CADRES = (
    "干部选拔任用工作纪实不全，2025年提任的14名科级干部中，4人的任前档案审核日期晚于党组讨论决定日期；"
    "个别同志的试用期满考核材料缺失，无法核对。"
)
_FACTS = (_MEETINGS, _TENDERS, _LEDGER, _CADRES)


def _passages(count: int, start: int = 0) -> tuple[Passage, ...]:
    return tuple(
        Passage(
            _FACTS[(start + number) % len(_FACTS)],
            (f"B-{(start + number) % 9 + 1:03}",) if number % 2 == 0 else (),
            source=f"block-{start + number}",
        )
        for number in range(count)
    )


def _group(finding_class: FindingClass, start: int, count: int) -> ProblemGroup:
    titles = ("贯彻决策部署打折扣", "责任传导层层递减", "选人用人把关不严", "整改销号不严不实")
    return ProblemGroup(
        finding_class,
        tuple(
            Problem(
                titles[(start + number) % len(titles)],
                _passages(3, start + number),
                source=f"problem-{start + number}",
            )
            for number in range(count)
        ),
    )


def number_one(
    name: str = "赵𫖯",
    office: str = "党组书记、局长",
    capacity: Capacity = Capacity.BOTH,
) -> NumberOne:
    """Return a complete section on a number one."""
    return NumberOne(
        name=name,
        office=office,
        capacity=capacity,
        first_responsibility=_passages(3),
        integrity=(
            Passage("个人有关事项报告经查核与实际一致。", ("B-006",)),
            Passage("本次巡察未发现该同志廉洁自律方面的突出问题。"),
        ),
        opinions=(
            OpinionOn(
                Duty.FIRST_RESPONSIBILITY,
                Opinion.AVERAGE,
                Passage("能够主持研究全面从严治党工作，但听取班子成员汇报不经常。", ("B-004",)),
            ),
            OpinionOn(Duty.INTEGRITY, Opinion.FAIRLY_GOOD),
        ),
        requirements=(
            Requirement(
                "严格执行主要负责人末位表态制度，修订党组会议议事规则。",
                date(2027, 1, 31),
                f"{name}（{office}）",
                ("B-004",),
                source="requirement-1",
            ),
            Requirement("每半年听取一次班子成员汇报并留存记录", date(2027, 3, 31), name),
        ),
        coverage=TalkCoverage(46, 46, 46),
    )


def annexes() -> Annexes:
    """Return all annexes: twelve problems, nine working papers, talks of seven categories."""
    classes = tuple(FindingClass)
    return Annexes(
        problems=tuple(
            ProblemRow(
                classes[number % 4],
                f"示例问题{number + 1}：末位表态制度没有落实",
                _FACTS[number % len(_FACTS)],
                f"{RARE_NAMES[number % len(RARE_NAMES)]}",
                (f"B-{number % 9 + 1:03}",),
                in_report=number % 5 != 4,
            )
            for number in range(12)
        ),
        working_papers=tuple(
            WorkingPaperRow(
                f"示巡察〔2026〕B-{number:03}",
                "主要负责人先行表态，末位表态制度没有落实",
                classes[number % 4],
                date(2026, 9, number),
            )
            for number in range(1, 10)
        ),
        talks=tuple(
            CategoryCount(
                category,
                talks,
                {
                    head: {kind: talks + place for place, kind in enumerate(AnswerKind)}
                    for head in Head
                },
            )
            for category, talks in (
                (TalkCategory.NUMBER_ONE, 1),
                (TalkCategory.DEPUTY, 5),
                (TalkCategory.DISCIPLINE, 1),
                (TalkCategory.PERSONNEL, 2),
                (TalkCategory.MIDDLE, 16),
                (TalkCategory.SUBORDINATE, 9),
                (TalkCategory.ORDINARY, 12),
            )
        ),
    )


def report(**changes: object) -> ReportContent:
    """Return a complete report; *changes* replace its parts."""
    parts: dict[str, object] = {
        "mission": MISSION,
        "classification": "工作秘密",
        "addressee": "中共示例市委",
        "overview": _passages(4),
        "problems": tuple(
            _group(finding_class, start, 3) for start, finding_class in enumerate(FindingClass)
        ),
        "number_ones": (number_one(),),
        "suggestions": _passages(3, 1),
        "other": (
            Passage(
                "巡察期间，被巡察单位积极配合；受检人员" + "、".join(RARE_NAMES) + "均已知悉。"
            ),
        ),
        "dated_on": date(2026, 9, 30),
        "copy_number": "000012",
        "annexes": annexes(),
    }
    return ReportContent(**{**parts, **changes})


def talk_record(**changes: object) -> TalkRecordContent:
    """Return the record of a talk of several pages; *changes* replace its parts."""
    questions = (
        ("请谈谈主要负责人履行第一责任人职责的情况。", _FACTS[0]),
        (
            "党组会议上发言的顺序是怎样的？",
            "一般由主要负责人先谈意见，其他同志再发言，基本没有不同意见。",
        ),
        ("平时生活作风方面，您有什么了解？", "不了解。"),
        ("还有什么需要补充的吗？", "没有了。"),
    )
    turns = [
        Turn(ParagraphKind.OPENING, "谈话人出示证件，说明谈话的目的、纪律和保密要求。"),
        *(
            Turn(kind, words, f"p{number}")
            for number, pair in enumerate(questions * 5)
            for kind, words in zip(
                (ParagraphKind.QUESTION, ParagraphKind.ANSWER), pair, strict=True
            )
        ),
        Turn(ParagraphKind.CORRECTION, "第2页第3行“11次”应为“10次”。"),
    ]
    parts: dict[str, object] = {
        "mission": MISSION,
        "classification": "工作秘密",
        "number": "T-007",
        "talker": Person("王䶮", "示例市住房和城乡建设局办公室主任"),
        "held_on": date(2026, 9, 3),
        "starts": time(9, 5),
        "ends": time(10, 40),
        "place": "示例市住房和城乡建设局三楼第二谈话室",
        "interviewers": (Person("示例甲", "副组长"), Person("示例乙", "组员")),
        "recorder": Person("示例丙", "组员"),
        "turns": tuple(turns),
        "opening_done": True,
        "read_back_done": True,
        "materials": ("党组会议记录复印件3页", "情况说明1份"),
        "party_member": True,
    }
    return TalkRecordContent(**{**parts, **changes})


def number_one_talk(**changes: object) -> NumberOneTalkContent:
    """Return the report on the talk with the number one; *changes* replace its parts."""
    parts: dict[str, object] = {
        "mission": MISSION,
        "classification": "机密★3年",
        "addressee": "中共示例市委书记",
        "number_one": Person("赵𫖯", "党组书记、局长"),
        "held_on": date(2026, 9, 20),
        "starts": time(14, 30),
        "ends": time(16, 0),
        "place": "示例市住房和城乡建设局二楼小会议室",
        "interviewers": (Person("示例甲", "组长"), Person("示例乙", "副组长")),
        "recorder": Person("示例丙", "组员"),
        "matters": _passages(2),
        "statements": (Passage("本人表示，对指出的问题诚恳接受，立即整改。"),),
        "explanations": (Passage("本人说明，先行表态是为了提高议事效率，今后改正。"),),
        "reminders": (Passage("提醒其带头执行民主集中制，管好身边工作人员。"),),
        "assessment": (Passage("态度端正，但对问题的严重性认识不足。"),),
        "dated_on": date(2026, 9, 22),
    }
    return NumberOneTalkContent(**{**parts, **changes})


def working_paper(**changes: object) -> WorkingPaperContent:
    """Return a working paper with long facts; *changes* replace its parts."""
    parts: dict[str, object] = {
        "mission": MISSION,
        "classification": "工作秘密",
        "number": "示巡察〔2026〕B-004",
        "draft_number": "Y-011",
        "title": "主要负责人先行表态，末位表态制度没有落实",
        "finding_class": FindingClass.STRICT_GOVERNANCE,
        "concerns_number_one": True,
        "sources": "查阅资料、个别谈话",
        "facts": tuple(
            Fact(
                words,
                (f"证据E-{number:03}第{number + 2}页", f"谈话记录T-007第{number + 1}页"),
                "查阅会议记录",
                "2026年9月5日",
                "局机关档案室",
            )
            for number, words in enumerate(_FACTS)
        ),
        "analysis": _FACTS[0] + _FACTS[3],
        "basis": "示例市住房和城乡建设局党组会议议事规则第九条。",
        "responsibility": Responsibility(
            "示例市住房和城乡建设局党组",
            (Person("赵𫖯", "党组书记、局长"),),
            (Person("李㛃", "党组成员、副局长"),),
        ),
        "statements": (Statement(Person("赵𫖯"), "当时会议时间紧，今后改正。", date(2026, 9, 20)),),
        "sign_offs": (
            SignOff(SignOffRole.UNDERTAKER, "示例乙", date(2026, 9, 6)),
            SignOff(SignOffRole.UNDERTAKER, "示例丙", date(2026, 9, 6)),
            SignOff(SignOffRole.REVIEWER, "示例甲", date(2026, 9, 8)),
            SignOff(SignOffRole.LEADER, "示例丁"),
        ),
    }
    return WorkingPaperContent(**{**parts, **changes})


def delivery_list(**changes: object) -> DeliveryListContent:
    """Return the list of a package with many files; *changes* replace its parts."""
    parts: dict[str, object] = {
        "mission": MISSION,
        "classification": "工作秘密",
        "package_id": "01999999-0000-7000-8000-000000000001",
        "sequence": 3,
        "file_name": "delivery.age",
        "size": 12_345_678,
        "sha256": "ab" * 32,
        "made_on": date(2026, 10, 9),
        "sender": "中共示例市委第二巡察组",
        "recipients": ("示例市委巡察办",),
        "counts": (DeliveredCount("谈话记录", 46), DeliveredCount("问题底稿", 9)),
        "files": tuple(
            DeliveredFile(
                f"资料/{number:03}-党组会议记录（示例）.pdf", 1000 * number, f"{number:064x}"
            )
            for number in range(1, 31)
        ),
    }
    return DeliveryListContent(**{**parts, **changes})


def inquiry(**changes: object) -> InquiryContent:
    """A letter to one organ about a number one and the one before him."""
    values: dict[str, object] = {
        "mission": MISSION,
        "classification": "机密★1年",
        "sender": "中共示例市委巡察工作领导小组办公室",
        "number": "示巡办函〔2026〕31号",
        "addressee": "示例市纪律检查委员会",
        "people": (
            AskedPerson(Person("赵𫖯", "党组书记、局长"), "党政一肩挑", "2022-03-18"),
            AskedPerson(Person("李㛃", "原党组书记、局长"), "党政一肩挑", "2019-03", "2022-02"),
        ),
        "items": (
            AskedItem(Head.WORK, "信访举报", (0, 1)),
            AskedItem(Head.WORK, "问题线索及处置结论", (0, 1)),
            AskedItem(Head.LIFE, "生活作风", (0, 1)),
            AskedItem(Head.LIFE, "借用下属单位车辆", (0,)),
        ),
        "note": "如有需要当面沟通的情况，请一并告知。",
        "contact": "示例联系人，0000-0000001",
        "entry_on": date(2026, 10, 9),
        "due_on": date(2026, 9, 25),
        "dated_on": date(2026, 9, 14),
    }
    return InquiryContent(**{**values, **changes})  # type: ignore[arg-type]


def briefing_record(**changes: object) -> BriefingRecordContent:
    """What one organ told the team."""
    items = (
        AnsweredItem(Head.WORK, "信访举报", "有", "2023年以来2件（示例）。" * 12, "2026-09-20"),
        AnsweredItem(Head.WORK, "苗头性问题", "无", "", "2026-09-20"),
        AnsweredItem(Head.LIFE, "生活作风", "", "", ""),
    )
    values: dict[str, object] = {
        "mission": MISSION,
        "classification": "机密★1年",
        "organ": "示例市纪律检查委员会",
        "letter_number": "示巡办函〔2026〕31号",
        "sent_on": date(2026, 9, 14),
        "received_on": date(2026, 9, 22),
        "held_on": None,
        "forms": ("书面", "面对面"),
        "briefed_by": "示例监督室负责同志",
        "listeners": ("王䶮", "陶喆"),
        "main_points": (Passage("政治生态研判为“较好”。"), Passage("另有一件信访尚无结论。")),
        "about": ((Person("赵𫖯", "党组书记、局长"), items),),
        "papers": (HandedOver("情况通报材料（示例）", 1, date(2026, 9, 28), None),),
    }
    return BriefingRecordContent(**{**values, **changes})  # type: ignore[arg-type]


def entry_certificate(**changes: object) -> EntryCertificateContent:
    """A check with a line of every kind."""
    values: dict[str, object] = {
        "mission": MISSION,
        "classification": "工作秘密",
        "entry_on": date(2026, 10, 9),
        "checked_on": date(2026, 10, 8),
        "lines": (
            CheckedLine("纪检机关已于 2026-09-22 答复", Mark.DONE),
            CheckedLine("回避：还没有报备的有 王䶮", Mark.REASONED, "本人在外培训，10月8日补交。"),
            CheckedLine("赵𫖯的画像还有空白：工作 3 处，生活 1 处", Mark.NOTED),
            CheckedLine("办公室名片已导入，指纹还没有核对：示例市委巡察办", Mark.OPEN),
        ),
    }
    return EntryCertificateContent(**{**values, **changes})  # type: ignore[arg-type]


def blank_form() -> BlankForm:
    """A form to be filled in by hand, with a part of every kind and rows over several pages."""
    rows = tuple(
        BlankRow(
            str(number), f"{name}反映的情况\n[said_{number}] 如第 1 题选“是”，填写本题。", "_" * 27
        )
        for number, name in enumerate(RARE_NAMES * 4, start=2)
    )
    matrix = BlankMatrix(("不满意", "一般", "满意"), (("90", "服务态度\n[manner]"),), "○")
    block = BlankPart("第 1 份", 2, (), (BlankRow("91", "姓名\n[who]", "_" * 27),))
    return BlankForm(
        title="来访登记（示例）",
        facts=("表单编号：visits　版本：2026.1",),
        items=(
            BlankText("说明：本表由来访人填写。"),
            BlankRow("1", "是否党员 *\n[party]", "○ 是   ○ 否"),
            BlankPart("反映的内容", 1, ("如第 1 题选“是”，填写本部分。",), rows),
            matrix,
            BlankPart("同行人", 1, (), (block, BlankText("不够填写的，另附纸。"))),
        ),
    )


def register_entry() -> RegisterEntry:
    """An entry with a part of every kind, and people over several pages."""
    people = tuple((name, "示例单位科员", "反映的情况属实。" * 6) for name in RARE_NAMES * 6)
    inner = EntryPart("事项 1", (("事项", "示例事项"), ("决定", "转示例部门办理")))
    return RegisterEntry(
        title="组务会纪要（示例）",
        classification="工作秘密",
        facts=("编号：ZW-2026-A001", "登记人：骆珩"),
        parts=(
            EntryPart("", (("类型", "组务会"), ("内容", "第一行\n第二行"), ("备注", ""))),
            EntryPart("参会人", header=("姓名", "职务", "意见"), lines=people),
            EntryPart("研究事项", parts=(inner,)),
        ),
    )
