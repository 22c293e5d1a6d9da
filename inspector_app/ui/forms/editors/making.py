"""Which editor answers a question."""

from collections.abc import Callable

from inspector_app.forms.model import Node
from inspector_app.ui.forms.editors.base import Editor
from inspector_app.ui.forms.editors.choices import OptionsEditor
from inspector_app.ui.forms.editors.dropping import DropEditor
from inspector_app.ui.forms.editors.files import FileEditor
from inspector_app.ui.forms.editors.picking import FindEditor, FindSeveralEditor
from inspector_app.ui.forms.editors.plain import (
    ElsewhereEditor,
    HeadLineEditor,
    NoteEditor,
    ShownEditor,
    TickEditor,
)
from inspector_app.ui.forms.editors.ranges import RangeEditor
from inspector_app.ui.forms.editors.ranking import RankEditor
from inspector_app.ui.forms.editors.texts import CodeEditor, MaskedEditor, NumberEditor, TextEditor
from inspector_app.ui.forms.editors.whens import WhenEditor
from inspector_app.ui.forms.looks import Face, Look
from inspector_app.ui.theme import Theme

_Make = Callable[[Theme, Node, Look], Editor]

_MAKERS: dict[Face, _Make] = {
    Face.NOTE: lambda _theme, _node, _look: NoteEditor(),
    Face.SHOWN: lambda _theme, _node, look: ShownEditor(grouped=look.grouped),
    Face.LINE: lambda _theme, _node, _look: TextEditor(several=False),
    Face.LINES: lambda _theme, _node, _look: TextEditor(several=True),
    Face.MASKED: lambda _theme, _node, _look: MaskedEditor(),
    Face.NUMBER: lambda _theme, _node, look: NumberEditor(grouped=look.grouped),
    Face.CODE: lambda _theme, _node, _look: CodeEditor(),
    Face.OPTIONS: lambda theme, _node, look: OptionsEditor(theme, look),
    Face.GRID_LINE: lambda theme, _node, look: OptionsEditor(theme, look),
    Face.HEAD_LINE: lambda _theme, _node, _look: HeadLineEditor(),
    Face.DROP: lambda _theme, _node, look: DropEditor(look),
    Face.FIND: lambda _theme, _node, look: FindEditor(look),
    Face.FIND_SEVERAL: lambda theme, _node, _look: FindSeveralEditor(theme),
    Face.RANK: lambda theme, _node, _look: RankEditor(theme),
    Face.RANGE: lambda _theme, node, _look: RangeEditor(node),
    Face.TICK: lambda theme, _node, _look: TickEditor(theme),
    Face.FILE: lambda theme, node, _look: FileEditor(theme, node),
    Face.ELSEWHERE: lambda _theme, node, _look: ElsewhereEditor(node),
}


def make_editor(theme: Theme, node: Node, look: Look) -> Editor:
    """Return the editor for *node*, which looks like *look*."""
    make = _MAKERS.get(look.face)
    return WhenEditor(theme, look) if make is None else make(theme, node, look)
