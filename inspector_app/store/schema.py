"""The tables of a mission folder: the journal, and what is not a projection of it.

``NOT_PROJECTED`` lists by name every table that ``rebuild`` does not recompute. Record tables
are derived from the declarations (``record_tables``), so a folder of an earlier release gets
the same tables as a new one.
"""

from sqlite_utils import Database

#: The journal itself, and tables that no entry describes.
NOT_PROJECTED = frozenset(
    {
        "entry",  # the journal
        "access",  # chain of views, prints and exports
        "import_log",  # packages that were taken in
        "index_queue",  # records waiting for the search index
        "search_text",  # what is indexed, to take it out again
        "search_index",  # full-text index
        "blob",  # which evidence files lie in the folder, with the hash of what lies there
        "state",  # small facts of the folder: format, declarations, index scheme, seal epoch
    }
)

JOURNAL = """
CREATE TABLE IF NOT EXISTS entry (
    arrival INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    device TEXT NOT NULL,
    seq INTEGER NOT NULL,
    prev TEXT NOT NULL,
    hash TEXT NOT NULL,
    body_hash TEXT NOT NULL,
    record_type TEXT,
    record_id TEXT,
    body TEXT,
    sealed BLOB
);
CREATE INDEX IF NOT EXISTS entry_record ON entry (record_type, record_id);
CREATE INDEX IF NOT EXISTS entry_device ON entry (device, seq, hash);
CREATE INDEX IF NOT EXISTS entry_sealed ON entry (arrival) WHERE sealed IS NOT NULL;

CREATE TABLE IF NOT EXISTS conflict (
    record_type TEXT NOT NULL,
    record_id TEXT NOT NULL,
    field TEXT NOT NULL,
    PRIMARY KEY (record_type, record_id, field)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS access (
    seq INTEGER PRIMARY KEY,
    device TEXT NOT NULL,
    prev TEXT NOT NULL,
    hash TEXT NOT NULL,
    body TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS import_log (
    package_id TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    sender TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    imported_at TEXT NOT NULL,
    new_entries INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS index_queue (
    record_type TEXT NOT NULL,
    record_id TEXT NOT NULL,
    PRIMARY KEY (record_type, record_id)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS search_text (
    number INTEGER PRIMARY KEY,
    record_type TEXT NOT NULL,
    record_id TEXT NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (record_type, record_id)
);
CREATE VIRTUAL TABLE IF NOT EXISTS search_index USING fts5 (
    body, tokenize = 'ascii', content = ''
);
INSERT INTO search_index (search_index, rank) VALUES ('secure-delete', 1);

CREATE TABLE IF NOT EXISTS blob (
    id TEXT PRIMARY KEY, stored_sha256 TEXT NOT NULL, stored_size INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""

DRAFTS = """
CREATE TABLE IF NOT EXISTS draft (
    record_type TEXT NOT NULL,
    record_id TEXT NOT NULL,
    field TEXT NOT NULL,
    author TEXT NOT NULL,
    entry_id TEXT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (record_type, record_id, field, author)
) WITHOUT ROWID;
"""

#: Raised when a table changes in a way that an older program could not read.
FORMAT = 1


def create_tables(db: Database, script: str) -> None:
    """Run a script of statements that may be run again, one by one in order."""
    for statement in script.split(";\n"):
        if statement.strip():
            db.conn.execute(statement)


def read_state(db: Database, key: str, default: str = "") -> str:
    """Return a small fact of the folder."""
    row = db.conn.execute("SELECT value FROM state WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else default


def write_state(db: Database, key: str, value: str) -> None:
    """Keep a small fact of the folder; inside a transaction of the caller."""
    db.conn.execute(
        "INSERT INTO state VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )
