"""Many talks at a glance: the list with its coverage, the must-ask matrix, totals per item.

Both read the kinds of the answers alone, in one statement: what was said to an item, and where,
is read with the talk or the item it belongs to.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from inspector_app.domain.must_ask import AnswerKind, Asking, Coverage, MustAskItem
from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import Head, TalkCategory, TalkState
from inspector_app.services.checklist import FORM_ID, Checklist
from inspector_app.services.speakers import items_due, people_of, talker_name
from inspector_app.services.talks import category_of, state_of
from inspector_app.store.reader import Order, Reader

_IN_TIME = (Order("starts_at"), Order("number"))
_KINDS: Mapping[str, AnswerKind] = {kind.value: kind for kind in AnswerKind}


@dataclass(frozen=True, slots=True)
class TalkRow:
    """A talk in the list and in the matrix.

    ``name`` is what its talker is called there, also of a 座谈会; ``kinds`` are the kinds of
    answers by item, where there is one; ``must`` says whether items must be asked in it at all.
    """

    talk: Record
    official: Record | None
    name: str
    category: TalkCategory
    state: TalkState
    kinds: Mapping[str, AnswerKind]
    must: bool
    coverage: Coverage
    interviewers: tuple[str, ...]

    def is_open(self, item: MustAskItem) -> bool:
        """Say whether *item* has to be asked still."""
        asked = item.code in self.kinds or item.asked_of(self.category) is not Asking.MUST
        return self.must and not asked


@dataclass(frozen=True, slots=True)
class ItemTotals:
    """How one item was answered over several talks; ``open`` where it had to be asked still."""

    code: str
    kinds: Mapping[AnswerKind, int]
    open: int

    @property
    def talks(self) -> int:
        """Return in how many talks the item got an answer."""
        return sum(self.kinds.values())


def answer_kinds(reader: Reader, checklist: Checklist) -> dict[str, dict[str, AnswerKind]]:
    """Return the kinds of answers of every talk, by talk id and item code."""
    codes = {f"{item.path}/kind": item.code for item in checklist.items}
    found: dict[str, dict[str, AnswerKind]] = {}
    for talk, path, value in reader.answers_to("talk", FORM_ID, paths=list(codes)):
        code, kind = codes.get(path), _KINDS.get(value)
        if code is not None and kind is not None:
            found.setdefault(talk, {})[code] = kind
    return found


def talk_rows(reader: Reader, checklist: Checklist) -> list[TalkRow]:
    """Return all talks in order of time, with what has been asked of what must be."""
    talks = reader.find("talk", order=_IN_TIME)
    people = _people(reader, talks)
    names = {user.id: user.text("name") for user in reader.find("user")}
    kinds = answer_kinds(reader, checklist)
    asked = _must_asked(checklist.items)
    rows = []
    for talk in talks:
        category, answered = category_of(talk), kinds.get(talk.id, {})
        due = bool(items_due(checklist, talk))
        rows.append(
            TalkRow(
                talk=talk,
                official=people.get(talk.text("official")),
                name=talker_name(talk, people),
                category=category,
                state=state_of(talk),
                kinds=answered,
                must=due,
                coverage=_covered(asked[category], answered) if due else Coverage(),
                interviewers=tuple(names.get(one, "") for one in talk.items("interviewers")),
            )
        )
    return rows


def _people(reader: Reader, talks: Sequence[Record]) -> dict[str, Record]:
    return reader.many("official", list({one for talk in talks for one in people_of(talk)}))


def _must_asked(
    items: Sequence[MustAskItem],
) -> dict[TalkCategory, tuple[frozenset[str], frozenset[str]]]:
    """Return what must be asked of each category: items of work, and of life."""
    return {
        category: (
            _must_codes(items, category, Head.WORK),
            _must_codes(items, category, Head.LIFE),
        )
        for category in TalkCategory
    }


def _must_codes(items: Sequence[MustAskItem], category: TalkCategory, head: Head) -> frozenset[str]:
    return frozenset(
        item.code for item in items if item.head is head and item.asked_of(category) is Asking.MUST
    )


def _covered(
    must: tuple[frozenset[str], frozenset[str]], answered: Mapping[str, AnswerKind]
) -> Coverage:
    work, life = must
    return Coverage(len(work & answered.keys()), len(work), len(life & answered.keys()), len(life))


def matrix(rows: Iterable[TalkRow]) -> list[TalkRow]:
    """Return the talks of the must-ask matrix, by category and time: those with a record."""
    rank = {category: place for place, category in enumerate(TalkCategory)}
    shown = [row for row in rows if row.state is not TalkState.PLANNED or row.kinds]
    return sorted(shown, key=lambda row: rank[row.category])


def item_totals(rows: Iterable[TalkRow], items: Sequence[MustAskItem]) -> list[ItemTotals]:
    """Return for each of *items* how it was answered in the talks of *rows*."""
    counts = {item.code: dict.fromkeys(AnswerKind, 0) for item in items}
    unasked = dict.fromkeys(counts, 0)
    must = {
        category: frozenset(i.code for i in items if i.asked_of(category) is Asking.MUST)
        for category in TalkCategory
    }
    for row in rows:
        for code, kind in row.kinds.items():
            if code in counts:
                counts[code][kind] += 1
        for code in must[row.category] - row.kinds.keys() if row.must else ():
            unasked[code] += 1
    return [ItemTotals(item.code, counts[item.code], unasked[item.code]) for item in items]
