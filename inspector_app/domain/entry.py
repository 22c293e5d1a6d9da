"""One entry of the journal: a stub that everybody holds and a body that its readers hold.

The hash chain runs over stubs, so a folder that may not hold a body still verifies
(design: the journal is the spine). ``body_hash`` covers a random salt: a stub tells
nothing about a short body.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from inspector_app.domain.canonical import MAX_SAFE_INTEGER, Json, canonical, digest, normalised
from inspector_app.domain.errors import DamagedError, KnownError

#: Version of the body's shape, written into every entry.
SCHEMA = 1

_NAME = re.compile(r"[!-~]{1,64}")
_HASH = re.compile(r"[0-9a-f]{64}")


class Operation(StrEnum):
    """What an entry does to its record."""

    CREATE = "create"
    SET = "set"
    DELETE = "delete"
    RESTORE = "restore"
    SIGN = "sign"
    DECIDE = "decide"


@dataclass(frozen=True, slots=True)
class Body:
    """What was intended, by whom, and what its author had seen.

    ``base`` holds, for every field written, the ids of the entries whose values the author
    saw; a delete holds the heads of all fields. ``claimed_at`` is the laptop's clock, for
    reading only: no rule depends on it.
    """

    author: str
    claimed_at: str
    record_type: str
    record_id: str
    op: Operation
    new: Mapping[str, Json]
    base: Mapping[str, Sequence[str]]
    salt: str
    reason: str = ""
    schema: int = SCHEMA

    def as_json(self) -> dict[str, Json]:
        """Return the JSON object that is hashed, stored and sent."""
        return {
            "author": self.author,
            "claimed_at": self.claimed_at,
            "record_type": self.record_type,
            "record_id": self.record_id,
            "op": self.op.value,
            "new": self.new,
            "base": {name: list(ids) for name, ids in self.base.items()},
            "salt": self.salt,
            "reason": self.reason,
            "schema": self.schema,
        }


def foreign_json(value: Json) -> Json:
    """Bring what another laptop sent into canonical form before anything is done with it.

    Raises ``DamagedError`` for what canonical JSON cannot hold.
    """
    try:
        return normalised(value)
    except (TypeError, ValueError, RecursionError) as error:
        raise DamagedError("journal.entry_malformed") from error


def body_from_json(value: Json) -> Body:
    """Read a body back.

    Raises ``DamagedError`` when the object is not a body, and
    ``KnownError('journal.newer_entry')`` when a newer program has given bodies another shape:
    it cannot be kept without knowing what its hash covers.
    """
    if not isinstance(value, Mapping):
        raise DamagedError("journal.entry_malformed")
    try:
        if _positive(value["schema"]) > SCHEMA:
            raise KnownError("journal.newer_entry")
        new = cast("Mapping[str, Json]", value["new"])
        base = cast("Mapping[str, Sequence[str]]", value["base"])
        body = Body(
            author=_text(value["author"]),
            claimed_at=_text(value["claimed_at"]),
            record_type=_name(value["record_type"]),
            record_id=_name(value["record_id"]),
            op=Operation(_text(value["op"])),
            new=dict(new.items()),
            base={name: _texts(ids) for name, ids in base.items()},
            salt=_text(value["salt"]),
            reason=_text(value["reason"]),
            schema=_positive(value["schema"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DamagedError("journal.entry_malformed") from error
    return body


@dataclass(frozen=True, slots=True)
class Stub:
    """The link of the chain: id, device, its gapless sequence, previous hash, hash of the body."""

    id: str
    device: str
    seq: int
    prev: str
    body_hash: str

    @property
    def hash(self) -> str:
        """Return the entry's hash, which the next entry of the device names as ``prev``."""
        return digest(
            {
                "id": self.id,
                "device": self.device,
                "seq": self.seq,
                "prev": self.prev,
                "body_hash": self.body_hash,
            }
        )


def stub_from_json(value: Json) -> Stub:
    """Read a travelling stub; raises ``DamagedError`` for anything else."""
    if not isinstance(value, Mapping):
        raise DamagedError("journal.entry_malformed")
    try:
        stub = Stub(
            id=_text(value["id"]),
            device=_text(value["device"]),
            seq=_positive(value["seq"]),
            prev=_text(value["prev"]),
            body_hash=_text(value["body_hash"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DamagedError("journal.entry_malformed") from error
    # Names are plain ASCII: no second spelling that looks or normalises alike.
    named = _NAME.fullmatch(stub.id) and _NAME.fullmatch(stub.device)
    hashed = _HASH.fullmatch(stub.body_hash) and (
        _HASH.fullmatch(stub.prev) if stub.seq > 1 else not stub.prev
    )
    if not named or not hashed:
        raise DamagedError("journal.entry_malformed")
    return stub


@dataclass(frozen=True, slots=True)
class Entry:
    """A stub with its body, for whoever may read it."""

    stub: Stub
    body: Body

    @property
    def id(self) -> str:
        """Return the entry's id."""
        return self.stub.id


def sealed_link(stub: Stub, body: Body) -> bool:
    """Say whether *body* is the one the stub names."""
    return stub.body_hash == digest(body.as_json())


def content_of(stub: Stub, body: Body) -> bytes:
    """Return the canonical bytes of *body* as they are stored and sealed.

    Raises ``DamagedError('journal.body_mismatch')`` if the stub names another body.
    """
    content = canonical(body.as_json())
    if hashlib.sha256(content).hexdigest() != stub.body_hash:
        raise DamagedError("journal.body_mismatch", entry=stub.id)
    return content


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text expected")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise TypeError("list expected")
    return tuple(map(_text, value))


def _name(value: object) -> str:
    text = _text(value)
    if not text:
        raise ValueError("empty")
    return text


def _positive(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("integer expected")
    if not 0 < value <= MAX_SAFE_INTEGER:
        raise ValueError("out of range")
    return value
