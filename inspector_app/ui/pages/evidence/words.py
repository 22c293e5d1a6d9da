"""How evidence is put into words: kinds, sizes, hashes, readers."""

from inspector_app.domain.record import Record
from inspector_app.domain.record_type import Audience
from inspector_app.services.evidence_list import kind_of
from inspector_app.system.wording import Wording
from inspector_app.ui.theme import Tone

_STEP = 1024
_UNITS = ("B", "KB", "MB", "GB")
#: How many digits of a hash tell two files apart at a glance.
SHORT_HASH = 8

AUDIENCE_TONES: dict[Audience, Tone] = {
    Audience.TEAM: "neutral",
    Audience.NAMED: "warn",
    Audience.LEADER: "mark",
}
_AUDIENCE_SIGNS = {Audience.TEAM: "", Audience.NAMED: "◆ ", Audience.LEADER: "▲ "}


def size_words(size: int) -> str:
    """Return a size as people read it: ``532 B``, ``3.2 MB``."""
    value, unit = float(size), 0
    while value >= _STEP and unit < len(_UNITS) - 1:
        value, unit = value / _STEP, unit + 1
    return (
        f"{value:.0f} {_UNITS[unit]}"
        if unit == 0 or value >= 100
        else f"{value:.1f} {_UNITS[unit]}"
    )


def kind_words(wording: Wording, media_type: str) -> str:
    """Return what kind of file a media type is."""
    return wording.text(f"evidence.kinds.{kind_of(media_type).value}")


def audience_words(wording: Wording, audience: Audience) -> str:
    """Return who can read, with a sign for what is not open to all."""
    return _AUDIENCE_SIGNS[audience] + wording.text(f"terms.audience.{audience.value}")


def evidence_name(evidence: Record) -> str:
    """Return number and title."""
    return f"{evidence.text('number')} {evidence.text('title')}".strip()


def spaced_hash(sha256: str) -> str:
    """Return a hash in groups of eight digits, so that it can be compared by eye."""
    return " ".join(sha256[at : at + 8] for at in range(0, len(sha256), 8))
