"""The paper version of a form: what the form asks, handed to what prints."""

from collections.abc import Iterator

from inspector_app.documents.papers.blank_form import (
    BlankForm,
    BlankItem,
    BlankMatrix,
    BlankPart,
    BlankRow,
    BlankTable,
    BlankText,
    blank_form_paper,
)
from inspector_app.forms.model import Form
from inspector_app.forms.printed import (
    Answer,
    Matrix,
    Note,
    Part,
    Question,
    Section,
    printed_form,
)
from inspector_app.services.mission import shipped_vocabulary
from inspector_app.services.paper_words import Printable
from inspector_app.system.wording import Wording

#: Blank blocks of a repeat.
COPIES = 3
_LINE, _SHORT = "_" * 27, "_" * 10
_ONE, _SEVERAL = "○", "□"
#: Choices as short as this together, in characters, stand on one line.
_ONE_LINE = 12
_HASH_SHOWN = 12
_MOST_MATRIX = 8  # columns of boxes that fit beside the question


def form_printable(form: Form, wording: Wording, *, copies: int = COPIES) -> Printable:
    """Return *form* as a blank paper in the language of *wording*, ready to be rendered."""
    words = shipped_vocabulary(wording.language)
    known = {f"term.{key}": text for key, text in words.items()}
    printed = printed_form(form, wording, known=known, copies=copies)
    maker = _Maker(wording, frozenset(number for each in printed.tables for number in each.numbers))
    facts = [maker.words("form", id=printed.id)] if printed.id else []
    if printed.version:
        facts.append(maker.words("version", version=printed.version))
    facts.append(maker.words("print", hash=printed.hash[:_HASH_SHOWN]))
    separator = "　" if wording.language.startswith("zh") else "   "
    content = BlankForm(
        title=printed.title,
        facts=(separator.join(facts), maker.words("legend")),
        items=tuple(maker.items(printed.parts, 1)),
        tables=tuple(
            BlankTable(
                maker.words("table", numbers=wording.text("papers.comma").join(each.numbers)),
                each.choices,
            )
            for each in printed.tables
        ),
    )
    return Printable(blank_form_paper(content, wording))


class _Maker:
    """Says each part of a form as a part of the paper, in one language."""

    def __init__(self, wording: Wording, looked_up: frozenset[str]) -> None:
        self._wording = wording
        self._looked_up = looked_up  # numbers of the questions with a table at the end

    def words(self, key: str, **params: str | int) -> str:
        return self._wording.text(f"papers.blank_form.{key}", **params)

    def items(self, parts: tuple[Part, ...], level: int) -> Iterator[BlankItem]:
        for part in parts:
            match part:
                case Question():
                    yield BlankRow(part.number, self._asked(part), self._answer(part))
                case Note():
                    yield BlankText(part.text, part.remarks)
                case Matrix() if len(part.choices) <= _MOST_MATRIX:
                    rows = tuple((each.number, self._asked(each)) for each in part.questions)
                    yield BlankMatrix(part.choices, rows, _SEVERAL if part.several else _ONE)
                case Matrix():
                    yield from self.items(part.questions, level)
                case Section():
                    yield from self._section(part, level)

    def _section(self, part: Section, level: int) -> Iterator[BlankItem]:
        if not part.copies:
            inner = tuple(self.items(part.parts, level + bool(part.title)))
            if part.title or part.remarks:
                yield BlankPart(part.title, level, part.remarks, inner)
            else:
                yield from inner
            return
        title = part.title or self.words("untitled")
        blocks = tuple(
            BlankPart(
                self.words("block", number=number),
                level + 1,
                (),
                tuple(self.items(part.parts, level + 2)),
            )
            for number in range(1, part.copies + 1)
        )
        more = BlankText(self.words("more_blocks", title=title))
        yield BlankPart(title, level, part.remarks, (*blocks, more))

    def _asked(self, question: Question) -> str:
        label = question.label
        if question.required:
            label = self.words("required", label=label)
        small = " ".join([f"[{question.name}]", *question.remarks])
        return f"{' '.join(label.split())}\n{' '.join(small.split())}"

    def _answer(self, question: Question) -> str:
        kind = question.answer
        if kind in _BOXES:
            return _boxes([f"{_BOXES[kind]} {choice}" for choice in question.choices])
        if kind is Answer.ORDER:
            return "\n".join([self.words("order"), *(f"____ {each}" for each in question.choices)])
        if kind in _LINED:
            return "\n".join([_LINE] * _LINED[kind])
        words = self.words(kind.value, range=question.unit) if question.unit else ""
        if kind is Answer.NUMBER:
            return f"{_SHORT}{words}"
        annexed = kind is Answer.LOOKED_UP and question.number in self._looked_up
        said = self.words("looked_up_annex" if annexed else kind.value)
        return f"{_LINE}\n{said}" if kind in _WITH_LINE else said


_BOXES = {Answer.ONE: _ONE, Answer.SEVERAL: _SEVERAL}
_LINED = {Answer.LINE: 1, Answer.LINES: 5}
_WITH_LINE = frozenset({Answer.LOOKED_UP, Answer.PLACE})


def _boxes(choices: list[str]) -> str:
    together = "   ".join(choices)
    longest = max(map(len, choices))
    return (
        together if len(together) <= 2 * _ONE_LINE and longest < _ONE_LINE else "\n".join(choices)
    )
