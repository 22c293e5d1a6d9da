"""What must be there before the team enters: green, or why not, and where to mend it.

A list of rules; each looks at the mission and says one or more things. Rules that look at the
machine stand apart, because reading folders may take a while.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from inspector_app.domain.missing import Severity
from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import Capacity, Head, Organ, Role
from inspector_app.services.backup import backups_of, chosen_destination
from inspector_app.services.briefing import (
    MANDATORY,
    Standing,
    organ_of,
    readings,
    standing,
)
from inspector_app.services.checklist import FORM_ID
from inspector_app.services.mission import certified, mission_record, trust_root
from inspector_app.services.mission_facts import DAYS
from inspector_app.services.number_one_profile import number_one_profiles
from inspector_app.services.roster import number_ones
from inspector_app.services.seat import Surroundings
from inspector_app.services.team import team
from inspector_app.store.reader import Reader
from inspector_app.system.fonts import bundled_fonts
from inspector_app.system.space import free_bytes
from inspector_app.system.wording import Wording

#: Below this there may be no room for the evidence of a mission and its backup, in bytes.
LEAST_FREE = 2_000_000_000
_GIGABYTE = 1_000_000_000

#: Parts of the page 进驻前 on which things are mended.
_ORGANS, _ROSTER, _TEAM = "organs", "roster", "team"
_PAGE = "briefing"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; ``code`` is worded under ``entry_check``.

    ``severity`` says how much it matters while it is not *done*; ``target`` is where on the
    page 进驻前 it is mended, empty for what is mended outside the window.
    """

    code: str
    done: bool
    severity: Severity = Severity.BLOCK
    params: Mapping[str, str | int] = field(default_factory=dict)
    target: Mapping[str, str] = field(default_factory=dict)

    @property
    def page(self) -> str:
        """Return the page on which it is mended."""
        return _PAGE if self.target else ""


@dataclass(frozen=True, slots=True)
class _View:
    """What the rules look at."""

    reader: Reader
    mission: Record
    today: str


_Rule = Callable[[_View], Iterator[Check]]


def entry_checks(reader: Reader, mission_id: str, today: str) -> list[Check]:
    """Return what the mission's records say about being ready to enter."""
    view = _View(reader, mission_record(reader, mission_id), today)
    return list(chain.from_iterable(rule(view) for rule in _RULES))


def check_text(check: Check, wording: Wording) -> str:
    """Return the sentence of one check in the user's language."""
    params = dict(check.params)
    if "organ" in params:
        params["organ"] = wording.text(f"terms.organ.{params['organ']}")
    return wording.text(f"entry_check.{check.code}", **params)


def ready(checks: list[Check]) -> bool:
    """Say whether nothing blocks the entry any more."""
    return all(check.done or check.severity is not Severity.BLOCK for check in checks)


# --- rules ------------------------------------------------------------------------------


def _days(view: _View) -> Iterator[Check]:
    missing = [day for day in DAYS if not view.mission.text(day)]
    code = "days_missing" if missing else "days_set"
    yield Check(code, not missing, params={"count": len(missing)}, target={"part": _TEAM})


def _roster(view: _View) -> Iterator[Check]:
    count = view.reader.count("official")
    code = "roster_there" if count else "roster_missing"
    yield Check(code, bool(count), params={"count": count}, target={"part": _ROSTER})


#: The capacities of the number ones as they may stand together: one person, or two.
_RIGHT_CAPACITIES = (
    [Capacity.BOTH.value],
    sorted((Capacity.PARTY_SECRETARY.value, Capacity.ADMINISTRATIVE_HEAD.value)),
)


def _number_ones(view: _View) -> Iterator[Check]:
    people = number_ones(view.reader)
    capacities = sorted(one.text("capacity") for one in people)
    severity = Severity.BLOCK
    if not people:
        code = "number_one_missing"
    elif "" in capacities:
        code = "number_one_capacity"
        people = [one for one in people if not one.text("capacity")]
    elif capacities in _RIGHT_CAPACITIES:
        code = "number_one_set"
    elif len(people) == 1:
        code, severity = "number_one_only_one", Severity.DUE
    else:
        code = "number_one_too_many"
    names = "、".join(one.text("name") for one in people)
    yield Check(
        code, code == "number_one_set", severity, {"names": names}, target={"part": _ROSTER}
    )


def _organs(view: _View) -> Iterator[Check]:
    briefings = view.reader.find("briefing")
    for organ in MANDATORY:
        own = [one for one in briefings if organ_of(one) is organ]
        yield _mandatory(view, organ, own)
    for briefing in briefings:
        how, days = standing(briefing, view.today)
        if organ_of(briefing) not in MANDATORY and how is Standing.OVERDUE:
            yield Check(
                "organ_overdue",
                done=False,
                severity=Severity.DUE,
                params={"organ": organ_of(briefing).value, "days": days},
                target={"part": _ORGANS, "briefing": briefing.id},
            )


def _mandatory(view: _View, organ: Organ, own: list[Record]) -> Check:
    answered = sorted((one for one in own if one.text("received_on")), key=_received)
    entry_on = view.mission.text("entry_on")
    target = {"part": _ORGANS, "organ": organ.value}
    if not answered:
        code = "organ_awaited" if own else "organ_missing"
        if own:
            target |= {"briefing": own[0].id}
        return Check(code, done=False, params={"organ": organ.value}, target=target)
    first = answered[0]
    received = first.text("received_on")
    in_time = not entry_on or received < entry_on
    return Check(
        "organ_answered" if in_time else "organ_after_entry",
        done=in_time,
        severity=Severity.DUE,
        params={"organ": organ.value, "day": received},
        target=target | {"briefing": first.id},
    )


def _received(briefing: Record) -> str:
    return briefing.text("received_on")


def _read_by_all(view: _View) -> Iterator[Check]:
    trusted = certified(view.reader, view.mission.id)
    for briefing in view.reader.find("briefing"):
        if not briefing.text("received_on"):
            continue
        given = readings(view.reader, view.mission.id, briefing.id, trusted=trusted)
        waiting = [one.name for one in given if not one.read]
        yield Check(
            "reading_open" if waiting else "read_by_all",
            done=not waiting,
            params={"organ": organ_of(briefing).value, "names": "、".join(waiting)},
            target={"part": _ORGANS, "briefing": briefing.id},
        )


def _profile(view: _View) -> Iterator[Check]:
    for profile in number_one_profiles(view.reader):
        work, life = profile.gaps(Head.WORK), profile.gaps(Head.LIFE)
        if profile.lines:
            yield Check(
                "profile_gaps" if work + life else "profile_full",
                done=not work + life,
                severity=Severity.NOTE,
                params={"name": profile.official.text("name"), "work": work, "life": life},
                target={"part": "glance", "official": profile.official.id},
            )


def _headquarters(view: _View) -> Iterator[Check]:
    name = view.mission.text("hq_name")
    pinned = trust_root(view.reader, view.mission.id) is not None
    confirmed = pinned and view.mission.flag("hq_confirmed")
    code = "hq_confirmed" if confirmed else "hq_unconfirmed" if pinned else "hq_missing"
    yield Check(code, confirmed, params={"name": name}, target={"part": _TEAM})


def _certificates(view: _View) -> Iterator[Check]:
    people = [one for one in team(view.reader, view.mission.id) if one.active]
    target = {"part": _TEAM}
    without = [one.name for one in people if not one.certified]
    leader = all(one.certified for one in people if one.role is Role.LEADER)
    if not leader:
        yield Check("leader_uncertified", done=False, target=target)
    elif without:
        names = "、".join(without)
        yield Check("member_uncertified", done=False, params={"names": names}, target=target)
    else:
        yield Check("team_certified", done=True, params={"count": len(people)}, target=target)
    if len(people) < 3:
        # A talk needs two to hold it; with the leader that makes three at least.
        yield Check("team_small", done=False, severity=Severity.DUE, target=target)


def _forms(view: _View) -> Iterator[Check]:
    found = view.reader.count("form", {"form_id": FORM_ID})
    yield Check("form_published" if found else "form_missing", bool(found))


#: What is looked at, in the order in which it is shown.
_RULES: tuple[_Rule, ...] = (
    _organs,
    _read_by_all,
    _profile,
    _roster,
    _number_ones,
    _days,
    _headquarters,
    _certificates,
    _forms,
)


# --- the machine ------------------------------------------------------------------------


def machine_checks(surroundings: Surroundings, folder: Path, mission_id: str) -> list[Check]:
    """Return what this computer says about being ready (any lane: touches no database)."""
    free = free_bytes(folder)
    fonts = bundled_fonts()
    lost = {
        file.path.name
        for role in fonts.roles.values()
        for file in (*role.chain, *role.borrowed.values())
        if not file.path.is_file()
    }
    backups = backups_of(folder, mission_id, chosen_destination(surroundings, folder))
    return [
        Check(
            "space_enough" if free >= LEAST_FREE else "space_short",
            free >= LEAST_FREE,
            Severity.DUE,
            {"free": free // _GIGABYTE, "needed": LEAST_FREE // _GIGABYTE},
        ),
        Check(
            "fonts_lost" if lost else "fonts_there",
            not lost,
            params={"names": "、".join(sorted(lost))},
        ),
        Check(
            "backup_there" if backups else "backup_missing",
            bool(backups),
            Severity.DUE,
            {"moment": backups[0].made_at[:16].replace("T", " ") if backups else ""},
        ),
    ]
