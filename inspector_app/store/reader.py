"""Reading a mission: records, answers, history, conflicts; paged by SQL.

A reader sees what the whole team may read and, in memory only, the restricted records whose
bodies open with the user's key. One reader belongs to one connection and one lane.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import cast

from sqlite_utils import Database

from inspector_app.domain.canonical import Json
from inspector_app.domain.entry import Entry, Stub, body_from_json
from inspector_app.domain.errors import DamagedError
from inspector_app.domain.fold import Head, RecordState, fold
from inspector_app.domain.record import Record
from inspector_app.domain.record_type import RecordType
from inspector_app.store.driver import database_file, known_errors
from inspector_app.store.record_tables import record_from_row, row_names

#: How many host parameters one statement carries at most.
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field in which values stand side by side that had not seen each other."""

    record_type: str
    record_id: str
    field: str
    heads: tuple[Head, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """One column to sort by."""

    field: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """One write of one field: who, when by his laptop's clock, what, why."""

    entry: str
    author: str
    claimed_at: str
    value: Json
    reason: str


class Reader:
    """Questions to one connection of a mission."""

    def __init__(self, db: Database, types: Mapping[str, RecordType]) -> None:
        self.db = db
        self.types = types
        self.file = database_file(db)

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[object, ...]]:
        """Return what a statement of the store finds; no cursor stays open.

        Raises ``DamagedError`` and ``KnownError`` as ``known_errors`` says.
        """
        with known_errors(self.file):
            found: list[tuple[object, ...]] = self.db.conn.execute(sql, parameters).fetchall()
        return found

    # --- records -------------------------------------------------------------------

    def get(self, record_type: str, record_id: str) -> Record | None:
        """Return a record, deleted ones included, or ``None``."""
        declared = self.types[record_type]
        names = ", ".join(f'"{name}"' for name in row_names(declared))
        rows = self.rows(
            f'SELECT {names} FROM "{record_type}" WHERE id = ?',  # noqa: S608 - declared names
            (record_id,),
        )
        return record_from_row(declared, rows[0]) if rows else None

    def find(
        self,
        record_type: str,
        where: Mapping[str, Json] | None = None,
        *,
        order: Sequence[Order] = (),
        limit: int | None = None,
        offset: int = 0,
        deleted: bool = False,
    ) -> list[Record]:
        """Return records whose fields equal *where* (a list means: one of).

        Sorted by *order*, then by id. *limit* and *offset* page in SQL.
        """
        declared = self.types[record_type]
        condition, parameters = self._condition(declared, where, deleted=deleted)
        names = ", ".join(f'"{name}"' for name in row_names(declared))
        sql = f'SELECT {names} FROM "{record_type}" {condition} {self._order(declared, order)}'  # noqa: S608 - declared names
        if limit is not None or offset:
            sql += " LIMIT ? OFFSET ?"
            parameters += [-1 if limit is None else limit, offset]
        return [record_from_row(declared, row) for row in self.rows(sql, parameters)]

    def ids(
        self,
        record_type: str,
        where: Mapping[str, Json] | None = None,
        *,
        order: Sequence[Order] = (),
    ) -> list[str]:
        """Return the ids of matching records in order: what a paged list holds."""
        declared = self.types[record_type]
        condition, parameters = self._condition(declared, where, deleted=False)
        sql = f'SELECT id FROM "{record_type}" {condition} {self._order(declared, order)}'  # noqa: S608 - declared names
        return [str(row[0]) for row in self.rows(sql, parameters)]

    def distinct(self, record_type: str, field: str) -> list[str]:
        """Return the different texts that stand in a field, sorted; empty ones left out."""
        if self.types[record_type].field(field) is None:
            raise ValueError(f"{record_type} has no field {field}")
        rows = self.rows(
            f'SELECT DISTINCT "{field}" FROM "{record_type}"'  # noqa: S608 - declared names
            f" WHERE deleted = 0 AND \"{field}\" <> '' ORDER BY 1"
        )
        return [str(row[0]) for row in rows]

    def many(self, record_type: str, ids: Sequence[str]) -> dict[str, Record]:
        """Return the records with *ids*, by id."""
        found: dict[str, Record] = {}
        for start in range(0, len(ids), CHUNK):
            part = list(ids[start : start + CHUNK])
            for record in self.find(record_type, {"id": part}, deleted=True):
                found[record.id] = record
        return found

    def count(self, record_type: str, where: Mapping[str, Json] | None = None) -> int:
        """Return how many records match."""
        condition, parameters = self._condition(self.types[record_type], where, deleted=False)
        sql = f'SELECT count(*) FROM "{record_type}" {condition}'  # noqa: S608 - declared names
        return cast("int", self.rows(sql, parameters)[0][0])

    def _condition(
        self, declared: RecordType, where: Mapping[str, Json] | None, *, deleted: bool
    ) -> tuple[str, list[object]]:
        allowed = set(row_names(declared))
        parts: list[str] = [] if deleted else ["deleted = 0"]
        parameters: list[object] = []
        for name, value in (where or {}).items():
            if name not in allowed:
                raise ValueError(f"{declared.name} has no field {name}")
            if value is None:
                parts.append(f'"{name}" IS NULL')
            elif isinstance(value, list | tuple):
                marks = ", ".join("?" * len(value))
                parts.append(f'"{name}" IN ({marks})')
                parameters += list(value)
            else:
                parts.append(f'"{name}" = ?')
                parameters.append(int(value) if isinstance(value, bool) else value)
        return ("WHERE " + " AND ".join(parts) if parts else ""), parameters

    def _order(self, declared: RecordType, order: Sequence[Order]) -> str:
        allowed = set(row_names(declared))
        parts = []
        for column in order:
            if column.field not in allowed:
                raise ValueError(f"{declared.name} has no field {column.field}")
            parts.append(f'"{column.field}"' + (" DESC" if column.descending else ""))
        return "ORDER BY " + ", ".join([*parts, "id"])

    # --- answers of forms ----------------------------------------------------------

    def answers(self, submission: str) -> dict[str, str]:
        """Return the recorded answers of a filled form by node path."""
        rows = self.rows(
            "SELECT path, value FROM answer WHERE submission = ? AND value IS NOT NULL",
            (submission,),
        )
        return {str(path): str(value) for path, value in rows}

    def answers_to(
        self, subject_type: str, form_id: str, *, paths: Sequence[str] = ()
    ) -> Iterator[tuple[str, str, str]]:
        """Yield (subject, path, value) of all filled forms of one kind, in one statement.

        *paths* leaves all but these nodes of the form: a list that counts kinds of answers, or
        shows those to one item, needs a fraction of what was written.
        """
        marks = ", ".join("?" * len(paths))
        rows = self.rows(
            "SELECT s.subject, a.path, a.value FROM submission s JOIN answer a"  # noqa: S608 - marks
            " ON a.submission = s.id WHERE s.subject_type = ? AND s.form_id = ?"
            " AND s.deleted = 0 AND a.value IS NOT NULL"
            + (f" AND a.path IN ({marks})" if paths else ""),
            (subject_type, form_id, *paths),
        )
        for subject, path, value in rows:
            yield str(subject), str(path), str(value)

    # --- journal -------------------------------------------------------------------

    def entries(self, record_type: str, record_id: str) -> list[Entry]:
        """Return the entries of a record that this user can read, in order of arrival."""
        rows = self.rows(
            "SELECT arrival, id, device, seq, prev, body_hash, body FROM entry"
            " WHERE record_type = ?1 AND record_id = ?2 AND body IS NOT NULL"
            " UNION ALL SELECT e.arrival, e.id, e.device, e.seq, e.prev, e.body_hash, o.body"
            " FROM temp.own_body o JOIN entry e ON e.id = o.id"
            " WHERE o.record_type = ?1 AND o.record_id = ?2 ORDER BY 1",
            (record_type, record_id),
        )
        return [entry_from_row(row[1:]) for row in rows]

    def entries_behind(
        self, entry_id: str, record_type: str, record_ids: Sequence[str]
    ) -> list[Entry]:
        """Return the entries of some records that arrived behind another entry, in order."""
        behind = "e.arrival > (SELECT arrival FROM entry WHERE id = ?)"
        found: list[tuple[object, ...]] = []
        for start in range(0, len(record_ids), CHUNK):
            part = record_ids[start : start + CHUNK]
            marks = ", ".join("?" * len(part))
            found += self.rows(
                "SELECT e.arrival, e.id, e.device, e.seq, e.prev, e.body_hash, e.body FROM entry e"  # noqa: S608 - marks
                f" WHERE e.record_type = ? AND e.record_id IN ({marks}) AND {behind}"
                " AND e.body IS NOT NULL",
                (record_type, *part, entry_id),
            )
            found += self.rows(
                "SELECT e.arrival, e.id, e.device, e.seq, e.prev, e.body_hash, o.body"  # noqa: S608 - marks
                " FROM temp.own_body o JOIN entry e ON e.id = o.id"
                f" WHERE o.record_type = ? AND o.record_id IN ({marks}) AND {behind}",
                (record_type, *part, entry_id),
            )
        return [entry_from_row(row[1:]) for row in sorted(found, key=_arrival)]

    def entry(self, entry_id: str) -> Entry | None:
        """Return one entry, if it is here and this user can read it."""
        rows = self.rows(
            "SELECT e.id, e.device, e.seq, e.prev, e.body_hash, coalesce(e.body, o.body)"
            " FROM entry e LEFT JOIN temp.own_body o ON o.id = e.id WHERE e.id = ?",
            (entry_id,),
        )
        return entry_from_row(rows[0]) if rows and rows[0][5] is not None else None

    def all_states(self) -> Iterator[RecordState]:
        """Yield what the journal says of every record of a known type, in one pass."""
        rows = self.rows(
            "SELECT record_type, record_id, id, device, seq, prev, body_hash, body FROM entry"
            " WHERE body IS NOT NULL UNION ALL"
            " SELECT o.record_type, o.record_id, e.id, e.device, e.seq, e.prev, e.body_hash, o.body"
            " FROM temp.own_body o JOIN entry e ON e.id = o.id ORDER BY 1, 2"
        )
        for (record_type, record_id), own in groupby(rows, key=lambda row: row[:2]):
            declared = self.types.get(str(record_type))
            if declared is not None:
                entries = [entry_from_row(row[2:]) for row in own]
                yield fold(declared, str(record_id), entries)

    def state(self, record_type: str, record_id: str) -> RecordState:
        """Return what the journal says of a record, freshly folded."""
        entries = self.entries(record_type, record_id)
        return fold(self.types[record_type], record_id, entries)

    def history(self, record_type: str, record_id: str, field: str) -> list[Written]:
        """Return every write of a field: who wrote this, and when."""
        declared = self.types[record_type]
        written = []
        for entry in self.entries(record_type, record_id):
            for name, value in entry.body.new.items():
                if declared.canonical_name(name) == field:
                    body = entry.body
                    written.append(
                        Written(entry.id, body.author, body.claimed_at, value, body.reason)
                    )
        return written

    def conflicts(self) -> list[Conflict]:
        """Return every field that waits for a person's decision."""
        rows = self.rows(
            "SELECT record_type, record_id, field FROM conflict"
            " UNION SELECT record_type, record_id, field FROM temp.own_conflict"
            " ORDER BY record_type, record_id, field"
        )
        found = []
        for (record_type, record_id), own in groupby(rows, key=lambda row: row[:2]):
            state = self.state(str(record_type), str(record_id))
            for _, _, field in own:
                heads = state.heads.get(str(field), ())
                found.append(Conflict(state.record_type, state.record_id, str(field), heads))
        return found

    def heads(self) -> dict[str, tuple[int, str]]:
        """Return per device the last sequence number and the hash of its entry."""
        rows = self.rows(
            "SELECT e.device, e.seq, e.hash FROM entry e JOIN"
            " (SELECT device, max(seq) AS seq FROM entry GROUP BY device) last"
            " ON e.device = last.device AND e.seq = last.seq ORDER BY e.device, e.hash"
        )
        return {str(device): (cast("int", seq), str(link)) for device, seq, link in rows}

    def has_link(self, device: str, seq: int, link: str) -> bool:
        """Say whether the journal holds the entry with this number and hash of a device."""
        query = "SELECT 1 FROM entry WHERE device = ? AND seq = ? AND hash = ?"
        return bool(self.rows(query, (device, seq, link)))

    def entry_count(self) -> int:
        """Return how many entries (stubs included) the journal holds."""
        return cast("int", self.rows("SELECT count(*) FROM entry")[0][0])


def _arrival(row: tuple[object, ...]) -> int:
    return cast("int", row[0])


def entry_from_row(row: tuple[object, ...]) -> Entry:
    """Read an entry from (id, device, seq, prev, body_hash, body)."""
    identifier, device, seq, prev, body_hash, body = row
    stub = Stub(str(identifier), str(device), cast("int", seq), str(prev), str(body_hash))
    return Entry(stub, body_from_json(parsed(str(body))))


def parsed(text: str) -> Json:
    """Read stored or sealed JSON; raises ``DamagedError`` for anything else."""
    try:
        value: Json = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DamagedError("journal.entry_malformed") from error
    return value
