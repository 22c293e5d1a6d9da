"""Names of the report's parts, in the outline (short) and over the editor (as printed)."""

from PySide6.QtCore import QCoreApplication

from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import Capacity, Section
from inspector_app.services.report import ReportView
from inspector_app.services.report_outline import (
    NUMBER_ONE,
    Annex,
    OutlineKey,
    OutlineRow,
    Part,
    PartState,
)
from inspector_app.system.wording import Wording

_DIGITS = "零一二三四五六七八九十"


def person_of(view: ReportView, official: str) -> Record | None:
    """Return the number one with this id."""
    return next((one for one in view.number_ones if one.id == official), None)


def heading_number(row: OutlineRow, language: str) -> str:
    """Return the number a heading is printed with, with what follows it."""
    if not row.number:
        return ""
    if language != "zh_CN":
        return f"{row.number}. " if row.level == 0 else f"({row.number}) "
    words = _DIGITS[row.number] if row.number < len(_DIGITS) else str(row.number)
    return f"{words}、" if row.level == 0 else f"（{words}）"


def short_title(row: OutlineRow, view: ReportView, wording: Wording) -> str:
    """Return what the outline calls a part, with its number."""
    return heading_number(row, wording.language) + _short(row.key, view, wording)


def _short(key: OutlineKey, view: ReportView, wording: Wording) -> str:
    match key.part:
        case Part.FRAME:
            return QCoreApplication.translate("ReportWords", "标题和落款")
        case Part.SECTION:
            return wording.text(f"terms.section.{key.name}")
        case Part.ANNEX:
            number = list(Annex).index(Annex(key.name)) + 1
            label = wording.text("papers.attachment")
            return f"{label} {number}  {annex_title(key, wording)}"
        case Part.CHAPTER if key.name != NUMBER_ONE:
            return wording.text("report_page.problems")
        case Part.CHAPTER | Part.TALK_REPORT:
            return _of_person(key, view, wording)


def _of_person(key: OutlineKey, view: ReportView, wording: Wording) -> str:
    """Return the title of what is about one number one; his name only if there are two."""
    word = "number_one" if key.part is Part.CHAPTER else "talk_report"
    person = person_of(view, key.official)
    if person is None or len(view.number_ones) == 1:
        return wording.text(f"report_page.{word}")
    return wording.text(f"report_page.{word}_of", name=person.text("name"))


def annex_title(key: OutlineKey, wording: Wording) -> str:
    """Return the title of an annex."""
    return wording.text(f"papers.{key.name}.title")


def full_title(row: OutlineRow, view: ReportView, wording: Wording) -> str:
    """Return the heading over the editor: as it is printed, where it is printed."""
    key = row.key
    number = heading_number(row, wording.language)
    if key.part is not Part.SECTION:
        return number + _short(key, view, wording)
    name = key.name
    if name == Section.FIRST_RESPONSIBILITY.value:
        person = person_of(view, key.official)
        capacity = person.text("capacity") if person else ""
        name = f"responsibility_{capacity or Capacity.PARTY_SECRETARY.value}"
    return number + wording.text(f"papers.report.{name}")


def hint(key: OutlineKey, wording: Wording) -> str:
    """Return what belongs into a part."""
    name = key.name
    match key.part:
        case Part.FRAME:
            name = "frame"
        case Part.ANNEX:
            name = f"annex_{key.name}"
        case Part.TALK_REPORT:
            name = "talk_report"
        case Part.SECTION if key.name in _PROBLEM_SECTIONS:
            name = "problem"
    return wording.text(f"report_page.hint.{name}")


_PROBLEM_SECTIONS = frozenset(
    {"decisions", "strict_governance", "organization_line", "rectification"}
)


def state_word(state: PartState) -> str:
    """Return the word of a state."""
    return {
        PartState.DONE: QCoreApplication.translate("ReportWords", "已写好"),
        PartState.DUE: QCoreApplication.translate("ReportWords", "有提醒"),
        PartState.BLOCKED: QCoreApplication.translate("ReportWords", "有缺项"),
        PartState.EMPTY: QCoreApplication.translate("ReportWords", "还没写"),
        PartState.HIDDEN: QCoreApplication.translate("ReportWords", "只有组长可以看"),
    }[state]
