"""How cards are called."""

from PySide6.QtCore import QCoreApplication

from inspector_app.forms.sitting import Sitting
from inspector_app.ui.forms.markdown import plain_words
from inspector_app.ui.forms.rows import Row


def card_number(position: int) -> str:
    """Return the number of a card in words."""
    return QCoreApplication.translate("CardHead", "第 {number} 项").format(number=position)


def card_title(sitting: Sitting, row: Row) -> str:
    """Return what names a card: its number, and its label if it has one of its own."""
    number = card_number(row.position)
    if next(row.node.label.outputs(), None) is None:
        return number  # the heading above says the same for all cards
    label = plain_words(sitting.label(row.path)).strip()
    return f"{number} · {label}" if label else number
