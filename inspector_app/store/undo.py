"""Undo: what takes an entry back, refused when it would take back more than that."""

from inspector_app.domain.canonical import Json
from inspector_app.domain.entry import Entry, Operation
from inspector_app.domain.errors import RefusedError
from inspector_app.domain.fold import ADD, REMOVE, RecordState, fold, is_set_value, items_of
from inspector_app.store.reader import Reader

_FINAL = frozenset({Operation.SIGN, Operation.DECIDE})


def taking_back(reader: Reader, entry: Entry) -> tuple[Operation, dict[str, Json]]:
    """Return the operation and values that take *entry* back.

    Raises ``RefusedError``: ``journal.undo_overtaken`` when somebody has since written what
    it wrote, ``journal.undo_final`` for a signature or a person's decision.
    """
    op = entry.body.op
    if op in _FINAL:
        raise RefusedError("journal.undo_final")
    entries = reader.entries(entry.body.record_type, entry.body.record_id)
    state = reader.state(entry.body.record_type, entry.body.record_id)
    if op is Operation.DELETE:
        if not state.deleted or entry.id not in state.deletes:
            raise RefusedError("journal.undo_overtaken")
        return Operation.RESTORE, {}
    if state.deleted:
        raise RefusedError("journal.undo_overtaken")
    if op is Operation.CREATE or op is Operation.RESTORE:
        last = entries[-1] if op is Operation.RESTORE else _only(entries)
        if last != entry:
            raise RefusedError("journal.undo_overtaken")
        return Operation.DELETE, {}
    return Operation.SET, _values_before(reader, entry, state, entries)


def _only(entries: list[Entry]) -> Entry | None:
    return entries[0] if len(entries) == 1 else None


def _values_before(
    reader: Reader, entry: Entry, state: RecordState, entries: list[Entry]
) -> dict[str, Json]:
    declared = reader.types[entry.body.record_type]
    known = {other.id: other for other in entries}
    new: dict[str, Json] = {}
    for written, value in entry.body.new.items():
        name = declared.canonical_name(written)
        if entry.id not in state.seen(name):
            raise RefusedError("journal.undo_overtaken")
        if is_set_value(value):
            now = set(items_of(state.values.get(name), ADD))
            new[name] = sorted(now - set(items_of(value, ADD)) | set(items_of(value, REMOVE)))
            continue
        seen = entry.body.base.get(written, ())
        # Beside other heads there is no value to go back to, nor before it if it settled some.
        if len(state.heads[name]) > 1 or len(seen) > 1:
            raise RefusedError("journal.undo_overtaken")
        earlier = [known[one] for one in seen if one in known]
        new[name] = fold(declared, entry.body.record_id, earlier).values.get(name)
    return new
