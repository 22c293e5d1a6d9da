"""What a form on the window costs: a key, an answer, opening; 1,000 questions beside 10.

Measured is the time the window's thread works: what else runs on the machine does not count.
"""

import sys
import time
from statistics import median

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from inspector_app.forms.load import form_from
from inspector_app.forms.sitting import Sitting
from inspector_app.system.wording import Wording
from inspector_app.ui.forms import FormView
from inspector_app.ui.theme import Theme, ThemeMode
from inspector_app.ui.theme.fonts import BUNDLED

pytestmark = pytest.mark.perf

GROUP = 50


def form_of(count):
    """Text, number, choice and date by turns in groups; every second one waits for the first."""
    lines = ["| survey |", "| | type | name | label | relevant | required |"]
    kinds = ("text", "integer", "select_one yn", "date")
    for number in range(count):
        if number % GROUP == 0:
            lines.append(f"| | begin group | g{number} | 第{number // GROUP + 1}部分 | | |")
        relevant = "${q0} != 'nein'" if number % 2 else ""
        row = f"{kinds[number % 4]} | q{number} | 第{number + 1}题：如何说明情况 | {relevant} | yes"
        lines.append(f"| | {row} |")
        if number % GROUP == GROUP - 1 or number == count - 1:
            lines.append("| | end group | | | | |")
    lines += [
        "| choices |",
        "| | list_name | name | label |",
        "| | yn | y | 是 |",
        "| | yn | n | 否 |",
    ]
    return form_from("\n".join(lines).encode(), name="bench.md")


def settle():
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    QApplication.processEvents()


class Stage:
    """A form in a window."""

    def __init__(self, theme, count):
        self.form = form_of(count)
        self.host = QWidget()
        self.view = FormView(theme, Wording())
        QVBoxLayout(self.host).addWidget(self.view)
        self.host.resize(1182, 682)
        self.host.show()
        self.host.activateWindow()
        settle()

    def open(self):
        sitting = Sitting(self.form)
        begin = time.thread_time()
        self.view.show_sitting(sitting)
        settle()
        return time.thread_time() - begin

    def key(self):
        """One character into the first question, everything drawn."""
        field = QApplication.focusWidget()
        begin = time.thread_time()
        QTest.keyClick(field, Qt.Key.Key_A)
        settle()
        return time.thread_time() - begin

    def answer(self, value):
        """The second question answered and left, everything drawn."""
        begin = time.thread_time()
        self.view.answer("/data/g0/q1", value)
        settle()
        return time.thread_time() - begin


@pytest.fixture
def stages(qapp):
    theme = Theme(qapp, families=BUNDLED, mode=ThemeMode.LIGHT)
    pair = Stage(theme, 10), Stage(theme, 1000)
    yield pair
    for stage in pair:
        stage.host.close()


def say(what, small, large):
    sys.stdout.write(
        f"\n{what}: 10 questions {small * 1000:.2f} ms, 1,000 questions {large * 1000:.2f} ms,"
        f" ratio {large / small:.2f}"
    )
    return large / small


def test_typing_does_not_grow_with_the_form(stages):
    taken = []
    for stage in stages:
        stage.open()
        stage.host.activateWindow()
        stage.view.go_to("/data/g0/q0")
        settle()
        taken.append(median(stage.key() for _ in range(60)))
    assert say("a key", *taken) < 2
    assert taken[1] < 0.02


def test_an_answer_hardly_grows_with_the_form(stages):
    taken = []
    for stage in stages:
        stage.open()
        taken.append(median(stage.answer(str(number)) for number in range(1, 41)))
    assert say("an answer", *taken) < 3
    assert taken[1] < 0.03


def test_opening_a_thousand_questions(stages):
    taken = [median(stage.open() for _ in range(7)) for stage in stages]
    say("opening", *taken)
    assert taken[1] < 0.5


def test_scrolling_through_a_thousand_questions(stages):
    """A screen further, thirty times: about seven rows come to life each time."""
    _small, large = stages
    large.open()
    bar = large.view.sheet.verticalScrollBar()
    taken = []
    for _ in range(30):
        begin = time.thread_time()
        bar.setValue(bar.value() + large.view.sheet.viewport().height())
        settle()
        taken.append(time.thread_time() - begin)
    sys.stdout.write(f"\na screen further in 1,000 questions: {median(taken) * 1000:.1f} ms")
    assert median(taken) < 0.1


def test_an_answer_that_hides_half_the_form(stages):
    """The one thing that has to touch everything: five hundred questions go and come."""
    _small, large = stages
    large.open()
    taken = []
    for value in ("nein", "doch") * 5:
        begin = time.thread_time()
        large.view.answer("/data/g0/q0", value)
        settle()
        taken.append(time.thread_time() - begin)
    sys.stdout.write(f"\nhalf of 1,000 questions go or come: {median(taken) * 1000:.1f} ms")
    assert median(taken) < 0.2
