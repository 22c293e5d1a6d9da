"""Officials one by one: find, add, correct, mark as number one, take out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.entry import Operation
from inspector_app.domain.errors import InputError, RefusedError
from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import Capacity, TalkCategory
from inspector_app.intake.dates import DateError, read_date
from inspector_app.intake.text import clean_line, clean_name
from inspector_app.services.mission import OpenMission
from inspector_app.services.results import Created
from inspector_app.services.roster import officials
from inspector_app.store.journal import Write
from inspector_app.store.reader import Reader

#: Fields that hold a date as exact as it is known: yyyy, yyyy-mm or yyyy-mm-dd.
DATES = ("birth", "in_office_since", "left_on")
#: Records that point at an official, and by which fields.
_USED_BY: Mapping[str, tuple[str, ...]] = {
    "talk": ("official", "speakers"),
    "paragraph": ("speaker",),
    "absence": ("official",),
    "briefing_item": ("official",),
    "statement": ("official",),
    "number_one_talk_report": ("official",),
    "lead": ("officials",),
    "working_paper": ("first_responsible", "main_leaders", "supervising"),
    "report_block": ("official", "responsible"),
}
_SEARCHED = ("name", "office", "duties", "body", "note")


@dataclass(frozen=True, slots=True)
class Listing:
    """What of the roster to list: words that all must be found, a category, sorted how."""

    words: str = ""
    category: TalkCategory | None = None
    sort_by: str = ""
    descending: bool = False


def listed(reader: Reader, listing: Listing) -> list[str]:
    """Return the ids of the officials that *listing* asks for.

    Without a field to sort by: number ones first, then by category and name.
    """
    words = clean_line(listing.words).casefold().split()
    found = [
        one
        for one in officials(reader)
        if listing.category is None or one.text("category") == listing.category.value
        if all(word in _text_of(one) for word in words)
    ]
    if listing.sort_by:
        found.sort(key=lambda one: one.text(listing.sort_by), reverse=listing.descending)
        found.sort(key=lambda one: not one.text(listing.sort_by))  # what is missing stands last
    return [one.id for one in found]


def _text_of(official: Record) -> str:
    return "\n".join(official.text(name) for name in _SEARCHED).casefold()


def add_official(mission: OpenMission, *, entry: str = "", **fields: Json) -> Created:
    """Add somebody who is in no roster (store lane).

    *entry* fixes the id of the entry, so that the step can be taken back with it. Raises
    ``InputError`` as ``update_official`` does.
    """
    values = _checked({"name": "", "category": TalkCategory.ORDINARY.value, **fields})
    write = replace(mission.journal.create("official", values), entry_id=entry)
    return Created(write.record_id, mission.journal.write(write))


def update_official(
    mission: OpenMission, official: str, *, entry: str = "", **fields: Json
) -> Changes:
    """Correct fields of an official (store lane); texts are cleaned, dates read as written.

    Raises ``InputError``: ``official.no_name``, and ``official.bad_date`` with the ``value``.
    """
    return mission.journal.write(Write("official", official, _checked(fields), entry_id=entry))


def mark_number_one(
    mission: OpenMission, official: str, capacity: Capacity | None, *, entry: str = ""
) -> Changes:
    """Mark somebody as number one in a capacity, or (``None``) take the mark away (store lane)."""
    fields: dict[str, Json] = {"number_one": capacity is not None}
    fields["capacity"] = capacity.value if capacity else None
    if capacity is not None:
        fields["category"] = TalkCategory.NUMBER_ONE.value
    return mission.journal.write(Write("official", official, fields, entry_id=entry))


def remove_official(mission: OpenMission, official: str, *, entry: str = "") -> Changes:
    """Take somebody out who does not belong there; the journal keeps him (store lane).

    Raises ``RefusedError('official.in_use')`` with the ``count`` of the records that name him.
    """
    reader = mission.journal.reader
    count = sum(
        any(official in (record.text(name), *record.items(name)) for name in names)
        for record_type, names in _USED_BY.items()
        for record in reader.find(record_type)
    )
    if count:
        raise RefusedError("official.in_use", count=count)
    return mission.journal.write(Write("official", official, op=Operation.DELETE, entry_id=entry))


def _checked(fields: Mapping[str, Json]) -> dict[str, Json]:
    values: dict[str, Json] = {}
    for name, value in fields.items():
        if not isinstance(value, str):
            values[name] = value
        elif name == "name":
            values[name] = _name(value)
        elif name in DATES:
            values[name] = _date(value)
        else:
            values[name] = clean_line(value) or None
    return values


def _name(value: str) -> str:
    name = clean_name(value)
    if not name:
        raise InputError("official.no_name")
    return name


def _date(value: str) -> str | None:
    try:
        return read_date(value) or None
    except DateError as error:
        raise InputError("official.bad_date", value=value[:40]) from error
