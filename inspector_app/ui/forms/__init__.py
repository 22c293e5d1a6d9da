"""Forms on the window: one renderer for all of them, from their data."""

from inspector_app.ui.forms.question import HistoryLine
from inspector_app.ui.forms.view import FormView

__all__ = ["FormView", "HistoryLine"]
