"""The projection: from entries to rows, the same whether written, merged or rebuilt.

A record's row lies in the file or, when restricted, only in the connection's memory. The
audience in force is the record's own or the one inherited from the record it belongs to, so
settling a record settles what belongs to it too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from inspector_app.domain.canonical import Json, canonical
from inspector_app.domain.fold import RecordState
from inspector_app.domain.record import Record
from inspector_app.domain.record_type import (
    AUDIENCE_FIELD,
    READERS_FIELD,
    Audience,
    RecordType,
)
from inspector_app.store.reader import Reader
from inspector_app.store.record_tables import (
    HEAD,
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


def reach_shown(record: Record) -> Reach:
    """Return who may read a record, as its row says."""
    return Reach(record.audience, frozenset(record.items(READERS_FIELD)))


def reach_of(reader: Reader, record_type: RecordType, values: Mapping[str, Json]) -> Reach:
    """Return who may read a record with *values*: its own word, else its parent's."""
    parent = parent_of(record_type, values)
    if isinstance(values.get(AUDIENCE_FIELD), str) or not parent or parent[0] not in reader.types:
        return reach_under(record_type, values, None)
    record = reader.get(*parent)
    return reach_under(record_type, values, reach_shown(record) if record else None)


def reach_under(
    record_type: RecordType, values: Mapping[str, Json], inherited: Reach | None
) -> Reach:
    """Return who may read a record, given who may read what it belongs to, if that is known."""
    audience = values.get(AUDIENCE_FIELD)
    if not isinstance(audience, str) and inherited is not None:
        return inherited
    named = values.get(READERS_FIELD)
    readers = frozenset(str(item) for item in named) if isinstance(named, list) else frozenset()
    return Reach(audience if isinstance(audience, str) else record_type.audience.value, readers)


def reach_in_force(reader: Reader, state: RecordState) -> Reach:
    """Return who may read a record, for somebody who may not know all of its entries.

    Whoever wrote in a record can open his own entries, but perhaps not the one by which the
    leader restricted it. So a record whose bodies all lie sealed stays restricted, whatever
    those that open say. When it is opened again, an open body says so (or what it belongs to
    has been opened: ``Journal.settle``).
    """
    reach = reach_of(reader, reader.types[state.record_type], state.values)
    if reach.restricted or not _only_sealed(reader, state.record_type, state.record_id):
        return reach
    return _closed(reach)


def _closed(reach: Reach) -> Reach:
    return Reach(Audience.LEADER.value, reach.readers)


def _only_sealed(reader: Reader, record_type: str, record_id: str) -> bool:
    rows = reader.rows(
        "SELECT EXISTS (SELECT 1 FROM temp.own_body WHERE record_type = ?1 AND record_id = ?2)"
        " AND NOT EXISTS (SELECT 1 FROM entry"
        " WHERE record_type = ?1 AND record_id = ?2 AND body IS NOT NULL)",
        (record_type, record_id),
    )
    return bool(rows[0][0])


def children_of(reader: Reader, record_type: str, record_id: str) -> list[tuple[str, str]]:
    """Return (type, id) of the records that belong to one record, deleted ones included."""
    found: list[tuple[str, str]] = []
    for child in reader.types.values():
        field = child.field(child.parent) if child.parent else None
        if field is None or field.target not in {"", record_type}:
            continue
        query = f'SELECT id FROM "{child.name}" WHERE "{field.name}" = ?'  # noqa: S608 - declared names
        parameters = [record_id]
        if not field.target:
            query += f' AND "{field.name}_type" = ?'
            parameters.append(record_type)
        found += [
            (child.name, str(row[0])) for row in reader.rows(query + " ORDER BY id", parameters)
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
            # Answers that stay where they are are compared: a form may have a thousand of them.
            stay = state.exists and restricted == reach.restricted
            _clear(reader, record_type, state.record_id, restricted=restricted, answers=not stay)
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
        _write_answers(reader, state, answers_of(restricted=reach.restricted), emptied=emptied)


def _write_answers(reader: Reader, state: RecordState, table: str, *, emptied: bool) -> None:
    """Bring the answers of a filled form in *table* up to what *state* says."""
    wanted = {path: _answer_cell(value) for path, value in answers_in(state).items()}
    present: dict[str, object] = {}
    if not emptied:
        query = f"SELECT path, value FROM {table} WHERE submission = ?"  # noqa: S608 - two fixed names
        present = {str(path): value for path, value in reader.rows(query, (state.record_id,))}
    connection = reader.db.conn
    connection.executemany(
        f"DELETE FROM {table} WHERE submission = ? AND path = ?",  # noqa: S608 - two fixed names
        [(state.record_id, path) for path in present if path not in wanted],
    )
    connection.executemany(
        f"INSERT OR REPLACE INTO {table} VALUES (?1, ?2, ?3, substr(?3, 1, {HEAD}))",  # noqa: S608 - two fixed names
        [
            (state.record_id, path, cell)
            for path, cell in wanted.items()
            if path not in present or present[path] != cell
        ],
    )


def _answer_cell(value: Json) -> str | None:
    return value if value is None or isinstance(value, str) else canonical(value).decode()


def _clear(
    reader: Reader, record_type: RecordType, record_id: str, *, restricted: bool, answers: bool
) -> None:
    connection = reader.db.conn
    table = table_of(record_type.name, restricted=restricted)
    connection.execute(f"DELETE FROM {table} WHERE id = ?", (record_id,))  # noqa: S608 - declared names
    connection.execute(
        f"DELETE FROM {conflicts_of(restricted=restricted)}"  # noqa: S608 - two fixed names
        " WHERE record_type = ? AND record_id = ?",
        (record_type.name, record_id),
    )
    if record_type.dynamic and answers:
        connection.execute(
            f"DELETE FROM {answers_of(restricted=restricted)} WHERE submission = ?",  # noqa: S608 - two fixed names
            (record_id,),
        )


def _with_readers(state: RecordState, reach: Reach) -> RecordState:
    """Let an inherited list of readers show on the row, so that children inherit it too."""
    return replace(state, values={**state.values, READERS_FIELD: sorted(reach.readers)})


def parents_first(
    types: Mapping[str, RecordType], states: Mapping[tuple[str, str], RecordState]
) -> list[RecordState]:
    """Return the states in an order in which every parent comes before what belongs to it."""
    placed: dict[tuple[str, str], RecordState] = {}
    for pair in sorted(states):
        trail: list[tuple[str, str]] = []
        above: tuple[str, str] | None = pair
        while above is not None and above in states and not (above in placed or above in trail):
            trail.append(above)
            above = parent_of(types[above[0]], states[above].values)
        for one in reversed(trail):
            placed[one] = states[one]
    return list(placed.values())


def rebuild(reader: Reader) -> int:
    """Compute all rows anew from the journal; return how many records there are.

    Runs inside the caller's transaction. Tables that are no projection stay untouched.
    Types that this program does not know are kept in the journal and not shown.
    """
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
    states = {(state.record_type, state.record_id): state for state in reader.all_states()}
    sealed = set(reader.rows("SELECT DISTINCT record_type, record_id FROM temp.own_body"))
    reaches: dict[tuple[str, str], Reach] = {}
    for state in parents_first(reader.types, states):
        pair = (state.record_type, state.record_id)
        declared = reader.types[state.record_type]
        above = parent_of(declared, state.values)
        reach = reach_under(declared, state.values, reaches.get(above) if above else None)
        if pair in sealed and not reach.restricted and _only_sealed(reader, *pair):
            reach = _closed(reach)
        reaches[pair] = reach
        project(reader, state, reach, emptied=True)
    return len(states)


def snapshot(reader: Reader, *, schema: str = "") -> dict[str, list[tuple[object, ...]]]:
    """Return every projected row, for comparing a rebuilt projection with the kept one.

    *schema* ``main`` leaves out what is only in the connection's memory.
    """
    tables = {name: f"main.rec_{name}" if schema else f'"{name}"' for name in reader.types}
    tables["answer"] = "main.rec_answer" if schema else "answer"
    rows: dict[str, list[tuple[object, ...]]] = {}
    for name, table in tables.items():
        rows[name] = reader.rows(f"SELECT * FROM {table} ORDER BY 1, 2")  # noqa: S608 - declared names
    also = "" if schema else " UNION SELECT * FROM temp.own_conflict"
    rows["conflict"] = reader.rows(f"SELECT * FROM main.conflict{also} ORDER BY 1, 2, 3")  # noqa: S608 - fixed names
    return rows
