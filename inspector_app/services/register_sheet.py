"""A register as a spreadsheet: the union of all versions of its form, details on own sheets."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from inspector_app.documents.spreadsheet import SheetColumn, SheetContent, write_book
from inspector_app.domain.record_type import Audience
from inspector_app.forms.filled import Filled
from inspector_app.forms.model import Control, Form, Node
from inspector_app.services.answer_words import answer_words
from inspector_app.services.mission import OpenMission
from inspector_app.services.published_forms import PublishedForm, published_forms
from inspector_app.services.registers import OpenRegister
from inspector_app.services.submissions import all_stored
from inspector_app.store.reader import Reader

_WIDE, _NARROW = 30, 14


@dataclass(frozen=True, slots=True)
class _Question:
    """A column of the union: the path, and the newest version that asks it."""

    path: str
    form: Form
    label: str


def register_sheet(
    mission: OpenMission, reader: Reader, opened: OpenRegister, ids: Sequence[str]
) -> bytes:
    """Return entries as .xlsx, a row for each: every question of every version.

    Each repeat is a sheet of its own whose rows name their entry. What cannot be asked in the
    newest version any more stands behind, with the version that asked it.
    """
    word = mission.wording.text
    versions = published_forms(reader, opened.form.id)
    shown = {one.hash: one for one in versions}
    whole = list(all_stored(reader, ids))

    def say(question: _Question, hash_: str, values: Mapping[str, str]) -> str:
        version = shown.get(hash_)
        form = version.form() if version is not None else question.form
        if question.path not in form.by_path:
            form = question.form
        language = form.language_for(mission.language)
        return answer_words(form, question.path, values.get(question.path, ""), language)

    questions = _union(opened, versions, word)
    main = [
        SheetColumn(word("registers.sheet.number"), 18),
        *(_column(one) for one in questions.get("", ())),
        SheetColumn(word("registers.sheet.version"), 12),
        SheetColumn(word("registers.sheet.restricted"), 12),
    ]
    sheets = [
        SheetContent(
            opened.title,
            main,
            [
                (
                    record.text("number"),
                    *(
                        say(one, record.text("form_hash"), filled.values)
                        for one in questions.get("", ())
                    ),
                    record.text("version"),
                    word(
                        "registers.sheet.team"
                        if record.audience == Audience.TEAM
                        else "registers.sheet.leader"
                    ),
                )
                for record, filled in whole
            ],
        )
    ]
    for repeat, columns in questions.items():
        if repeat:
            rows = [
                (
                    record.text("number"),
                    *(say(q, record.text("form_hash"), one.values) for q in columns),
                )
                for record, filled in whole
                for one in _instances(filled, repeat)
            ]
            title = _repeat_title(opened, versions, repeat)
            number = SheetColumn(word("registers.sheet.entry"), 18)
            sheets.append(SheetContent(title, [number, *(_column(q) for q in columns)], rows))
    return write_book(opened.title, sheets)


def _column(question: _Question) -> SheetColumn:
    node = question.form.node(question.path)
    long = node.control is Control.INPUT and "multiline" in node.appearance
    return SheetColumn(question.label, _WIDE if long else _NARROW)


def _union(
    opened: OpenRegister, versions: Sequence[PublishedForm], word: Callable[..., str]
) -> dict[str, list[_Question]]:
    """Return the questions of all versions by the repeat they are in, the newest form's first."""
    found: dict[str, list[_Question]] = {}
    known: set[str] = set()
    for version in reversed(versions):
        form = version.form()
        for node in form.nodes:
            if node.path in known or not _is_asked(node):
                continue
            known.add(node.path)
            if form.hash == opened.form.hash:
                label = opened.question(node.path)
            else:
                plain = node.label.in_some_language(
                    form.language_for(opened.language), form.languages[0]
                )
                label = word(
                    "registers.sheet.older", label=plain or node.name, version=version.version
                )
            repeat = form.nodes[node.repeat].path if node.repeat is not None else ""
            found.setdefault(repeat, []).append(_Question(node.path, form, label))
    return found


def _is_asked(node: Node) -> bool:
    readonly_note = node.type == "string" and node.control is Control.INPUT and _is_note(node)
    return node.is_leaf and node.control is not Control.NONE and not readonly_note


def _is_note(node: Node) -> bool:
    rule = node.rules.readonly
    return rule is not None and not rule.reads and node.rules.calculate is None


def _instances(filled: Filled, repeat: str) -> Iterator[Filled]:
    """Yield the instances of a repeat, those inside other repeats too."""
    for path, instances in filled.repeats.items():
        for one in instances:
            if path == repeat:
                yield one
            else:
                yield from _instances(one, repeat)


def _repeat_title(opened: OpenRegister, versions: Sequence[PublishedForm], repeat: str) -> str:
    for version in reversed(versions):
        form = version.form()
        if repeat in form.by_path:
            language = form.language_for(opened.language)
            label = form.node(repeat).label.in_some_language(language, form.languages[0])
            return label or form.node(repeat).name
    return repeat
