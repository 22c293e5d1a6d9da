"""Headquarters' receipt on the team's side: only with it is a delivery known to have arrived."""

from dataclasses import dataclass
from enum import StrEnum

from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import KnownError, RefusedError
from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import Direction, PackageKind
from inspector_app.exchange.receipt import Receipt, Verdict, read_receipt
from inspector_app.services.mission import OpenMission, trust_root
from inspector_app.store.identity import PublicKeys
from inspector_app.store.journal import Write
from inspector_app.store.reader import Reader


class DeliveryState(StrEnum):
    """How far a delivery is."""

    MADE = "made"  # handed over or not: headquarters has not confirmed it
    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """A delivery that was made, and headquarters' receipt if it came and holds."""

    package: Record
    state: DeliveryState
    receipt: Receipt | None


def deliveries(reader: Reader, mission_id: str) -> list[DeliveryRow]:
    """Return the deliveries made, the newest first. A receipt counts only while it verifies."""
    root = trust_root(reader, mission_id)
    made = reader.find(
        "package",
        {"kind": PackageKind.DELIVERY.value, "direction": Direction.OUT.value},
    )
    rows = [_row(record, root, mission_id) for record in made]
    return sorted(
        rows, key=lambda row: (row.package.number("sequence") or 0, row.package.id), reverse=True
    )


def _row(record: Record, root: PublicKeys | None, mission_id: str) -> DeliveryRow:
    text = record.text("receipt")
    if not text or root is None:
        return DeliveryRow(record, DeliveryState.MADE, None)
    try:
        receipt = _verified(text.encode("utf-8"), root)
        _check_match(receipt, record, mission_id)
    except KnownError:
        return DeliveryRow(record, DeliveryState.MADE, None)
    return DeliveryRow(record, DeliveryState(receipt.verdict.value), receipt)


def take_receipt(mission: OpenMission, data: bytes) -> Changes:
    """Take in headquarters' receipt for a delivery of this mission (store lane).

    The same receipt a second time changes nothing. Raises what
    ``exchange.receipt.read_receipt`` raises, ``RefusedError`` ``mission.no_headquarters``,
    ``receipt.other_mission``, ``receipt.unknown_package``, ``receipt.other_file`` (the
    package bears the same id but is not the one that was made here) and
    ``receipt.another_one`` (headquarters had already answered otherwise).
    """
    reader = mission.journal.reader
    root = trust_root(reader, mission.id)
    if root is None:
        raise RefusedError("mission.no_headquarters")
    receipt = _verified(data, root)
    record = _package(reader, receipt, mission.id)
    _check_match(receipt, record, mission.id)
    known = record.text("receipt")
    if known:
        before = _verified(known.encode("utf-8"), root)
        if before == receipt:
            return Changes()
        if before.verdict is Verdict.ACCEPTED:
            raise RefusedError("receipt.another_one", number=before.register_number)
    return mission.journal.write(
        Write(
            "package",
            record.id,
            {
                "receipt": data.decode("utf-8-sig"),
                "receipt_number": receipt.register_number,
            },
        )
    )


def _verified(data: bytes, root: PublicKeys) -> Receipt:
    return read_receipt(data, resolve_key=lambda key: root if key == root.key_id else None)


def _package(reader: Reader, receipt: Receipt, mission_id: str) -> Record:
    if receipt.mission_id != mission_id:
        raise RefusedError("receipt.other_mission")
    found = reader.find(
        "package",
        {"package_id": receipt.package_id, "direction": Direction.OUT.value},
    )
    if not found:
        raise RefusedError("receipt.unknown_package", package=receipt.package_id)
    return found[0]


def _check_match(receipt: Receipt, record: Record, mission_id: str) -> None:
    if receipt.mission_id != mission_id:
        raise RefusedError("receipt.other_mission")
    if not receipt.is_for(
        package_id=record.text("package_id"), package_sha256=record.text("sha256")
    ):
        raise RefusedError("receipt.other_file", file=record.text("file_name"))
