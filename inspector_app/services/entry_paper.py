"""An entry of a register, gathered for paper: relevant questions in the form's order."""

from collections.abc import Iterator

from inspector_app.documents.papers.register_entry import (
    EntryPart,
    RegisterEntry,
    register_entry_paper,
)
from inspector_app.forms.model import Control, Node
from inspector_app.forms.sitting import Sitting
from inspector_app.services.answer_words import answer_words
from inspector_app.services.mission import OpenMission, mission_record, user_names
from inspector_app.services.paper_words import Printable, paper_wording
from inspector_app.services.submissions import OpenForm, open_form
from inspector_app.store.reader import Reader

#: Questions of a repeat that stand side by side in a table; more stand below one another.
_WIDEST = 5


def entry_printable(mission: OpenMission, reader: Reader, submission: str) -> Printable:
    """Return an entry as a paper, in Chinese, with the mission's words.

    Raises ``RefusedError('record.gone')``.
    """
    opened = open_form(mission, reader, submission)
    opened.sitting.language = opened.form.language_for("zh_CN")
    wording = paper_wording(reader)
    about = mission_record(reader, mission.id)
    facts = _facts(opened, about.text("body_name"), user_names(reader))
    content = RegisterEntry(
        title=opened.form.title,
        classification=about.text("classification"),
        facts=tuple(
            f"{wording.text(f'papers.register_entry.{key}')}：{value}"
            for key, value in facts
            if value
        ),
        parts=tuple(_parts(opened.sitting)),
    )
    return Printable(register_entry_paper(content, wording))


def _facts(opened: OpenForm, body: str, names: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return (
        ("number", opened.record.text("number")),
        ("body", body),
        ("made_by", names.get(opened.record.owner, "")),
    )


def _parts(sitting: Sitting) -> Iterator[EntryPart]:
    own = _inside(sitting, sitting.form.root, "")
    if own.rows:
        yield EntryPart("", own.rows)
    yield from own.parts


def _inside(sitting: Sitting, node: Node, place: str) -> EntryPart:
    """Return what stands in a group or instance; *place* is its path with positions, "" above."""
    rows: list[tuple[str, str]] = []
    parts: list[EntryPart] = []
    for index in node.children:
        child = sitting.form.nodes[index]
        path = f"{place or node.path}/{child.name}"
        if child.is_repeat:
            parts += _instances(sitting, child, path)
        elif not sitting.relevant(path):
            continue
        elif child.is_leaf:
            row = _row(sitting, child, path)
            rows += [row] if row else []
        else:
            inside = _inside(sitting, child, path)
            title = sitting.label(path)
            if inside.rows or inside.parts:
                parts.append(EntryPart(title, inside.rows, inside.parts))
    return EntryPart("", tuple(rows), tuple(parts))


def _instances(sitting: Sitting, node: Node, path: str) -> Iterator[EntryPart]:
    shown = [one for one in sitting.instances(path) if sitting.relevant(one)]
    if not shown:
        return
    label = sitting.label(shown[0]) or node.name
    inside = [_inside(sitting, node, one) for one in shown]
    if any(one.parts for one in inside) or max(len(one.rows) for one in inside) > _WIDEST:
        parts = (
            EntryPart(f"{label} {at}", one.rows, one.parts) for at, one in enumerate(inside, 1)
        )
        yield EntryPart(label, parts=tuple(parts))
        return
    # Instances may ask different things: the columns are all that any of them asks.
    asked = tuple(dict.fromkeys(question for one in inside for question, _ in one.rows))
    lines = tuple(tuple(dict(one.rows).get(name, "") for name in asked) for one in inside)
    yield EntryPart(label, header=asked, lines=lines)


def _row(sitting: Sitting, node: Node, path: str) -> tuple[str, str] | None:
    if node.control in {Control.NONE, Control.TRIGGER}:
        return None
    state = sitting.state(path)
    if not state.value and state.readonly:
        return None  # a remark to who fills the form in
    said = answer_words(sitting.form, node.path, state.value, sitting.language)
    return sitting.label(path) or node.name, said
