"""Where in the window a record is found: page and target, for jumps from anywhere."""

from inspector_app.store.projection import parent_of
from inspector_app.store.reader import Reader

#: Pages of records that stand on their own; others are found at what they belong to.
_PAGES = {
    "mission": "overview",
    "user": "overview",
    "task": "overview",
    "official": "briefing",
    "briefing": "briefing",
    "briefing_item": "briefing",
    "briefing_paper": "briefing",
    "extra_question": "briefing",
    "team_filing": "briefing",
    "recovery_note": "briefing",
    "entry_reason": "briefing",
    "previous_finding": "briefing",
    "talk": "talk",
    "paragraph": "talk",
    "evidence": "evidence",
    "working_paper": "working_paper",
    "fact": "working_paper",
    "proof": "working_paper",
    "statement": "working_paper",
    "lead": "lead",
    "report": "report",
    "report_block": "report",
    "number_one_talk_report": "report",
    "package": "exchange",
}
_DEEPEST = 6


def place_of(reader: Reader, record_type: str, record_id: str) -> tuple[str, dict[str, str]]:
    """Return the page's key and the target that leads to a record.

    The target names the record and all it belongs to: ``{"talk": …, "paragraph": …}``.
    """
    target: dict[str, str] = {}
    page = _PAGES.get(record_type, "")
    for _ in range(_DEEPEST):
        target[record_type] = record_id
        record = reader.get(record_type, record_id)
        declared = reader.types.get(record_type)
        above = parent_of(declared, record.values) if record and declared else None
        if above is None:
            break
        record_type, record_id = above
        if record_type == "mission":  # an entry of a register is about it as a whole
            page = page or "evidence"
            break
        page = page or _PAGES.get(record_type, "")
    return page or "overview", target
