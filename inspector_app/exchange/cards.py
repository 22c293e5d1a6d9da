"""Small signed texts by which team and headquarters learn each other's keys.

Headquarters' *card* holds its public keys; a team pins them and compares the fingerprint over
a second channel. A *certificate request* holds the leader's. Both are signed with the key
they show: that proves that their maker holds it, and nothing about who that is.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from inspector_app.domain.canonical import Json, canonical
from inspector_app.domain.errors import DamagedError, InputError
from inspector_app.exchange.container import Signer
from inspector_app.exchange.signed_json import ID, Fields
from inspector_app.store.identity import SIGNATURE_BYTES, PublicKeys, verify

VERSION = 1
CARD_CONTEXT = "hq-card"
REQUEST_CONTEXT = "certificate-request"
MAX_BYTES = 64 * 1024

_LINE = re.compile(r"[^\x00-\x1f\x7f]{1,200}")
_LINE_OR_NOTHING = re.compile(r"[^\x00-\x1f\x7f]{0,200}")
_SIGNATURE = re.compile(rf"[0-9a-f]{{{2 * SIGNATURE_BYTES}}}")
_CARD = re.compile(r"hq-card")
_REQUEST = re.compile(r"certificate-request")
_CARD_NAMES = frozenset({"v", "kind", "name", "keys", "fingerprint", "signature"})
_REQUEST_NAMES = frozenset(
    {"v", "kind", "mission", "user", "leader", "body", "round", "year", "team", "keys"}
    | {"signature"}
)


@dataclass(frozen=True, slots=True)
class HqCard:
    """Headquarters as it introduces itself: its name and its public keys."""

    name: str
    keys: PublicKeys

    @property
    def fingerprint(self) -> str:
        """The digits to be compared over a second channel."""
        return self.keys.fingerprint


@dataclass(frozen=True, slots=True)
class CertificateRequest:
    """What a mission's leader asks headquarters to certify."""

    mission_id: str
    user_id: str
    leader: str
    body: str
    round: str
    year: int
    team: str
    keys: PublicKeys

    @property
    def fingerprint(self) -> str:
        """The leader's digits, for headquarters to compare before it certifies."""
        return self.keys.fingerprint


def write_card(name: str, signer: Signer) -> str:
    """Return headquarters' card as a line of text.

    Raises ``InputError('exchange.bad_card')`` for a name that no reader would take.
    """
    text = _signed(
        {
            "v": VERSION,
            "kind": "hq-card",
            "name": name,
            "keys": signer.public.to_json(),
            "fingerprint": signer.public.fingerprint,
        },
        CARD_CONTEXT,
        signer,
    )
    read_card(text)
    return text


def read_card(text: str) -> HqCard:
    """Read a card. That it comes from headquarters only the fingerprint can tell.

    Raises ``InputError`` ``exchange.bad_card`` (with the ``field``) or
    ``exchange.newer_version``, and ``DamagedError('exchange.card_altered')``.
    """
    fields = Fields(_raw(text, "exchange.bad_card"), code="exchange.bad_card")
    fields.check_version(VERSION)
    fields.check_names(_CARD_NAMES)
    fields.text("kind", _CARD)
    card = HqCard(fields.text("name", _LINE), _keys(fields))
    if not _holds(fields, _CARD_NAMES, CARD_CONTEXT, card.keys):
        raise DamagedError("exchange.card_altered")
    if fields.value("fingerprint") != card.fingerprint:
        raise DamagedError("exchange.card_altered")
    return card


def write_request(request: CertificateRequest, signer: Signer) -> str:
    """Return the leader's request as a line of text.

    Raises ``ValueError`` if it names other keys than the signer's, and
    ``InputError('exchange.bad_request')`` if no reader would take it.
    """
    if request.keys != signer.public:
        raise ValueError("a request names the keys that sign it")
    text = _signed(
        {
            "v": VERSION,
            "kind": "certificate-request",
            "mission": request.mission_id,
            "user": request.user_id,
            "leader": request.leader,
            "body": request.body,
            "round": request.round,
            "year": request.year,
            "team": request.team,
            "keys": request.keys.to_json(),
        },
        REQUEST_CONTEXT,
        signer,
    )
    read_request(text)
    return text


def read_request(text: str) -> CertificateRequest:
    """Read a leader's request; who he is, headquarters must find out by other means.

    Raises ``InputError`` ``exchange.bad_request`` (with the ``field``) or
    ``exchange.newer_version``, and ``DamagedError('exchange.request_altered')``.
    """
    fields = Fields(_raw(text, "exchange.bad_request"), code="exchange.bad_request")
    fields.check_version(VERSION)
    fields.check_names(_REQUEST_NAMES)
    fields.text("kind", _REQUEST)
    request = CertificateRequest(
        mission_id=fields.text("mission", ID),
        user_id=fields.text("user", ID),
        leader=fields.text("leader", _LINE),
        body=fields.text("body", _LINE),
        round=fields.text("round", _LINE_OR_NOTHING),
        year=fields.count("year", 0),
        team=fields.text("team", _LINE_OR_NOTHING),
        keys=_keys(fields),
    )
    if not _holds(fields, _REQUEST_NAMES, REQUEST_CONTEXT, request.keys):
        raise DamagedError("exchange.request_altered")
    return request


def _signed(content: Mapping[str, Json], context: str, signer: Signer) -> str:
    signature = signer.sign(context, canonical(content)).hex()
    return canonical({**content, "signature": signature}).decode("utf-8")


def _holds(fields: Fields, names: frozenset[str], context: str, keys: PublicKeys) -> bool:
    signature = bytes.fromhex(fields.text("signature", _SIGNATURE))
    content = {name: fields.value(name) for name in names - {"signature"}}
    return verify(keys, context, canonical(content), signature)


def _raw(text: str, code: str) -> bytes:
    """Return the bytes of a text that may have come with a byte order mark and line ends."""
    try:
        raw = text.strip("\ufeff \t\r\n").encode("utf-8")
    except UnicodeEncodeError:  # half a character pair
        raise InputError(code, field="JSON") from None
    if len(raw) > MAX_BYTES:
        raise InputError(code, field="JSON")
    return raw


def _keys(fields: Fields) -> PublicKeys:
    try:
        return PublicKeys.from_json(fields.value("keys"))
    except DamagedError:
        fields.bad("keys")
