"""Who looked at, printed or exported data about the number one: a chain of its own.

It is never merged as data; it travels beside. One line per record, action and sitting, so
that scrolling does not drown what matters.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from sqlite_utils import Database

from inspector_app.domain.canonical import Json, canonical, digest
from inspector_app.store.driver import database_file, known_errors, transaction

#: The name under which the end of this chain is kept among the devices' heads; with a blank,
#: so that no device can be called so.
ACCESS_LOG = "access log"


class AccessKind(StrEnum):
    """What was done with the data."""

    VIEW = "view"
    PRINT = "print"
    EXPORT = "export"


@dataclass(frozen=True, slots=True)
class Access:
    """One look, print or export."""

    seq: int
    author: str
    at: str
    kind: AccessKind
    record_type: str
    record_id: str


class AccessLog:
    """The chain of one device; a sitting lasts as long as the object."""

    def __init__(self, db: Database, *, author: str, device: str, now: Callable[[], str]) -> None:
        self._db = db
        self._author = author
        self._device = device
        self._now = now
        self._noted: set[tuple[AccessKind, str, str]] = set()

    def note(self, kind: AccessKind, record_type: str, record_id: str) -> None:
        """Append a line unless this sitting has it already. Prints and exports always count."""
        key = (kind, record_type, record_id)
        if kind is AccessKind.VIEW and key in self._noted:
            return
        with transaction(self._db):
            row = self._db.conn.execute(
                "SELECT seq, hash FROM access ORDER BY seq DESC LIMIT 1"
            ).fetchone()
            seq, prev = (int(row[0]) + 1, str(row[1])) if row else (1, "")
            body: dict[str, Json] = {
                "author": self._author,
                "at": self._now(),
                "kind": kind.value,
                "record_type": record_type,
                "record_id": record_id,
            }
            self._db.conn.execute(
                "INSERT INTO access VALUES (?, ?, ?, ?, ?)",
                (
                    seq,
                    self._device,
                    prev,
                    link_hash(seq, self._device, prev, body),
                    canonical(body).decode(),
                ),
            )
        self._noted.add(key)

    def lines(self) -> list[dict[str, Json]]:
        """Return the chain as it travels beside the journal, oldest line first."""
        with known_errors(database_file(self._db)):
            rows = self._db.conn.execute(
                "SELECT seq, device, prev, hash, body FROM access ORDER BY seq"
            ).fetchall()
        return [
            {"seq": seq, "device": device, "prev": prev, "hash": link, "body": json.loads(body)}
            for seq, device, prev, link, body in rows
        ]


def link_hash(seq: int, device: str, prev: str, body: Mapping[str, Json]) -> str:
    """Return the hash of one line of the chain."""
    return digest({"seq": seq, "device": device, "prev": prev, "body": body})


def accesses(db: Database) -> list[Access]:
    """Return the whole chain, oldest first."""
    with known_errors(database_file(db)):
        rows = db.conn.execute("SELECT seq, body FROM access ORDER BY seq").fetchall()
    found = []
    for seq, text in rows:
        body = cast("Mapping[str, str]", json.loads(str(text)))
        found.append(
            Access(
                int(seq),
                body["author"],
                body["at"],
                AccessKind(body["kind"]),
                body["record_type"],
                body["record_id"],
            )
        )
    return found


def last_link(db: Database) -> tuple[int, str] | None:
    """Return the number and hash of the last line, to be kept with the logs' heads."""
    with known_errors(database_file(db)):
        row = db.conn.execute("SELECT seq, hash FROM access ORDER BY seq DESC LIMIT 1").fetchone()
    return (int(row[0]), str(row[1])) if row else None


def has_link(db: Database, seq: int, link: str) -> bool:
    """Say whether the chain has a line with that number and hash."""
    query = "SELECT 1 FROM access WHERE seq = ? AND hash = ?"
    with known_errors(database_file(db)):
        return db.conn.execute(query, (seq, link)).fetchone() is not None


def chain_holds(db: Database) -> bool:
    """Say whether the chain is whole and unaltered."""
    prev = ""
    rows = db.conn.execute("SELECT seq, device, prev, hash, body FROM access ORDER BY seq")
    for expected, (seq, device, before, link, text) in enumerate(rows, start=1):
        if int(seq) != expected or before != prev:
            return False
        try:
            body = json.loads(str(text))
            if link != link_hash(int(seq), str(device), str(before), body):
                return False
        except (ValueError, TypeError, RecursionError):
            return False
        prev = str(link)
    return True
