"""How talks are planned in this mission: working hours, rooms, lengths, who must be talked to.

All of it differs from place to place, so all of it is a setting with a basis that can be
edited; what comes with the program stands in ``resources/talk_plan/rules.toml``.
"""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import InputError
from inspector_app.domain.vocabulary import TalkCategory
from inspector_app.services.mission import OpenMission
from inspector_app.store.journal import Write
from inspector_app.store.reader import Reader
from inspector_app.system.resources import resources
from inspector_app.system.wording import Wording

PREFIX = "talk."
ALL = "all"
YES = "yes"
_SPAN = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)[-–—~至到]([01]?\d|2[0-3]):([0-5]\d)")
_QUOTA = re.compile(r"all|\d{1,4}|(?:100|\d{1,2})%")
_LIST = re.compile(r"[、，,；;\n]+")
#: The longest talk that can be planned, and the longest break: a day's work.
MOST_MINUTES = 480
#: More rooms than a calendar can show side by side, and names longer than a line.
MOST_ROOMS = 24
MOST_NAME = 60


@dataclass(frozen=True, slots=True)
class Rule:
    """Whom to talk to: who of the roster (``select``), and how many of them (``quota``)."""

    key: str
    select: str
    quota: str

    @property
    def everybody(self) -> bool:
        """Say whether each of them must be talked to."""
        return self.quota in {ALL, "100%"}

    def wanted(self, people: int) -> int:
        """Return how many of so many *people* must be talked to; shares are rounded up."""
        if self.quota == ALL:
            return people
        if self.quota.endswith("%"):
            return -(-people * int(self.quota[:-1]) // 100)
        return min(people, int(self.quota))


@dataclass(frozen=True, slots=True)
class PlanSettings:
    """What holds in this mission.

    ``hours`` are spans of a working day as hh:mm, in order, with the midday break between
    them; ``weekdays`` count from 1 for Monday; ``order`` is in which order categories are
    usually talked to (handbook B4).
    """

    hours: tuple[tuple[str, str], ...]
    weekdays: frozenset[int]
    rooms: tuple[str, ...]
    minutes: Mapping[TalkCategory, int]
    pause: int
    retired_years: int
    order: tuple[TalkCategory, ...]
    rules: tuple[Rule, ...]
    calendar_names: bool

    def length(self, category: TalkCategory) -> int:
        """Return how many minutes a talk with somebody of *category* lasts."""
        return self.minutes[category]


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting as it is shown and edited: key, label, value, and on what it rests."""

    key: str
    label: str
    value: str
    basis: str
    hint: str
    shipped: bool


@cache
def _shipped() -> Mapping[str, str]:
    """Return what comes with the program, by key without the prefix."""
    text = (resources() / "talk_plan" / "rules.toml").read_text(encoding="utf-8")
    given = tomllib.loads(text)
    values = {f"rule.{one['key']}": str(one["quota"]) for one in given["rules"]}
    values |= {f"minutes.{code}": str(value) for code, value in given["minutes"].items()}
    values |= {key: str(value) for key, value in given["numbers"].items()}
    return values | {key: str(value) for key, value in given["texts"].items()}


@cache
def _selections() -> Mapping[str, str]:
    text = (resources() / "talk_plan" / "rules.toml").read_text(encoding="utf-8")
    rules = cast("Sequence[Mapping[str, str]]", tomllib.loads(text)["rules"])
    return {one["key"]: one["select"] for one in rules}


def setting_keys() -> tuple[str, ...]:
    """Return the keys of all settings of the plan, in the order in which they are shown."""
    first = ("hours", "weekdays", "rooms", "break", "least_interviewers")
    later = ("retired_years", "order", "days", "calendar_names")
    rules = tuple(f"rule.{key}" for key in _selections())
    minutes = tuple(f"minutes.{category.value}" for category in TalkCategory)
    return (*first, *minutes, *rules, *later)


def plan_settings(reader: Reader) -> PlanSettings:
    """Return what holds: what the mission says, else what comes with the program."""
    value = {**_shipped(), **_given(reader)}
    return PlanSettings(
        hours=_hours(value["hours"]),
        weekdays=frozenset(int(one) for one in value["weekdays"].split()),
        rooms=tuple(read_list(value["rooms"])) or _rooms_used(reader),
        minutes={one: int(value[f"minutes.{one.value}"]) for one in TalkCategory},
        pause=int(value["break"]),
        retired_years=int(value["retired_years"]),
        order=tuple(TalkCategory(code) for code in value["order"].split()),
        rules=tuple(
            Rule(key, select, value[f"rule.{key}"]) for key, select in _selections().items()
        ),
        calendar_names=value["calendar_names"] == YES,
    )


def _given(reader: Reader) -> dict[str, str]:
    """Return what the mission says, without what nobody could have meant."""
    found = {}
    for record in reader.find("setting"):
        key = record.text("key").removeprefix(PREFIX)
        if record.text("key").startswith(PREFIX) and key in _shipped():
            try:
                found[key] = checked(key, record.text("value"))
            except InputError:
                continue  # by a newer program, or by hand in a package: what was shipped holds
    return found


def _rooms_used(reader: Reader) -> tuple[str, ...]:
    """Return the places of talks so far: rooms need not be entered twice."""
    places = {place.strip() for place in reader.distinct("talk", "place")}
    return tuple(sorted(places - {""}))


def _hours(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((f"{int(a):02}:{b}", f"{int(c):02}:{d}") for a, b, c, d in _SPAN.findall(text))


def read_list(text: str) -> list[str]:
    """Return the items of a list as people write it, each once."""
    return list(dict.fromkeys(one.strip() for one in _LIST.split(text) if one.strip()))


def checked(key: str, value: str) -> str:
    """Return a setting's value as it is kept; raises ``InputError('plan_setting.…')``."""
    value = value.strip()
    if key in _CHECKS:
        return _CHECKS[key](value)
    if key.startswith("rule."):
        return _quota(value)
    return _number(value, 5 if key.startswith("minutes.") else 0)


def _working_hours(value: str) -> str:
    plain = re.sub(r"\s*([-–—~至到])\s*", r"\1", value.replace("：", ":"))
    spans = _hours(plain)
    flat = [moment for span in spans for moment in span]
    if not spans or flat != sorted(set(flat)) or _SPAN.sub("", plain).strip(" 、，,；;\n"):
        raise InputError("plan_setting.hours")
    return " ".join(f"{begins}-{ends}" for begins, ends in spans)


def _weekdays(value: str) -> str:
    if not re.fullmatch(r"[1-7](?:[\s、，,]*[1-7])*", value):
        raise InputError("plan_setting.weekdays")
    return " ".join(sorted({one for one in value if one.isdigit()}))


def _order(value: str) -> str:
    codes = value.upper().split()
    every = [one.value for one in TalkCategory]
    if sorted(codes) != sorted(every):
        raise InputError("plan_setting.order", all=" ".join(every))
    return " ".join(codes)


def _quota(value: str) -> str:
    quota = value.lower().replace("％", "%")
    if not _QUOTA.fullmatch(quota):
        raise InputError("plan_setting.quota", value=value[:20])
    return quota


def _number(value: str, least: int) -> str:
    if not re.fullmatch(r"[0-9]{1,4}", value) or not least <= int(value) <= MOST_MINUTES:
        raise InputError("plan_setting.number", least=least, most=MOST_MINUTES)
    return str(int(value))


def _rooms(value: str) -> str:
    rooms = read_list(value)
    if len(rooms) > MOST_ROOMS or any(len(room) > MOST_NAME for room in rooms):
        raise InputError("plan_setting.rooms", most=MOST_ROOMS, length=MOST_NAME)
    return "、".join(rooms)


def _interviewers(value: str) -> str:
    # Two or more, everywhere (handbook B6): a place can ask for more, not for less.
    if not re.fullmatch(r"[2-9]", value):
        raise InputError("plan_setting.number", least=2, most=9)
    return value


_CHECKS: Mapping[str, Callable[[str], str]] = {
    "least_interviewers": _interviewers,
    "hours": _working_hours,
    "weekdays": _weekdays,
    "order": _order,
    "rooms": _rooms,
    "calendar_names": lambda value: YES if value == YES else "no",
}


def setting_rows(reader: Reader, wording: Wording) -> list[SettingRow]:
    """Return all settings of the plan with their words, for the desk that edits them."""
    given = _given(reader)
    own = {r.text("key").removeprefix(PREFIX): r for r in reader.find("setting")}
    rows = []
    for key in setting_keys():
        group, _, name = key.partition(".")
        if group == "minutes":
            category = wording.text(f"terms.talk_category.{name}")
            label = wording.text("talk_plan.minutes", category=category)
            basis = wording.text("talk_plan.basis.minutes")
        else:
            label = wording.text(f"talk_plan.labels.{key.replace('.', '_')}")
            basis = wording.text(f"talk_plan.basis.{key.replace('.', '_')}")
        if key in given and own[key].text("basis"):
            basis = own[key].text("basis")
        hint_key = f"talk_plan.hints.{group}"
        hint = wording.text(hint_key) if wording.has(hint_key) else ""
        value = given.get(key, _shipped()[key])
        rows.append(SettingRow(key, label, value, basis, hint, key not in given))
    return rows


def set_plan_setting(
    mission: OpenMission, key: str, value: str, basis: str = "", *, entry: str = ""
) -> Changes:
    """Set one setting of the plan with its basis (store lane).

    Raises ``InputError('plan_setting.…')`` in plain words for a value that cannot be.
    """
    if key not in _shipped():
        raise ValueError(f"no setting {key}")
    fields: dict[str, Json] = {
        "key": f"{PREFIX}{key}",
        "value": checked(key, value),
        "basis": basis.strip() or None,
    }
    journal = mission.journal
    for record in journal.reader.find("setting", {"key": fields["key"]}):
        return journal.write(Write("setting", record.id, fields, entry_id=entry))
    made = journal.create("setting", fields)
    return journal.write(Write("setting", made.record_id, made.new, made.op, entry_id=entry))
