"""Taking in another laptop's entries: idempotent, in any order, gaps and forks shown."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.entry import (
    Body,
    Stub,
    body_from_json,
    content_of,
    foreign_json,
    stub_from_json,
)
from inspector_app.domain.errors import DamagedError
from inspector_app.store.devices import numbers_by_device
from inspector_app.store.driver import transaction
from inspector_app.store.identity import UserKeys
from inspector_app.store.journal import Journal, changes_of
from inspector_app.store.projection import parents_first
from inspector_app.store.reader import CHUNK, Reader, parsed
from inspector_app.store.restricted import bump_epoch, keep_open, opened


@dataclass(frozen=True, slots=True)
class Foreign:
    """An entry as it travels: the stub, and its body open, sealed, or not at all."""

    stub: Stub
    body: Body | None = None
    sealed: bytes | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """A device of which entries are missing between two that are here."""

    device: str
    after: int
    before: int


@dataclass(frozen=True, slots=True)
class Merged:
    """What an import did."""

    changes: Changes
    added: int
    known: int
    gaps: tuple[Gap, ...]
    forks: tuple[tuple[str, int], ...]


def foreign_from_json(value: Json) -> Foreign:
    """Read a travelling entry; raises ``DamagedError`` for anything else."""
    plain = foreign_json(value)
    stub = stub_from_json(plain)
    fields = cast("Mapping[str, Json]", plain)
    body, sealed = fields.get("body"), fields.get("sealed")
    if body is not None and sealed is not None:
        raise DamagedError("journal.entry_malformed")
    try:
        sealed_bytes = bytes.fromhex(cast("str", sealed)) if sealed is not None else None
    except (TypeError, ValueError) as error:
        raise DamagedError("journal.entry_malformed") from error
    return Foreign(stub, body_from_json(body) if body is not None else None, sealed_bytes)


def foreign_as_json(entry: Foreign) -> dict[str, Json]:
    """Return the JSON object that travels."""
    travelling: dict[str, Json] = {
        "id": entry.stub.id,
        "device": entry.stub.device,
        "seq": entry.stub.seq,
        "prev": entry.stub.prev,
        "body_hash": entry.stub.body_hash,
    }
    if entry.body is not None:
        travelling["body"] = entry.body.as_json()
    if entry.sealed is not None:
        travelling["sealed"] = entry.sealed.hex()
    return travelling


def take_in(journal: Journal, entries: Iterable[Foreign], keys: UserKeys) -> Merged:
    """Add the entries that are new, all of them or none, and project what they touch.

    A body that the sender could read and this user could not is filled in. Raises
    ``DamagedError`` when a body is not the one its stub names (``journal.body_mismatch``), an
    id comes with another content than the one already here (``journal.entry_replaced``) or a
    link does not join the device's chain (``journal.link_broken``).
    """
    added = known = 0
    touched: set[tuple[str, str]] = set()
    devices: set[str] = set()
    reader = journal.reader
    with transaction(reader.db):
        present = _present(reader)
        for entry in entries:
            taken = _take(journal, entry, keys, present.get(entry.stub.id))
            if taken is None:
                known += 1
                continue
            added += 1
            present[entry.stub.id] = taken.now
            devices.add(entry.stub.device)
            if taken.record is not None:
                touched.add(taken.record)
        for device in sorted(devices):
            _check_links(reader, device)
        settled: set[tuple[str, str]] = set()
        for pair in _in_order(reader, touched):
            settled |= journal.settle(*pair)
    return Merged(changes_of(settled), added, known, tuple(gaps(reader)), tuple(forks(reader)))


@dataclass(frozen=True, slots=True)
class _Present:
    """What is here of an entry: its hash, and whether its body is readable, sealed or missing."""

    link: str
    readable: bool
    sealed: bool


@dataclass(frozen=True, slots=True)
class _Taken:
    """An entry that brought something: what is here now, and the record it is about, if known."""

    now: _Present
    record: tuple[str, str] | None


def _present(reader: Reader) -> dict[str, _Present]:
    rows = reader.rows(
        "SELECT e.id, e.hash, e.body IS NOT NULL OR o.id IS NOT NULL, e.sealed IS NOT NULL"
        " FROM entry e LEFT JOIN temp.own_body o ON o.id = e.id"
    )
    return {str(one): _Present(str(link), bool(r), bool(s)) for one, link, r, s in rows}


def _take(
    journal: Journal, entry: Foreign, keys: UserKeys, present: _Present | None
) -> _Taken | None:
    """Add one entry, or what was missing of it; ``None`` if it brought nothing."""
    stub, body = entry.stub, entry.body
    content = content_of(stub, body) if body is not None else b""
    if present is not None:
        if present.link != stub.hash:
            raise DamagedError("journal.entry_replaced", entry=stub.id)
        if present.readable:
            return None
    found = None
    if body is None and entry.sealed is not None:
        found = opened(stub, entry.sealed, keys)
    readable = body is not None or found is not None
    if present is None:
        journal.insert(stub, body, content, sealed=entry.sealed)
    elif readable or (entry.sealed is not None and not present.sealed):
        _fill_in(journal.reader, entry, content)
    else:
        return None
    if found is not None:
        keep_open(journal.db, stub.id, *found)
        body = found[0]
    now = _Present(stub.hash, readable, entry.sealed is not None)
    return _Taken(now, (body.record_type, body.record_id) if body is not None else None)


def _fill_in(reader: Reader, entry: Foreign, content: bytes) -> None:
    """Put the body of an entry that could not be read in its place."""
    body = entry.body
    reader.db.conn.execute(
        "UPDATE entry SET record_type = ?, record_id = ?, body = ?, sealed = ? WHERE id = ?",
        (
            body.record_type if body else None,
            body.record_id if body else None,
            content.decode() if body else None,
            entry.sealed,
            entry.stub.id,
        ),
    )
    bump_epoch(reader.db)


def _check_links(reader: Reader, device: str) -> None:
    """Raise ``DamagedError`` where an entry does not follow the one before it, if that is here."""
    rows = reader.rows(
        "SELECT e.id FROM entry e WHERE e.device = ?1 AND e.seq > 1"
        " AND EXISTS (SELECT 1 FROM entry b WHERE b.device = ?1 AND b.seq = e.seq - 1)"
        " AND NOT EXISTS (SELECT 1 FROM entry b"
        " WHERE b.device = ?1 AND b.seq = e.seq - 1 AND b.hash = e.prev) LIMIT 1",
        (device,),
    )
    if rows:
        raise DamagedError("journal.link_broken", entry=str(rows[0][0]))


def _in_order(reader: Reader, records: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the records in the order to settle them: users, then parents before children.

    Whom a restricted body is sealed to depends on the users known by then.
    """
    shown = {pair: reader.state(*pair) for pair in records if pair[0] in reader.types}
    ordered = [(s.record_type, s.record_id) for s in parents_first(reader.types, shown)]
    ordered.sort(key=lambda pair: pair[0] != "user")
    return [*ordered, *sorted(records - shown.keys())]


def gaps(reader: Reader, numbers: Mapping[str, Sequence[int]] | None = None) -> list[Gap]:
    """Return where entries of a device are missing; *numbers* if they were read already."""
    known = numbers_by_device(reader) if numbers is None else numbers
    return [
        Gap(device, before, number)
        for device, found in known.items()
        for before, number in pairwise((0, *found))
        if number > before + 1
    ]


def forks(
    reader: Reader, numbers: Mapping[str, Sequence[int]] | None = None
) -> list[tuple[str, int]]:
    """Return (device, seq) where a device wrote two different entries.

    It happens when a folder was copied and both copies were written to. Both branches are
    kept. *numbers* if they were read already.
    """
    known = numbers_by_device(reader) if numbers is None else numbers
    twice = {
        (device, number): None
        for device, found in known.items()
        for before, number in pairwise(found)
        if number == before
    }
    return list(twice)


def outgoing(reader: Reader, *, open_bodies: bool) -> Iterator[Foreign]:
    """Yield every entry in order of arrival, for a package.

    With *open_bodies* the sender's own view of restricted entries goes along in the clear
    of the (encrypted) package: for headquarters. Without, they travel sealed as they lie.
    """
    after = 0
    while True:
        rows = reader.rows(
            "SELECT e.arrival, e.id, e.device, e.seq, e.prev, e.body_hash, e.body, e.sealed, o.body"
            " FROM entry e LEFT JOIN temp.own_body o ON o.id = e.id"
            " WHERE e.arrival > ? ORDER BY e.arrival LIMIT ?",
            (after, CHUNK),
        )
        if not rows:
            return
        for arrival, identifier, device, seq, prev, body_hash, body, sealed, own in rows:
            after = cast("int", arrival)
            stub = Stub(str(identifier), str(device), cast("int", seq), str(prev), str(body_hash))
            text = body if body is not None else (own if open_bodies else None)
            if text is not None:
                yield Foreign(stub, body_from_json(parsed(str(text))))
            elif sealed is not None and not open_bodies:
                yield Foreign(stub, sealed=cast("bytes", sealed))
            else:
                yield Foreign(stub)
