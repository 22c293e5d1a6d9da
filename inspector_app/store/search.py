"""Chinese full-text search: FTS5 over single characters, hits checked against the text.

Text is brought to NFKC and folded to lower case, and a space is put between Han characters;
a query is the same, as a phrase. Every length of query finds everything (measured), which
trigrams and word lists do not. What is restricted is never written into the index: it is
searched in the reader's memory.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from inspector_app.domain.record import Record
from inspector_app.domain.record_type import RecordType
from inspector_app.store.driver import transaction
from inspector_app.store.reader import Reader
from inspector_app.store.record_tables import record_from_row, row_names

#: Raised when the index is built differently; a folder with another scheme is indexed anew.
SCHEME = "characters-1"
SLICE = 200
_HAN = re.compile(
    "[\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)
_EXCERPT = 40


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that holds the query, with a little of the text around it."""

    record_type: str
    record_id: str
    excerpt: str


def folded(text: str) -> str:
    """Return text as it is compared: NFKC, lower case."""
    return unicodedata.normalize("NFKC", text).casefold()


def segmented(text: str) -> str:
    """Return text as it is indexed: folded, a space between Han characters."""
    return _HAN.sub(lambda run: " " + " ".join(run.group()) + " ", folded(text))


def phrase_query(query: str) -> str:
    """Return the FTS5 query for what a user typed, or an empty string for nothing."""
    phrases = [segmented(word).split() for word in folded(query).split()]
    quoted = ['"' + " ".join(part.replace('"', '""') for part in p) + '"' for p in phrases if p]
    return " AND ".join(quoted)


def indexed_text(record: Record, declared: RecordType, answers: Iterable[str] = ()) -> str:
    """Return what of a record can be searched."""
    parts = [record.text(field.name) for field in declared.fields if field.searchable]
    return "\n".join([*(part for part in parts if part), *answers])


def index_pending(reader: Reader, limit: int = SLICE) -> int:
    """Index up to *limit* records that were written since; return how many are left.

    Runs after the commit, in slices, on the writing connection.
    """
    db = reader.db
    with transaction(db):
        rows = db.conn.execute(
            "SELECT record_type, record_id FROM index_queue LIMIT ?", (limit,)
        ).fetchall()
        for record_type, record_id in rows:
            _index(reader, str(record_type), str(record_id))
            db.conn.execute(
                "DELETE FROM index_queue WHERE record_type = ? AND record_id = ?",
                (record_type, record_id),
            )
    return int(db.conn.execute("SELECT count(*) FROM index_queue").fetchone()[0])


def _index(reader: Reader, record_type: str, record_id: str) -> None:
    connection = reader.db.conn
    old = connection.execute(
        "SELECT number FROM search_text WHERE record_type = ? AND record_id = ?",
        (record_type, record_id),
    ).fetchone()
    if old is not None:
        connection.execute("DELETE FROM search_index WHERE rowid = ?", (old[0],))
        connection.execute("DELETE FROM search_text WHERE number = ?", (old[0],))
    declared = reader.types.get(record_type)
    record = reader.get(record_type, record_id) if declared else None
    if declared is None or record is None or record.deleted:
        return
    answers = reader.answers(record_id).values() if declared.dynamic else ()
    text = indexed_text(record, declared, answers)
    if not text:
        return
    row = connection.execute(
        "INSERT INTO search_text (record_type, record_id, text) VALUES (?, ?, ?) RETURNING number",
        (record_type, record_id, text),
    ).fetchone()
    connection.execute(
        "INSERT INTO search_index (rowid, body) VALUES (?, ?)", (row[0], segmented(text))
    )


def search(reader: Reader, query: str, limit: int = 50) -> list[Hit]:
    """Return the newest records that hold every word of *query*, restricted ones included."""
    words = folded(query).split()
    phrase = phrase_query(query)
    if not words or not phrase:
        return []
    hits = [
        hit
        for hit in _restricted_texts(reader)
        if all(word in folded(hit.excerpt) for word in words)
    ]
    hits = [Hit(h.record_type, h.record_id, excerpt(h.excerpt, words[0])) for h in hits][:limit]
    rows = reader.db.conn.execute(
        "SELECT t.record_type, t.record_id, t.text FROM search_index i"
        " JOIN search_text t ON t.number = i.rowid"
        " WHERE search_index MATCH ? ORDER BY i.rowid DESC",
        (phrase,),
    )
    for record_type, record_id, text in rows:
        if len(hits) >= limit:
            break
        # A phrase runs across punctuation; the text itself decides.
        if all(word in folded(str(text)) for word in words):
            hits.append(Hit(str(record_type), str(record_id), excerpt(str(text), words[0])))
    return hits


def _restricted_texts(reader: Reader) -> Iterable[Hit]:
    for declared in reader.types.values():
        names = ", ".join(f'"{name}"' for name in row_names(declared))
        rows = reader.db.conn.execute(
            f"SELECT {names} FROM temp.own_{declared.name} WHERE deleted = 0"  # noqa: S608 - declared names
        ).fetchall()
        for row in rows:
            record = record_from_row(declared, tuple(row))
            answers = reader.answers(record.id).values() if declared.dynamic else ()
            yield Hit(declared.name, record.id, indexed_text(record, declared, answers))


def excerpt(text: str, word: str) -> str:
    """Return about eighty characters of *text* around the first *word*."""
    flat = " ".join(text.split())
    at = folded(flat).find(word)
    if at < 0 or len(flat) <= 2 * _EXCERPT:
        return flat[: 2 * _EXCERPT]
    start = max(0, at - _EXCERPT)
    piece = flat[start : start + 2 * _EXCERPT]
    return ("…" if start else "") + piece + ("…" if start + 2 * _EXCERPT < len(flat) else "")
