"""Chinese full-text search: FTS5 over single characters, hits checked against the text.

Text is brought to NFKC and folded to lower case, and every character becomes a token of its
own: its code point in hexadecimal. So a query of any length finds what it is part of, as a
phrase (trigrams and word lists do not); no character is a separator, whatever the tokenizer's
Unicode version thinks of it; and nothing a user types is an operator.

What is restricted is never written into the index: it is searched in the reader's memory.
What leaves the index is erased from it, not marked as gone.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from sqlite_utils import Database

from inspector_app.domain.record import Record
from inspector_app.domain.record_type import Audience, RecordType
from inspector_app.store.driver import known_errors, transaction
from inspector_app.store.projection import MAX_DEPTH, parent_of
from inspector_app.store.reader import Reader
from inspector_app.store.record_tables import record_from_row, row_names

#: Changed when the index is built differently; a folder with another scheme is indexed anew.
INDEX_SCHEME = "code points 1"
SLICE = 40  # some tens of milliseconds: commits wait behind it
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
    """Return text as it is indexed: the code points of its characters, without the spaces."""
    return _tokens(folded(text))


def phrase_query(query: str) -> str:
    """Return the FTS5 query for what a user typed, or an empty string for nothing."""
    return " AND ".join(f'"{_tokens(word)}"' for word in folded(query).split())


def _tokens(text: str) -> str:
    return " ".join(f"{ord(character):x}" for character in text if not character.isspace())


def indexed_text(record: Record, declared: RecordType, answers: Iterable[str] = ()) -> str:
    """Return what of a record can be searched."""
    parts = [record.text(field.name) for field in declared.fields if field.searchable]
    return "\n".join([*(part for part in parts if part), *filter(_in_words, answers)])


def _in_words(answer: str) -> bool:
    """Say whether an answer is text: codes and ids of a form are nobody's search."""
    return not answer.isascii() or " " in answer


def queue_for_index(db: Database, declared: RecordType, record_id: str) -> None:
    """Note that a record that the whole team may read waits for the index."""
    if declared.dynamic or any(field.searchable for field in declared.fields):
        db.conn.execute(
            "INSERT OR IGNORE INTO index_queue VALUES (?, ?)", (declared.name, record_id)
        )


def queue_all(reader: Reader) -> None:
    """Empty the index and let every record wait for it."""
    reader.db.conn.execute("DELETE FROM search_text")
    reader.db.conn.execute("INSERT INTO search_index (search_index) VALUES ('delete-all')")
    reader.db.conn.execute("DELETE FROM index_queue")
    for declared in reader.types.values():
        if declared.dynamic or any(field.searchable for field in declared.fields):
            reader.db.conn.execute(
                f"INSERT INTO index_queue SELECT ?, id FROM main.rec_{declared.name}",  # noqa: S608 - declared names
                (declared.name,),
            )


def unindex(db: Database, record_type: str, record_id: str) -> None:
    """Erase a record from the index, and from the queue for it."""
    _erase(db, record_type, record_id)
    db.conn.execute(
        "DELETE FROM index_queue WHERE record_type = ? AND record_id = ?", (record_type, record_id)
    )


def _erase(db: Database, record_type: str, record_id: str) -> None:
    row = db.conn.execute(
        "SELECT number, text FROM search_text WHERE record_type = ? AND record_id = ?",
        (record_type, record_id),
    ).fetchone()
    if row is not None:
        db.conn.execute(
            "INSERT INTO search_index (search_index, rowid, body) VALUES ('delete', ?, ?)",
            (row[0], segmented(str(row[1]))),
        )
        db.conn.execute("DELETE FROM search_text WHERE number = ?", (row[0],))


def index_pending(reader: Reader, limit: int = SLICE) -> int:
    """Index up to *limit* records that were written since; return how many are left.

    Runs after the commit, in slices, on the writing connection.
    """
    db = reader.db
    with transaction(db):
        rows = reader.rows("SELECT record_type, record_id FROM index_queue LIMIT ?", (limit,))
        for record_type, record_id in rows:
            _index(reader, str(record_type), str(record_id))
    return cast("int", reader.rows("SELECT count(*) FROM index_queue")[0][0])


def _index(reader: Reader, record_type: str, record_id: str) -> None:
    unindex(reader.db, record_type, record_id)
    declared = reader.types.get(record_type)
    record = reader.get(record_type, record_id) if declared else None
    if declared is None or record is None or record.deleted:
        return
    if record.audience != Audience.TEAM:
        return  # restricted since it was queued
    answers = reader.answers(record_id).values() if declared.dynamic else ()
    text = indexed_text(record, declared, answers)
    if not text:
        return
    row = reader.db.conn.execute(
        "INSERT INTO search_text (record_type, record_id, text) VALUES (?, ?, ?) RETURNING number",
        (record_type, record_id, text),
    ).fetchone()
    reader.db.conn.execute(
        "INSERT INTO search_index (rowid, body) VALUES (?, ?)", (row[0], segmented(text))
    )


def search(reader: Reader, query: str, limit: int = 50) -> list[Hit]:
    """Return records that hold every word of *query*: restricted ones, then the newest.

    Records that are deleted, or belong to a deleted one, are left out.
    """
    words = folded(query).split()
    hits: list[Hit] = []
    if not words:
        return hits
    for record_type, record_id, text in _candidates(reader, phrase_query(query)):
        if len(hits) >= limit:
            break
        # A phrase runs across spaces; the text itself decides.
        plain = folded(text)
        if all(word in plain for word in words) and _stands(reader, record_type, record_id):
            hits.append(Hit(record_type, record_id, excerpt(text, words[0])))
    return hits


def matching_ids(reader: Reader, query: str) -> set[str]:
    """Return the ids of the filled forms that hold every word of *query*, for a list of them.

    What an instance of a repeat holds counts for its form; what was written and is not yet
    indexed is looked at as it is. A form's words may stand in different answers, but all of
    them in the form itself or all in one of its instances.
    """
    words = folded(query).split()
    found: dict[str, set[str]] = {"submission": set(), "instance": set()}
    for record_type, record_id, text in (
        *_candidates(reader, phrase_query(query), tuple(found)),
        *_waiting(reader, tuple(found)),
    ):
        # Most texts hold Han words as they were typed: folding all of them costs the most here.
        if _holds(text, words) or _holds(folded(text), words):
            found[record_type].add(record_id)
    inside = reader.many("instance", sorted(found["instance"]))
    return found["submission"] | {
        one.text("submission") for one in inside.values() if not one.deleted
    }


def _holds(text: str, words: Sequence[str]) -> bool:
    return all(word in text for word in words)


def _waiting(reader: Reader, types: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Yield (type, id, text) of records that wait for the index."""
    marks = ", ".join("?" * len(types))
    rows = reader.rows(
        f"SELECT record_type, record_id FROM index_queue WHERE record_type IN ({marks})",  # noqa: S608 - question marks
        types,
    )
    for record_type, record_id in rows:
        declared = reader.types[str(record_type)]
        record = reader.get(declared.name, str(record_id))
        if record is not None and not record.deleted:
            answers = reader.answers(record.id).values()
            yield declared.name, record.id, indexed_text(record, declared, answers)


def _candidates(
    reader: Reader, phrase: str, types: Sequence[str] = ()
) -> Iterator[tuple[str, str, str]]:
    """Yield (type, id, text) of records that may hold the query, of *types* or of all."""
    for declared in map(reader.types.__getitem__, types or reader.types):
        names = ", ".join(f'"{name}"' for name in row_names(declared))
        rows = reader.rows(
            f"SELECT {names} FROM temp.own_{declared.name} WHERE deleted = 0"  # noqa: S608 - declared names
        )
        for row in rows:
            record = record_from_row(declared, row)
            answers = reader.answers(record.id).values() if declared.dynamic else ()
            yield declared.name, record.id, indexed_text(record, declared, answers)
    with known_errors(reader.file):
        cursor = reader.db.conn.execute(
            "SELECT t.record_type, t.record_id, t.text FROM search_index i"
            " JOIN search_text t ON t.number = i.rowid"
            " WHERE search_index MATCH ? ORDER BY i.rowid DESC",
            (phrase,),
        )
        try:
            for record_type, record_id, text in cursor:
                yield str(record_type), str(record_id), str(text)
        finally:
            cursor.close()


def _stands(reader: Reader, record_type: str, record_id: str) -> bool:
    """Say whether a record is there and neither it nor what it belongs to is deleted."""
    here: tuple[str, str] | None = (record_type, record_id)
    for depth in range(MAX_DEPTH):
        record = reader.get(*here) if here and here[0] in reader.types else None
        if record is None:
            return depth > 0
        if record.deleted:
            return False
        here = parent_of(reader.types[record.type], record.values)
    return True


def excerpt(text: str, word: str) -> str:
    """Return about eighty characters of *text* around the first *word*."""
    flat = " ".join(text.split())
    at = folded(flat).find(word)
    if at < 0 or len(flat) <= 2 * _EXCERPT:
        return flat[: 2 * _EXCERPT]
    start = max(0, at - _EXCERPT)
    piece = flat[start : start + 2 * _EXCERPT]
    return ("…" if start else "") + piece + ("…" if start + 2 * _EXCERPT < len(flat) else "")
