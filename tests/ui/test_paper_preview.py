"""The page as it will print: drawn once at a time, the old one kept, words found again."""

import threading

import pytest

from inspector_app.documents.tree import Heading, Paper, Paragraph, text
from inspector_app.services.paper_words import Printable
from inspector_app.system.fonts import bundled_fonts
from inspector_app.ui.pages.common.paper_preview import PaperPreview
from inspector_app.ui.widgets.pdfview import pdf_bookmarks, pdf_texts


def paper(words, paragraphs=60):
    blocks = [Heading(1, "开头"), Paragraph(text(words))]
    blocks += [Paragraph(text(f"第{n}段，{'内容' * 30}。")) for n in range(paragraphs)]
    blocks += [Heading(1, "结尾"), Paragraph(text("最后一段话。"))]
    return Printable(Paper("示例", ("示例公文",), tuple(blocks)))


@pytest.fixture
def preview(page_context, qtbot):
    def make(tasks=None):
        context = page_context(None)
        if tasks is not None:
            context = type(context)(
                theme=context.theme,
                tasks=tasks,
                bus=context.bus,
                wording=context.wording,
                navigate=context.navigate,
                notify=context.notify,
                services=None,
            )
        shown = PaperPreview(context, name="示例")
        qtbot.addWidget(shown)
        shown.resize(430, 600)
        shown.show()
        return shown

    return make


def test_headings_and_words_are_found_in_a_pdf():
    data = paper("一句话").pdf(bundled_fonts())
    first, last = pdf_bookmarks(data)
    assert (first.title, last.title) == ("一、开头", "二、结尾")
    assert first.page == 0
    assert 0 < first.top < 842
    texts = pdf_texts(data)
    assert "一句话" in texts[0]
    assert "最后一段话" in texts[last.page]


def test_a_heading_and_words_are_turned_to(preview, qtbot):
    shown = preview()
    with qtbot.waitSignal(shown.drawn, timeout=20_000):
        shown.set_paper(lambda: paper("一句话"))
    assert shown.view.page == 0
    shown.reveal_words("第50段，内容", 0)
    assert shown.view.page > 0
    shown.go_to_heading(-1)
    assert shown.view.page == 0
    shown.go_to_heading(1)
    mark = shown.bookmarks[1]
    top = shown.view._frames()[mark.page].top() + mark.top * shown.view._scale()
    start = shown.view.verticalScrollBar().value()
    assert start <= top <= start + shown.view.viewport().height()
    before = start
    shown.reveal_words("没有印出来的话", 0)
    assert shown.view.verticalScrollBar().value() == before


def test_one_drawing_at_a_time_and_the_latest_wins(preview, threaded_tasks, qtbot):
    shown = preview(threaded_tasks)
    gathered, gate = [], threading.Event()

    class Slow:
        def __init__(self, printable):
            self._printable = printable

        def pdf(self, fonts):
            gate.wait(10)
            return self._printable.pdf(fonts)

    def gather():
        gathered.append(len(gathered))
        return Slow(paper(f"第{len(gathered)}次"))

    shown.set_paper(gather)
    qtbot.waitUntil(lambda: len(gathered) == 1)
    for _ in range(3):  # changes while it is being drawn: one more drawing, not three
        shown._draw()
    assert len(gathered) == 1
    gate.set()
    qtbot.waitUntil(lambda: len(gathered) == 2, timeout=20_000)
    qtbot.waitUntil(lambda: any("第2次" in one for one in shown._texts), timeout=20_000)
    qtbot.waitUntil(lambda: threaded_tasks.idle, timeout=20_000)
    assert len(gathered) == 2


def test_the_old_pages_stay_until_the_new_ones_are_there(preview, qtbot):
    shown = preview()
    words = ["旧"]
    with qtbot.waitSignal(shown.drawn, timeout=20_000):
        shown.set_paper(lambda: paper(words[0]))
    shown.view._ask()
    assert shown.view._images
    kept = []
    shown.drawn.connect(lambda: kept.append(dict(shown.view._images)))
    words[0] = "新"
    shown.renew()
    assert shown.view._images  # nothing goes before the new ones are drawn
    with qtbot.waitSignal(shown.drawn, timeout=20_000):
        pass
    assert kept[0]
    assert "新" in shown._texts[0]


def test_a_paper_that_cannot_be_drawn_is_explained_and_the_old_one_stays(preview, qtbot):
    shown = preview()
    words = ["好的"]
    with qtbot.waitSignal(shown.drawn, timeout=20_000):
        shown.set_paper(lambda: paper(words[0]))
    pages = shown.view.page_count
    words[0] = "没有字体的字\U000e0fff"
    shown.renew()
    qtbot.waitUntil(lambda: "▲" in shown._state.text(), timeout=20_000)
    assert shown.view.page_count == pages
    words[0] = "又好了"
    with qtbot.waitSignal(shown.drawn, timeout=20_000):
        shown.renew()
    assert "▲" not in shown._state.text()
