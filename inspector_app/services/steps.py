"""A step of the user taken back whole: every entry it wrote, or none."""

from collections.abc import Sequence

from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import RefusedError
from inspector_app.services.mission import OpenMission
from inspector_app.store.journal import Write
from inspector_app.store.undo import taking_back


def take_back(mission: OpenMission, entries: Sequence[str]) -> Changes:
    """Take the *entries* of one step back, the last one first (store lane).

    Entries that were never written, because they would have changed nothing, are passed
    over. Raises ``RefusedError``: ``journal.undo_overtaken`` when somebody has since written
    one of the fields, ``journal.undo_final`` for a signature, ``journal.undo_unknown`` when
    there is nothing left to take back. Then nothing is taken back.
    """
    reader = mission.journal.reader
    writes = []
    for entry in map(reader.entry, reversed(entries)):
        if entry is None:
            continue
        op, new = taking_back(reader, entry)
        writes.append(Write(entry.body.record_type, entry.body.record_id, new, op))
    if not writes:
        raise RefusedError("journal.undo_unknown")
    return mission.journal.write(*writes)
