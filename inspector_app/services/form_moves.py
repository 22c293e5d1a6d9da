"""Moving an answered form to another version: looked at first, and nothing is dropped.

Answers stay where they are in the journal, under their paths. What the new version has no
question for is kept there and shown under the words of the version that asked it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import RefusedError
from inspector_app.forms.filled import Filled
from inspector_app.forms.model import Control, Form, Node
from inspector_app.forms.sitting import Sitting
from inspector_app.services.access import require_change
from inspector_app.services.answer_words import answer_words, question_words
from inspector_app.services.mission import OpenMission
from inspector_app.services.published_forms import (
    PublishedForm,
    form_with_hash,
    published_forms,
)
from inspector_app.services.submissions import SUBMISSION, sitting_of, stored
from inspector_app.store.journal import Write
from inspector_app.store.reader import Reader


class Fit(StrEnum):
    """How an answer fits the other version; worded under ``registers.move``."""

    FITS = "fits"
    CHANGED = "changed"  # asked as another kind of question
    WRONG = "wrong"  # asked alike, but this answer is not allowed
    GONE = "gone"  # not asked any more


@dataclass(frozen=True, slots=True)
class MovedAnswer:
    """An answer before the move: where it stands, what was asked, what was answered."""

    path: str
    question: str
    answer: str
    fit: Fit
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MovePreview:
    """What moving a filled form to another version would do; ``asked`` are open new questions."""

    submission: str
    target: PublishedForm
    answers: tuple[MovedAnswer, ...]
    asked: tuple[str, ...]

    def count(self, fit: Fit) -> int:
        """Return how many answers fit so."""
        return sum(one.fit is fit for one in self.answers)


@dataclass(frozen=True, slots=True)
class Leftover:
    """An answer that the form's present version has no question for."""

    path: str
    question: str
    answer: str
    version: str


def preview_move(
    mission: OpenMission, reader: Reader, submission: str, target_hash: str
) -> MovePreview:
    """Return what becomes of every answer when a form is moved; changes nothing.

    Raises ``RefusedError``: ``record.gone``, ``published.unknown``, ``published.same_version``,
    ``published.other_form``.
    """
    record, filled = stored(reader, submission)
    target = form_with_hash(reader, target_hash)
    if target.hash == record.text("form_hash"):
        raise RefusedError("published.same_version")
    if target.form_id != record.text("form_id"):
        raise RefusedError("published.other_form")
    old = form_with_hash(reader, record.text("form_hash")).form()
    new = target.form()
    sitting = sitting_of(mission, reader, record, new, filled)
    problems: dict[str, str] = {}
    asked: list[str] = []
    answered = {path for path, _ in _answers(filled)}
    for state in sitting.states():
        if state.problem and state.problem != "required":
            problems.setdefault(state.node.path, state.message)
        elif state.problem and state.node.path not in answered:
            asked.append(sitting.label(state.path) or state.node.name)
    before = sitting_of(mission, reader, record, old, filled)
    moved = []
    for path, value in _answers(filled):
        fit = _fit(old, new, path, value, problems)
        reason = problems.get(path, "") if fit is Fit.WRONG else ""
        moved.append(MovedAnswer(path, *_in_words(before, path, value), fit, reason))
    moved.sort(key=lambda one: old.by_path.get(one.path, len(old.nodes)))
    return MovePreview(submission, target, tuple(moved), tuple(dict.fromkeys(asked)))


def _fit(old: Form, new: Form, path: str, value: str, problems: Mapping[str, str]) -> Fit:
    if path not in new.by_path or not new.node(path).is_leaf:
        return Fit.GONE
    if path in old.by_path and _kind(old.node(path)) != _kind(new.node(path)):
        return Fit.CHANGED
    wrong = path in problems or _not_offered(new.node(path), value)
    return Fit.WRONG if wrong else Fit.FITS


def _kind(node: Node) -> tuple[Control, str, int | None]:
    return node.control, node.type, None if node.repeat is None else 1


def _not_offered(node: Node, value: str) -> bool:
    choices = node.choices
    if choices is None or choices.items is not None or not choices.listed:
        return False
    chosen = [value] if node.control is Control.SELECT_ONE else value.split()
    return not choices.listed_values.issuperset(chosen)


def _answers(filled: Filled) -> Iterator[tuple[str, str]]:
    """Yield path and text of every answer, those of instances one after another."""
    for path, value in filled.values.items():
        if value:
            yield path, value
    for instances in filled.repeats.values():
        for one in instances:
            yield from _answers(one)


def _in_words(sitting: Sitting, path: str, value: str) -> tuple[str, str]:
    """Return question and answer in the words of a sitting's form, which may not have them."""
    if path not in sitting.form.by_path:
        return path, value
    said = answer_words(sitting.form, path, value, sitting.language)
    return question_words(sitting, path), said


def move_submission(
    mission: OpenMission, submission: str, target_hash: str, *, entry: str = ""
) -> Changes:
    """Move a filled form to another version of its form, as previewed (store lane).

    Only which version it is changes; every answer stays. *entry* fixes the id of the journal's
    entry, by which the move can be taken back. Raises as ``preview_move``, and
    ``RefusedError('record.not_your_right')``.
    """
    require_change(mission, SUBMISSION, submission)
    target = preview_move(mission, mission.journal.reader, submission, target_hash).target
    new = {"form_hash": target.hash, "version": target.version}
    return mission.journal.write(Write(SUBMISSION, submission, new, entry_id=entry))


def newer_version(reader: Reader, form_id: str, hash_: str) -> PublishedForm | None:
    """Return the newest version of a form if it is another than the one with *hash_*."""
    found = published_forms(reader, form_id)
    return found[-1] if found and found[-1].hash != hash_ else None


def leftovers(mission: OpenMission, reader: Reader, submission: str) -> list[Leftover]:
    """Return the answers that the version in force has no question for, in their old words."""
    record, filled = stored(reader, submission)
    versions = published_forms(reader, record.text("form_id"))
    present = next((v.form() for v in versions if v.hash == record.text("form_hash")), None)
    found = []
    for path, value in _answers(filled):
        if present is not None and path in present.by_path and present.node(path).is_leaf:
            continue
        asking = next((one for one in reversed(versions) if path in one.form().by_path), None)
        question, answer = path, value
        if asking is not None:
            sitting = sitting_of(mission, reader, record, asking.form(), filled)
            question, answer = _in_words(sitting, path, value)
        found.append(Leftover(path, question, answer, asking.version if asking else ""))
    return found
