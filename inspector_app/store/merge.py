"""Taking in another laptop's entries: idempotent, in any order, gaps and forks shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from inspector_app.domain.canonical import Json, canonical
from inspector_app.domain.changes import Changes
from inspector_app.domain.entry import Body, Stub, body_from_json, sealed_link, stub_from_json
from inspector_app.domain.errors import DamagedError
from inspector_app.store.driver import transaction
from inspector_app.store.identity import UserKeys
from inspector_app.store.journal import Journal
from inspector_app.store.projection import by_depth, parse_body
from inspector_app.store.reader import Reader
from inspector_app.store.restricted import bump_epoch, keep_open, open_body


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
    stub = stub_from_json(value)
    fields = cast("Mapping[str, Json]", value)
    body, sealed = fields.get("body"), fields.get("sealed")
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

    Raises ``DamagedError`` when a body is not the one its stub names, or when an id comes
    with another content than the one already here.
    """
    added = known = 0
    touched: set[tuple[str, str]] = set()
    reader = journal.reader
    with transaction(reader.db):
        for entry in entries:
            if entry.body is not None and not sealed_link(entry.stub, entry.body):
                raise DamagedError("journal.body_mismatch", entry=entry.stub.id)
            present = reader.db.conn.execute(
                "SELECT hash, body IS NULL AND sealed IS NULL FROM entry WHERE id = ?",
                (entry.stub.id,),
            ).fetchone()
            if present is not None and present[0] != entry.stub.hash:
                raise DamagedError("journal.entry_replaced", entry=entry.stub.id)
            body = entry.body
            if body is None and entry.sealed is not None:
                body = open_body(entry.stub, entry.sealed, keys)
            if present is None:
                journal.insert_stub(entry.stub, entry.body, entry.sealed)
                added += 1
            elif present[1] and (entry.body is not None or entry.sealed is not None):
                _fill_in(reader, entry)  # a stub whose body we may now hold
                added += 1
            else:
                known += 1
                continue
            if body is not None:
                if entry.body is None:
                    keep_open(reader.db, entry.stub.id, body)
                touched.add((body.record_type, body.record_id))
        rank = {name: place for place, name in enumerate(by_depth(reader.types))}
        for record_type, record_id in sorted(
            touched, key=lambda pair: (rank.get(pair[0], len(rank)), pair)
        ):
            journal.settle(record_type, record_id)
        if any(entry_type not in rank for entry_type, _ in touched) or added:
            bump_epoch(reader.db)
    changes = Changes(frozenset(t for t, _ in touched), frozenset(i for _, i in touched))
    return Merged(changes, added, known, tuple(gaps(reader)), tuple(forks(reader)))


def _fill_in(reader: Reader, entry: Foreign) -> None:
    body = entry.body
    reader.db.conn.execute(
        "UPDATE entry SET record_type = ?, record_id = ?, body = ?, sealed = ? WHERE id = ?",
        (
            body.record_type if body else None,
            body.record_id if body else None,
            canonical(body.as_json()).decode() if body else None,
            entry.sealed,
            entry.stub.id,
        ),
    )


def gaps(reader: Reader) -> list[Gap]:
    """Return where entries of a device are missing."""
    rows = reader.db.conn.execute(
        "SELECT device, seq, lag(seq, 1, 0) OVER (PARTITION BY device ORDER BY seq) FROM entry"
    ).fetchall()
    return [
        Gap(str(device), int(before), int(seq))
        for device, seq, before in rows
        if int(seq) > int(before) + 1
    ]


def forks(reader: Reader) -> list[tuple[str, int]]:
    """Return (device, seq) where a device wrote two different entries.

    It happens when a folder was copied and both copies were written to. Both branches are
    kept.
    """
    rows = reader.db.conn.execute(
        "SELECT device, seq FROM entry GROUP BY device, seq HAVING count(*) > 1 ORDER BY 1, 2"
    ).fetchall()
    return [(str(device), int(seq)) for device, seq in rows]


def outgoing(reader: Reader, *, open_bodies: bool) -> Iterable[Foreign]:
    """Yield every entry in order of arrival, for a package.

    With *open_bodies* the sender's own view of restricted entries goes along in the clear
    of the (encrypted) package: for headquarters. Without, they travel sealed as they lie.
    """
    rows = reader.db.conn.execute(
        "SELECT e.id, e.device, e.seq, e.prev, e.body_hash, e.body, e.sealed, o.body"
        " FROM entry e LEFT JOIN temp.own_body o ON o.id = e.id ORDER BY e.arrival"
    ).fetchall()
    for identifier, device, seq, prev, body_hash, body, sealed, own in rows:
        stub = Stub(str(identifier), str(device), int(seq), str(prev), str(body_hash))
        text = body if body is not None else (own if open_bodies else None)
        if text is not None:
            yield Foreign(stub, body_from_json(parse_body(str(text))))
        elif sealed is not None and not open_bodies:
            yield Foreign(stub, sealed=bytes(sealed))
        else:
            yield Foreign(stub)
