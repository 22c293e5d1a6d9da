"""What is entered to plan a talk, and what can be chosen there."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from inspector_app.domain.canonical import Json
from inspector_app.domain.vocabulary import TalkCategory, TalkKind
from inspector_app.ui.pages.talk.official_picker import Candidate

_BETWEEN = re.compile(r"[、，,；;\s]+")


@dataclass(frozen=True, slots=True)
class Plan:
    """What was entered; moments as ``yyyy-mm-ddThh:mm``, empty where nothing was."""

    kind: TalkKind = TalkKind.INDIVIDUAL
    official: str = ""
    speakers: tuple[str, ...] = ()
    other_speakers: tuple[str, ...] = ()
    described_as: str = ""
    topic: str = ""
    category: TalkCategory = TalkCategory.ORDINARY
    starts_at: str = ""
    ends_at: str = ""
    place: str = ""
    interviewers: tuple[str, ...] = ()
    recorder: str = ""

    @property
    def fields(self) -> dict[str, Json]:
        """Return the plan as the fields of a talk."""
        alone, group = self.kind is TalkKind.INDIVIDUAL, self.kind is TalkKind.GROUP
        unnamed = self.kind is TalkKind.UNNAMED
        return {
            "kind": self.kind.value,
            "official": (self.official or None) if alone else None,
            "speakers": list(self.speakers) if group else [],
            "other_speakers": list(self.other_speakers) if group else [],
            "described_as": (self.described_as or None) if unnamed else None,
            "topic": (self.topic or None) if group else None,
            "category": self.category.value,
            "starts_at": self.starts_at or None,
            "ends_at": self.ends_at or None,
            "place": self.place or None,
            "interviewers": list(self.interviewers),
            "recorder": self.recorder or None,
        }


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen: officials with their category, the team, places used before."""

    candidates: Sequence[Candidate]
    categories: dict[str, TalkCategory]
    team: Sequence[tuple[str, str]]
    places: Sequence[str]
    least: int = 2

    def named(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return whom names separated by 、 mean: officials by id, and names of nobody there.

        A name that several bear stands for itself: the roster cannot say who it is.
        """
        bearers: dict[str, list[str]] = {}
        for one in self.candidates:
            bearers.setdefault(one.name, []).append(one.id)
        names = list(dict.fromkeys(name.strip() for name in _BETWEEN.split(text) if name.strip()))
        known = tuple(bearers[name][0] for name in names if len(bearers.get(name, ())) == 1)
        return known, tuple(name for name in names if len(bearers.get(name, ())) != 1)

    def names(self, plan: "Plan") -> str:
        """Return the speakers of a plan as they are typed."""
        known = {one.id: one.name for one in self.candidates}
        found = [known[one] for one in plan.speakers if one in known]
        return "、".join([*found, *plan.other_speakers])


#: Says in words what stands in the way of a plan as it is entered; empty for nothing.
Check = Callable[[Plan], str]


def moment_of(day: str, time: str) -> str:
    """Return day and time as a moment, empty unless both are there."""
    return f"{day}T{time}" if day and time else ""
