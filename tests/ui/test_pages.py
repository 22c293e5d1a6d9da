import io
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from reportlab.pdfgen.canvas import Canvas

from inspector_app.domain.errors import DamagedError
from inspector_app.intake.pdf import read_pdf
from inspector_app.system.wording import LANGUAGES, Wording
from inspector_app.ui.widgets import PageView, PdfView
from inspector_app.ui.widgets.pages import Wanted
from inspector_app.ui.widgets.pdfview import pdf_page_image, pdf_page_sizes

A4 = (595.0, 842.0)


def pdf(pages=3, size=A4):
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size)
    for _ in range(pages):
        canvas.setFillColorRGB(1, 0, 0)
        canvas.rect(0, 421, 595, 421, stroke=0, fill=1)  # upper half red
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture
def view(theme, qtbot):
    view = PageView(theme)
    qtbot.addWidget(view)
    view.resize(420, 400)
    view.show()
    return view


def test_page_is_rendered_as_drawn():
    image = pdf_page_image(pdf(), Wanted(1, 0.5))
    assert abs(image.width() - 298) <= 1
    assert image.pixelColor(150, 100).name() == "#ff0000"
    assert image.pixelColor(150, 300).name() == "#ffffff"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"no pdf at all", pdf()[:400]])
def test_broken_pdf_is_known_and_worded(data):
    for call in (lambda: pdf_page_sizes(data), lambda: pdf_page_image(data, Wanted(0, 1.0))):
        with pytest.raises(DamagedError) as caught:
            call()
        for language in LANGUAGES:
            assert Wording(language).error(caught.value)


@pytest.mark.parametrize("size", [(1, 14_400), (14_400, 14_400), (14_400, 1)])
def test_page_of_any_size_stays_within_memory(size):
    image = pdf_page_image(pdf(1, size), Wanted(0, 400.0))
    assert not image.isNull()
    assert image.width() * image.height() <= 41_000_000


@pytest.mark.parametrize("cut", range(100, 1100, 97))
def test_damaged_pdf_is_shown_or_known(cut):
    data = bytearray(pdf(1))
    data[cut % len(data)] ^= 0xFF
    try:
        shown = not pdf_page_image(bytes(data), Wanted(0, 0.2)).isNull()
    except DamagedError:
        shown = True  # said plainly; any other exception fails the test
    assert shown


def test_two_threads_never_meet_in_the_library():
    data, threads, wrong = pdf(3), [], []

    def draw():
        pictures = [pdf_page_image(data, Wanted(0, 0.3)) for _ in range(30)]
        wrong.extend(picture for picture in pictures if picture.isNull())

    def read():
        papers = [read_pdf(io.BytesIO(data), name="a.pdf", longest=100) for _ in range(30)]
        wrong.extend(paper for paper in papers if paper.pages != 3)

    for job in (draw, read, draw, read):
        threads.append(threading.Thread(target=job))
        threads[-1].start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_view_asks_for_visible_pages_only_and_once(view, qtbot):
    asked = []
    view.wanted.connect(asked.append)
    view.set_pages([A4] * 50)
    assert [w.page for w in asked] == [0]
    view._ask()
    assert len(asked) == 1
    view.go_to_page(30)
    qtbot.waitUntil(lambda: len(asked) > 1)
    assert view.page == 30
    assert {w.page for w in asked} == {0, 30}


def test_pages_fit_the_width_and_zoom(view, qtbot):
    view.set_pages([A4] * 2)
    assert view.horizontalScrollBar().maximum() == 0
    high = view.verticalScrollBar().maximum()
    qtbot.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.verticalScrollBar().maximum() > high
    assert view.horizontalScrollBar().maximum() > 0
    qtbot.keyClick(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.verticalScrollBar().maximum() == high
    view.set_zoom(1000)
    view.set_zoom(0.0001)
    assert not view.grab().isNull()


def test_few_images_are_kept(view):
    view.set_pages([A4] * 50)
    for page in range(50):
        view.set_image(Wanted(page, 1.0), QImage(10, 10, QImage.Format.Format_RGB32))
    assert len(view._images) == 8
    view.set_image(Wanted(99, 1.0), QImage(10, 10, QImage.Format.Format_RGB32))
    assert len(view._images) == 8


def test_no_pages_is_no_trouble(view):
    view.set_pages([])
    view.go_to_page(3)
    view.set_zoom(2)
    assert view.page_count == 0
    assert not view.grab().isNull()


def test_pdf_shows_in_the_window(theme, threaded_tasks, qtbot):
    view = PdfView(theme, threaded_tasks)
    qtbot.addWidget(view)
    view.resize(420, 620)
    view.show()
    view.show_pdf(pdf())
    qtbot.waitUntil(lambda: bool(view._images))
    picture = view.grab().toImage()
    assert picture.pixelColor(200, 100).name() == "#ff0000"
    assert view.page_count == 3
    view.show_pdf(b"")
    assert view.page_count == 0


def test_late_image_of_an_older_paper_is_dropped(theme, tasks, qtbot):
    view = PdfView(theme, tasks)
    qtbot.addWidget(view)
    view.resize(420, 620)
    view.show()
    old = pdf(1)
    view.show_pdf(old)
    view.show_pdf(pdf(2))
    view._on_sizes(old, [A4] * 9)
    assert view.page_count == 2


def test_broken_pdf_is_told_to_the_window(theme, tasks, qtbot):
    view = PdfView(theme, tasks)
    qtbot.addWidget(view)
    with qtbot.waitSignal(tasks.known_error) as signal:
        view.show_pdf(b"no pdf")
    assert signal.args[0].code == "ui.page_unreadable"
