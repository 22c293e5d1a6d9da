"""A file that came from somebody: what it is, before anything is done with it.

Whoever holds a stick with a file need not know whether it is a package, a receipt, a card or
a certificate: he opens it, and is told.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from inspector_app.domain.errors import DamagedError, InputError, RefusedError
from inspector_app.exchange.cards import HqCard, read_card
from inspector_app.exchange.receipt import MAX_RECEIPT_BYTES, Receipt, read_receipt
from inspector_app.intake.files import display_name, open_plain
from inspector_app.services.mission import OpenMission, trust_root
from inspector_app.services.packages import PackageView, show_package, team_resolver
from inspector_app.store.certificates import Certificate

_AGE = b"age-encryption.org/v1\n"
_RECEIPT = b"BEGIN INSPECTOR RECEIPT"


class IncomingKind(StrEnum):
    """What a file is."""

    PACKAGE = "package"
    RECEIPT = "receipt"
    CARD = "card"
    CERTIFICATE = "certificate"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that was recognised; of what it holds, the one part that fits its kind is set.

    ``text`` is what is taken in for a card, a certificate or a receipt.
    """

    kind: IncomingKind
    path: Path
    name: str
    text: str = ""
    package: PackageView | None = None
    receipt: Receipt | None = None
    card: HqCard | None = None
    certificate: Certificate | None = None


def incoming_reader(mission: OpenMission) -> Callable[[Path], Incoming]:
    """Return what recognises files for this mission; call what is returned on any thread.

    It raises ``InputError`` ``intake.…`` where there is no file, ``incoming.unknown`` for one
    that is nothing of ours, ``RefusedError('incoming.request')`` for a request that is meant
    for headquarters, and what reading each kind raises: ``exchange.…``, ``store.…``,
    ``package.other_mission``, ``mission.no_headquarters``.
    """
    root = trust_root(mission.reader, mission.id)
    resolve = team_resolver(mission.reader, mission.id) if root is not None else None
    own = mission.folder.vault.keys.age_identity

    def package(path: Path, name: str) -> Incoming:
        if resolve is None:
            raise RefusedError("mission.no_headquarters")
        return Incoming(
            IncomingKind.PACKAGE, path, name, package=show_package(path, [own], resolve)
        )

    def receipt(path: Path, name: str, data: bytes) -> Incoming:
        if root is None:
            raise RefusedError("mission.no_headquarters")
        found = read_receipt(data, resolve_key=lambda key: root if key == root.key_id else None)
        text = data.decode("utf-8-sig")
        return Incoming(IncomingKind.RECEIPT, path, name, text=text, receipt=found)

    def read(path: Path) -> Incoming:
        name = display_name(path)
        with open_plain(path) as stream:
            data = stream.read(MAX_RECEIPT_BYTES + 1)
        if data.startswith(_AGE):
            return package(path, name)
        if _RECEIPT in data[:4096]:
            return receipt(path, name, data)
        return _page(path, name, data)

    return read


def _page(path: Path, name: str, data: bytes) -> Incoming:
    """Recognise a card or a certificate, both small pages of JSON."""
    try:
        text = data.decode("utf-8-sig").strip()
        tree = json.loads(text)
    except (ValueError, RecursionError):
        raise InputError("incoming.unknown", name=name) from None
    if not isinstance(tree, dict):
        raise InputError("incoming.unknown", name=name)
    if tree.get("kind") == "hq-card":
        return Incoming(IncomingKind.CARD, path, name, text=text, card=read_card(text))
    if tree.get("kind") == "certificate-request":
        raise RefusedError("incoming.request", name=name)
    try:
        certificate = Certificate.from_text(text)
    except DamagedError:
        raise InputError("incoming.unknown", name=name) from None
    return Incoming(IncomingKind.CERTIFICATE, path, name, text=text, certificate=certificate)
