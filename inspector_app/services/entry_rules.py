"""The rules of the entry check that look at the mission's records."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from inspector_app.domain.briefing import Filing
from inspector_app.domain.missing import Severity
from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import Capacity, Head, MissionKind, Organ, Role
from inspector_app.services.briefing import Standing, organ_of, standing
from inspector_app.services.briefing_readers import readings
from inspector_app.services.checklist import FORM_ID
from inspector_app.services.entry_check import Check, with_reasons
from inspector_app.services.mission import certified, mission_record, trust_root
from inspector_app.services.mission_facts import DAYS
from inspector_app.services.number_one_profile import number_one_profiles
from inspector_app.services.roster import serving_number_ones
from inspector_app.services.source_organs import mandatory_organs
from inspector_app.services.team import recovery_notes, team
from inspector_app.services.team_filings import team_filings
from inspector_app.store.reader import Order, Reader
from inspector_app.system.resources import resources

#: Parts of the page 进驻前 on which things are mended.
_ORGANS, _ROSTER, _TEAM, _PREVIOUS = "organs", "roster", "team", "previous"
#: Two hold a talk; with the leader that makes three at least (handbook §7 rule 1).
_LEAST_TEAM = 3
#: So many names are told, the others are counted.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class View:
    """What the rules look at."""

    reader: Reader
    mission: Record
    today: str


Rule = Callable[[View], Iterator[Check]]


def entry_checks(reader: Reader, mission_id: str, today: str) -> list[Check]:
    """Return what the mission's records say about being ready to enter, reasons included."""
    view = View(reader, mission_record(reader, mission_id), today)
    return with_reasons(reader, list(chain.from_iterable(rule(view) for rule in RULES)))


def _days(view: View) -> Iterator[Check]:
    missing = [day for day in DAYS if not view.mission.text(day)]
    code = "days_missing" if missing else "days_set"
    yield Check(code, not missing, params={"count": len(missing)}, target={"part": _TEAM})


@cache
def _complete() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the fields that everybody needs, and the categories that need somebody."""
    path = resources() / "briefing" / "roster.toml"
    given = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(given["fields"]), tuple(given["categories"])


def _roster(view: View) -> Iterator[Check]:
    count = view.reader.count("official")
    target = {"part": _ROSTER}
    if not count:
        yield Check("roster_missing", done=False, params={"count": 0}, target=target)
        return
    fields, categories = _complete()
    lacking = {
        one.id: one.text("name")
        for name in fields
        for blank in (None, "")
        for one in view.reader.find("official", {name: blank})
    }
    if lacking:
        names = "、".join(list(lacking.values())[:_NAMED])
        params: dict[str, str | int] = {"count": len(lacking), "names": names}
        yield Check("roster_gaps", done=False, params=params, target=target)
    else:
        yield Check("roster_there", done=True, params={"count": count}, target=target)
    empty = [code for code in categories if not view.reader.count("official", {"category": code})]
    if empty:
        yield Check(
            "roster_lacks", done=False, params={"categories": " ".join(empty)}, target=target
        )


#: The capacities of the number ones as they may stand together: one person, or two.
_RIGHT_CAPACITIES = (
    [Capacity.BOTH.value],
    sorted((Capacity.PARTY_SECRETARY.value, Capacity.ADMINISTRATIVE_HEAD.value)),
)


def _number_ones(view: View) -> Iterator[Check]:
    people = serving_number_ones(view.reader, view.today)
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


def _organs(view: View) -> Iterator[Check]:
    briefings = view.reader.find("briefing")
    mandatory = mandatory_organs(view.reader)
    for organ in mandatory:
        own = [one for one in briefings if organ_of(one) is organ]
        yield _mandatory(view, organ, own)
    for briefing in briefings:
        how, days = standing(briefing, view.today)
        if organ_of(briefing) not in mandatory and how is Standing.OVERDUE:
            yield Check(
                "organ_overdue",
                done=False,
                severity=Severity.DUE,
                params={"organ": organ_of(briefing).value, "days": days},
                target={"part": _ORGANS, "briefing": briefing.id},
                about=briefing.id,
            )


def _mandatory(view: View, organ: Organ, own: list[Record]) -> Check:
    answered = sorted((one for one in own if one.text("received_on")), key=_received)
    entry_on = view.mission.text("entry_on")
    target = {"part": _ORGANS, "organ": organ.value}
    if not answered:
        code = "organ_awaited" if own else "organ_missing"
        if own:
            target |= {"briefing": own[0].id}
        return Check(
            code, done=False, params={"organ": organ.value}, target=target, about=organ.value
        )
    first = answered[0]
    received = first.text("received_on")
    in_time = not entry_on or received < entry_on
    return Check(
        "organ_answered" if in_time else "organ_after_entry",
        done=in_time,
        severity=Severity.DUE,
        params={"organ": organ.value, "day": received},
        target=target | {"briefing": first.id},
        about=organ.value,
    )


def _received(briefing: Record) -> str:
    return briefing.text("received_on")


def _read_by_all(view: View) -> Iterator[Check]:
    answered = [one for one in view.reader.find("briefing") if one.text("received_on")]
    if not answered:
        return
    trusted = certified(view.reader, view.mission.id)
    users = view.reader.find("user", order=[Order("name")])
    for briefing in answered:
        given = readings(view.reader, view.mission.id, briefing.id, trusted=trusted, users=users)
        waiting = [one.name for one in given if not one.read]
        yield Check(
            "reading_open" if waiting else "read_by_all",
            done=not waiting,
            params={"organ": organ_of(briefing).value, "names": "、".join(waiting)},
            target={"part": _ORGANS, "briefing": briefing.id},
            about=briefing.id,
        )


def _papers_returned(view: View) -> Iterator[Check]:
    for paper in view.reader.find("briefing_paper"):
        due = paper.text("return_by")
        if due and due < view.today and not paper.text("returned_on"):
            yield Check(
                "paper_overdue",
                done=False,
                severity=Severity.NOTE,
                params={"title": paper.text("title"), "day": due},
                target={"part": _ORGANS, "briefing": paper.text("briefing")},
                about=paper.id,
            )


def _profile(view: View) -> Iterator[Check]:
    for profile in number_one_profiles(view.reader):
        work, life = profile.gaps(Head.WORK), profile.gaps(Head.LIFE)
        if profile.lines:
            yield Check(
                "profile_gaps" if work + life else "profile_full",
                done=not work + life,
                severity=Severity.NOTE,
                params={"name": profile.official.text("name"), "work": work, "life": life},
                target={"part": "glance", "official": profile.official.id},
                about=profile.official.id,
            )


def _previous(view: View) -> Iterator[Check]:
    if view.mission.text("kind") == MissionKind.LOOK_BACK.value:
        count = view.reader.count("previous_finding")
        code = "previous_there" if count else "previous_missing"
        yield Check(code, bool(count), params={"count": count}, target={"part": _PREVIOUS})


def _headquarters(view: View) -> Iterator[Check]:
    name = view.mission.text("hq_name")
    pinned = trust_root(view.reader, view.mission.id) is not None
    confirmed = pinned and view.mission.flag("hq_confirmed")
    code = "hq_confirmed" if confirmed else "hq_unconfirmed" if pinned else "hq_missing"
    yield Check(code, confirmed, params={"name": name}, target={"part": _TEAM})


def _certificates(view: View) -> Iterator[Check]:
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
    if len(people) < _LEAST_TEAM:
        yield Check("team_small", done=False, severity=Severity.DUE, target=target)


def _filings(view: View) -> Iterator[Check]:
    people = team_filings(view.reader)
    target = {"part": _TEAM}
    for kind in Filing:
        waiting = [one.user.text("name") for one in people if not one.filed(kind)]
        yield Check(
            "filing_open" if waiting else "filed_by_all",
            done=not waiting,
            params={"filing": kind.value, "names": "、".join(waiting)},
            target=target,
            about=kind.value,
        )
    recused = [one.user.text("name") for one in people if one.recused]
    if recused:
        yield Check(
            "recused_in_team", done=False, params={"names": "、".join(recused)}, target=target
        )


def _recovery(view: View) -> Iterator[Check]:
    people = [u for u in view.reader.find("user") if u.values.get("active") is not False]
    noted = recovery_notes(view.reader)
    waiting = [one.text("name") for one in people if one.id not in noted]
    yield Check(
        "recovery_open" if waiting else "recovery_noted",
        done=not waiting,
        params={"names": "、".join(waiting)},
        target={"part": _TEAM},
    )


def _forms(view: View) -> Iterator[Check]:
    found = view.reader.count("form", {"form_id": FORM_ID})
    yield Check("form_published" if found else "form_missing", bool(found))


#: What is looked at, in the order in which it is shown. A later capability adds its line.
RULES: tuple[Rule, ...] = (
    _organs,
    _read_by_all,
    _papers_returned,
    _profile,
    _previous,
    _roster,
    _number_ones,
    _days,
    _filings,
    _headquarters,
    _certificates,
    _recovery,
    _forms,
)
