"""Parts of a window for tests: theme, tasks, page context, English, layout inspection."""

import importlib.util
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from inspector_app.system.wording import Wording
from inspector_app.ui import catalogues
from inspector_app.ui.changebus import ChangeBus
from inspector_app.ui.i18n import Translations
from inspector_app.ui.page import PageContext
from inspector_app.ui.tasks import ImmediateTaskRunner, TaskRunner
from inspector_app.ui.theme import Theme, ThemeMode
from inspector_app.ui.theme.fonts import BUNDLED


@pytest.fixture(scope="session")
def _session_theme(qapp):
    return Theme(qapp, families=BUNDLED, mode=ThemeMode.LIGHT)


@pytest.fixture
def theme(_session_theme):
    """The theme, light at the start of each test."""
    _session_theme.set_mode(ThemeMode.LIGHT)
    yield _session_theme
    _session_theme.set_mode(ThemeMode.LIGHT)


@pytest.fixture
def bus(qapp):
    assert qapp is not None
    return ChangeBus()


@pytest.fixture
def tasks(bus):
    """A task runner that runs everything at once."""
    runner = ImmediateTaskRunner(bus)
    yield runner
    runner.shutdown()


@pytest.fixture
def threaded_tasks(bus):
    """The real task runner."""
    runner = TaskRunner(bus)
    yield runner
    runner.shutdown()


@pytest.fixture
def page_context(theme, tasks, bus, messages):
    """Make a `PageContext`: ``page_context(services, language="en", vocabulary={…})``.

    ``context.navigate.visited`` records (key, target).
    """

    class Navigate:
        def __init__(self):
            self.visited = []

        def __call__(self, key, target=None):
            self.visited.append((key, dict(target or {})))

    def make(services, *, language="zh_CN", vocabulary=None):
        return PageContext(
            theme=theme,
            tasks=tasks,
            bus=bus,
            wording=Wording(language, vocabulary),
            navigate=Navigate(),
            notify=messages,
            services=services,
        )

    return make


@pytest.fixture(scope="session")
def compiled_catalogues(tmp_path_factory):
    """The folder of the compiled translations, made from the sources as they are."""
    folder = tmp_path_factory.mktemp("i18n")
    catalogues.build(folder)
    return folder


@pytest.fixture
def translations(qapp, compiled_catalogues):
    """The languages, Chinese at the start; ``set_language("en")``."""
    languages = Translations(qapp, folder=compiled_catalogues)
    yield languages
    languages.set_language("zh_CN")
    languages.remove()


@pytest.fixture(scope="session")
def layout_problems():
    """``layout_problems(window, language="en")``: see ``inspect_layout.py``."""
    path = Path(__file__).with_name("inspect_layout.py")
    spec = importlib.util.spec_from_file_location("inspect_layout", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.problems


@pytest.fixture
def settle(qapp):
    """Let layouts, paints and deferred deletions happen."""

    def run():
        for _ in range(4):
            qapp.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    return run
