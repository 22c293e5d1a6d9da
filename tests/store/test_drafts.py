"""Typing: on the disk at once, written once whatever happens between, never lost."""

import threading
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector_app.domain.entry import Operation
from inspector_app.domain.record_type import RecordType, text
from inspector_app.domain.records import MISSION_TYPES
from inspector_app.store.drafts import Draft, Drafts, commit_drafts
from inspector_app.store.driver import close_database
from inspector_app.store.folder import _open
from inspector_app.store.journal import Write
from tests.store.laptops import LEADER, MEMBER, exchange


@pytest.fixture
def laptop(team):
    return team.laptop("dev-a")


@pytest.fixture
def folder(laptop):
    return laptop.open(LEADER)


@pytest.fixture
def talk(folder):
    write = folder.journal.create("talk", {"number": "T-1", "materials": "旧"})
    folder.journal.write(write)
    return write.record_id


def typed(talk, words, **more):
    base = Draft("talk", talk, "materials", LEADER, "e-1", words, "2026-03-05T09:00:00+08:00")
    return replace(base, **more)


def commit(folder):
    return commit_drafts(folder.journal, folder.drafts)


def value(folder, talk, field="materials"):
    return folder.reader.get("talk", talk).text(field)


def test_kept_within_one_call_before_anything_is_closed(laptop, folder, talk):
    """What another process would find on the disk, had this one died after ``keep``."""
    folder.drafts.keep(typed(talk, "写了一半 岑𬀩"))
    vault = laptop.vault(LEADER)
    other = _open(laptop.path / "drafts.db", vault, "drafts", read_only=True)
    assert Drafts(other, vault.keys).pending(LEADER) == [typed(talk, "写了一半 岑𬀩")]
    close_database(other)
    assert value(folder, talk) == "旧"


def test_all_of_a_draft_comes_back(folder):
    draft = Draft(
        "paragraph",
        "p-1",
        "text",
        LEADER,
        "e-9",
        "正文\n\t\u0000“引”",
        "claimed",
        Operation.CREATE,
        {"talk": "t", "order": "V", "kind": "answer", "tags": ["a"], "n": 3, "no": None},
        ("e-1", "e-2"),
    )
    folder.drafts.keep(draft)
    assert folder.drafts.pending(LEADER) == [replace(draft, base=["e-1", "e-2"])]
    assert folder.drafts.pending(MEMBER) == []


def test_drafts_become_entries_in_the_order_they_were_begun(folder, talk):
    folder.drafts.keep(typed(talk, "二", field="place", entry_id="e-2"))
    folder.drafts.keep(typed(talk, "一"))
    folder.drafts.keep(typed(talk, "一又"))
    assert commit(folder).ids == {talk}
    assert [e.id for e in folder.reader.entries("talk", talk)][1:] == ["e-1", "e-2"]
    assert (value(folder, talk), value(folder, talk, "place")) == ("一又", "二")
    assert folder.drafts.pending(LEADER) == []
    assert commit(folder).ids == frozenset()


def test_a_crash_between_commit_and_drop_writes_it_once(laptop, folder, talk):
    draft = typed(talk, "正文")
    folder.drafts.keep(draft)
    kept = folder.drafts.drop
    folder.drafts.drop = lambda _: (_ for _ in ()).throw(KeyboardInterrupt)
    with pytest.raises(KeyboardInterrupt):
        commit(folder)
    folder.drafts.drop = kept
    folder = laptop.open(LEADER)
    before = folder.reader.entry_count()
    assert folder.drafts.pending(LEADER) == [draft]
    commit(folder)
    assert folder.reader.entry_count() == before
    assert folder.drafts.pending(LEADER) == []
    assert value(folder, talk) == "正文"


def test_a_crash_then_somebodys_newer_value_is_not_brought_back(team, folder, talk):
    folder.drafts.keep(typed(talk, "正文"))
    folder.drafts.drop, drop = (lambda _: None), folder.drafts.drop
    commit(folder)
    folder.drafts.drop = drop
    other = team.laptop("dev-b", known=False).open(MEMBER)
    exchange(folder, other)
    other.journal.write(Write("talk", talk, {"materials": "更新"}))
    exchange(other, folder)
    commit(folder)
    assert value(folder, talk) == "更新"
    assert folder.reader.conflicts() == []
    assert folder.drafts.pending(LEADER) == []


def test_what_is_typed_while_it_is_being_committed_is_not_lost(folder, talk):
    folder.drafts.keep(typed(talk, "甲"))
    write = folder.journal.write

    def typing_meanwhile(*writes):
        changes = write(*writes)
        folder.drafts.keep(typed(talk, "甲乙"))
        return changes

    folder.journal.write = typing_meanwhile
    commit(folder)
    folder.journal.write = write
    assert value(folder, talk) == "甲"
    assert folder.drafts.pending(LEADER) == [typed(talk, "甲乙")]
    commit(folder)
    folder.drafts.keep(typed(talk, "甲乙丙"))
    commit(folder)
    assert value(folder, talk) == "甲乙丙"
    assert folder.reader.conflicts() == []
    assert folder.drafts.pending(LEADER) == []
    assert [w.value for w in folder.reader.history("talk", talk, "materials")] == [
        "旧",
        "甲",
        "甲乙",
        "甲乙丙",
    ]


def test_the_same_words_again_leave_no_second_entry(folder, talk):
    for _ in range(3):
        folder.drafts.keep(typed(talk, "甲"))
        commit(folder)
    assert len(folder.reader.history("talk", talk, "materials")) == 2


def test_dropping_leaves_what_was_typed_since(folder, talk):
    folder.drafts.keep(typed(talk, "甲"))
    read = folder.drafts.pending(LEADER)[0]
    folder.drafts.keep(typed(talk, "甲乙"))
    folder.drafts.drop(read)
    assert len(folder.drafts.pending(LEADER)) == 1
    folder.drafts.drop(typed(talk, "甲乙", entry_id="e-2"))
    assert len(folder.drafts.pending(LEADER)) == 1
    folder.drafts.drop(typed(talk, "甲乙"))
    assert folder.drafts.pending(LEADER) == []
    folder.drafts.drop(typed(talk, "甲乙"))


def test_a_new_paragraph_is_created_with_what_belongs_to_it(folder, talk):
    draft = Draft(
        "paragraph",
        "p-1",
        "text",
        LEADER,
        "e-5",
        "答",
        "now",
        Operation.CREATE,
        {"talk": talk, "order": "V", "kind": "answer"},
    )
    folder.drafts.keep(draft)
    commit(folder)
    folder.drafts.keep(replace(draft, text="答完"))
    commit(folder)
    record = folder.reader.get("paragraph", "p-1")
    assert (record.text("text"), record.text("talk"), record.text("order")) == ("答完", talk, "V")
    assert [e.body.op for e in folder.reader.entries("paragraph", "p-1")] == ["create", "set"]


def test_what_was_written_by_another_since_typing_began_stands_beside(team, folder, talk):
    other = team.laptop("dev-b", known=False).open(MEMBER)
    exchange(folder, other)
    seen = list(folder.reader.state("talk", talk).seen("materials"))
    folder.drafts.keep(typed(talk, "我写的", base=seen))
    other.journal.write(Write("talk", talk, {"materials": "别人写的"}))
    exchange(other, folder)
    commit(folder)
    heads = folder.reader.conflicts()[0].heads
    assert {head.value for head in heads} == {"我写的", "别人写的"}


def test_ones_own_earlier_words_are_never_in_ones_way(folder, talk):
    seen = list(folder.reader.state("talk", talk).seen("materials"))
    folder.drafts.keep(typed(talk, "甲", base=seen))
    commit(folder)
    folder.drafts.keep(typed(talk, "甲乙", base=seen))
    commit(folder)
    folder.drafts.keep(typed(talk, "甲乙丙", base=seen, entry_id="e-2"))
    commit(folder)
    assert folder.reader.conflicts() == []
    assert value(folder, talk) == "甲乙丙"


def test_what_this_program_cannot_write_stays(team):
    """A newer program's draft, opened by an older one, and back again."""
    newer = {
        **MISSION_TYPES,
        "ballad": RecordType("ballad", (text("verse"),)),
        "talk": RecordType("talk", (*MISSION_TYPES["talk"].fields, text("weather"))),
    }
    laptop = team.laptop("dev-a", types=newer)
    folder = laptop.open(LEADER)
    talk = folder.journal.create("talk", {})
    folder.journal.write(talk)
    drafts = [
        Draft("ballad", "b-1", "verse", LEADER, "e-1", "词", "now", Operation.CREATE),
        Draft("talk", talk.record_id, "weather", LEADER, "e-2", "晴", "now"),
        Draft("talk", talk.record_id, "place", LEADER, "e-3", "一室", "now"),
    ]
    for draft in drafts:
        folder.drafts.keep(draft)
    laptop.types = MISSION_TYPES
    folder = laptop.open(LEADER)
    commit(folder)
    assert folder.drafts.pending(LEADER) == drafts[:2]
    assert folder.reader.get("talk", talk.record_id).text("place") == "一室"
    laptop.types = newer
    folder = laptop.open(LEADER)
    commit(folder)
    assert folder.drafts.pending(LEADER) == []
    assert folder.reader.get("ballad", "b-1").text("verse") == "词"
    assert folder.reader.get("talk", talk.record_id).text("weather") == "晴"


def test_each_users_drafts_wait_for_him(laptop, folder, talk):
    folder.drafts.keep(typed(talk, "组长的"))
    other = laptop.open(MEMBER)
    other.drafts.keep(typed(talk, "组员的", author=MEMBER))
    commit_drafts(other.journal, other.drafts)
    assert value(other, talk) == "组员的"
    folder = laptop.open(LEADER)
    assert [draft.text for draft in folder.drafts.pending(LEADER)] == ["组长的"]
    commit(folder)
    assert value(folder, talk) == "组长的"


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=st.text(st.characters() | st.integers(0xD7F0, 0xE010).map(chr), max_size=12))
def test_whatever_an_input_method_hands_over_is_kept(folder, talk, words):
    folder.drafts.keep(typed(talk, "字" + words, entry_id=folder.setting.new_id()))
    commit(folder)
    assert folder.drafts.pending(LEADER) == []
    assert value(folder, talk).startswith("字")


def test_drafts_may_come_from_any_thread(folder, talk):
    def work(number):
        for step in range(15):
            folder.drafts.keep(typed(talk, f"{number}-{step}", field=f"/a/{number}"))
            folder.drafts.pending(LEADER)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [draft.text for draft in folder.drafts.pending(LEADER)] == [f"{n}-14" for n in range(4)]


def test_a_draft_does_not_wait_behind_a_long_write(folder, talk):
    """Drafts have a file of their own: a write that goes on in the journal does not hold them."""
    db = folder.journal.db
    db.execute("BEGIN IMMEDIATE")
    try:
        folder.drafts.keep(typed(talk, "不等"))
        assert [draft.text for draft in folder.drafts.pending(LEADER)] == ["不等"]
    finally:
        db.execute("ROLLBACK")
