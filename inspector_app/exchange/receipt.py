"""HQ's receipt: a small signed text file that says what arrived and what became of it.

Only with it does a team know that HQ holds a package unaltered (wiping is offered only
then). It is text so that it survives mail, copying and line endings; its content is
canonical JSON with HQ's signature, between two marker lines, in base64.
"""

import base64
import binascii
import re
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from inspector_app.domain.canonical import canonical
from inspector_app.domain.errors import DamagedError, InputError, RefusedError
from inspector_app.exchange.container import Signer
from inspector_app.exchange.signed_json import ID, KEY_ID, SHA256, UUID7, Fields, is_count
from inspector_app.store.identity import SIGNATURE_BYTES, PublicKeys, verify

VERSION = 1
#: The purpose that a receipt's signature is good for.
CONTEXT = "receipt"
MAX_RECEIPT_BYTES = 256 * 1024
MAX_COUNTS = 500

_BEGIN = "-----BEGIN INSPECTOR RECEIPT-----"
_END = "-----END INSPECTOR RECEIPT-----"
_COLUMNS = 64
_NAMES = frozenset(
    {"v", "kind", "package", "sha256", "mission", "received_at", "register_number"}
    | {"counts", "verdict", "note", "key"}
)
_KIND = re.compile(r"receipt")
_LINE = re.compile(r".{1,200}")
_NOTE = re.compile(r".{0,4000}", re.DOTALL)

#: Finds HQ's pinned keys from a key id; ``None`` if that key is not HQ's.
ResolveKey = Callable[[str], PublicKeys | None]


class Verdict(StrEnum):
    """What became of a package at HQ."""

    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What HQ confirms of one package.

    ``package_sha256`` is the hash of the age file as it arrived; ``received_at`` the time
    HQ's clock claimed (RFC 3339 with offset); ``register_number`` the number in HQ's
    register; ``counts`` what was found in the package, by record type; ``note`` the reason
    for a refusal or a remark; ``hq_key_id`` the key that signed.
    """

    package_id: str
    package_sha256: str
    mission_id: str
    received_at: str
    register_number: str
    verdict: Verdict
    hq_key_id: str
    counts: Mapping[str, int] = field(default_factory=dict)
    note: str = ""

    def is_for(self, *, package_id: str, package_sha256: str) -> bool:
        """Say whether exactly this package file is meant."""
        return self.package_id == package_id and self.package_sha256 == package_sha256

    def to_bytes(self) -> bytes:
        """Return the canonical bytes, which are what is signed."""
        return canonical(
            {
                "v": VERSION,
                "kind": "receipt",
                "package": self.package_id,
                "sha256": self.package_sha256,
                "mission": self.mission_id,
                "received_at": self.received_at,
                "register_number": self.register_number,
                "counts": self.counts,
                "verdict": self.verdict.value,
                "note": self.note,
                "key": self.hq_key_id,
            }
        )


def write_receipt(receipt: Receipt, signer: Signer) -> str:
    """Return the text of the receipt file, signed by HQ.

    Raises ``ValueError`` if *receipt* names another key than the signer's, and
    ``InputError('exchange.bad_receipt')`` if a reader would not take it.
    """
    if receipt.hq_key_id != signer.public.key_id:
        raise ValueError("a receipt names the key that signs it")
    raw = receipt.to_bytes()
    _parsed(raw)
    body = base64.b64encode(signer.sign(CONTEXT, raw) + raw).decode("ascii")
    return "\n".join([_BEGIN, *textwrap.wrap(body, _COLUMNS), _END, ""])


def read_receipt(data: bytes, *, resolve_key: ResolveKey) -> Receipt:
    """Read and verify the content of a receipt file.

    Whether it is for the package in question is ``Receipt.is_for``'s to say. Raises
    ``InputError`` ``exchange.not_a_receipt``, ``exchange.newer_version`` or
    ``exchange.bad_receipt``, ``RefusedError('exchange.receipt_unknown_key')`` if its key is not
    HQ's, and ``DamagedError('exchange.receipt_altered')`` if it was altered.
    """
    blob = _unarmoured(data)
    signature, raw = blob[:SIGNATURE_BYTES], blob[SIGNATURE_BYTES:]
    receipt = _parsed(raw)
    keys = resolve_key(receipt.hq_key_id)
    if keys is None or keys.key_id != receipt.hq_key_id:
        raise RefusedError("exchange.receipt_unknown_key", key=receipt.hq_key_id)
    if not verify(keys, CONTEXT, raw, signature):
        raise DamagedError("exchange.receipt_altered", key=receipt.hq_key_id)
    return receipt


def _unarmoured(data: bytes) -> bytes:
    if len(data) > MAX_RECEIPT_BYTES:
        raise InputError("exchange.not_a_receipt")
    try:
        lines = [line.strip() for line in data.decode("utf-8-sig").splitlines()]
        begin, end = lines.index(_BEGIN), lines.index(_END)
        return base64.b64decode("".join(lines[begin + 1 : end]), validate=True)
    except (ValueError, binascii.Error):
        raise InputError("exchange.not_a_receipt") from None


def _parsed(raw: bytes) -> Receipt:
    fields = Fields(raw, code="exchange.bad_receipt")
    fields.check_version(VERSION)
    fields.check_names(_NAMES)
    fields.text("kind", _KIND)
    return Receipt(
        package_id=fields.text("package", UUID7),
        package_sha256=fields.text("sha256", SHA256),
        mission_id=fields.text("mission", ID),
        received_at=fields.time("received_at"),
        register_number=fields.text("register_number", _LINE),
        verdict=_verdict(fields),
        hq_key_id=fields.text("key", KEY_ID),
        counts=_counts(fields),
        note=fields.text("note", _NOTE),
    )


def _verdict(fields: Fields) -> Verdict:
    try:
        return Verdict(fields.text("verdict", ID))
    except ValueError:
        raise InputError("exchange.newer_version") from None


def _counts(fields: Fields) -> Mapping[str, int]:
    counts = {}
    if len(fields.mapping("counts")) > MAX_COUNTS:
        fields.bad("counts")
    for name, count in fields.mapping("counts").items():
        if not is_count(count, 0):
            fields.bad("counts")
        counts[name] = count
    return counts
