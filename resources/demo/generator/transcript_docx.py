"""Set a transcript as the talk records that teams really receive: no two offices do it alike."""

from pathlib import Path

from docx.document import Document as DocumentType
from docx.shared import Pt

from generator.transcript_source import Paragraph, Transcript
from generator.word import (
    HEAD,
    TITLE,
    add_corrections,
    add_line,
    add_table,
    new_document,
    save,
    write,
)

_HEADER = "示例市委第二巡察组　谈话记录（示例，内容均为虚构）　工作秘密"
#: (before a question, before an answer) in each layout; empty where bold type tells them apart.
_SPEAKERS = {
    "table": ("问：", "答："),
    "lines": ("问：", "答："),
    "tracked": ("问：", "答："),
    "speaker": ("谈话人：", "被谈话人："),
    "bold": ("", ""),
}
#: The line before the first question, as each house words it.
_OPENINGS = {
    "table": "谈话人出示证件，表明身份，讲明谈话目的、纪律和保密要求，被谈话人表示清楚。",
    "lines": "谈话前，谈话人已表明身份，说明谈话目的，告知如实说明情况的义务和保密纪律。",
    "tracked": "（已说明身份、目的、保密纪律。）",
    "speaker": "谈话组已向被谈话人说明身份、来意和谈话纪律，提出保密要求。",
    "bold": "谈话组表明身份后，讲明了谈话的目的、纪律和保密要求。",
}


def write_transcript(talk: Transcript, office: tuple[str, str], path: Path) -> None:
    """Write *talk* to *path*; *office* is the talker's (body, post)."""
    document = new_document(f"谈话记录 {talk.number}", _HEADER)
    add_line(document, "谈话记录", align="center", size=22, font=TITLE)
    facts = _facts(talk, *office)
    if talk.layout in {"table", "tracked"}:
        pairs = zip(facts[::2], facts[1::2], strict=True)
        add_table(document, [(*left, *right) for left, right in pairs], head=False)
    else:
        for label, value in facts:
            add_line(document, f"{label}：{value}")
        add_line(document, "")
    add_line(document, _OPENINGS[talk.layout], indent=True)
    for paragraph in talk.paragraphs:
        _add_paragraph(document, talk, paragraph)
    _add_ending(document, talk)
    save(document, path)


def _facts(talk: Transcript, body: str, post: str) -> list[tuple[str, str]]:
    day = f"{talk.day.year}年{talk.day.month}月{talk.day.day}日"
    return [
        ("谈话编号", talk.number),
        ("谈话时间", f"{day}{talk.start}至{talk.end}"),
        ("谈话地点", talk.place),
        ("谈话人", "、".join(talk.interviewers)),
        ("记录人", talk.recorder),
        ("谈话对象", talk.talker),
        ("单位", body),
        ("职务", post),
    ]


def _add_paragraph(document: DocumentType, talk: Transcript, paragraph: Paragraph) -> None:
    question, answer = _SPEAKERS[talk.layout]
    prefix = {"q": question, "a": answer, "more": ""}[paragraph.speaker]
    asked = paragraph.speaker == "q"
    line = add_line(document, "", indent=True)
    if talk.layout == "bold":
        write(line, paragraph.text, bold=asked)
        return
    if prefix:
        write(line, prefix, font=HEAD, bold=asked)
    if talk.layout == "tracked":
        add_corrections(line, paragraph.runs(), talk.recorder)
    else:
        write(line, paragraph.text)


def _add_ending(document: DocumentType, talk: Transcript) -> None:
    day = f"{talk.day.year}年{talk.day.month}月{talk.day.day}日"
    add_line(document, "以上记录已由本人核对，与本人所讲一致。", indent=True)
    for text in (f"谈话对象签名：　　　　　　　{day}", "谈话人签名：", "记录人签名："):
        line = add_line(document, text)
        line.paragraph_format.space_before = Pt(14)
