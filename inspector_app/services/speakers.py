"""Who speaks in a talk: one person of the roster, several, or somebody who is not named.

座谈会 and unnamed talks are talks like any other: planned, recorded, read back, signed. What
differs is who they are with, and that the must-ask list, which is for talking alone with
somebody (article 9), is no duty of a 座谈会.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from inspector_app.domain.errors import RefusedError
from inspector_app.domain.must_ask import MustAskItem
from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import TalkKind
from inspector_app.services.checklist import Checklist

#: So many speakers make a 座谈会.
LEAST_SPEAKERS = 2
#: The fields of a talk that say who speaks.
FIELDS = ("official", "speakers", "other_speakers", "described_as")
_SHOWN = 3
_KINDS: Mapping[str, TalkKind] = {kind.value: kind for kind in TalkKind}


def kind_of(talk: Record) -> TalkKind:
    """Return how a talk is held; a kind of a newer program counts as talking to one person."""
    kind = talk.text("kind")
    return _KINDS.get(kind, TalkKind.INDIVIDUAL)


def people_of(talk: Record) -> tuple[str, ...]:
    """Return the officials a talk is with, by id: one, several, or nobody who is named."""
    if kind_of(talk) is TalkKind.GROUP:
        return talk.items("speakers")
    return (talk.text("official"),) if talk.text("official") else ()


def speaker_names(talk: Record, people: Mapping[str, Record]) -> tuple[str, ...]:
    """Return the names of those who speak; *people* are officials by id."""
    known = [people[one].text("name") for one in people_of(talk) if one in people]
    if kind_of(talk) is TalkKind.GROUP:
        return (*known, *talk.items("other_speakers"))
    return tuple(known)


def talker_name(talk: Record, people: Mapping[str, Record]) -> str:
    """Return what a talk's talker is called in lists: a name, a topic, or a description."""
    kind, names = kind_of(talk), speaker_names(talk, people)
    if kind is TalkKind.UNNAMED:
        return talk.text("described_as")
    if kind is TalkKind.GROUP:
        return talk.text("topic") or "、".join(names[:_SHOWN])
    return names[0] if names else ""


def speaker_of(paragraph: Record, people: Mapping[str, Record]) -> str:
    """Return who said a paragraph of a 座谈会; empty where nobody is noted."""
    person = people.get(paragraph.text("speaker"))
    return person.text("name") if person else paragraph.text("speaker_name")


@dataclass(frozen=True, slots=True)
class Speaker:
    """One of several who speak: an official of the roster, or only a name."""

    name: str
    official: str = ""


def speakers_of(talk: Record, people: Mapping[str, Record]) -> tuple[Speaker, ...]:
    """Return who can say a paragraph of a 座谈会; nobody where only one person speaks."""
    if kind_of(talk) is not TalkKind.GROUP:
        return ()
    known = [Speaker(people[one].text("name"), one) for one in people_of(talk) if one in people]
    return (*known, *(Speaker(name) for name in talk.items("other_speakers")))


def items_due(checklist: Checklist, talk: Record) -> Sequence[MustAskItem]:
    """Return the items among which those of the talker's category must be asked."""
    return () if kind_of(talk) is TalkKind.GROUP else checklist.items


def lacks_speakers(talk: Record) -> bool:
    """Say whether a talk does not say who it is with."""
    match kind_of(talk):
        case TalkKind.GROUP:
            return len(talk.items("speakers")) + len(talk.items("other_speakers")) < LEAST_SPEAKERS
        case TalkKind.UNNAMED:
            return not talk.text("described_as").strip()
        case _:
            return not talk.text("official")


def require_speakers(talk: Record) -> None:
    """Raise ``RefusedError`` unless a talk says who it is with.

    ``talk.no_talker``, ``talk.few_speakers`` with ``least``, ``talk.no_description``.
    """
    if not lacks_speakers(talk):
        return
    match kind_of(talk):
        case TalkKind.GROUP:
            raise RefusedError("talk.few_speakers", least=LEAST_SPEAKERS)
        case TalkKind.UNNAMED:
            raise RefusedError("talk.no_description")
        case _:
            raise RefusedError("talk.no_talker")
