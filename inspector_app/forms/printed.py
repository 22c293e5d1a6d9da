"""A form as it stands on paper: sections, numbered questions, what to tick or write. No layout."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from inspector_app.forms.condition_words import ConditionWords
from inspector_app.forms.lint_conditions import resolved, tree
from inspector_app.forms.model import Choice, Control, Form, Node, Words
from inspector_app.forms.xpath.syntax import Path
from inspector_app.system.wording import Wording

#: So many choices of a list are printed; a longer one is looked up in a table at the end, if
#: it is not too long for paper.
_MOST_CHOICES = 60
_LONGEST_TABLE = 1_000
_LABEL_ROW, _TABLE_ROW = "label", "list-nolabel"
_MARKDOWN = re.compile(r"\*\*|__|</?[a-z][^<>]*>|^#{1,6} ", re.IGNORECASE | re.MULTILINE)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


class Answer(StrEnum):
    """How a question is answered on paper."""

    LINE = "line"
    LINES = "lines"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    MOMENT = "moment"
    ONE = "one"
    SEVERAL = "several"
    ORDER = "order"
    TICK = "tick"
    FILE = "file"
    LOOKED_UP = "looked_up"  # the list is too long to print
    PLACE = "place"  # by hand, where a telephone would measure or record
    GIVEN = "given"  # the program fills it in


@dataclass(frozen=True, slots=True)
class Question:
    """A question on paper.

    ``remarks`` are hint, conditions and requirements, a line each; ``choices`` have their
    words; ``unit`` says what a number is bounded by.
    """

    number: str
    label: str
    name: str
    answer: Answer
    required: bool = False
    remarks: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A text to read."""

    text: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matrix:
    """Questions with the same choices, to be ticked in a table."""

    choices: tuple[str, ...]
    questions: tuple[Question, ...]
    several: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A group with its title; ``copies`` blank blocks of it if it is repeated, else 0."""

    title: str
    remarks: tuple[str, ...]
    parts: "tuple[Part, ...]"
    copies: int = 0


Part: TypeAlias = Question | Note | Matrix | Section


@dataclass(frozen=True, slots=True)
class ChoiceTable:
    """The choices of questions, by their numbers, that are too many to stand beside them."""

    numbers: tuple[str, ...]
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """A whole form on paper, in one of its languages."""

    title: str
    id: str
    version: str
    hash: str
    parts: tuple[Part, ...]
    tables: tuple[ChoiceTable, ...] = ()


def printed_form(
    form: Form, wording: Wording, *, known: Mapping[str, str], copies: int = 3
) -> PrintedForm:
    """Return *form* in the language of *wording*; a repeat is printed *copies* times.

    *known* are texts that questions are pre-filled with (``insp:from``), by where from.
    """
    language = form.language_for(wording.language)
    numbers = dict(_numbers(form))
    words = ConditionWords(form, wording, language, numbers)
    printer = _Printer(form, words, numbers, known, copies)
    parts = tuple(printer.parts(form.root))
    tables = tuple(printer.tables())
    return PrintedForm(form.title or form.id, form.id, form.version, form.hash, parts, tables)


def _numbers(form: Form) -> Iterator[tuple[str, str]]:
    count = 0
    for node in form.nodes:
        if _is_asked(node):
            count += 1
            yield node.path, str(count)


def _is_asked(node: Node) -> bool:
    return (
        node.is_leaf
        and node.control is not Control.NONE
        and not _is_note(node)
        and (_LABEL_ROW not in node.appearance.split())
    )


def _is_note(node: Node) -> bool:
    fixed = node.rules.readonly
    return (
        node.control is Control.INPUT
        and fixed is not None
        and fixed.source.replace(" ", "") == "true()"
        and node.rules.calculate is None
        and not node.default
    )


@dataclass(frozen=True, slots=True)
class _Printer:
    form: Form
    conditions: ConditionWords
    numbers: Mapping[str, str]
    known: Mapping[str, str]
    copies: int

    def _word(self, key: str, **params: str | int) -> str:
        return self.conditions.wording.text(f"forms.printed.{key}", **params)

    def parts(self, around: Node) -> Iterator[Part]:
        """Give what stands in a group, in its order."""
        row: list[Node] = []
        for index in around.children:
            node = self.form.nodes[index]
            if _TABLE_ROW in node.appearance.split():
                if row and row[0].choices != node.choices:
                    yield self._matrix(row)
                    row = []
                row.append(node)
                continue
            if row:
                yield self._matrix(row)
                row = []
            part = self._part(node)
            if part is not None:
                yield part
        if row:
            yield self._matrix(row)

    def tables(self) -> Iterator[ChoiceTable]:
        """Give the choices that are looked up, one table for questions with the same ones."""
        numbers: dict[tuple[str, ...], list[str]] = {}
        for node in self.form.nodes:
            if node.path in self.numbers and node.on_device:
                choices = self._choices(node)
                if _MOST_CHOICES < len(choices) <= _LONGEST_TABLE:
                    numbers.setdefault(choices, []).append(self.numbers[node.path])
        for choices, found in numbers.items():
            yield ChoiceTable(tuple(found), choices)

    def _part(self, node: Node) -> Part | None:
        if not node.is_leaf:
            inner = tuple(self.parts(node))
            if not inner:
                return None
            title = self._text(node.label, node)
            copies = self._blocks(node) if node.is_repeat else 0
            remarks = self._when(node)
            if node.count is not None:
                remarks += (self._word("counted", formula=node.count.source.strip()),)
            return Section(title, remarks, inner, copies)
        if node.control is Control.NONE or _LABEL_ROW in node.appearance.split():
            return None
        if _is_note(node):
            return Note(self._text(node.label, node), self._when(node))
        return self._question(node)

    def _blocks(self, node: Node) -> int:
        """Return how many blank blocks a repeat gets: fewer for one inside another."""
        inside = 0
        while node.parent is not None:
            node = self.form.nodes[node.parent]
            inside += node.is_repeat
        return (self.copies, min(self.copies, 2))[inside] if inside < 2 else 1

    def _matrix(self, nodes: list[Node]) -> Matrix:
        questions = tuple(self._question(node) for node in nodes)
        several = nodes[0].control is Control.SELECT_MULTIPLE
        return Matrix(questions[0].choices, questions, several)

    def _question(self, node: Node) -> Question:
        required = node.rules.required
        always = required is not None and required.source.replace(" ", "") == "true()"
        remarks = [self._text(node.hint, node), *self._when(node)]
        if required is not None and not always and required.source.strip() != "false()":
            when = self.conditions.of(required.source, node.path)
            if when:
                remarks.append(self._word("required_when", condition=when))
        message = self._text(node.constraint_message, node)
        if node.rules.constraint is not None and message:
            remarks.append(self._word("constraint", text=message))
        choices, answer = self._choices(node), _answer(node)
        if len(choices) > _MOST_CHOICES or (not choices and answer in _CHOSEN):
            choices, answer = (), Answer.LOOKED_UP
        items = node.choices.items if node.choices is not None else None
        if choices and items is not None and "[" in items.source:
            remarks.append(self._word("filtered"))
        return Question(
            number=self.numbers[node.path],
            label=self._text(node.label, node) or node.name,
            name=node.name,
            answer=answer,
            required=always,
            remarks=tuple(filter(None, remarks)),
            choices=choices,
            unit=_range(node),
        )

    def _choices(self, node: Node) -> tuple[str, ...]:
        if node.choices is None:
            return ()
        found: tuple[Choice, ...] = node.choices.listed
        items = node.choices.items
        if items is not None:
            found = self.form.choices_in(items.instance) if items.instance else ()
        return tuple(self._text(choice.label, node) or choice.value for choice in found)

    def _when(self, node: Node) -> tuple[str, ...]:
        rule = node.rules.relevant
        if rule is None:
            return ()
        when = self.conditions.of(rule.source, node.path)
        if not when:
            return ()
        return (self._word("only_when" if node.is_leaf else "section_when", condition=when),)

    def _text(self, words: Words, node: Node) -> str:
        """Return a text without its markup; in place of a calculated piece stands its question."""
        pieces = words.by_language.get(self.conditions.language, ())
        said = []
        for piece in pieces:
            if isinstance(piece, str):
                said.append(piece)
                continue
            path = tree(piece.source)
            found = resolved(path, node.path, self.form) if isinstance(path, Path) else None
            said.append(self._answer_of(self.form.node(found)) if found else "…")
        text = _LINK.sub(r"\1", _MARKDOWN.sub("", "".join(said)))
        return "" if text.strip() == "-" else text.strip()

    def _answer_of(self, node: Node) -> str:
        text = self.known.get(node.attributes.get("from", ""))
        return text or self._word("answer_of", question=self.conditions.question(node))


_CHOSEN = frozenset({Answer.ONE, Answer.SEVERAL, Answer.ORDER})
_BY_CONTROL = {
    Control.SELECT_ONE: Answer.ONE,
    Control.SELECT_MULTIPLE: Answer.SEVERAL,
    Control.RANK: Answer.ORDER,
    Control.TRIGGER: Answer.TICK,
    Control.RANGE: Answer.NUMBER,
    Control.UPLOAD: Answer.FILE,
}
_BY_TYPE = {
    "int": Answer.NUMBER,
    "decimal": Answer.NUMBER,
    "date": Answer.DATE,
    "time": Answer.TIME,
    "dateTime": Answer.MOMENT,
}


def _answer(node: Node) -> Answer:
    if not node.on_device:
        return Answer.PLACE
    if node.control in _BY_CONTROL:
        return _BY_CONTROL[node.control]
    if node.rules.calculate is not None:
        return Answer.GIVEN
    if node.type == "string" and "multiline" in node.appearance.split():
        return Answer.LINES
    return _BY_TYPE.get(node.type, Answer.LINE)


def _range(node: Node) -> str:
    start, end = node.parameters.get("start", ""), node.parameters.get("end", "")
    return f"{start}–{end}" if start and end else ""
