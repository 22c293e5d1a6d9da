"""Headquarters' register over all missions: what came, in which order, and what was in it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from inspector_app.documents.spreadsheet import CellKind, SheetColumn, write_sheet
from inspector_app.domain.errors import InputError, KnownError
from inspector_app.domain.record import Record
from inspector_app.exchange.receipt import Verdict
from inspector_app.services.delivery_checks import Finding
from inspector_app.services.hq import OpenHq
from inspector_app.services.receiving import findings_of, missing_numbers, register_number
from inspector_app.store import blobs
from inspector_app.store.access_log import AccessKind
from inspector_app.store.folder import blob_ref
from inspector_app.store.reader import Order, Reader
from inspector_app.system.safe_files import new_file

#: The largest file taken out into memory; ``save_hq_file`` has no such limit.
TAKE_LIMIT = 500 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One delivery in the register.

    ``missing`` names the deliveries of the same sender and mission that have not come.
    """

    entry: Record
    number: str
    verdict: Verdict
    findings: tuple[Finding, ...]
    missing: str
    remarks: tuple[str, ...]

    @property
    def look_back(self) -> bool:
        """Say whether the mission is a candidate for a look-back (article 9)."""
        return self.entry.flag("look_back")


def register(hq: OpenHq) -> list[RegisterRow]:
    """Return the register in the order of its numbers."""
    reader = hq.reader
    entries = reader.find("register_entry", order=[Order("number")])
    series: dict[tuple[str, str], list[int | None]] = {}
    for entry in entries:
        key = (entry.text("mission"), entry.text("sender"))
        series.setdefault(key, []).append(entry.number("sequence"))
    return [
        RegisterRow(
            entry=entry,
            number=register_number(entry),
            verdict=Verdict(entry.text("verdict")),
            findings=findings_of(reader, entry.id),
            missing=missing_numbers(series[entry.text("mission"), entry.text("sender")]),
            remarks=tuple(entry.text("note").splitlines()),
        )
        for entry in entries
    ]


def find_entry(reader: Reader, number: str) -> Record:
    """Return the register entry with a number as it stands on receipts.

    Raises ``InputError('hq.no_such_entry')``.
    """
    plain = number.strip()
    found = (
        reader.find("register_entry", {"number": int(plain)})
        if plain.isascii() and plain.isdigit() and len(plain) < 10
        else []
    )
    if not found:
        raise InputError("hq.no_such_entry", number=plain[:40])
    return found[0]


def register_json(hq: OpenHq) -> str:
    """Return the register as JSON, for other programs."""
    return json.dumps([_row_json(row) for row in register(hq)], ensure_ascii=False, indent=2) + "\n"


def _row_json(row: RegisterRow) -> dict[str, object]:
    entry = row.entry
    names = ("mission", "body_name", "round", "team_name", "package_id", "sequence", "sha256")
    more = ("size", "sender_name", "received_at", "talks", "working_papers", "evidence")
    return {
        "number": row.number,
        "verdict": row.verdict.value,
        **{name: entry.values.get(name) for name in names + more},
        "look_back": row.look_back,
        "missing": row.missing,
        "remarks": list(row.remarks),
        "findings": [
            {
                "number": finding.number,
                "title": finding.title,
                "class": finding.finding_class,
                "concerns_number_one": finding.concerns_number_one,
            }
            for finding in row.findings
        ],
    }


def register_text(hq: OpenHq) -> str:
    """Return the register as lines to be read, in the officer's language."""
    wording = hq.wording
    lines = [wording.text("hq.register.title", name=hq.name)]
    rows = register(hq)
    if not rows:
        lines.append(wording.text("hq.register.empty"))
    for row in rows:
        lines.append("")
        lines += [
            f"{title}: {value}" for title, value in _cells(hq, row) if value not in (None, "")
        ]
    return "\n".join(lines) + "\n"


def register_sheet(hq: OpenHq) -> bytes:
    """Return the register as a spreadsheet (.xlsx)."""
    wording = hq.wording
    widths = {"body": 28, "team": 18, "received_at": 22, "remarks": 40, "findings": 50}
    columns = [
        SheetColumn(
            wording.text(f"hq.register.{name}"),
            widths.get(name, 12),
            CellKind.INTEGER if name in _NUMBERS else CellKind.TEXT,
        )
        for name in _COLUMNS
    ]
    rows = [[value for _, value in _cells(hq, row)] for row in register(hq)]
    return write_sheet(wording.text("hq.register.title", name=hq.name), columns, rows)


_COLUMNS = (
    "number",
    "verdict",
    "body",
    "round",
    "team",
    "sequence",
    "received_at",
    "sender",
    "talks",
    "working_papers",
    "evidence",
    "look_back",
    "findings",
    "missing",
    "remarks",
    "sha256",
)
_NUMBERS = frozenset({"sequence", "talks", "working_papers", "evidence"})


def _cells(hq: OpenHq, row: RegisterRow) -> Sequence[tuple[str, str | int | None]]:
    wording, entry = hq.wording, row.entry
    titles = [f"{finding.number} {finding.title}".strip() for finding in row.findings]
    values: dict[str, str | int | None] = {
        "number": row.number,
        "verdict": wording.text(f"hq.verdict.{row.verdict.value}"),
        "body": entry.text("body_name"),
        "round": entry.text("round"),
        "team": entry.text("team_name"),
        "sequence": entry.number("sequence"),
        "received_at": entry.text("received_at"),
        "sender": entry.text("sender_name"),
        "talks": entry.number("talks"),
        "working_papers": entry.number("working_papers"),
        "evidence": entry.number("evidence"),
        "look_back": wording.text("hq.register.look_back_yes") if row.look_back else "",
        "findings": "\n".join(titles),
        "missing": row.missing,
        "remarks": "\n".join(row.remarks),
        "sha256": entry.text("sha256"),
    }
    return [(wording.text(f"hq.register.{name}"), values[name]) for name in _COLUMNS]


# --- taking received files out again ----------------------------------------------------


def hq_files(reader: Reader, entry: str) -> list[Record]:
    """Return the files of a delivery: name, size, SHA-256."""
    return reader.find("received_file", {"register_entry": entry}, order=[Order("name")])


def hq_file(hq: OpenHq, entry: str, name: str) -> bytes:
    """Return a received file, verified against what its sender signed; the access is logged.

    Raises ``InputError('hq.no_such_file')``, ``store.evidence_too_large`` (see
    ``save_hq_file``) and ``DamagedError`` for a file that is not what was received.
    """
    record = _file(hq, entry, name)
    hq.folder.access.note(AccessKind.EXPORT, "received_file", record.id)
    return blobs.read_all(hq.folder.blobs, blob_ref(record), limit=TAKE_LIMIT)


def save_hq_file(hq: OpenHq, entry: str, name: str, target: Path) -> None:
    """Write a received file of any size to the new file *target*, in clear.

    Raises what ``hq_file`` raises, and ``KnownError('system.file_exists')``.
    """
    _save(hq, _file(hq, entry, name), target)


def save_received_package(hq: OpenHq, entry: str, target: Path) -> None:
    """Write a package to the new file *target* as it arrived, sealed to headquarters' key.

    Raises ``InputError('hq.no_such_entry')`` and what ``save_hq_file`` raises.
    """
    record = hq.journal.reader.get("register_entry", entry)
    if record is None:
        raise InputError("hq.no_such_entry", number=entry[:40])
    _save(hq, record, target)


def _save(hq: OpenHq, record: Record, target: Path) -> None:
    if target.exists():
        raise KnownError("system.file_exists", file=target.name, folder=str(target.parent))
    ref = blob_ref(record)
    blobs.verify(hq.folder.blobs, ref)
    hq.folder.access.note(AccessKind.EXPORT, record.type, record.id)
    with blobs.open_blob(hq.folder.blobs, ref) as source, new_file(target) as stream:
        while piece := source.read(blobs.CHUNK):
            stream.write(piece)


def _file(hq: OpenHq, entry: str, name: str) -> Record:
    found = hq.journal.reader.find("received_file", {"register_entry": entry, "name": name})
    if not found:
        raise InputError("hq.no_such_file", name=name[:80])
    return found[0]
