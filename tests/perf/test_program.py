"""What starting, unlocking and printing cost, each beside the bare thing in the same run."""

import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate

from inspector_app.app import Parts
from inspector_app.cli.demo_command import opened_demo
from inspector_app.services.demo.play import Demonstration
from inspector_app.services.program import Program
from inspector_app.services.report import current_report
from inspector_app.services.report_paper import report_printable
from inspector_app.services.seat import Surroundings
from inspector_app.services.session import open_mission
from inspector_app.store.driver import close_database
from inspector_app.store.folder import _open
from inspector_app.store.keys import list_users, unlock_passphrase
from inspector_app.system.fonts import find_fonts
from inspector_app.system.paths import app_folders
from tests.mission_fixture import CHEAP

pytestmark = pytest.mark.perf

ROOT = Path(__file__).resolve().parents[2]
FONT = ROOT / "resources" / "fonts" / "LXGWZhuqueFangsong-Regular.ttf"

BARE_WINDOW = """
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
app = QApplication([])
window = QWidget()
layout = QVBoxLayout(window)
layout.addWidget(QLabel("巡视巡察工作台"))
layout.addWidget(QLineEdit())
window.resize(1366, 768)
window.show()
app.processEvents()
window.grab()
"""

OUR_WINDOW = """
from PySide6.QtWidgets import QApplication
from inspector_app.app import Parts
from inspector_app.services.program import Program
from inspector_app.services.seat import Surroundings
app = QApplication([])
parts = Parts(app, Program(Surroundings()))
window = parts.window()
window.resize(1366, 768)
window.show()
app.processEvents()
window.grab()
parts.tasks.shutdown()
"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The finished demonstration: where it lies, and its computer."""
    place = tmp_path_factory.mktemp("bench")
    folders = app_folders({"INSPECTOR_HOME": str(place / "home")})
    surroundings = Surroundings(folders=folders, least_cost=CHEAP)
    Demonstration(surroundings, place / "demo", lambda _step, _count: None).play()
    return place / "demo", surroundings


@pytest.fixture
def opened(demo):
    """The demonstration, unlocked as its leader."""
    out, surroundings = demo
    folder, name, passphrase = opened_demo(out)
    user = next(user.user_id for user in list_users(folder) if user.name == name)
    sitting = open_mission(surroundings, folder, user=user, passphrase=passphrase)
    yield sitting
    sitting.end()


def timed(act):
    begin = time.perf_counter()
    act()
    return time.perf_counter() - begin


def report(what, ours, bare, most):
    """Tell what was measured, and fail if it is far from what it was when this was written."""
    sys.stdout.write(
        f"\n{what}: {ours * 1000:.0f} ms, bare {bare * 1000:.0f} ms, ratio {ours / bare:.1f}"
    )
    assert ours / bare < most


def process(script, home):
    """Run *script* as a whole process with a window that is drawn once, then gone."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "INSPECTOR_HOME": str(home)}
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, check=True)


def test_start_to_the_unlock_window(tmp_path):
    ours, bare = [], []
    for _ in range(7):
        ours.append(timed(lambda: process(OUR_WINDOW, tmp_path)))
        bare.append(timed(lambda: process(BARE_WINDOW, tmp_path)))
    report("start to the unlock window", median(ours), median(bare), 20)


def read_everything(folder, user, passphrase):
    """Unlock and open the database, and read each of its rows once, with plain statements."""
    vault = unlock_passphrase(folder, user, passphrase, minimum=CHEAP)
    db = _open(folder / "mission.db", vault, "mission", read_only=True)
    tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (table,) in tables:
        if not table.startswith("find_"):
            list(db[table].rows)
    close_database(db)
    vault.wipe()


def test_unlock_to_the_overview(demo, qapp, qtbot):
    out, surroundings = demo
    folder, name, passphrase = opened_demo(out)
    user = next(user.user_id for user in list_users(folder) if user.name == name)
    parts = Parts(qapp, Program(surroundings))
    window = parts.window()
    window.resize(1366, 768)
    window.show()

    def unlock():
        sitting = parts.program.unlock(folder, user, passphrase)
        window.open(parts.open_session(sitting))
        qtbot.waitUntil(lambda: parts.tasks.idle, timeout=20000)
        QApplication.processEvents()
        window.grab()

    ours, bare = [], []
    for _ in range(5):
        ours.append(timed(unlock))
        assert window.workbench.current_key == "overview"
        window.lock()
        bare.append(timed(lambda: read_everything(folder, user, passphrase)))
    window.close()
    parts.tasks.shutdown()
    parts.translations.remove()
    report("unlock to the overview", median(ours), median(bare), 12)


def stock(texts):
    """Set the same words with reportlab as it comes: one style, no rules, no annexes."""
    style = ParagraphStyle("body", fontName="Stock", fontSize=16, leading=29, wordWrap="CJK")
    made = io.BytesIO()
    SimpleDocTemplate(made, pagesize=A4).build([Paragraph(text, style) for text in texts])
    return made.getvalue()


def test_report_build(opened):
    mission = opened.mission
    pdfmetrics.registerFont(TTFont("Stock", FONT))
    printed = current_report(mission.reader).id
    data = report_printable(mission, printed).pdf(find_fonts())
    texts = [
        line.replace("&", "&amp;").replace("<", "&lt;")
        for page in pypdfium2.PdfDocument(data)
        for line in page.get_textpage().get_text_range().splitlines()
    ]
    ours, bare = [], []
    for _ in range(5):
        ours.append(timed(lambda: report_printable(mission, printed).pdf(find_fonts())))
        bare.append(timed(lambda: stock(texts)))
    report(f"report of {len(texts)} lines", median(ours), median(bare), 12)


def test_demonstration(tmp_path):
    """The whole job as a user runs it, with the passphrase's real cost; asked: under a minute."""
    out = tmp_path / "demo"
    environment = {**os.environ, "INSPECTOR_HOME": str(tmp_path / "home")}
    command = [sys.executable, "-m", "inspector_app", "demo", "--out", str(out), "--json"]
    begin = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    seconds = time.perf_counter() - begin
    sys.stdout.write(f"\nthe demonstration: {seconds:.1f} s")
    assert json.loads(done.stdout)
    assert (out / "delivery.age").stat().st_size > 0
