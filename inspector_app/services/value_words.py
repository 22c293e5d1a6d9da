"""Values of records as a person reads them: codes worded, references by name, dates as such."""

from enum import StrEnum
from functools import cache

from inspector_app.domain import must_ask, record_type, vocabulary
from inspector_app.domain.canonical import Json
from inspector_app.domain.record import Record
from inspector_app.domain.record_type import AUDIENCE_FIELD, READERS_FIELD, Kind
from inspector_app.services.checklist import Checklist
from inspector_app.store.reader import Reader
from inspector_app.system.wording import Wording

#: By which fields a person recognises a record: the first one that is there of each row.
_NAMES = (
    ("number", "draft_number"),
    ("title", "name", "organ_name", "theme", "heading", "text", "content"),
)
_MOST = 60


@cache
def _groups() -> dict[tuple[str, ...], str]:
    """Return under which terms the codes of each vocabulary are worded."""
    groups = {}
    for module in (vocabulary, must_ask, record_type):
        for name, found in vars(module).items():
            if isinstance(found, type) and issubclass(found, StrEnum) and found is not StrEnum:
                snake = "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")
                groups[tuple(member.value for member in found)] = snake
    return groups


def field_label(checklist: Checklist, wording: Wording, record_type_: str, field: str) -> str:
    """Return what a field is called; an answer of the checklist by its item."""
    key = f"records.{record_type_}.fields.{field}"
    if wording.has(key):
        return wording.text(key)
    if field in {AUDIENCE_FIELD, READERS_FIELD}:
        return wording.text(f"values.{field}")
    parent, _, name = field.rpartition("/")
    for item in checklist.items:
        if item.path == parent:
            label = item.label.get(wording.language) or item.code
            part = f"values.answer.{name}"
            return f"{label} · {wording.text(part)}" if wording.has(part) else label
    return field


def record_name(reader: Reader, record_type_: str, record_id: str) -> str:
    """Return what a person calls a record: number and title, a name, or its first words."""
    record = reader.get(record_type_, record_id) if record_type_ in reader.types else None
    if record is None:
        return ""
    if record_type_ == "submission" and record.text("subject_type") == "mission":
        forms = reader.find("form", {"hash": record.text("form_hash")})
        title = forms[0].text("title") if forms else ""
        return " ".join(filter(None, (record.text("number"), title)))
    if record_type_ == "submission":
        return record_name(reader, record.text("subject_type"), record.text("subject"))
    if record_type_ == "instance":
        return record_name(reader, "submission", record.text("submission"))
    found = [next(filter(None, map(record.text, names)), "") for names in _NAMES]
    if record_type_ == "talk":
        found.append(_official(reader, record))
    words = " ".join(filter(None, found))
    return words if len(words) <= _MOST else f"{words[: _MOST - 1]}…"


def _official(reader: Reader, record: Record) -> str:
    person = reader.get("official", record.text("official")) if record.text("official") else None
    return person.text("name") if person else ""


def value_text(reader: Reader, wording: Wording, record_type_: str, field: str, value: Json) -> str:
    """Return a value in words; empty when nothing is recorded."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return wording.text("values.yes" if value else "values.no")
    group, target = _meaning(reader, record_type_, field)
    words = []
    for one in [value] if isinstance(value, str | int) else _texts(value):
        code = str(one)
        named = record_name(reader, target, code) if target else ""
        words.append(_term(wording, group, code) if group else named or code)
    return wording.text("values.between").join(words)


def _meaning(reader: Reader, record_type_: str, field: str) -> tuple[str, str]:
    """Return under which terms a field's codes are worded, or what type it points at."""
    declared = reader.types.get(record_type_)
    found = declared.field(field) if declared else None
    if found is not None:
        group = _groups().get(found.choices, "") if found.kind is Kind.CHOICE else ""
        return group, found.target if found.kind in {Kind.REFERENCE, Kind.REFERENCES} else ""
    if field == READERS_FIELD:
        return "", "user"
    if field == AUDIENCE_FIELD:
        return "audience", ""
    return ("answer_kind" if field.endswith("/kind") else ""), ""


def _texts(value: Json) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list | tuple) else []


def _term(wording: Wording, group: str, code: str) -> str:
    key = f"terms.{group}.{code}"
    return wording.text(key) if wording.has(key) else code
