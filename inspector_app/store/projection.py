"""The projection: from entries to rows, the same whether written, merged or rebuilt.

A record's row lies in the file or, when restricted, only in the connection's memory. The
audience in force is the record's own or the one inherited from the record it belongs to, so
settling a record settles what belongs to it too.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from inspector_app.domain.canonical import Json
from inspector_app.domain.fold import RecordState, fold
from inspector_app.domain.record_type import (
    AUDIENCE_FIELD,
    READERS_FIELD,
    Audience,
    RecordType,
)
from inspector_app.store.reader import Reader
from inspector_app.store.record_tables import (
    answers_in,
    answers_of,
    conflicts_of,
    row_names,
    row_of,
    table_of,
)

#: How deep records may hang below one another; deeper means a loop of parents.
MAX_DEPTH = 8


@dataclass(frozen=True, slots=True)
class Reach:
    """Who may read a record: the audience in force and the people it names."""

    audience: str
    readers: frozenset[str] = frozenset()

    @property
    def restricted(self) -> bool:
        """Say whether the body may not lie open for the whole team."""
        return self.audience != Audience.TEAM


def parent_of(record_type: RecordType, values: Mapping[str, Json]) -> tuple[str, str] | None:
    """Return (type, id) of the record that *values* belong to, if the type has parents."""
    if not record_type.parent:
        return None
    parent = values.get(record_type.parent)
    field = record_type.field(record_type.parent)
    target = field.target if field else ""
    if not target:
        named = values.get(f"{record_type.parent}_type")
        target = named if isinstance(named, str) else ""
    if not target or not isinstance(parent, str) or not parent:
        return None
    return target, parent


def reach_of(reader: Reader, record_type: RecordType, values: Mapping[str, Json]) -> Reach:
    """Return who may read a record with *values*: its own word, else its parent's."""
    audience = values.get(AUDIENCE_FIELD)
    named = values.get(READERS_FIELD)
    readers = frozenset(str(item) for item in named) if isinstance(named, list) else frozenset()
    if isinstance(audience, str):
        return Reach(audience, readers)
    parent = parent_of(record_type, values)
    if parent is not None and parent[0] in reader.types:
        record = reader.get(*parent)
        if record is not None:
            return Reach(record.audience, frozenset(record.items(READERS_FIELD)))
    return Reach(record_type.audience.value, readers)


def children_of(reader: Reader, record_type: str, record_id: str) -> list[tuple[str, str]]:
    """Return (type, id) of the records that belong to one record."""
    found: list[tuple[str, str]] = []
    for child in reader.types.values():
        field = child.field(child.parent) if child.parent else None
        if field is None:
            continue
        where: dict[str, Json] = {child.parent: record_id}
        if field.target:
            if field.target != record_type:
                continue
        else:
            where[f"{child.parent}_type"] = record_type
        found += [
            (child.name, record.id) for record in reader.find(child.name, where, deleted=True)
        ]
    return found


def project(
    reader: Reader,
    state: RecordState,
    reach: Reach,
    *,
    emptied: bool = False,
    in_memory: bool = False,
) -> None:
    """Write a record's row, answers and conflicts where *reach* puts them.

    *emptied* says that the tables hold nothing of the record, as in a rebuild; *in_memory*
    that only the connection's own tables may be written: a connection that reads.
    """
    record_type = reader.types[state.record_type]
    if not emptied:
        for restricted in (True,) if in_memory else (True, False):
            _clear(reader, record_type, state.record_id, restricted=restricted)
    if not state.exists or (in_memory and not reach.restricted):
        return
    connection = reader.db.conn
    columns = row_names(record_type)
    marks = ", ".join("?" * len(columns))
    named = ", ".join(f'"{name}"' for name in columns)
    connection.execute(
        f"INSERT INTO {table_of(state.record_type, restricted=reach.restricted)}"  # noqa: S608 - declared names
        f" ({named}) VALUES ({marks})",
        row_of(record_type, _with_readers(state, reach), reach.audience),
    )
    for name in state.conflicts:
        connection.execute(
            f"INSERT INTO {conflicts_of(restricted=reach.restricted)} VALUES (?, ?, ?)",  # noqa: S608 - two fixed names
            (state.record_type, state.record_id, name),
        )
    if record_type.dynamic:
        connection.executemany(
            f"INSERT INTO {answers_of(restricted=reach.restricted)} VALUES (?, ?, ?)",  # noqa: S608 - two fixed names
            [
                (state.record_id, path, value if value is None else str(value))
                for path, value in answers_in(state).items()
            ],
        )


def _clear(reader: Reader, record_type: RecordType, record_id: str, *, restricted: bool) -> None:
    connection = reader.db.conn
    table = table_of(record_type.name, restricted=restricted)
    connection.execute(f"DELETE FROM {table} WHERE id = ?", (record_id,))  # noqa: S608 - declared names
    connection.execute(
        f"DELETE FROM {conflicts_of(restricted=restricted)}"  # noqa: S608 - two fixed names
        " WHERE record_type = ? AND record_id = ?",
        (record_type.name, record_id),
    )
    if record_type.dynamic:
        connection.execute(
            f"DELETE FROM {answers_of(restricted=restricted)} WHERE submission = ?",  # noqa: S608 - two fixed names
            (record_id,),
        )


def _with_readers(state: RecordState, reach: Reach) -> RecordState:
    """Let an inherited list of readers show on the row, so that children inherit it too."""
    values = {**state.values, READERS_FIELD: sorted(reach.readers)}
    return RecordState(
        state.record_type,
        state.record_id,
        state.owner,
        values,
        state.heads,
        state.conflicts,
        state.deleted,
        state.deletes,
        state.exists,
    )


def known_records(db: Database) -> list[tuple[str, str]]:
    """Return (type, id) of every record of which this user can read an entry."""
    rows = db.conn.execute(
        "SELECT DISTINCT record_type, record_id FROM entry WHERE body IS NOT NULL"
        " UNION SELECT DISTINCT record_type, record_id FROM temp.own_body ORDER BY 1, 2"
    ).fetchall()
    return [(str(record_type), str(record_id)) for record_type, record_id in rows]


def by_depth(types: Mapping[str, RecordType]) -> list[str]:
    """Return type names, parents before children, so that audiences are there to inherit."""

    def depth(name: str, trail: int = 0) -> int:
        declared = types[name]
        field = declared.field(declared.parent) if declared.parent else None
        if field is None or trail >= MAX_DEPTH:
            return 0
        if not field.target:  # belongs to a record of any type: after all of them
            return MAX_DEPTH
        return 1 + depth(field.target, trail + 1) if field.target in types else 1

    return sorted(types, key=lambda name: (depth(name), name))


def rebuild(reader: Reader, records: Iterable[tuple[str, str]] | None = None) -> int:
    """Compute all rows anew from the journal; return how many records there are.

    Runs inside the caller's transaction. Tables that are no projection stay untouched.
    Types that this program does not know are kept in the journal and not shown.
    """
    known = list(records) if records is not None else known_records(reader.db)
    for name in reader.types:
        for restricted in (True, False):
            reader.db.conn.execute(f"DELETE FROM {table_of(name, restricted=restricted)}")  # noqa: S608 - declared names
    for table in (
        conflicts_of(restricted=True),
        conflicts_of(restricted=False),
        answers_of(restricted=True),
        answers_of(restricted=False),
    ):
        reader.db.conn.execute(f"DELETE FROM {table}")  # noqa: S608 - fixed names
    rank = {name: position for position, name in enumerate(by_depth(reader.types))}
    shown = sorted((pair for pair in known if pair[0] in rank), key=lambda pair: rank[pair[0]])
    for record_type, record_id in shown:
        declared = reader.types[record_type]
        state = fold(declared, record_id, reader.entries(record_type, record_id))
        project(reader, state, reach_of(reader, declared, state.values), emptied=True)
    return len(shown)


def snapshot(reader: Reader) -> dict[str, list[tuple[object, ...]]]:
    """Return every projected row, for comparing a rebuilt projection with the kept one."""
    rows: dict[str, list[tuple[object, ...]]] = {}
    tables = [*reader.types, "answer"]
    for name in tables:
        found = reader.db.conn.execute(f'SELECT * FROM "{name}" ORDER BY 1, 2').fetchall()  # noqa: S608 - declared names
        rows[name] = [tuple(row) for row in found]
    conflicts = reader.db.conn.execute(
        "SELECT * FROM conflict UNION SELECT * FROM temp.own_conflict ORDER BY 1, 2, 3"
    ).fetchall()
    rows["conflict"] = [tuple(row) for row in conflicts]
    return rows


def parse_body(text: str) -> Json:
    """Read a stored body's JSON."""
    value: Json = json.loads(text)
    return value
