"""The list under a field that completes: it goes with the field, whoever is deleted first."""

import gc

import pytest
from PySide6.QtCore import QEvent, QStringListModel
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit
from shiboken6 import isValid

from inspector_app.ui.forms.editors.find_line import FindLine
from inspector_app.ui.widgets.popup import completion_popup


def delete(widget):
    widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def completing():
    line = QLineEdit()
    completer = QCompleter(QStringListModel(["甲", "乙"], line), line)
    line.setCompleter(completer)
    return line, completion_popup(completer, line)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("shown", [False, True])
def test_the_list_goes_with_its_field(shown):
    line, popup = completing()
    line.show()
    if shown:
        line.completer().complete()
        popup.hide()
    delete(line)
    assert not isValid(popup)
    gc.collect()
    QApplication.sendPostedEvents()


@pytest.mark.usefixtures("qapp")
def test_a_field_of_a_form_goes_with_its_list():
    line = FindLine()
    line.offer(["甲", "乙"])
    line.show()
    line.show_all()
    popup = line._popup
    delete(line)
    assert not isValid(popup)
    gc.collect()
    QApplication.sendPostedEvents()
