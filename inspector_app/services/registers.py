"""Registers of a mission: which there are, and the entries of one as rows of a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from inspector_app.domain.errors import InputError, RefusedError
from inspector_app.domain.record_type import Audience
from inspector_app.forms.model import Control, Form
from inspector_app.forms.register import Register, register_of
from inspector_app.forms.sitting import Sitting
from inspector_app.services.answer_words import BETWEEN, answer_words, choices_of, question_words
from inspector_app.services.mission import OpenMission
from inspector_app.services.prefill import MISSION
from inspector_app.services.published_forms import (
    PublishedForm,
    form_with_hash,
    published_forms,
)
from inspector_app.services.submissions import new_sitting
from inspector_app.store.entry_lists import NUMBER, EntriesWanted, entry_counts, entry_ids
from inspector_app.store.filled import answers_at
from inspector_app.store.reader import Reader

_ENGLISH = "english"
_CHOSEN = frozenset({Control.SELECT_ONE, Control.SELECT_MULTIPLE, Control.RANK})
_DAYS = frozenset({"date", "dateTime"})
_SIZES = frozenset({"int", "integer", "decimal"})


@dataclass(frozen=True)
class OpenRegister:
    """A register in its newest version, with its words in the user's language.

    ``blank`` is an empty form: labels that name the mission's own words are worked out by it.
    """

    register: Register
    language: str
    blank: Sitting

    @property
    def form(self) -> Form:
        """Return the form in which new entries are made."""
        return self.register.form

    @cached_property
    def title(self) -> str:
        """Return what the register is called."""
        english = self.form.attributes.get(_ENGLISH, "")
        return english if english and not self.language.startswith("zh") else self.form.title

    def question(self, path: str) -> str:
        """Return what is asked at *path*."""
        return question_words(self.blank, path)

    def choices(self, path: str) -> list[tuple[str, str]]:
        """Return the choices of a question: value and label."""
        language, default = self.blank.language, self.form.languages[0]
        return [
            (choice.value, choice.label.in_some_language(language, default))
            for choice in choices_of(self.form, path)
        ]

    def is_chosen(self, path: str) -> bool:
        """Say whether a question is answered by choices."""
        return self.form.node(path).control in _CHOSEN

    def is_day(self, path: str) -> bool:
        """Say whether a question is answered by a date or a moment."""
        return self.form.node(path).type in _DAYS


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry in the list. ``earlier`` says it was made in an earlier version of the form."""

    id: str
    number: str
    cells: tuple[str, ...]
    restricted: bool
    earlier: bool


@dataclass(frozen=True, slots=True)
class RegisterCount:
    """A register in the list of registers."""

    form_id: str
    title: str
    code: str
    entries: int


def open_register(mission: OpenMission, reader: Reader, form_id: str) -> OpenRegister:
    """Return a register by its form's id; raises ``RefusedError('register.unknown')``."""
    versions = [one for one in published_forms(reader, form_id) if one.register]
    register = register_of(versions[-1].form()) if versions else None
    if register is None:
        raise RefusedError("register.unknown", form=form_id[:80])
    return _opened(mission, reader, register)


def _opened(mission: OpenMission, reader: Reader, register: Register) -> OpenRegister:
    blank = new_sitting(mission, reader, register.form, MISSION, mission.id)
    return OpenRegister(register, mission.language, blank)


def registers(reader: Reader, language: str) -> list[RegisterCount]:
    """Return the registers of the mission in the order in which they came to be."""
    counts = entry_counts(reader)
    first: dict[str, str] = {}
    newest: dict[str, PublishedForm] = {}
    for one in published_forms(reader):
        if one.register:
            first[one.form_id] = min(first.get(one.form_id, one.record.id), one.record.id)
            newest[one.form_id] = one
    found = []
    for form_id in sorted(newest, key=first.__getitem__):
        try:
            form = newest[form_id].form()
        except InputError:
            continue  # of a newer program: one form that cannot be run must not hide the others
        english = form.attributes.get(_ENGLISH, "")
        title = english if english and not language.startswith("zh") else form.title
        found.append(
            RegisterCount(form_id, title, newest[form_id].register, counts.get(form_id, 0))
        )
    return found


def wanted_entries(
    register: Register,
    *,
    words: str = "",
    picked: Mapping[str, str] | None = None,
    between: Mapping[str, tuple[str, str]] | None = None,
    restricted: bool = False,
    order: str = "",
    descending: bool = False,
) -> EntriesWanted:
    """Return what to list; without *order* it is the register's own.

    *picked* and *between* are by question; a question inside a repeat cannot be sorted by.
    """
    form = register.form
    if not order:
        order, descending = register.sort or NUMBER, register.descending
    node = form.node(order) if order in form.by_path else None
    return EntriesWanted(
        form_id=form.id,
        words=words,
        picked=dict(picked or {}),
        several=frozenset(
            path for path in picked or {} if form.node(path).control is not Control.SELECT_ONE
        ),
        between=dict(between or {}),
        restricted=restricted,
        order=order if node is not None else NUMBER,
        as_number=node is not None and node.type in _SIZES,
        descending=descending,
    )


def list_entries(reader: Reader, wanted: EntriesWanted) -> list[str]:
    """Return the ids of a register's entries, filtered and sorted in SQL."""
    return entry_ids(reader, wanted)


def entry_rows(
    reader: Reader, opened: OpenRegister, ids: Sequence[str], paths: Sequence[str] | None = None
) -> dict[str, EntryRow]:
    """Return the rows of a page: the cells of the register's columns, or those at *paths*."""
    columns = opened.register.columns if paths is None else paths
    records = reader.many("submission", ids)
    answers = answers_at(reader, ids, columns)
    forms = {opened.form.hash: opened.form}
    rows = {}
    for one in ids:
        record = records.get(one)
        if record is None:
            continue
        hash_ = record.text("form_hash")
        if hash_ not in forms:
            forms[hash_] = form_with_hash(reader, hash_).form()
        given = answers.get(one, {})
        cells = tuple(_cell(opened, forms[hash_], path, given.get(path, ())) for path in columns)
        rows[one] = EntryRow(
            id=one,
            number=record.text("number"),
            cells=cells,
            restricted=record.audience != Audience.TEAM,
            earlier=hash_ != opened.form.hash,
        )
    return rows


def _cell(opened: OpenRegister, form: Form, path: str, values: Sequence[str]) -> str:
    # What an entry says is said in the words of the version it was made in.
    at = form if path in form.by_path else opened.form
    language = at.language_for(opened.language)
    words = [answer_words(at, path, value, language) for value in values]
    return BETWEEN.join(" ".join(one.split()) for one in words)
