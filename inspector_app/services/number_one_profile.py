"""The profile of a number one before entry: work | life side by side, with its gaps."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from inspector_app.domain.canonical import Json
from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import Capacity, Head, ItemState, Organ
from inspector_app.services.briefing import organ_of
from inspector_app.services.briefing_themes import same_theme, themes_of
from inspector_app.services.roster import number_ones
from inspector_app.store.reader import Order, Reader


class LineState(StrEnum):
    """What is known of one theme; the last three are gaps, none of them means "nothing"."""

    HAS = "has"
    NONE = "none"
    NOT_PROVIDED = "not_provided"  # the organ did not say
    UNANSWERED = "unanswered"  # the organ answered, but not to this theme
    AWAITED = "awaited"  # the organ has not answered yet


#: States in which a theme is open: to be asked again, or to be taken up in talks.
GAPS = frozenset({LineState.NOT_PROVIDED, LineState.UNANSWERED, LineState.AWAITED})


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """One theme of one organ about one number one. ``item`` is ``None`` when nothing is there."""

    head: Head
    theme: str
    organ: Organ
    briefing: Record
    item: Record | None
    state: LineState

    @property
    def text(self) -> str:
        """Return what the organ said."""
        return self.item.text("text") if self.item else ""


@dataclass(frozen=True, slots=True)
class NumberOneProfile:
    """What is known of one number one, and what was asked for and is not there."""

    official: Record
    lines: tuple[ProfileLine, ...]

    def of(self, head: Head) -> tuple[ProfileLine, ...]:
        """Return the lines of one head."""
        return tuple(line for line in self.lines if line.head is head)

    def gaps(self, head: Head) -> int:
        """Return how many themes of one head are open."""
        return sum(line.state in GAPS for line in self.of(head))


def number_one_profiles(reader: Reader) -> list[NumberOneProfile]:
    """Return a profile for each number one, themes in the order of the organs' letters.

    Who is in office stands before who was replaced, the party's before the administration's.
    """
    briefings = sorted(reader.find("briefing"), key=lambda one: list(Organ).index(organ_of(one)))
    items = _by_subject(reader)
    return [
        NumberOneProfile(
            official,
            tuple(
                line
                for briefing in briefings
                for line in _lines(briefing, items.get((briefing.id, official.id), []))
            ),
        )
        for official in in_order(number_ones(reader))
    ]


def in_order(people: Sequence[Record]) -> list[Record]:
    """Return number ones in the order in which they are shown and named in papers."""
    capacities = list(Capacity)

    def place(person: Record) -> tuple[bool, int]:
        known = person.text("capacity")
        at = capacities.index(Capacity(known)) if known in frozenset(Capacity) else 0
        return bool(person.text("left_on")), at

    return sorted(people, key=place)


def _by_subject(reader: Reader) -> dict[tuple[str, str], list[Record]]:
    found: dict[tuple[str, str], list[Record]] = {}
    for item in reader.find("briefing_item", order=[Order("id")]):
        found.setdefault((item.text("briefing"), item.text("official")), []).append(item)
    return found


def briefing_lines(reader: Reader, briefing: Record, official: str) -> list[ProfileLine]:
    """Return what one organ was asked about one number one, with what it said.

    The themes of the letter come first, in its order, work before life; then what the organ
    added. A theme without an item is a gap.
    """
    where: dict[str, Json] = {"briefing": briefing.id, "official": official}
    return _lines(briefing, reader.find("briefing_item", where, order=[Order("id")]))


def _lines(briefing: Record, items: Sequence[Record]) -> list[ProfileLine]:
    organ = organ_of(briefing)
    lines = []
    for head in Head:
        own = [item for item in items if item.text("head") == head.value]
        for theme in themes_of(organ):
            if theme.head is head:
                found, own = _taken(own, theme.text)
                lines += [_line(briefing, head, theme.text, item) for item in found or [None]]
        lines += [_line(briefing, head, item.text("theme"), item) for item in own]
    # An item that was recorded without its head would else be seen nowhere.
    stray = [item for item in items if not item.text("head")]
    return lines + [_line(briefing, Head.WORK, item.text("theme"), item) for item in stray]


def _taken(items: Sequence[Record], theme: str) -> tuple[list[Record | None], list[Record]]:
    found: list[Record | None] = [i for i in items if same_theme(i.text("theme"), theme)]
    return found, [item for item in items if item not in found]


def _line(briefing: Record, head: Head, theme: str, item: Record | None) -> ProfileLine:
    if item is not None and item.text("state") in frozenset(ItemState):
        state = LineState(item.text("state"))
    else:
        state = LineState.UNANSWERED if briefing.text("received_on") else LineState.AWAITED
    return ProfileLine(head, theme, organ_of(briefing), briefing, item, state)
