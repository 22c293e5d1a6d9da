"""The list that opens under a field that completes what is typed."""

from PySide6.QtWidgets import QCompleter, QListView, QWidget

from inspector_app.ui.widgets.labels import mark_data


def completion_popup(completer: QCompleter, owner: QWidget) -> QListView:
    """Give *completer* a list of its own to show its matches in, which *owner* keeps.

    Qt gives such a list to nobody: whoever is deleted first, list or completer, would leave
    the other with a dead pointer.
    """
    popup = QListView()
    popup.setProperty("role", "popup")
    mark_data(popup)
    completer.setPopup(popup)
    popup.setParent(owner, popup.windowFlags())
    return popup
