"""Record tables, derived from the declarations, and how a state becomes a row.

Each type has two tables of the same shape: ``rec_<type>`` in the file, for what the whole
team may read, and ``temp.own_<type>`` in the connection's memory, for restricted records that
this user may read. The view ``<type>`` joins them, so a query need not know the difference
and nothing restricted reaches the disk in a form that another user of the folder could open.
"""

import json
from collections.abc import Iterable
from typing import cast

from sqlite_utils import Database

from inspector_app.domain.canonical import Json, canonical, digest
from inspector_app.domain.fold import RecordState
from inspector_app.domain.record import Record
from inspector_app.domain.record_type import (
    AUDIENCE_FIELD,
    COMMON,
    READERS_FIELD,
    Field,
    Kind,
    RecordType,
)

ANSWERS = "answer"

#: Raised when the same declarations give other rows than before.
LAYOUT = 2

#: ``head`` is what lists are sorted and filtered by, from an index alone: over an expression or
#: a generated column SQLite goes to the table for each row, and takes fifty times as long.
_ANSWER_COLUMNS = (
    "(submission TEXT NOT NULL, path TEXT NOT NULL, value TEXT, head TEXT,"
    " PRIMARY KEY (submission, path)) WITHOUT ROWID"
)
HEAD = 40

_OUR_TABLES = "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name GLOB 'rec_*'"


def table_of(record_type: str, *, restricted: bool) -> str:
    """Return the table that holds a record: on disk, or in the connection's memory."""
    return f"temp.own_{record_type}" if restricted else f"main.rec_{record_type}"


def answers_of(*, restricted: bool) -> str:
    """Return the table that holds the answers of filled forms."""
    return f"temp.own_{ANSWERS}" if restricted else f"main.rec_{ANSWERS}"


def conflicts_of(*, restricted: bool) -> str:
    """Return the table that lists the fields in which values stand side by side."""
    return "temp.own_conflict" if restricted else "main.conflict"


def _columns(record_type: RecordType) -> str:
    # Without a type a column keeps what it is given: a value of another kind comes back as it was.
    declared = [f'"{field.name}"' for field in record_type.fields]
    common = [
        "id TEXT PRIMARY KEY",
        "owner TEXT NOT NULL",
        "audience TEXT NOT NULL",
        "deleted INTEGER NOT NULL",
        "conflicts TEXT NOT NULL",
        "readers TEXT NOT NULL",
        "extra TEXT NOT NULL",
    ]
    return ", ".join(common + declared)


def _indexed(record_type: RecordType) -> list[str]:
    names = [
        field.name
        for field in record_type.fields
        if field.kind is Kind.REFERENCE or field.name in {record_type.parent, "number", "key"}
    ]
    return list(dict.fromkeys(names))


def declarations(types: Iterable[RecordType]) -> str:
    """Return the hash of everything in the declarations that decides how rows look.

    A folder whose rows were made by other declarations gets new tables and a rebuild.
    """
    described: list[Json] = [
        {
            "name": record_type.name,
            "version": record_type.version,
            "audience": record_type.audience.value,
            "parent": record_type.parent,
            "dynamic": record_type.dynamic,
            "fields": [
                {
                    "name": field.name,
                    "kind": field.kind.value,
                    "target": field.target,
                    "aliases": field.aliases,
                    "searchable": field.searchable,
                    "converted": field.convert is not None,
                }
                for field in record_type.fields
            ],
        }
        for record_type in sorted(types, key=lambda record_type: record_type.name)
    ]
    return digest({"layout": LAYOUT, "types": described})


def create_record_tables(db: Database, types: Iterable[RecordType]) -> None:
    """Make the empty tables of the file, in place of those that are there.

    They are a projection: what they held comes back from the journal.
    """
    for name in [row[0] for row in db.conn.execute(_OUR_TABLES)]:
        db.conn.execute(f'DROP TABLE "{name}"')
    for record_type in types:
        name = f"rec_{record_type.name}"
        db.conn.execute(f"CREATE TABLE {name} ({_columns(record_type)})")
        for column in _indexed(record_type):
            db.conn.execute(f'CREATE INDEX {name}_{column} ON {name} ("{column}")')
        if record_type.dynamic and record_type.field("form_id") is not None:
            # Counted and listed by form: a register has one list of a hundred thousand entries.
            db.conn.execute(f"CREATE INDEX {name}_listed ON {name} (form_id, deleted, number)")
    db.conn.execute(f"CREATE TABLE rec_{ANSWERS} {_ANSWER_COLUMNS}")
    db.conn.execute(f"CREATE INDEX rec_{ANSWERS}_head ON rec_{ANSWERS} (path, head)")


def create_connection_tables(db: Database, types: Iterable[RecordType]) -> None:
    """Make the in-memory mirror and the joining views of one connection.

    The mirror has no indexes: few records are restricted, and making them at every opening
    costs more than they save.
    """
    for record_type in types:
        db.conn.execute(f"CREATE TEMP TABLE own_{record_type.name} ({_columns(record_type)})")
        names = ", ".join(f'"{name}"' for name in row_names(record_type))
        db.conn.execute(
            f'CREATE TEMP VIEW "{record_type.name}" AS'  # noqa: S608 - names are our own
            f" SELECT {names} FROM main.rec_{record_type.name}"
            f" UNION ALL SELECT {names} FROM temp.own_{record_type.name}"
        )
    db.conn.execute(f"CREATE TEMP TABLE own_{ANSWERS} {_ANSWER_COLUMNS}")
    db.conn.execute(
        f"CREATE TEMP VIEW {ANSWERS} AS SELECT submission, path, value FROM main.rec_{ANSWERS}"  # noqa: S608 - names are our own
        f" UNION ALL SELECT submission, path, value FROM temp.own_{ANSWERS}"
    )
    db.conn.execute(
        "CREATE TEMP TABLE own_body (id TEXT PRIMARY KEY, record_type TEXT NOT NULL,"
        " record_id TEXT NOT NULL, body TEXT NOT NULL)"
    )
    db.conn.execute("CREATE INDEX temp.own_body_record ON own_body (record_type, record_id)")
    db.conn.execute(
        "CREATE TEMP TABLE own_conflict (record_type TEXT NOT NULL, record_id TEXT NOT NULL,"
        " field TEXT NOT NULL, PRIMARY KEY (record_type, record_id, field)) WITHOUT ROWID"
    )


def row_names(record_type: RecordType) -> tuple[str, ...]:
    """Return the column names of a type's table, in order."""
    return (*COMMON, *(field.name for field in record_type.fields))


def is_answer(name: str) -> bool:
    """Say whether a field is an answer of a form: its name is a node path."""
    return name.startswith("/")


def row_of(record_type: RecordType, state: RecordState, audience: str) -> tuple[object, ...]:
    """Return the row that projects *state*; *audience* is the one in force."""
    extra = {
        name: value
        for name, value in state.values.items()
        if record_type.field(name) is None
        and name not in {AUDIENCE_FIELD, READERS_FIELD}
        and not (record_type.dynamic and is_answer(name))
    }
    readers = state.values.get(READERS_FIELD)
    common = (
        state.record_id,
        state.owner,
        audience,
        int(state.deleted),
        _list_text(state.conflicts),
        _list_text(readers if isinstance(readers, list) else ()),
        canonical(extra).decode(),
    )
    fields = tuple(_cell(field, state.values.get(field.name)) for field in record_type.fields)
    return common + fields


def _list_text(items: Iterable[object]) -> str:
    return canonical([str(item) for item in items]).decode()


def _cell(field: Field, value: Json) -> object:
    if value is None:
        return None
    if field.is_set:
        return canonical(value).decode()
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int | str):
        return value
    # A newer program gave the field another shape; it is kept as text, not lost.
    return canonical(value).decode()


def answers_in(state: RecordState) -> dict[str, Json]:
    """Return the answers of a filled form by node path."""
    return {name: value for name, value in state.values.items() if is_answer(name)}


def record_from_row(record_type: RecordType, row: tuple[object, ...]) -> Record:
    """Read a row of a record table or view back; its columns are as ``row_names`` has them."""
    identifier, owner, audience, deleted, conflicts, readers, extra = row[: len(COMMON)]
    values: dict[str, Json] = {} if extra == "{}" else json.loads(str(extra))
    for field, cell in zip(record_type.fields, row[len(COMMON) :], strict=True):
        values[field.name] = _value(field, cell)
    values[READERS_FIELD] = [] if readers == "[]" else json.loads(str(readers))
    return Record(
        type=record_type.name,
        id=str(identifier),
        owner=str(owner),
        audience=str(audience),
        deleted=bool(deleted),
        conflicts=() if conflicts == "[]" else tuple(json.loads(str(conflicts))),
        values=values,
    )


def _value(field: Field, cell: object) -> Json:
    if cell is None:
        return [] if field.is_set else None
    if field.is_set:
        return [] if cell == "[]" else cast("Json", json.loads(str(cell)))
    if field.kind is Kind.BOOLEAN and cell in {0, 1}:
        return bool(cell)
    return cast("Json", cell)
