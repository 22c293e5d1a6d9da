"""Who must be talked to: derived from the roster by rules that are settings, never ticked by hand.

Every line says by which rule somebody is on the list and on what the rule rests; a quota says
how many are still missing. Only a talk alone with somebody counts (article 9): a 座谈会 does
not. An unnamed talk counts towards a quota, but for nobody by name.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import TalkCategory, TalkKind, TalkState
from inspector_app.services.mission import mission_record
from inspector_app.services.plan_settings import PlanSettings, Rule, plan_settings
from inspector_app.services.roster import officials
from inspector_app.services.speakers import kind_of
from inspector_app.store.reader import Reader


class Met(StrEnum):
    """How far the team is with somebody."""

    MISSING = "missing"
    PLANNED = "planned"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Somebody a rule is about.

    ``unsure`` says that the roster lacks what the rule asks (since when somebody has left):
    not recorded is never "need not". ``talks`` are the talks alone with him, the held first.
    """

    official: Record
    category: TalkCategory
    rule: Rule
    met: Met
    talks: tuple[str, ...]
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class RuleStanding:
    """One rule: how many people it is about, must be talked to, have been, or are planned."""

    rule: Rule
    basis: str
    people: tuple[Wanted, ...]
    wanted: int
    held: int
    planned: int

    @property
    def missing(self) -> int:
        """Return how many are neither talked to nor planned."""
        return max(0, self.wanted - self.held - self.planned)

    @property
    def left(self) -> int:
        """Return how many still have to be talked to, planned or not."""
        return max(0, self.wanted - self.held)


@dataclass(frozen=True, slots=True)
class WhoMust:
    """The whole list, by rule in the rules' order, and who no rule is about."""

    rules: tuple[RuleStanding, ...]
    others: int

    @property
    def wanted(self) -> int:
        """Return how many people must be talked to."""
        return sum(one.wanted for one in self.rules)

    @property
    def held(self) -> int:
        """Return how many of them have been; beyond a quota nobody counts."""
        return sum(min(one.held, one.wanted) for one in self.rules)

    @property
    def missing(self) -> int:
        """Return for how many there is not even a plan."""
        return sum(one.missing for one in self.rules)


def who_must(
    reader: Reader,
    mission_id: str,
    bases: Mapping[str, str] | None = None,
    *,
    talks: Sequence[Record] | None = None,
) -> WhoMust:
    """Return who must be talked to and how far that is; *bases* are texts by rule key.

    *talks* are all talks, for callers that have read them already.
    """
    every = reader.find("talk") if talks is None else talks
    settings = plan_settings(reader)
    entry = mission_record(reader, mission_id).text("entry_on")
    alone = _talks_alone(every)
    by_rule: dict[str, list[Wanted]] = {rule.key: [] for rule in settings.rules}
    others = 0
    for official in officials(reader):
        placed = _placed(official, settings, entry)
        if placed is None:
            others += 1
            continue
        rule, unsure = placed
        own = alone.get(official.id, [])
        by_rule[rule.key].append(
            Wanted(official, _category(official), rule, _met(own), _ids(own), unsure)
        )
    unnamed = _unnamed(every)
    standings = tuple(
        _standing(rule, (bases or {}).get(rule.key, ""), by_rule[rule.key], unnamed)
        for rule in settings.rules
        if by_rule[rule.key]
    )
    return WhoMust(standings, others)


def _standing(
    rule: Rule, basis: str, people: Sequence[Wanted], unnamed: Mapping[tuple[str, Met], int]
) -> RuleStanding:
    wanted = rule.wanted(len(people))
    held = sum(one.met is Met.HELD for one in people)
    planned = sum(one.met is Met.PLANNED for one in people)
    if not rule.everybody:
        held += unnamed.get((rule.select, Met.HELD), 0)
        planned += unnamed.get((rule.select, Met.PLANNED), 0)
    order = {Met.MISSING: 0, Met.PLANNED: 1, Met.HELD: 2}
    rows = tuple(sorted(people, key=lambda one: order[one.met]))
    return RuleStanding(rule, basis, rows, wanted, held, planned)


def _placed(official: Record, settings: PlanSettings, entry: str) -> tuple[Rule, bool] | None:
    """Return the first rule that is about somebody, and whether the roster leaves it open."""
    for rule in settings.rules:
        match rule.select:
            case "number_one":
                fits = official.flag("number_one")
            case "leadership":
                gone = official.text("category") == TalkCategory.RETIRED.value
                fits = not gone and (
                    official.flag("leadership")
                    or official.text("category") in {TalkCategory.DEPUTY, TalkCategory.NUMBER_ONE}
                )
            case "retired":
                fits = official.text("category") == TalkCategory.RETIRED.value
                if fits and not _lately(official.text("left_on"), entry, settings.retired_years):
                    return None
                if fits:
                    return rule, not official.text("left_on")
            case code:
                fits = official.text("category") == code
        if fits:
            return rule, False
    return None


def _lately(left_on: str, entry: str, years: int) -> bool:
    """Say whether somebody left within *years* before the team came; unknown counts as yes.

    The roster often says only the year or the month: then the whole of it counts.
    """
    if not left_on or not entry:
        return True
    earliest = f"{int(entry[:4]) - years:04}{entry[4:]}"
    return left_on >= earliest[: len(left_on)]


def _category(official: Record) -> TalkCategory:
    return TalkCategory(official.text("category") or TalkCategory.ORDINARY.value)


def _talks_alone(talks: Sequence[Record]) -> dict[str, list[Record]]:
    """Return the individual talks by official."""
    found: dict[str, list[Record]] = {}
    for talk in talks:
        if kind_of(talk) is TalkKind.INDIVIDUAL and talk.text("official"):
            found.setdefault(talk.text("official"), []).append(talk)
    return found


def _unnamed(talks: Sequence[Record]) -> Counter[tuple[str, Met]]:
    """Return how many unnamed talks there are by category: they fill a quota, not a duty."""
    return Counter(
        (talk.text("category"), Met.PLANNED if _planned(talk) else Met.HELD)
        for talk in talks
        if kind_of(talk) is TalkKind.UNNAMED
    )


def _planned(talk: Record) -> bool:
    return talk.text("state") in {"", TalkState.PLANNED.value}


def _met(talks: Sequence[Record]) -> Met:
    if any(not _planned(talk) for talk in talks):
        return Met.HELD
    return Met.PLANNED if talks else Met.MISSING


def _ids(talks: Sequence[Record]) -> tuple[str, ...]:
    return tuple(talk.id for talk in sorted(talks, key=_planned))
