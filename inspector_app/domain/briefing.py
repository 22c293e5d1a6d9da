"""Codes and record types of the time before entry, beside ``briefing`` and ``briefing_item``.

Papers that an organ handed over, questions that come from what is known, the team's filings,
reasons for entering although a check is open, and what the last round found.
"""

from enum import StrEnum

from inspector_app.domain.must_ask import AnswerKind
from inspector_app.domain.record_type import (
    RecordType,
    boolean,
    choice,
    day,
    integer,
    long_text,
    reference,
    references,
    text,
)
from inspector_app.domain.vocabulary import Head


class BriefingForm(StrEnum):
    """How an organ briefed the team (handbook A5); it may do so in several ways."""

    WRITTEN = "written"  # 书面
    FACE_TO_FACE = "face_to_face"  # 面对面
    ONE_TO_ONE = "one_to_one"  # 单独沟通


class Filing(StrEnum):
    """What every member of the team files before entry (handbook A2, A3)."""

    RECUSAL = "recusal"  # 回避
    CONFIDENTIALITY = "confidentiality"  # 保密承诺


class Judgement(StrEnum):
    """How the look-back judges what the last round found (handbook D6)."""

    RECTIFIED = "rectified"  # 已整改
    PARTLY = "partly"  # 部分整改
    NOT_RECTIFIED = "not_rectified"  # 未整改
    RECURRED = "recurred"  # 整改后反弹
    NEW_PROBLEM = "new_problem"  # 新问题


BRIEFING_PAPER = RecordType(
    "briefing_paper",
    (
        reference("briefing", "briefing"),
        text("title", searchable=True),
        integer("copies"),
        day("received_on"),
        day("return_by"),
        day("returned_on"),
        text("returned_to"),
    ),
    parent="briefing",
)
#: A question for named talkers; whoever may read what it comes from may read it.
EXTRA_QUESTION = RecordType(
    "extra_question",
    (
        text("subject_type"),
        text("subject"),
        reference("about", "official"),
        choice("head", Head),
        long_text("text"),
        references("talkers", "official"),
    ),
    parent="subject",
)
#: What a talker answered to it: as restricted as the question.
EXTRA_ANSWER = RecordType(
    "extra_answer",
    (
        reference("question", "extra_question"),
        reference("talk", "talk"),
        choice("kind", AnswerKind),
        long_text("text"),
        reference("paragraph", "paragraph"),
    ),
    parent="question",
)
TEAM_FILING = RecordType(
    "team_filing",
    (
        reference("user", "user"),
        choice("kind", Filing),
        day("filed_on"),
        boolean("recused"),
        long_text("note"),
        references("evidence", "evidence"),
    ),
)
#: That somebody typed a group of his recovery code again from the paper. Not a field of the user,
#: whose record is the leader's to write: everybody notes his own, on his own laptop.
RECOVERY_NOTE = RecordType("recovery_note", (reference("user", "user"), day("noted_on")))
ENTRY_REASON = RecordType(
    "entry_reason", (text("key"), text("said"), long_text("reason", searchable=False))
)
PREVIOUS_FINDING = RecordType(
    "previous_finding",
    (
        integer("order"),
        text("number", searchable=True),
        text("finding_class"),
        long_text("problem"),
        boolean("concerns_number_one"),
        long_text("commitment"),
        text("responsible"),
        text("deadline"),
        long_text("reported"),
        choice("judgement", Judgement),
        long_text("basis"),
        references("evidence", "evidence"),
        reference("judged_by", "user"),
        day("judged_on"),
    ),
)

BRIEFING_TYPES = (
    BRIEFING_PAPER,
    EXTRA_QUESTION,
    EXTRA_ANSWER,
    TEAM_FILING,
    RECOVERY_NOTE,
    ENTRY_REASON,
    PREVIOUS_FINDING,
)
