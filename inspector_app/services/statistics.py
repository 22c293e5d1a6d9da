"""Figures about talks that may leave the team: counts, never names.

The must-ask list is for talking alone with somebody: a 座谈会 is counted, but not among the
talks that asked or did not ask.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from inspector_app.documents.papers.statistics import CategoryCount
from inspector_app.domain.must_ask import AnswerKind, Coverage, coverage
from inspector_app.domain.vocabulary import Head, TalkCategory, TalkKind, TalkState
from inspector_app.services.checklist import Checklist, all_answers, count_kinds
from inspector_app.services.speakers import items_due, kind_of
from inspector_app.services.talks import category_of, state_of
from inspector_app.store.reader import Reader


@dataclass(frozen=True, slots=True)
class CategoryFigures:
    """One category of talkers: how many talks, and how items were answered."""

    category: TalkCategory
    talks: int
    kinds: dict[AnswerKind, int]
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """One item: asked of how many, answered how."""

    code: str
    asked: int
    kinds: dict[AnswerKind, int]


@dataclass(frozen=True, slots=True)
class TalkStatistics:
    """All talks that were held; ``talks`` are those alone with somebody, named or not."""

    talks: int
    planned: int
    work_asked: int
    life_asked: int
    coverage: Coverage
    categories: tuple[CategoryFigures, ...]
    items: tuple[ItemFigures, ...]
    by_kind: Mapping[TalkKind, int]


def talk_statistics(reader: Reader, checklist: Checklist) -> TalkStatistics:
    """Count what was asked and how it was answered, over all talks that were held."""
    answers = all_answers(reader, checklist)
    talks = reader.find("talk")
    every = [talk for talk in talks if state_of(talk) is not TalkState.PLANNED]
    held = [talk for talk in every if kind_of(talk) is not TalkKind.GROUP]
    heads = {item.code: item.head for item in checklist.items}
    categories = []
    total = Coverage()
    asked_in = {Head.WORK: 0, Head.LIFE: 0}
    for talk in held:
        total += coverage(items_due(checklist, talk), category_of(talk), answers.get(talk.id, {}))
        answered = [a for a in answers.get(talk.id, {}).values() if a.kind is not None]
        for head in Head:
            asked_in[head] += any(heads.get(answer.code) is head for answer in answered)
    for category in TalkCategory:
        own = [talk for talk in held if category_of(talk) is category]
        if not own:
            continue
        given = [answer for talk in own for answer in answers.get(talk.id, {}).values()]
        covered = Coverage()
        for talk in own:
            covered += coverage(items_due(checklist, talk), category, answers.get(talk.id, {}))
        categories.append(CategoryFigures(category, len(own), count_kinds(given), covered))
    items = []
    for item in checklist.items:
        given = [
            answers[talk.id][item.code] for talk in held if item.code in answers.get(talk.id, {})
        ]
        kinds = count_kinds(given)
        items.append(ItemFigures(item.code, sum(kinds.values()), kinds))
    return TalkStatistics(
        talks=len(held),
        planned=len(talks),
        work_asked=asked_in[Head.WORK],
        life_asked=asked_in[Head.LIFE],
        coverage=total,
        categories=tuple(categories),
        items=tuple(items),
        by_kind={kind: sum(kind_of(talk) is kind for talk in every) for kind in TalkKind},
    )


def category_counts(reader: Reader, checklist: Checklist) -> tuple[CategoryCount, ...]:
    """Return the talks of each category with their answers by head: for the printed table."""
    answers = all_answers(reader, checklist)
    heads = {item.code: item.head for item in checklist.items}
    held = [
        talk
        for talk in reader.find("talk")
        if state_of(talk) is not TalkState.PLANNED and kind_of(talk) is not TalkKind.GROUP
    ]
    counted = []
    for category in TalkCategory:
        own = [talk for talk in held if category_of(talk) is category]
        given = [answer for talk in own for answer in answers.get(talk.id, {}).values()]
        by_head = {
            head: count_kinds(one for one in given if heads.get(one.code) is head) for head in Head
        }
        if own:
            counted.append(CategoryCount(category, len(own), by_head))
    return tuple(counted)
