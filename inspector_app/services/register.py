"""Headquarters' register over all missions: what came, in which order, and what was in it."""

import json
from collections.abc import Mapping, Sequence
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
    rows = register(hq)
    lines = [wording.text("hq.register.title", name=hq.name), _summary(hq, rows)]
    for row in rows:
        lines.append("")
        for title, value in _cells(hq, row):
            parts = str(value).splitlines() if value is not None else []
            if parts:
                lines.append(wording.text("hq.register.line", title=title, value=parts[0]))
                lines += [f"    {part}" for part in parts[1:]]
    return "\n".join(lines) + "\n"


def _summary(hq: OpenHq, rows: Sequence[RegisterRow]) -> str:
    if not rows:
        return hq.wording.text("hq.register.empty")
    accepted = sum(row.verdict is Verdict.ACCEPTED for row in rows)
    return hq.wording.text(
        "hq.register.summary",
        count=len(rows),
        accepted=accepted,
        refused=len(rows) - accepted,
        missions=len({row.entry.text("mission") for row in rows}),
    )


def register_sheet(hq: OpenHq) -> bytes:
    """Return the register as a spreadsheet (.xlsx), a row for every delivery."""
    rows = []
    for row in register(hq):
        cells = _values(hq, row)
        cells["findings"] = len(row.findings)
        cells["number_one"] = sum(one.concerns_number_one for one in row.findings)
        rows.append([cells[name] for name in _SHEET])
    title = hq.wording.text("hq.register.title", name=hq.name)
    return write_sheet(title, _columns(hq, _SHEET), rows)


def findings_sheet(hq: OpenHq) -> bytes:
    """Return the findings of all accepted deliveries as a spreadsheet (.xlsx)."""
    wording = hq.wording
    rows = []
    for row in register(hq):
        for finding in row.findings:
            term = f"terms.finding_class.{finding.finding_class}"
            cells: dict[str, str | int | None] = {
                **_values(hq, row),
                "finding_number": finding.number,
                "finding_title": finding.title,
                "finding_class": wording.text(term) if wording.has(term) else "",
                "number_one": (
                    wording.text("hq.register.yes") if finding.concerns_number_one else ""
                ),
            }
            rows.append([cells[name] for name in _FINDINGS_SHEET])
    title = wording.text("hq.register.findings_title", name=hq.name)
    return write_sheet(title, _columns(hq, _FINDINGS_SHEET), rows)


def _columns(hq: OpenHq, widths: Mapping[str, float]) -> list[SheetColumn]:
    return [
        SheetColumn(
            hq.wording.text(f"hq.register.{name}"),
            width,
            CellKind.INTEGER if name in _NUMBERS else CellKind.TEXT,
        )
        for name, width in widths.items()
    ]


#: What is told of a delivery, in this order.
_TOLD = (
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
#: Columns of the spreadsheets with their widths in characters.
_SHEET = {
    "number": 9,
    "verdict": 9,
    "body": 26,
    "round": 17,
    "team": 22,
    "sequence": 9,
    "received_at": 17,
    "sender": 10,
    "talks": 7,
    "working_papers": 7,
    "evidence": 7,
    "findings": 7,
    "number_one": 9,
    "look_back": 13,
    "missing": 11,
    "remarks": 32,
    "sha256": 34,
}
_FINDINGS_SHEET = {
    "number": 9,
    "body": 26,
    "round": 17,
    "team": 22,
    "finding_number": 10,
    "finding_title": 60,
    "finding_class": 26,
    "number_one": 9,
}
_NUMBERS = frozenset({"sequence", "talks", "working_papers", "evidence", "findings", "number_one"})


def _cells(hq: OpenHq, row: RegisterRow) -> Sequence[tuple[str, str | int | None]]:
    values = _values(hq, row)
    return [(hq.wording.text(f"hq.register.{name}"), values[name]) for name in _TOLD]


def _values(hq: OpenHq, row: RegisterRow) -> dict[str, str | int | None]:
    wording, entry = hq.wording, row.entry
    return {
        "number": row.number,
        "verdict": wording.text(f"hq.verdict.{row.verdict.value}"),
        "body": entry.text("body_name"),
        "round": entry.text("round"),
        "team": entry.text("team_name"),
        "sequence": entry.number("sequence"),
        "received_at": entry.text("received_at")[:16].replace("T", " "),
        "sender": entry.text("sender_name"),
        "talks": entry.number("talks"),
        "working_papers": entry.number("working_papers"),
        "evidence": entry.number("evidence"),
        "look_back": wording.text("hq.register.look_back_yes") if row.look_back else "",
        "findings": "\n".join(_titled(hq, finding) for finding in row.findings),
        "missing": row.missing,
        "remarks": "\n".join(row.remarks),
        "sha256": entry.text("sha256"),
    }


def _titled(hq: OpenHq, finding: Finding) -> str:
    titled = f"{finding.number} {finding.title}".strip()
    if not finding.concerns_number_one:
        return titled
    return hq.wording.text("hq.register.about_number_one", finding=titled)


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
