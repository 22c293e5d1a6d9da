"""Papers that an organ handed over for a briefing: received, to be returned, returned."""

from dataclasses import replace

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.entry import Operation
from inspector_app.domain.record import Record
from inspector_app.services.mission import OpenMission
from inspector_app.services.results import Created
from inspector_app.store.journal import Write
from inspector_app.store.reader import Order, Reader


def papers_of(reader: Reader, briefing: str) -> list[Record]:
    """Return the papers of a briefing in the order in which they were entered."""
    return reader.find("briefing_paper", {"briefing": briefing}, order=[Order("id")])


def add_paper(
    mission: OpenMission,
    briefing: str,
    *,
    title: str,
    copies: int = 1,
    entry: str = "",
    **fields: Json,
) -> Created:
    """Record a paper that was handed over (store lane).

    *entry* fixes the id of the entry, so that the step can be taken back with it.
    """
    values: dict[str, Json] = {"briefing": briefing, "title": title, "copies": copies, **fields}
    write = replace(mission.journal.create("briefing_paper", values), entry_id=entry)
    return Created(write.record_id, mission.journal.write(write))


def update_paper(mission: OpenMission, paper: str, *, entry: str = "", **fields: Json) -> Changes:
    """Change fields of a paper; *entry* as in ``add_paper`` (store lane)."""
    return mission.journal.write(Write("briefing_paper", paper, fields, entry_id=entry))


def remove_paper(mission: OpenMission, paper: str, *, entry: str = "") -> Changes:
    """Take out a paper that was entered by mistake (store lane)."""
    write = Write("briefing_paper", paper, op=Operation.DELETE, entry_id=entry)
    return mission.journal.write(write)
