"""Files in the window: pictures shown within bounds, dialogs that stop nobody, running jobs."""

import io
import threading

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from inspector_app.domain.errors import DamagedError, InputError
from inspector_app.system.wording import LANGUAGES, Wording
from inspector_app.ui.tasks import Lane
from inspector_app.ui.widgets.files import (
    MOST_FILES,
    FileAsker,
    dropped_files,
    plain_name,
    with_contents,
)
from inspector_app.ui.widgets.imageview import ImageView, Picture, picture_image, picture_sizes
from inspector_app.ui.widgets.pages import Wanted
from inspector_app.ui.widgets.running import RunStrip


def picture(kind="png", size=(300, 200), sides=1, **more):
    """Return a picture, red at the left, blue at the right."""
    out = io.BytesIO()
    images = []
    for _ in range(sides):
        image = Image.new("RGB", size, "#0000ff")
        image.paste("#ff0000", (0, 0, size[0] // 2, size[1]))
        images.append(image)
    if sides > 1:
        more |= {"save_all": True, "append_images": images[1:]}
    images[0].save(out, {"jpg": "jpeg", "tif": "tiff"}.get(kind, kind), **more)
    return Picture(out.getvalue(), {"jpg": "jpeg", "tif": "tiff"}.get(kind, kind))


@pytest.mark.parametrize("kind", ["png", "jpg", "tif", "gif", "bmp", "webp"])
def test_every_kind_is_decoded_at_the_scale_wanted(kind):
    one = picture(kind)
    assert picture_sizes(one) == ((225.0, 150.0),)
    image = picture_image(one, Wanted(0, 0.667))
    assert (image.width(), image.height()) == (150, 100)
    left, right = image.pixelColor(20, 50), image.pixelColor(130, 50)
    assert left.red() > 200 > left.blue()
    assert right.blue() > 200 > right.red()


def test_never_larger_than_it_is():
    assert picture_image(picture(), Wanted(0, 40.0)).width() == 300


def test_every_side_of_a_scan():
    one = picture("tif", sides=3)
    assert len(picture_sizes(one)) == 3
    assert picture_image(one, Wanted(2, 1.0)).width() == 225
    with pytest.raises(DamagedError):
        picture_image(one, Wanted(7, 1.0))


def test_an_animation_is_one_picture():
    assert len(picture_sizes(picture("gif", sides=3))) == 1


def test_turned_as_the_camera_lay():
    turn = Image.Exif()
    turn[0x0112] = 6
    one = picture("jpg", exif=turn.tobytes())
    assert picture_sizes(one) == ((150.0, 225.0),)
    image = picture_image(one, Wanted(0, 1.0))
    assert image.height() > image.width()
    assert image.pixelColor(10, 10).red() > 200


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", b"nothing"])
def test_what_is_no_picture_is_said_plainly(data):
    for call in (
        lambda: picture_sizes(Picture(data, "png")),
        lambda: picture_image(Picture(data, "png"), Wanted(0, 1.0)),
    ):
        with pytest.raises(DamagedError) as caught:
            call()
        for language in LANGUAGES:
            assert Wording(language).error(caught.value)


def test_half_a_picture_is_said_plainly():
    half = Picture(picture().data[:60], "png")
    assert len(picture_sizes(half)) == 1
    with pytest.raises(DamagedError):
        picture_image(half, Wanted(0, 1.0))


def test_a_large_photograph_is_made_smaller_while_it_is_decoded():
    one = picture("jpg", size=(16_000, 9_000))
    image = picture_image(one, Wanted(0, 0.1))
    assert image.width() == 1200


def test_no_other_decoder_tries(tmp_path):
    with pytest.raises(DamagedError):
        picture_sizes(Picture(b'<svg xmlns="http://www.w3.org/2000/svg" width="9"/>', "png"))
    with pytest.raises(DamagedError):
        picture_sizes(Picture(picture("jpg").data, "png"))
    assert tmp_path.is_dir()


def bomb(width, height):
    """A small PNG that says it is enormous."""
    import struct
    import zlib

    def chunk(name, data):
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(1 + width * 3) * 10)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_an_enormous_picture_stays_within_memory():
    one = Picture(bomb(60_000, 60_000), "png")
    with pytest.raises(InputError, match="picture_too_large") as caught:
        picture_image(one, Wanted(0, 1.0))
    assert "60000 × 60000" in Wording().error(caught.value)


def test_pictures_show_in_the_window(theme, threaded_tasks, qtbot):
    view = ImageView(theme, threaded_tasks, name="照片")
    qtbot.addWidget(view)
    view.resize(420, 620)
    view.show()
    shown = []
    view.show_picture(picture("tif", sides=2), shown=lambda: shown.append(True))
    qtbot.waitUntil(lambda: len(view._images) == 2)
    assert shown
    assert view.page_count == 2
    colour = view.grab().toImage().pixelColor(60, 60)
    assert colour.red() > 200
    view.show_picture(None)
    assert view.page_count == 0


def test_a_late_picture_of_another_file_is_dropped(theme, tasks, qtbot):
    view = ImageView(theme, tasks)
    qtbot.addWidget(view)
    old = picture()
    view.show_picture(old)
    view.show_picture(picture("tif", sides=2))
    view._on_sizes(old, None, [(1, 1)] * 9)
    assert view.page_count == 2


# --- asking for files -------------------------------------------------------------------


@pytest.fixture
def page(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def test_dialogs_are_not_modal_and_only_one_is_open(page, tmp_path):
    asker, chosen = FileAsker(page), []
    asker.files("收进文件", chosen.append, filters=["全部 (*)"])
    first = asker.dialog
    assert isinstance(first, QFileDialog)
    assert not first.isModal()
    assert first.fileMode() is QFileDialog.FileMode.ExistingFiles
    asker.save("导出", "一/二:三.pdf", chosen.append)
    assert not first.isVisible()
    saving = asker.dialog
    assert saving.defaultSuffix() == "pdf"
    assert "一_二_三.pdf" in saving.selectedFiles()[0]
    saving.filesSelected.emit([str(tmp_path / "a.pdf")])
    assert chosen == [[tmp_path / "a.pdf"]]
    asker.folder("备份到", chosen.append)
    assert asker.dialog.fileMode() is QFileDialog.FileMode.Directory
    asker.close()
    assert asker.dialog is None
    asker.close()


def test_names_without_what_file_systems_refuse():
    assert plain_name('a\\b/c:d*e?"f<g>h|\n') == "a_b_c_d_e__f_g_h__"
    assert plain_name(" . ") == "_"


def test_folders_give_their_files_links_and_hidden_ones_not(tmp_path):
    folder = tmp_path / "材料"
    (folder / "下级").mkdir(parents=True)
    for name in ("二.txt", "一.txt", ".隐藏", "~$打开着.docx", "下级/三.txt"):
        (folder / name).write_text("x", encoding="utf-8")
    (folder / "环").symlink_to(folder, target_is_directory=True)
    alone = tmp_path / "单个.txt"
    found = with_contents([folder, alone])
    assert [p.name for p in found] == ["一.txt", "二.txt", "三.txt", "单个.txt"]
    many = tmp_path / "很多"
    many.mkdir()
    for number in range(MOST_FILES + 5):
        (many / f"{number}.txt").touch()
    assert len(with_contents([many])) == MOST_FILES


def test_only_local_files_can_be_dropped(tmp_path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a")), QUrl("https://example.invalid/b")])
    event = QDragEnterEvent(
        QPoint(1, 1),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    assert event.position() == QPointF(1, 1)
    assert dropped_files(event) == [tmp_path / "a"]


# --- running ----------------------------------------------------------------------------


def test_a_job_shows_how_far_it_is_and_can_be_stopped(theme, threaded_tasks, qtbot):
    strip = RunStrip(theme)
    qtbot.addWidget(strip)
    strip.resize(500, 80)
    go_on, ended = threading.Event(), []

    def job(progress):
        progress(1, 4, "第一件")
        go_on.wait(5)
        for step in range(2, 5):
            progress(step, 4)

    def over():
        ended.append(True)
        strip.end()

    strip.begin(
        "正在收进",
        lambda: threaded_tasks.long(
            Lane.WORK, job, progress=strip.progress, cancelled=over, done=lambda _none: over()
        ),
    )
    assert strip.running
    qtbot.waitUntil(lambda: strip.words == "正在收进 第一件")
    button = next(b for b in strip.findChildren(QWidget) if getattr(b, "text", str)() == "停止")
    with qtbot.waitSignal(strip.cancelled):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not button.isEnabled()
    go_on.set()
    qtbot.waitUntil(lambda: bool(ended))
    assert not strip.running


def test_a_job_that_is_over_at_once(theme, tasks, qtbot):
    strip = RunStrip(theme)
    qtbot.addWidget(strip)
    strip.begin(
        "正在核对",
        lambda: tasks.work(lambda: 1, done=lambda _one: strip.end()),
    )
    assert not strip.running
    strip.stop()
