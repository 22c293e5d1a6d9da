"""Which packages were taken in here: of this folder alone, never merged."""

from dataclasses import dataclass
from typing import cast

from inspector_app.store.driver import transaction
from inspector_app.store.folder import MissionFolder
from inspector_app.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Import:
    """One package that was taken in.

    ``sender`` is the id of the sender's keys, ``sequence`` his number, ``imported_at`` what
    the laptop's clock said, ``new_entries`` how many entries were new the first time.
    """

    package_id: str
    sha256: str
    sender: str
    sequence: int
    imported_at: str
    new_entries: int


def imports(reader: Reader) -> list[Import]:
    """Return every package taken in, in the order of their making."""
    rows = reader.rows(
        "SELECT package_id, sha256, sender, sequence, imported_at, new_entries FROM import_log"
        " ORDER BY package_id"
    )
    return [
        Import(
            str(package), str(sha256), str(sender), cast("int", sequence), str(at), cast("int", new)
        )
        for package, sha256, sender, sequence, at, new in rows
    ]


def imported(reader: Reader, package_id: str) -> Import | None:
    """Return how a package was taken in, if it was."""
    return next((one for one in imports(reader) if one.package_id == package_id), None)


def note_import(folder: MissionFolder, one: Import) -> None:
    """Remember a package; a second time changes nothing."""
    db = folder.journal.db
    with transaction(db):
        db.conn.execute(
            "INSERT OR IGNORE INTO import_log VALUES (?, ?, ?, ?, ?, ?)",
            (
                one.package_id,
                one.sha256,
                one.sender,
                one.sequence,
                one.imported_at,
                one.new_entries,
            ),
        )
