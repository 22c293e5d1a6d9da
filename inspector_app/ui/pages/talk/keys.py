"""The keys of the talk workspace: no hand leaves the keyboard while someone talks.

One table for record and checklist. The workspace takes these keys before the window's own
shortcuts do (Alt+1 is an answer here and the first page elsewhere).
"""

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from inspector_app.domain.must_ask import AnswerKind
from inspector_app.domain.vocabulary import ParagraphKind

#: Answer kinds by digit: with Alt from everywhere, alone while the checklist has the focus.
DIGITS: Mapping[Qt.Key, AnswerKind] = {
    Qt.Key.Key_1: AnswerKind.SPECIFIC,
    Qt.Key.Key_2: AnswerKind.GENERAL,
    Qt.Key.Key_3: AnswerKind.NONE,
    Qt.Key.Key_4: AnswerKind.UNKNOWN,
    Qt.Key.Key_5: AnswerKind.DECLINED,
}

#: Kinds of paragraph by digit, with Ctrl, while typing.
PARAGRAPH_DIGITS: Mapping[Qt.Key, ParagraphKind] = {
    Qt.Key.Key_1: ParagraphKind.QUESTION,
    Qt.Key.Key_2: ParagraphKind.ANSWER,
    Qt.Key.Key_3: ParagraphKind.NOTE,
    Qt.Key.Key_4: ParagraphKind.CORRECTION,
}


class Act(StrEnum):
    """What a key does in the workspace."""

    ATTACH = "attach"
    NEXT_OPEN = "next_open"
    PREVIOUS_OPEN = "previous_open"
    VERIFY = "verify"
    LEAD = "lead"
    JUMP = "jump"
    WRITERS = "writers"
    ITEM_UP = "item_up"
    ITEM_DOWN = "item_down"
    CLEAR_ANSWER = "clear_answer"
    OPENING = "opening"
    READ_BACK = "read_back"
    END = "end"
    SIGN = "sign"
    REMOVE = "remove"
    SNIPPET = "snippet"
    HELP = "help"
    FILES = "files"
    SCAN = "scan"
    PAPER = "paper"
    SPEAKER = "speaker"


_CTRL = Qt.KeyboardModifier.ControlModifier
_NONE = Qt.KeyboardModifier.NoModifier
_ALT = Qt.KeyboardModifier.AltModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier

_ACTS: Mapping[tuple[Qt.KeyboardModifier, int], Act] = {
    (_NONE, Qt.Key.Key_F1): Act.HELP,
    (_CTRL, Qt.Key.Key_J): Act.SNIPPET,
    (_CTRL, Qt.Key.Key_P): Act.PAPER,
    (_CTRL, Qt.Key.Key_M): Act.SPEAKER,
    (_NONE, Qt.Key.Key_F2): Act.ATTACH,
    (_NONE, Qt.Key.Key_F3): Act.NEXT_OPEN,
    (_SHIFT, Qt.Key.Key_F3): Act.PREVIOUS_OPEN,
    (_NONE, Qt.Key.Key_F4): Act.VERIFY,
    (_NONE, Qt.Key.Key_F5): Act.JUMP,
    (_NONE, Qt.Key.Key_F6): Act.LEAD,
    (_NONE, Qt.Key.Key_F7): Act.WRITERS,
    (_NONE, Qt.Key.Key_F8): Act.OPENING,
    (_NONE, Qt.Key.Key_F9): Act.READ_BACK,
    (_ALT, Qt.Key.Key_Up): Act.ITEM_UP,
    (_ALT, Qt.Key.Key_Down): Act.ITEM_DOWN,
    (_ALT, Qt.Key.Key_0): Act.CLEAR_ANSWER,
    (_NONE, Qt.Key.Key_F10): Act.SCAN,
    (_CTRL_SHIFT, Qt.Key.Key_M): Act.FILES,
    (_CTRL_SHIFT, Qt.Key.Key_E): Act.END,
    (_CTRL_SHIFT, Qt.Key.Key_S): Act.SIGN,
    (_CTRL_SHIFT, Qt.Key.Key_Delete): Act.REMOVE,
}


def act_of(event: QKeyEvent) -> Act | AnswerKind | None:
    """Return what a key does in the whole workspace, or ``None`` for a key that only types."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if modifiers == _ALT and event.key() in DIGITS:
        return DIGITS[Qt.Key(event.key())]
    return _ACTS.get((modifiers, event.key()))


def paragraph_kind_of(event: QKeyEvent) -> ParagraphKind | None:
    """Return the kind of paragraph that a key switches to while typing."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != _CTRL:
        return None
    return PARAGRAPH_DIGITS.get(Qt.Key(event.key()))
