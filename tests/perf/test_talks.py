"""What many talks cost: the page, the matrix and one talk, each beside the bare thing."""

import time
from dataclasses import dataclass
from statistics import median

import pytest
from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtWidgets import QApplication, QTableView

from inspector_app.domain.must_ask import AnswerKind, ItemAnswer
from inspector_app.domain.vocabulary import TalkCategory, TalkState
from inspector_app.services.checklist import FORM_ID, answer_fields
from inspector_app.services.mission import vocabulary
from inspector_app.services.overview import overview
from inspector_app.services.proposals import propose
from inspector_app.system.wording import Wording
from inspector_app.ui.changebus import ChangeBus
from inspector_app.ui.page import PageContext
from inspector_app.ui.pages.overview import OverviewPage
from inspector_app.ui.pages.talk import TalkPage
from inspector_app.ui.tasks import ImmediateTaskRunner
from inspector_app.ui.theme import Theme, ThemeMode
from inspector_app.ui.theme.fonts import BUNDLED
from inspector_app.ui.widgets import MatrixColumn, MatrixRow, MatrixView
from inspector_app.ui.widgets.matrix import KINDS
from tests.mission_fixture import small_mission

pytestmark = pytest.mark.perf

TALKS = 500
PARAGRAPHS = 20
LIMIT_MS = 200
FRAME_MS = 16


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """A mission of 500 talks, every item answered, twenty paragraphs each."""
    made = small_mission(tmp_path_factory.mktemp("talks"))
    mission, journal = made.mission, made.mission.journal
    kinds, categories = list(AnswerKind), list(TalkCategory)
    team = list(made.users.values())
    for number in range(TALKS):
        category = categories[number % len(categories)].value
        official = journal.create(
            "official", {"name": f"示例{number}", "office": "科长", "category": category}
        )
        day, hour = number % 28 + 1, 9 + number % 8
        talk = journal.create(
            "talk",
            {
                "number": f"T-{number + 1:03d}",
                "official": official.record_id,
                "category": category,
                "starts_at": f"2026-10-{day:02d}T{hour:02d}:00",
                "ends_at": f"2026-10-{day:02d}T{hour + 1:02d}:00",
                "place": "谈话一室",
                "state": TalkState.HELD.value,
                "interviewers": team[:2],
                "recorder": team[2],
            },
        )
        said = [
            journal.create(
                "paragraph",
                {
                    "talk": talk.record_id,
                    "order": f"a{place:03d}",
                    "kind": "answer",
                    "text": f"二〇二六年{place % 12 + 1}月那次花了{place}万元，是他定的。",
                },
            )
            for place in range(PARAGRAPHS)
        ]
        fields = {
            "form_id": FORM_ID,
            "form_hash": mission.checklist.form_hash,
            "subject_type": "talk",
            "subject": talk.record_id,
        }
        for place, item in enumerate(mission.checklist.items):
            answer = ItemAnswer(
                item.code,
                kinds[(number + place) % len(kinds)],
                "要点" if place % 3 else "",
                paragraph=said[place % PARAGRAPHS].record_id,
            )
            fields |= {k: v for k, v in answer_fields(item, answer).items() if v is not None}
        journal.write(official, talk, *said, journal.create("submission", fields))
    yield made
    made.sitting.end()


@pytest.fixture
def context(many, qapp):
    bus = ChangeBus()
    tasks = ImmediateTaskRunner(bus)
    yield PageContext(
        theme=Theme(qapp, families=BUNDLED, mode=ThemeMode.LIGHT),
        tasks=tasks,
        bus=bus,
        wording=Wording("zh_CN", vocabulary(many.mission.reader)),
        navigate=lambda _key, _target=None: None,
        notify=lambda _notice: None,
        services=many.mission,
    )
    tasks.shutdown()


@dataclass
class Times:
    """Milliseconds of several runs of one thing."""

    name: str
    ms: list[float]

    @property
    def middle(self) -> float:
        return median(self.ms)

    def tell(self, bare: "Times") -> None:
        print(
            f"\n{self.name}: {self.middle:.0f} ms (most {max(self.ms):.0f});"
            f" {bare.name} {bare.middle:.0f} ms; ratio {self.middle / bare.middle:.1f}"
        )


def measured(name, run, times=5) -> Times:
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        run()
        taken.append((time.perf_counter() - begun) * 1000)
    return Times(name, taken)


def bare_kinds(mission) -> Times:
    sql = (
        "SELECT s.subject, a.path, a.value FROM rec_submission s JOIN rec_answer a"
        " ON a.submission = s.id WHERE s.subject_type = 'talk' AND a.path GLOB '*/kind'"
        " AND a.value IS NOT NULL"
    )
    found = mission.reader.rows(sql)
    assert len(found) == TALKS * len(mission.checklist.items)
    return measured("bare SQL", lambda: mission.reader.rows(sql))


@pytest.fixture
def page(context, qtbot):
    made = TalkPage(context)
    made.resize(1182, 682)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.release()


def test_opening_the_page(many, page):
    def run():
        page.refresh(None)
        page.grab()

    page.grab()
    taken = measured("page of 500 talks", run)
    taken.tell(bare_kinds(many.mission))
    assert taken.middle < LIMIT_MS


def test_opening_the_matrix(many, page):
    def run():
        page.plans.show_view("list")
        page.plans.show_view("matrix")
        page.grab()

    page.refresh(None)
    taken = measured("matrix of 500 talks", run)
    taken.tell(bare_kinds(many.mission))
    assert taken.middle < LIMIT_MS


def test_opening_a_talk(many, page):
    reader = many.mission.reader
    found = iter([record.id for record in reader.find("talk", limit=8)])

    def run():
        page.open_talk(next(found))
        page.grab()

    def bare():
        talk = reader.ids("talk", {"number": "T-100"})[0]
        reader.rows("SELECT * FROM rec_paragraph WHERE talk = ? ORDER BY 1", (talk,))
        reader.rows(
            "SELECT a.path, a.value FROM rec_submission s JOIN rec_answer a"
            " ON a.submission = s.id WHERE s.subject = ?",
            (talk,),
        )

    page.refresh(None)
    run()  # builds the workspace, once in a sitting
    taken = measured("one talk", run)
    taken.tell(measured("bare SQL", bare))
    assert taken.middle < LIMIT_MS


def test_opening_the_overview(many, context, qtbot):
    mission = many.mission
    made = OverviewPage(context)
    made.resize(1182, 682)
    qtbot.addWidget(made)
    made.show()

    def run():
        made.refresh(None)
        made.grab()

    made.grab()
    service = measured(
        "overview's service",
        lambda: overview(
            mission.reader, mission.checklist, mission.id, mission.today(), user=mission.me
        ),
    )
    service.tell(bare_kinds(mission))
    taken = measured("overview", run)
    taken.tell(service)
    assert taken.middle < LIMIT_MS


def test_opening_the_contradictions(many, page):
    """One item: what 500 talkers said to it, and what of it does not agree."""
    desk = page.plans.contradictions
    codes = iter([item.code for item in many.mission.checklist.items])

    def run():
        desk.items.choose(next(codes))
        page.grab()

    page.refresh(None)
    page.plans.show_view("contradictions")
    desk._scan.stop()
    run()
    taken = measured("one item said by 500", run)
    taken.tell(bare_kinds(many.mission))
    assert taken.middle < LIMIT_MS


class _BareTable(QAbstractTableModel):
    def rowCount(self, _parent=None):
        return 2000

    def columnCount(self, _parent=None):
        return 40

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        if role == Qt.ItemDataRole.DisplayRole:
            return KINDS[(index.row() + index.column()) % len(KINDS)]
        return None


def repaints(view) -> Times:
    """Repaint the viewport at twenty places."""
    view.resize(1140, 560)
    view.show()
    QApplication.processEvents()
    view.viewport().repaint()
    bar, taken = view.verticalScrollBar(), []
    for place in range(20):
        bar.setValue(bar.maximum() * place // 19)
        begun = time.perf_counter()
        view.viewport().repaint()
        taken.append((time.perf_counter() - begun) * 1000)
    return Times(type(view).__name__, taken)


def test_repainting_a_matrix_of_2000_talks(context, qtbot):
    words = dict.fromkeys(KINDS, "词")
    view = MatrixView(context.theme, words)
    qtbot.addWidget(view)
    view.set_content(
        [MatrixRow(str(n), f"示例{n}") for n in range(2000)],
        [MatrixColumn(str(n), f"W{n}") for n in range(40)],
        lambda row, column: KINDS[(row + column) % len(KINDS)],
    )
    bare, model = QTableView(), _BareTable()
    qtbot.addWidget(bare)
    bare.setModel(model)
    bare.horizontalHeader().setDefaultSectionSize(22)
    bare.verticalHeader().setMinimumSectionSize(8)
    bare.verticalHeader().setDefaultSectionSize(22)
    taken = repaints(view)
    taken.tell(repaints(bare))
    assert taken.middle <= FRAME_MS


def test_opening_the_plan(many, page):
    reader, desk = many.mission.reader, page.plans.plan_desk

    def run():
        desk.refresh(None)
        page.grab()

    page.refresh(None)
    page.plans.show_view("plan")
    desk.arrangement.setCurrentIndex(2)  # a week
    desk.show_day("2026-10-21")
    page.grab()
    taken = measured("plan of 500 talks", run)
    taken.tell(measured("bare SQL", lambda: reader.rows("SELECT * FROM rec_talk")))
    assert taken.middle < LIMIT_MS


def test_proposing_talks(many):
    mission = many.mission
    writes = [
        mission.journal.create("official", {"name": f"未谈{n}", "category": "M"})
        for n in range(100)
    ]
    mission.journal.write(*writes)
    day = "2026-11-02"

    def run():
        return propose(mission.reader, mission.checklist, mission.id, day)

    assert run().proposals
    taken = measured("proposals beside 500 talks", run)
    taken.tell(bare_kinds(mission))
    assert taken.middle < 2 * LIMIT_MS
