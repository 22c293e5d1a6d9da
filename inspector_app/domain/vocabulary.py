"""Codes that the whole product shares. Their Chinese and English stand in the wording."""

from enum import StrEnum


class Phase(StrEnum):
    """The life of a mission, in order: one list for the whole product."""

    CONFIGURE = "configure"  # 配置
    PRE_ENTRY = "pre_entry"  # 进驻前
    ON_SITE = "on_site"  # 了解
    REPORT = "report"  # 报告
    FEEDBACK = "feedback"  # 反馈
    RECTIFICATION = "rectification"  # 整改
    ARCHIVE = "archive"  # 归档


class MissionKind(StrEnum):
    """常规 / 专项 / 机动 / 回头看."""

    ROUTINE = "routine"
    SPECIAL = "special"
    MOBILE = "mobile"
    LOOK_BACK = "look_back"


class Role(StrEnum):
    """Who a user is in the team (handbook §1.2) or at headquarters."""

    LEADER = "leader"  # 组长
    DEPUTY_LEADER = "deputy_leader"  # 副组长
    LIAISON = "liaison"  # 联络员
    MEMBER = "member"  # 组员
    OFFICE = "office"  # 巡视办/巡察办


class TalkCategory(StrEnum):
    """Who is talked to, as the must-ask table distinguishes them."""

    NUMBER_ONE = "N"
    DEPUTY = "D"
    DISCIPLINE = "S"
    PERSONNEL = "H"
    MIDDLE = "M"
    SUBORDINATE = "U"
    ORDINARY = "O"
    RETIRED = "R"


class Capacity(StrEnum):
    """In what capacity somebody is a number one; it decides the title and items of his section."""

    PARTY_SECRETARY = "party_secretary"
    ADMINISTRATIVE_HEAD = "administrative_head"
    BOTH = "both"


class TalkKind(StrEnum):
    """个别谈话 / 座谈会 / 不记名."""

    INDIVIDUAL = "individual"
    GROUP = "group"
    UNNAMED = "unnamed"


class TalkState(StrEnum):
    """A talk from plan to signed record; after signing only supplements are added."""

    PLANNED = "planned"
    HELD = "held"
    GAP_AWAITS_CONSENT = "gap_awaits_consent"  # 缺项待组长同意
    CLOSED = "closed"
    SIGNED = "signed"


class ParagraphKind(StrEnum):
    """What a paragraph of a talk record is."""

    OPENING = "opening"
    QUESTION = "question"
    ANSWER = "answer"
    NOTE = "note"
    CORRECTION = "correction"
    READ_BACK = "read_back"
    SUPPLEMENT = "supplement"


class Organ(StrEnum):
    """Organs asked before entry; which of them are mandatory is a setting."""

    DISCIPLINE = "discipline"
    ORGANIZATION = "organization"
    AUDIT = "audit"
    PETITIONS = "petitions"
    POLITICAL_LEGAL = "political_legal"
    FINANCE = "finance"
    PUBLICITY = "publicity"
    OTHER = "other"


class Head(StrEnum):
    """The two heads that article 9 makes mandatory: work and life."""

    WORK = "work"
    LIFE = "life"


class ItemState(StrEnum):
    """What an organ said to an item of the briefing; not provided is not the same as none."""

    HAS = "has"
    NONE = "none"
    NOT_PROVIDED = "not_provided"


class FindingClass(StrEnum):
    """The four 落实 under which findings are reported."""

    DECISIONS = "decisions"
    STRICT_GOVERNANCE = "strict_governance"
    ORGANIZATION_LINE = "organization_line"
    RECTIFICATION = "rectification"


class WorkingPaperState(StrEnum):
    """A working paper on its way to three signatures."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    RETURNED = "returned"


class Duty(StrEnum):
    """The two sides of the number one that the report lists separately (article 9)."""

    FIRST_RESPONSIBILITY = "first_responsibility"
    INTEGRITY = "integrity"


class Opinion(StrEnum):
    """The team's definite opinion; own words may follow, empty is not an opinion."""

    GOOD = "good"
    FAIRLY_GOOD = "fairly_good"
    AVERAGE = "average"
    POOR = "poor"


class Section(StrEnum):
    """The sections of the report, in printing order."""

    OVERVIEW = "overview"
    DECISIONS = "decisions"
    STRICT_GOVERNANCE = "strict_governance"
    ORGANIZATION_LINE = "organization_line"
    RECTIFICATION = "rectification"
    FIRST_RESPONSIBILITY = "first_responsibility"
    INTEGRITY = "integrity"
    OPINION = "opinion"
    REQUIREMENTS = "requirements"
    SUGGESTIONS = "suggestions"
    OTHER = "other"


class BlockKind(StrEnum):
    """What a block of the report is."""

    PARAGRAPH = "paragraph"
    PROBLEM = "problem"
    FACT = "fact"
    NO_PROBLEM = "no_problem"  # "no problem found" must be said, never left blank
    OPINION = "opinion"
    REQUIREMENT = "requirement"


class Purpose(StrEnum):
    """What a signed approval approves."""

    BRIEFING_READ = "briefing_read"
    TALK_GAP = "talk_gap"
    TALK_RECORD = "talk_record"
    WORKING_PAPER_UNDERTAKE = "working_paper_undertake"
    WORKING_PAPER_REVIEW = "working_paper_review"
    WORKING_PAPER_APPROVE = "working_paper_approve"
    NUMBER_ONE_TALK_REPORT = "number_one_talk_report"
    REPORT_FINAL = "report_final"
    DELIVERY = "delivery"
    SOURCE_RELEASE = "source_release"
    ENTRY_SIGNED = "entry_signed"


class Decision(StrEnum):
    """How a signer decided."""

    APPROVE = "approve"
    RETURN = "return"


class TaskState(StrEnum):
    """A task of verification."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class PackageKind(StrEnum):
    """What travels in a package, and which way."""

    MISSION = "mission"
    WORK = "work"
    DELIVERY = "delivery"
    RECEIPT = "receipt"
    QUESTIONS = "questions"


class Direction(StrEnum):
    """Whether a package was made or taken in."""

    OUT = "out"
    IN = "in"
