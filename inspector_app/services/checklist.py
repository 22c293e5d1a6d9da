"""The must-ask checklist of a mission: the form's items, and answers in the journal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from inspector_app.domain.canonical import Json
from inspector_app.domain.errors import DamagedError
from inspector_app.domain.must_ask import AnswerKind, ItemAnswer, MustAskItem
from inspector_app.forms.checklist import checklist_items
from inspector_app.forms.load import form_from, load_form
from inspector_app.store.reader import Order, Reader
from inspector_app.system.resources import shipped_forms

FORM_ID = "must_ask"
YES = "yes"


@dataclass(frozen=True, slots=True)
class Checklist:
    """The published checklist: its items by code, in the form's order."""

    form_hash: str
    version: str
    title: str
    items: tuple[MustAskItem, ...]

    def item(self, code: str) -> MustAskItem:
        """Return the item with *code*; an unknown code is a bug."""
        return next(item for item in self.items if item.code == code)


def load_checklist(reader: Reader) -> Checklist:
    """Load the checklist that was published in the mission; it is compiled already."""
    published = reader.find("form", {"form_id": FORM_ID}, order=[Order("version"), Order("id")])
    if not published:
        raise DamagedError("mission.no_checklist")
    record = published[-1]
    return _compiled(record.text("definition"), record.text("title"))


@lru_cache(maxsize=4)
def _compiled(definition: str, title: str) -> Checklist:
    """Read a published form once: it never changes, and every unlocking needs it."""
    form = form_from(definition.encode(), name=title)
    return Checklist(form.hash, form.version, form.title, checklist_items(form))


def shipped_checklist() -> Checklist:
    """Return the checklist that comes with the program, for use without a mission."""
    form = load_form(shipped_forms() / "must_ask.md")
    return Checklist(form.hash, form.version, form.title, checklist_items(form))


def answer_fields(item: MustAskItem, answer: ItemAnswer) -> dict[str, Json]:
    """Return an answer as the fields of a filled form, by node path."""
    return {
        f"{item.path}/kind": answer.kind.value if answer.kind else None,
        f"{item.path}/text": answer.text or None,
        f"{item.path}/lead": YES if answer.lead else None,
        f"{item.path}/verify": answer.verify or None,
        f"{item.path}/paragraph": answer.paragraph or None,
    }


_PARTS = frozenset({"kind", "text", "lead", "verify", "paragraph"})
_KINDS: Mapping[str, AnswerKind] = {kind.value: kind for kind in AnswerKind}


def answers_from(checklist: Checklist, values: Mapping[str, str]) -> dict[str, ItemAnswer]:
    """Read the answers of one filled form, by item code."""
    parts: dict[str, dict[str, str]] = {}
    for path, value in values.items():
        parent, _, name = path.rpartition("/")
        if value and name in _PARTS:
            parts.setdefault(parent, {})[name] = value
    return {
        item.code: _answer(item.code, parts[item.path])
        for item in checklist.items
        if item.path in parts
    }


def _answer(code: str, parts: Mapping[str, str]) -> ItemAnswer:
    return ItemAnswer(
        code,
        _KINDS.get(parts.get("kind", "")),
        parts.get("text", ""),
        parts.get("lead") == YES,
        parts.get("verify", ""),
        parts.get("paragraph", ""),
    )


def all_answers(reader: Reader, checklist: Checklist) -> dict[str, dict[str, ItemAnswer]]:
    """Return the answers of every talk, by talk id and item code, in one statement."""
    values: dict[str, dict[str, str]] = {}
    for talk, path, value in reader.answers_to("talk", FORM_ID):
        values.setdefault(talk, {})[path] = value
    return {talk: answers_from(checklist, found) for talk, found in values.items()}


def count_kinds(answers: Iterable[ItemAnswer]) -> dict[AnswerKind, int]:
    """Count answers by kind, every kind present."""
    counts = dict.fromkeys(AnswerKind, 0)
    for answer in answers:
        if answer.kind is not None:
            counts[answer.kind] += 1
    return counts
