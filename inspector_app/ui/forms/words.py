"""Words of the form on the window: labels with their marks, hints, guidance."""

from PySide6.QtCore import Qt

from inspector_app.ui.forms.markdown import has_markup, plain_words, to_rich_text
from inspector_app.ui.theme.fonts import FontRole
from inspector_app.ui.widgets.labels import Label, LabelTone


class FormLabel(Label):
    """Words of a form, wrapped; their safe markdown is shown, nothing else is.

    A link is text: no address is ever opened from here.
    """

    def __init__(self, *, role: FontRole = "body", tone: LabelTone = "") -> None:
        super().__init__("", role=role, tone=tone, wrap=True, data=True)
        self._words = ""
        self.setOpenExternalLinks(False)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)

    @property
    def words(self) -> str:
        """The words as the form has them."""
        return self._words

    def set_words(self, words: str) -> None:
        """Show *words*."""
        if words == self._words:
            return
        self._words = words
        if has_markup(words):
            self.setTextFormat(Qt.TextFormat.RichText)
            self.setText(to_rich_text(words))
        else:
            self.setTextFormat(Qt.TextFormat.PlainText)
            self.setText(words)
        self.setAccessibleName(plain_words(words))
