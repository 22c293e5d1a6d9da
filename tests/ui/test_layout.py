"""The inspection of layouts finds what it should, and the window passes it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from inspector_app.domain.errors import KnownError
from inspector_app.system.wording import Wording
from inspector_app.ui.i18n import PseudoTranslator
from inspector_app.ui.page import Badge, Page, PageSpec
from inspector_app.ui.shell import Header, IdleLock, MainWindow, Session
from inspector_app.ui.theme import ThemeMode
from inspector_app.ui.unlock import MissionUser, RecentMission, TryDelay, UnlockPage
from inspector_app.ui.widgets import (
    Banner,
    Card,
    ConfirmStrip,
    DateEdit,
    ElidedLabel,
    FigureCard,
    FormRow,
    Label,
    MissingItem,
    MissingList,
    PasswordRow,
    Phase,
    SearchBox,
    data_label,
    hbox,
    icon_button,
    make_button,
    mark_data,
    scrolling,
)


@pytest.fixture
def host(qtbot, theme):
    assert theme is not None
    widget = QWidget()
    widget.setAccessibleName("host")
    widget.resize(400, 200)
    qtbot.addWidget(widget)
    return widget


def place(host, widget, *geometry):
    widget.setParent(host)
    widget.setGeometry(*geometry)
    return widget


class TestItFinds:
    def found(self, host, layout_problems, language="zh_CN"):
        host.show()
        return layout_problems(host, language=language)

    @pytest.mark.parametrize(
        ("widget", "geometry", "complaint"),
        [
            (lambda: QLabel("一行放不下的字"), (0, 0, 40, 20), "cut"),
            (lambda: QLabel("字"), (0, 0, 40, 6), "cut in height"),
            (lambda: Label("很多很多很多很多字", wrap=True), (0, 0, 60, 20), "cut in height"),
            (lambda: QPushButton("一行放不下的字"), (0, 0, 50, 34), "cut"),
            (lambda: QLabel("外"), (390, 0, 60, 20), "outside"),
            (lambda: QLabel("上"), (0, -20, 60, 20), "outside"),
            (QLineEdit, (0, 0, 100, 34), "no accessible name"),
            (QToolButton, (0, 0, 30, 30), "no accessible name"),
            (QComboBox, (0, 0, 100, 34), "no accessible name"),
        ],
    )
    def test_what_a_user_would_stumble_over(
        self, host, layout_problems, widget, geometry, complaint
    ):
        place(host, widget(), *geometry)
        assert any(complaint in line for line in self.found(host, layout_problems))

    def test_overlap(self, host, layout_problems):
        place(host, QLabel("甲"), 0, 0, 60, 20)
        place(host, QLabel("乙"), 50, 10, 60, 20)
        assert any("overlap" in line for line in self.found(host, layout_problems))

    def test_combo_whose_choice_is_cut(self, host, layout_problems):
        box = place(host, QComboBox(), 0, 0, 80, 34)
        box.setAccessibleName("类别")
        box.addItem("一行放不下的选择")
        assert any("cut" in line for line in self.found(host, layout_problems))

    def test_placeholder_that_is_cut(self, host, layout_problems):
        edit = place(host, QLineEdit(), 0, 0, 60, 34)
        edit.setAccessibleName("日期")
        edit.setPlaceholderText("例如 2026-10-21 或者 2026年10月21日")
        assert any("cut" in line for line in self.found(host, layout_problems))

    @pytest.mark.parametrize("where", ["text", "tip", "name", "item"])
    def test_chinese_in_an_english_window(self, host, layout_problems, where):
        widget = QComboBox() if where == "item" else QPushButton("Close")
        place(host, widget, 0, 0, 120, 34)
        widget.setAccessibleName("Close")
        if where == "text":
            widget.setText("关闭")
        elif where == "tip":
            widget.setToolTip("关闭")
        elif where == "name":
            widget.setAccessibleName("关闭")
        else:
            widget.addItems(["Close", "关闭"])
        assert any("untranslated" in line for line in self.found(host, layout_problems, "en"))
        assert not any("untranslated" in line for line in self.found(host, layout_problems))

    def test_texts_of_the_mission_may_be_chinese(self, host, layout_problems):
        column = QVBoxLayout(host)
        inner = QWidget()
        mark_data(inner)
        QVBoxLayout(inner).addWidget(QLabel("示例市"))
        column.addWidget(data_label("示例市"))
        column.addWidget(inner)
        assert self.found(host, layout_problems, "en") == []

    def test_nothing_in_a_sound_page(self, host, layout_problems, theme):
        column = QVBoxLayout(host)
        column.addWidget(ElidedLabel("很长很长的标题" * 10))
        column.addWidget(FormRow("日期", DateEdit(theme), help_text="进驻之后"))
        column.addLayout(hbox(make_button("取消"), make_button("保存", role="primary")))
        assert self.found(host, layout_problems) == []

    def test_what_scrolls_may_be_larger_than_the_window(self, host, layout_problems):
        content = QWidget()
        content.setMinimumSize(1000, 1000)
        place(content, QLabel("远"), 900, 900, 60, 20)
        QVBoxLayout(host).addWidget(scrolling(content))
        assert self.found(host, layout_problems) == []

    def test_page_too_wide(self, window, layout_problems, settle):
        window.open(window.opener(None))
        page = window.workbench.stack.currentWidget().widget()
        page.setMinimumWidth(1300)
        settle()
        assert any("too wide" in line for line in layout_problems(window, language="zh_CN"))

    def test_hidden_things_are_not_looked_at(self, host, layout_problems):
        hidden = place(host, QLabel("一行放不下的字"), 0, 0, 10, 5)
        hidden.hide()
        assert self.found(host, layout_problems) == []


class GalleryPage(Page[None]):
    """One of everything, worded in English or Chinese by the catalogue of widgets."""

    key = "gallery"

    def __init__(self, context):
        super().__init__(context)
        theme = context.theme
        card = Card()
        banner, strip = Banner(theme), ConfirmStrip(theme)
        banner.show_message("OK", action="Open", act=lambda: None)
        strip.ask("?", yes="Delete", confirmed=lambda: None)
        figure = FigureCard(theme, "Talks", jumpable=True)
        figure.show_figure("31 / 46", 0.6, "4 today")
        missing = MissingList(theme)
        missing.set_items([MissingItem("没有时限" * 30, "报告", "blocking", "report")])
        password = PasswordRow(theme, "Passphrase")
        date = FormRow("Date", DateEdit(theme), required=True)
        date.set_error("Too early")
        search = SearchBox(theme, "Search", name="Search")
        more = icon_button(theme, "more", "More")
        for widget in (banner, strip, figure, missing, password, date, search, more):
            card.add(widget)
        column = QHBoxLayout(self)
        column.addWidget(card)

    def refresh(self, changes):
        assert changes is None


class Port:
    def recent(self):
        return (
            RecentMission(Path("示例市住房和城乡建设局党组很长的名字.mission"), "示例市" * 12),
            RecentMission(Path("旧任务.mission"), "旧任务", present=False),
        )

    def users(self, _folder):
        return (MissionUser("u1", "示例甲", "组长", on_this_computer=True),)

    def unlock(self, folder, _user_id, _passphrase):
        raise KnownError("ui.no_mission_folder", name=folder.name)

    unlock_with_recovery = unlock

    def unlock_on_this_computer(self, folder, user_id):
        return (folder, user_id)


@pytest.fixture
def window(theme, tasks, bus, translations, qtbot):
    spec = PageSpec("gallery", lambda: "Gallery", "talk", GalleryPage, lambda _s: Badge(1234))

    def header(wording):
        phases = ("配置", "进驻前", "了解", "报告", "反馈", "整改", "归档")
        if wording.language == "en":
            phases = ("Set-up", "Pre-entry", "Fieldwork", "Report", "Feedback", "Remedy", "File")
        return Header(
            "示例市住房和城乡建设局党组" * 3,
            "2026年第三轮 · 常规巡察 · 第二巡察组" * 2,
            tuple(Phase(name, "ahead") for name in phases),
            "工作秘密",
            "组长 · 本机 A02",
            (5, 3),
        )

    def open_session(_opened):
        return Session(
            identity="m",
            services=None,
            pages=(spec,),
            header=header,
            vocabulary=lambda _language: {},
            flush=lambda: None,
            close=lambda: None,
            search_page="gallery",
        )

    window = MainWindow(
        theme=theme,
        tasks=tasks,
        bus=bus,
        translations=translations,
        port=Port(),
        open_session=open_session,
        idle=IdleLock(limit_s=0),
        delay=TryDelay(),
    )
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.opener = open_session
    yield window
    window.lock()


@pytest.fixture(params=[ThemeMode.LIGHT, ThemeMode.DARK, ThemeMode.HIGH_CONTRAST])
def mode(request, theme):
    theme.set_mode(request.param)
    return request.param


@pytest.fixture(params=["zh_CN", "en"])
def language(request, window):
    window._on_language(request.param)
    return request.param


@pytest.mark.usefixtures("mode")
class TestWindow:
    def test_unlock_page(self, window, layout_problems, settle, language):
        settle()
        assert layout_problems(window, language=language) == []
        page = window.unlock_page
        page.passphrase.edit.setText("x")
        page._on_unlock()
        for _ in range(5):
            page._delay.failed(page._folder)
        page._update_buttons()
        settle()
        assert layout_problems(window, language=language) == []
        page.recovery_button.click()
        settle()
        assert layout_problems(window, language=language) == []

    @pytest.mark.parametrize("size", [(1366, 768), (900, 560), (1920, 1080)])
    def test_workbench(self, window, layout_problems, settle, language, size):
        window.resize(*size)
        window.open(window.opener(None))
        settle()
        assert layout_problems(window, language=language) == []


def test_everything_on_the_unlock_page_is_given_to_tr(qapp, theme, tasks, qtbot):
    pseudo = PseudoTranslator()
    qapp.installTranslator(pseudo)
    page = UnlockPage(theme=theme, tasks=tasks, wording=Wording(), port=Port(), delay=TryDelay())
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    texts = [
        widget.text()
        for kind in (QLabel, QPushButton)
        for widget in page.findChildren(kind)
        if widget.isVisible() and widget.text() and not widget.property("data")
    ]
    qapp.removeTranslator(pseudo)
    assert texts
    assert [text for text in texts if not text.startswith("[")] == []
