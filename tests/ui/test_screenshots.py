import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from inspector_app.ui import screenshots
from inspector_app.ui.screenshots import LOCKED, Parts, Shot, locked_window, main, photograph


@pytest.fixture
def parts(theme, threaded_tasks, bus, translations):
    return Parts(theme, threaded_tasks, bus, translations)


def test_pictures_are_taken_in_every_language_and_theme(tmp_path, parts, settle):
    window = locked_window(parts)
    window.resize(1366, 768)
    window.show()
    done = []
    shots = (Shot("a", LOCKED), Shot("b", LOCKED, done.append))
    for _ in screenshots.steps(window, parts, shots, tmp_path):
        settle()
    window.close()
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [
        f"{shot}-{language}-{mode}.png"
        for shot in "ab"
        for language in ("en", "zh_CN")
        for mode in ("dark", "light")
    ]
    assert done == [window] * 4
    light, dark = QImage(str(tmp_path / "a-en-light.png")), QImage(str(tmp_path / "a-en-dark.png"))
    assert light.size().width() == 1366
    assert light.size().height() == 768
    assert light.pixelColor(5, 5) != dark.pixelColor(5, 5)
    assert light != QImage(str(tmp_path / "a-zh_CN-light.png"))


def test_folder_to_write_to_is_needed(capsys):
    with pytest.raises(SystemExit):
        main([])
    assert "--out" in capsys.readouterr().err


def test_program_takes_them_by_itself(tmp_path, qapp, monkeypatch):
    # the loop of the application is the test's own: run until the pictures are there
    monkeypatch.setattr(screenshots, "_SETTLE_MS", 1)
    photograph(locked_window, (Shot("unlock", LOCKED),), tmp_path / "out")
    assert (tmp_path / "out" / "unlock-zh_CN-light.png").is_file()
    assert QApplication.instance() is qapp
