"""A form on the window, and hands for it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from inspector_app.forms.load import form_from, load_form
from inspector_app.forms.sitting import Sitting
from inspector_app.system.wording import Wording
from inspector_app.ui.forms import FormView
from inspector_app.ui.forms.question import QuestionRow
from tests.ui.hands import Hands

EVERY_TYPE = Path(__file__).with_name("every_type.md")


@pytest.fixture(scope="session")
def every_type():
    """The form with every type and appearance."""
    return load_form(EVERY_TYPE)


def small(*rows: str, choices: str = "", head: str = "type | name | label") -> object:
    """Return a form from lines of a survey."""
    lines = ["| survey |", f"| | {head} |", *(f"| | {row} |" for row in rows)]
    if choices:
        lines += ["| choices |", "| | list_name | name | label |"]
        lines += [f"| | {line} |" for line in choices.split("\n")]
    return form_from("\n".join(lines).encode(), name="form.md")


class Told:
    """What the view has told, in order."""

    def __init__(self, view):
        self.all = []
        for name in (
            "answered", "typed", "instance_added", "instance_removed", "instance_restored",
            "instance_moved", "attachment_wanted", "attachment_opened", "history_asked",
        ):  # fmt: skip
            getattr(view, name).connect(self._taker(name))

    def _taker(self, name):
        return lambda *values: self.all.append((name, *values))

    def of(self, name):
        return [one[1:] for one in self.all if one[0] == name]


class Shown:
    """A view in a window, with a field before and one after it."""

    def __init__(self, theme, qtbot, language):
        self.host = QWidget()
        self.view = FormView(theme, Wording(language))
        self.before, self.after = QLineEdit(), QLineEdit()
        self.before.setAccessibleName("-")
        self.after.setAccessibleName("-")
        column = QVBoxLayout(self.host)
        for widget in (self.before, self.view, self.after):
            column.addWidget(widget)
        self.host.resize(700, 640)
        qtbot.addWidget(self.host)
        self.host.show()
        qtbot.waitExposed(self.host)
        self.host.activateWindow()
        QApplication.processEvents()
        self.told = Told(self.view)
        self.hands = Hands()

    def open(self, form, *, read_only=False, language=None, **answers):
        self.sitting = Sitting(form, language=language)
        for name, value in answers.items():
            self.sitting.set(self.path(name), value)
        self.view.show_sitting(self.sitting, read_only=read_only)
        self.settle()
        return self.sitting

    def path(self, name):
        found = [s.path for s in self.sitting.states() if s.path.endswith(f"/{name}")]
        assert found, name
        return found[0]

    def settle(self):
        for _ in range(4):
            QApplication.processEvents()

    def row(self, path) -> QuestionRow:
        """The widget of a question, brought on screen; *path* may be a bare name."""
        if not path.startswith("/"):
            path = self.path(path)
        sheet = self.view.sheet
        at = sheet.rows.by_path[path][0]
        sheet.reveal(at)
        self.settle()
        return sheet.widget_of(sheet.rows.rows[at].key)

    def go(self, name):
        """Put the focus into a question."""
        self.view.go_to(name if name.startswith("/") else self.path(name))
        self.settle()
        return self.row(name)

    def kept(self, name):
        return self.sitting.state(self.path(name)).kept

    def names_shown(self):
        """The questions on screen, in order."""
        alive = [(w.y(), r.node.name) for r, w in self.view.sheet.alive() if not w.isHidden()]
        return [name for _y, name in sorted(alive)]

    def focused(self):
        """The name of the question that has the focus."""
        key = self.view.sheet.current
        rows = self.view.sheet.rows
        return rows.rows[rows.by_key[key]].node.name if key is not None else ""


@pytest.fixture
def shown(theme, qtbot):
    """A view in a window."""
    return Shown(theme, qtbot, "zh_CN")
