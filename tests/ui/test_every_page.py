"""Every page of the demonstration × {zh, en} × {light, dark} at 1366 × 768, looked over."""

from datetime import datetime, timedelta, timezone

import pytest

from inspector_app.cli.demo_command import opened_demo
from inspector_app.services.demo.play import Demonstration
from inspector_app.services.program import Program
from inspector_app.services.seat import Surroundings
from inspector_app.services.session import open_mission
from inspector_app.store.key_file import KdfCost
from inspector_app.store.keys import list_users
from inspector_app.system.paths import app_folders
from inspector_app.ui.door import Door
from inspector_app.ui.mission_session import MissionDesk
from inspector_app.ui.pages.registry import mission_pages
from inspector_app.ui.pages.settings import Seat
from inspector_app.ui.shell import IdleLock, MainWindow
from inspector_app.ui.theme import ThemeMode
from inspector_app.ui.unlock import TryDelay

SIZE = (1366, 768)
CHEAP = KdfCost(1, 8, 1)
LANGUAGES = ("zh_CN", "en")
MODES = (ThemeMode.LIGHT, ThemeMode.DARK)


class StoryClock:
    """The clock of the story: some days after the last talk, ticking by the millisecond."""

    def __init__(self):
        self._ticks = 0

    def now(self):
        self._ticks += 1
        start = datetime(2026, 11, 6, 15, 0, tzinfo=timezone(timedelta(hours=8)))
        return start + timedelta(milliseconds=self._ticks)

    def monotonic(self):
        return float(self._ticks)


@pytest.fixture(scope="session")
def half_way(tmp_path_factory):
    """A demonstration in the middle of the work: folder and surroundings."""
    place = tmp_path_factory.mktemp("every-page")
    surroundings = Surroundings(
        folders=app_folders({"INSPECTOR_HOME": str(place / "home")}),
        clock=StoryClock(),
        least_cost=CHEAP,
    )
    out = place / "demo"
    Demonstration(surroundings, out, lambda _step, _count: None, finish=False).play()
    return out, surroundings


@pytest.fixture
def window(half_way, theme, threaded_tasks, bus, translations):
    """The real window on it, unlocked as the leader."""
    out, surroundings = half_way
    folder, name, passphrase = opened_demo(out)
    user = next(u.user_id for u in list_users(folder) if u.name == name)
    sitting = open_mission(surroundings, folder, user=user, passphrase=passphrase)
    program = Program(surroundings)
    seat = Seat(program, sitting, lambda _minutes: None)
    desk = MissionDesk(sitting, threaded_tasks, bus, backups=out / "backups", seat=seat)
    shown = MainWindow(
        theme=theme,
        tasks=threaded_tasks,
        bus=bus,
        translations=translations,
        port=Door(program),
        open_session=lambda _sitting: desk.session(),
        idle=IdleLock(limit_s=0),
        delay=TryDelay(),
    )
    shown.resize(*SIZE)
    shown.show()
    shown.open(desk.session())
    yield shown
    shown.lock()
    shown.close()


def targets(window):
    """Pages as they open, and the places on them worth a look of their own."""
    reader = window.session.services.reader
    talk = {one.text("number"): one.id for one in reader.find("talk")}
    person = reader.find("official", {"number_one": True})[0].id
    paper = reader.find("working_paper")[0].id
    lead = reader.find("lead")[0].id
    evidence = reader.find("evidence")[0].id
    registers = [one.text("form_id") for one in reader.find("form") if one.text("register")]
    entry = reader.find("submission", {"form_id": "meetings"})[0].id
    keys = {spec.key for spec in window.session.pages}
    places = [(key, {}) for key in sorted(keys)]
    places += [
        ("talk", {"talk": talk["T-004"]}),
        ("talk", {"talk": talk["T-030"]}),
        ("talk", {"view": "matrix"}),
        ("talk", {"view": "plan", "day": "2026-11-10"}),
        ("talk", {"view": "tasks"}),
        ("talk", {"view": "contradictions", "item": "W3-1"}),
        ("search", {"query": "末位表态"}),
        ("evidence", {"evidence": evidence}),
        *(("evidence", {"register": form}) for form in registers),
        ("evidence", {"submission": entry}),
        ("working_paper", {"working_paper": paper}),
        ("lead", {"lead": lead}),
    ]
    places += [("briefing", {"part": part}) for part in ("organs", "team", "check")]
    places += [
        ("report", {"section": section, "official": person})
        for section in ("first_responsibility", "integrity", "opinion", "requirements")
    ]
    places += [("report", {"section": section}) for section in ("overview", "decisions")]
    return [(key, target) for key, target in places if key in keys]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_clipped_overlapping_or_untranslated(
    language, window, theme, translations, layout_problems, settle, qtbot
):
    translations.set_language(language)
    settle()
    found = []
    for mode in MODES:
        theme.set_mode(mode)
        for key, target in targets(window):
            window.workbench.show_page(key, target)
            qtbot.waitUntil(lambda: threads_rest(window), timeout=20_000)
            settle()
            found += [
                f"{key} {target} {mode.value}: {problem}"
                for problem in layout_problems(window, language=language)
            ]
    assert not found, "\n".join(found)


def threads_rest(window):
    return window._tasks.idle


def test_every_page_has_its_picture(window):
    shown = [spec.key for spec in window.session.pages if spec.in_rail]
    assert shown == [
        "overview",
        "briefing",
        "talk",
        "evidence",
        "working_paper",
        "lead",
        "report",
        "exchange",
    ]


def test_pages_are_declared_once():
    keys = [spec.key for spec in mission_pages()]
    assert len(keys) == len(set(keys))
