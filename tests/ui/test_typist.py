"""Typing on its way: drafts within half a second, commits in order, nothing lost on failure."""

import threading

import pytest

from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import KnownError
from inspector_app.ui.typist import KEEP_MS, PAUSE_MS, Typist


class Paper:
    """Stands in for drafts and journal: what is kept, and what was committed when."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.said: list[tuple[str, dict[str, str] | str]] = []
        self.broken = False
        self.gate = threading.Event()
        self.gate.set()

    def begin(self, field: str):
        """Return what begins a spell in *field*; each spell is noted."""

        def keep(text: str) -> None:
            self.gate.wait(5)
            if self.broken:
                raise KnownError("store.disk_full")
            self.kept[field] = text
            self.said.append(("keep", text))

        def start():
            self.said.append(("begin", field))
            return keep

        return start

    def commit(self) -> Changes:
        if self.broken:
            raise KnownError("store.disk_full")
        self.said.append(("commit", dict(self.kept)))
        return Changes(frozenset({"paragraph"}), frozenset(self.kept))


@pytest.fixture
def paper():
    return Paper()


@pytest.fixture
def typist(tasks, paper, qapp):
    assert qapp is not None
    made = Typist(tasks, paper.commit)
    yield made
    made.stop()


def type_into(typist, paper, field, text):
    typist.typed(field, text, paper.begin(field))


def test_steady_typing_is_kept_without_waiting_for_a_rest(typist, paper, qtbot):
    assert KEEP_MS < 1000
    type_into(typist, paper, "a", "一")
    soon = typist._soon
    left = soon.remainingTime()
    type_into(typist, paper, "a", "一二")
    # Typing on does not put the draft off.
    assert soon.remainingTime() <= left
    qtbot.waitUntil(lambda: paper.kept == {"a": "一二"}, timeout=KEEP_MS * 3)
    assert [kind for kind, _ in paper.said] == ["begin", "keep"]


def test_a_rest_commits(typist, paper, qtbot):
    assert PAUSE_MS <= 5000
    type_into(typist, paper, "a", "一")
    typist._rest.setInterval(1)
    typist._rest.start()
    qtbot.waitUntil(lambda: paper.said[-1] == ("commit", {"a": "一"}), timeout=2000)
    assert typist.unsaved("a") is None


def test_a_commit_keeps_the_last_text_first(typist, paper):
    type_into(typist, paper, "a", "一")
    type_into(typist, paper, "a", "一二三")
    assert typist.unsaved("a") == "一二三"
    typist.commit()

    assert paper.said == [("begin", "a"), ("keep", "一二三"), ("commit", {"a": "一二三"})]
    assert typist.unsaved("a") is None
    typist.commit()
    assert len(paper.said) == 3  # nothing typed, nothing written


def test_each_spell_begins_anew_after_a_commit(typist, paper):
    type_into(typist, paper, "a", "一")
    typist.commit()
    type_into(typist, paper, "a", "一二")
    typist.commit()

    assert [text for kind, text in paper.said if kind == "begin"] == ["a", "a"]


def test_a_commit_waits_for_the_draft_that_is_still_on_its_way(threaded_tasks, paper, qtbot):
    typist = Typist(threaded_tasks, paper.commit)
    paper.gate.clear()
    type_into(typist, paper, "a", "慢")
    typist.commit()
    assert typist.unsaved("a") == "慢"
    assert typist.under_way("a")
    paper.gate.set()
    assert threaded_tasks.drain(timeout_s=5)
    qtbot.waitUntil(lambda: typist.unsaved("a") is None, timeout=2000)

    assert [kind for kind, _ in paper.said] == ["begin", "keep", "commit"]
    typist.stop()


def test_what_is_typed_during_a_commit_is_a_spell_of_its_own(threaded_tasks, paper):
    typist = Typist(threaded_tasks, paper.commit)
    paper.gate.clear()
    type_into(typist, paper, "a", "一")
    typist.commit()
    type_into(typist, paper, "a", "一二")
    assert typist.unsaved("a") == "一二"
    paper.gate.set()
    typist.commit()
    assert threaded_tasks.drain(timeout_s=5)

    assert paper.said[-1] == ("commit", {"a": "一二"})
    typist.stop()


def test_a_failure_is_told_and_tried_again(typist, paper, tasks):
    told = []
    tasks.known_error.connect(told.append)
    paper.broken = True
    type_into(typist, paper, "a", "一")
    typist.commit()
    assert {error.code for error in told} == {"store.disk_full"}
    assert typist.unsaved("a") == "一"

    paper.broken = False
    typist.commit()
    assert paper.said[-1] == ("commit", {"a": "一"})
    assert typist.unsaved("a") is None


def test_rebinding_keeps_an_open_spell_by_other_means(typist, paper):
    other = Paper()
    type_into(typist, paper, "a", "一")
    typist.rebind("a", other.begin("a"))
    typist.rebind("b", other.begin("b"))  # nothing was typed there
    typist.commit()

    assert other.kept == {"a": "一"}
    assert paper.kept == {}
