"""Writing: entries only for what changes, all or none, chained; undo; reading pages and history."""

import pytest

from inspector_app.domain.canonical import digest
from inspector_app.domain.changes import Changes
from inspector_app.domain.entry import Operation, sealed_link
from inspector_app.domain.errors import RefusedError
from inspector_app.store.journal import Write
from inspector_app.store.reader import Order
from tests.store.laptops import LEADER, MEMBER, exchange


@pytest.fixture
def folder(team):
    return team.laptop("dev-a").open(LEADER)


@pytest.fixture
def journal(folder):
    return folder.journal


def made(journal, record_type="talk", **values):
    write = journal.create(record_type, values)
    journal.write(write)
    return write.record_id


def last(journal, record_type, record_id):
    return journal.reader.entries(record_type, record_id)[-1]


# --- writing ----------------------------------------------------------------------------


def test_an_entry_says_who_what_and_over_what(journal):
    talk = made(journal, place="一室")
    journal.write(Write("talk", talk, {"place": "二室", "number": "T-1"}, reason="换房间"))
    first, second = journal.reader.entries("talk", talk)
    assert second.body.new == {"place": "二室", "number": "T-1"}
    assert second.body.base == {"place": (first.id,)}
    assert (second.body.author, second.stub.device) == (LEADER, "dev-a")
    assert (second.body.reason, second.body.claimed_at) == ("换房间", "claimed by dev-a")
    assert second.stub.seq == first.stub.seq + 1
    assert second.stub.prev == first.stub.hash
    assert sealed_link(second.stub, second.body)
    assert first.body.salt != second.body.salt
    assert len(first.body.salt) == 32


def test_what_changes_nothing_leaves_no_entry(folder, journal):
    talk = made(journal, place="é室", evidence=["x", "y"], opening_done=False)
    before = folder.reader.entry_count()
    for write in (
        Write("talk", talk),
        Write("talk", talk, {"place": "é室"}),
        Write("talk", talk, {"place": "e\u0301室"}),
        Write("talk", talk, {"evidence": ("y", "x", "x")}),
        Write("talk", talk, {"opening_done": False}),
        Write("talk", talk, {"materials": None}),
        Write("talk", talk, {"interviewers": []}),
        Write("talk", talk, {"place": "é室"}, Operation.DECIDE),
        Write("talk", talk, op=Operation.RESTORE),
    ):
        assert journal.write(write) == Changes()
    assert folder.reader.entry_count() == before
    journal.write(Write("talk", talk, op=Operation.DELETE))
    assert journal.write(Write("talk", talk, op=Operation.DELETE)) == Changes()
    assert folder.reader.entry_count() == before + 1


def test_not_recorded_is_not_no(folder, journal):
    talk = made(journal, opening_done=True)
    assert folder.reader.get("talk", talk).values["read_back_done"] is None
    journal.write(Write("talk", talk, {"opening_done": None}))
    assert folder.reader.get("talk", talk).values["opening_done"] is None
    assert folder.reader.ids("talk", {"opening_done": None}) == [talk]
    assert folder.reader.ids("talk", {"opening_done": False}) == []


def test_sets_are_written_as_what_was_added_and_removed(folder, journal):
    talk = made(journal, evidence=["b", "a"])
    journal.write(Write("talk", talk, {"evidence": ["c", "b"]}))
    entry = last(journal, "talk", talk)
    assert entry.body.new == {"evidence": {"add": ["c"], "remove": ["a"]}}
    assert folder.reader.get("talk", talk).items("evidence") == ("b", "c")
    journal.write(Write("talk", talk, {"evidence": None}))
    assert folder.reader.get("talk", talk).items("evidence") == ()


def test_what_is_only_added_to_never_shrinks(folder, journal):
    package = made(journal, "package", seen_heads=["h1", "h2"])
    journal.write(Write("package", package, {"seen_heads": ["h3"]}))
    assert folder.reader.get("package", package).items("seen_heads") == ("h1", "h2", "h3")
    assert journal.write(Write("package", package, {"seen_heads": []})) == Changes()


def test_all_of_a_write_or_none_of_it(folder, journal):
    talk = made(journal, place="一室")
    before = folder.reader.entry_count()
    for bad, error in (
        (Write("talk", talk, {"place": 5}), ValueError),
        (Write("talk", talk, {"colour": "red"}), ValueError),
        (Write("talk", talk, {"starts_at": "tomorrow"}), ValueError),
        (Write("talk", talk, {"state": "finished"}), ValueError),
        (Write("talk", talk, {"audience": 5}), ValueError),
        (Write("talk", talk, {"readers": "leader"}), ValueError),
        (Write("talk", talk, {"place": "\ud800"}), ValueError),
        (Write("talk", talk, {"place": 1.5}), TypeError),
        (Write("talk", talk, {"/a/b": "x"}), ValueError),
        (journal.create("talk", {}, talk), ValueError),
        (Write("talk", "unknown", {"place": "x"}), RefusedError),
        (Write("ballad", "x", {}), KeyError),
    ):
        good = Write("talk", talk, {"place": "二室"})
        with pytest.raises(error):
            journal.write(good, journal.create("paragraph", {"talk": talk}), bad)
        assert folder.reader.get("talk", talk).text("place") == "一室"
        assert folder.reader.count("paragraph") == 0
    assert folder.reader.entry_count() == before
    journal.write(Write("talk", talk, {"place": "二室"}))
    assert last(journal, "talk", talk).stub.seq == before - 3 + 1  # three came with the folder


def test_answers_are_texts_under_node_paths(folder, journal):
    with pytest.raises(ValueError, match="not a text"):
        made(journal, "submission", **{"/a/b": 5})
    form = made(
        journal,
        "submission",
        form_id="f",
        **{"/work/W1_1/kind": "specific", "/work/W1_1/text": "岑𬀩", "/work/W2": None},
    )
    assert folder.reader.answers(form) == {
        "/work/W1_1/kind": "specific",
        "/work/W1_1/text": "岑𬀩",
    }
    journal.write(Write("submission", form, {"/work/W1_1/kind": None}))
    assert folder.reader.answers(form) == {"/work/W1_1/text": "岑𬀩"}
    assert "/work/W1_1/kind" not in folder.reader.get("submission", form).values


def test_an_entry_id_is_written_once(folder, journal):
    talk = made(journal)
    journal.write(Write("talk", talk, {"place": "一"}, entry_id="fixed"))
    assert journal.write(Write("talk", talk, {"place": "二"}, entry_id="fixed")) == Changes()
    assert folder.reader.get("talk", talk).text("place") == "一"
    assert journal.has("fixed")
    assert not journal.has("other")


def test_names_that_few_fonts_have_and_rare_signs_come_back(folder, journal):
    strange = "岑𬀩 㛃 䶮 𫖯 𠮷 喆 \u0000\u0007\"\\/'; DROP TABLE entry; -- \u202e\ufeff"
    official = made(journal, "official", name=strange, note="\n\t")
    record = folder.reader.get("official", official)
    assert (record.text("name"), record.text("note")) == (strange, "\n\t")
    assert folder.reader.ids("official", {"name": strange}) == [official]


def test_very_long_text_is_kept(folder, journal):
    text = "问题𠮷" * 400_000
    talk = made(journal)
    paragraph = made(journal, "paragraph", talk=talk, text=text)
    assert folder.reader.get("paragraph", paragraph).text("text") == text


def test_another_user_of_the_folder_continues_the_devices_chain(team):
    laptop = team.laptop("dev-a")
    first = laptop.open(LEADER)
    talk = made(first.journal)
    second = laptop.open(MEMBER)
    second.journal.write(Write("talk", talk, {"place": "一"}))
    entries = second.reader.entries("talk", talk)
    assert [entry.body.author for entry in entries] == [LEADER, MEMBER]
    assert entries[1].stub.prev == entries[0].stub.hash
    assert laptop.verify(MEMBER).problems == ()


# --- conflicts --------------------------------------------------------------------------


def test_a_decision_with_a_reason_ends_a_conflict(team):
    a = team.laptop("dev-a").open(LEADER)
    b = team.laptop("dev-b", known=False).open(MEMBER)
    talk = made(a.journal, place="零")
    exchange(a, b)
    a.journal.write(Write("talk", talk, {"place": "一"}))
    b.journal.write(Write("talk", talk, {"place": "二"}))
    exchange(b, a)
    conflict = a.reader.conflicts()[0]
    assert {head.value for head in conflict.heads} == {"一", "二"}
    assert {head.author for head in conflict.heads} == {LEADER, MEMBER}
    assert a.reader.get("talk", talk).conflicts == ("place",)
    assert a.reader.get("talk", talk).text("place") == "一"  # the owner's, until decided
    decision = Write("talk", talk, {"place": "一"}, Operation.DECIDE, "以现场登记为准")
    assert a.journal.write(decision).ids == {talk}
    assert a.reader.conflicts() == []
    assert a.reader.history("talk", talk, "place")[-1].reason == "以现场登记为准"
    exchange(a, b)
    assert b.reader.conflicts() == []
    assert b.reader.get("talk", talk).text("place") == "一"


def test_writing_the_value_shown_settles_a_conflict_too(team):
    a = team.laptop("dev-a").open(LEADER)
    b = team.laptop("dev-b", known=False).open(MEMBER)
    talk = made(a.journal)
    exchange(a, b)
    a.journal.write(Write("talk", talk, {"place": "一"}))
    b.journal.write(Write("talk", talk, {"place": "二"}))
    exchange(b, a)
    a.journal.write(Write("talk", talk, {"place": a.reader.get("talk", talk).text("place")}))
    assert a.reader.conflicts() == []


# --- undo -------------------------------------------------------------------------------


def test_undo_of_a_value_gives_back_what_its_author_saw(folder, journal):
    talk = made(journal, place="一", number="T-1")
    journal.write(Write("talk", talk, {"place": "二", "kind": "individual", "number": None}))
    assert journal.undo(last(journal, "talk", talk).id).ids == {talk}
    record = folder.reader.get("talk", talk)
    assert (record.text("place"), record.values["kind"]) == ("一", None)
    assert record.text("number") == "T-1"
    journal.undo(last(journal, "talk", talk).id)  # and that can be undone as well
    record = folder.reader.get("talk", talk)
    assert (record.text("place"), record.text("kind")) == ("二", "individual")


def test_undo_of_a_set_takes_back_its_own_items_only(folder, journal):
    talk = made(journal, evidence=["a", "b"])
    journal.write(Write("talk", talk, {"evidence": ["b", "c"]}))
    step = last(journal, "talk", talk).id
    journal.write(Write("talk", talk, {"evidence": ["b", "c", "d"]}))
    journal.undo(step)
    assert folder.reader.get("talk", talk).items("evidence") == ("a", "b", "d")


def test_undo_is_refused_when_the_field_has_been_written_since(folder, journal):
    talk = made(journal, place="一", number="T-1")
    journal.write(Write("talk", talk, {"place": "二", "number": "T-2"}))
    step = last(journal, "talk", talk).id
    journal.write(Write("talk", talk, {"place": "三"}))
    refused(journal, step, "journal.undo_overtaken")
    assert folder.reader.get("talk", talk).text("number") == "T-2"


def test_undo_is_refused_beside_anothers_value(team):
    a = team.laptop("dev-a").open(LEADER)
    b = team.laptop("dev-b", known=False).open(MEMBER)
    talk = made(a.journal)
    exchange(a, b)
    a.journal.write(Write("talk", talk, {"place": "一"}))
    mine = last(a.journal, "talk", talk).id
    b.journal.write(Write("talk", talk, {"place": "二"}))
    exchange(b, a)
    refused(a.journal, mine, "journal.undo_overtaken")
    a.journal.write(Write("talk", talk, {"place": "三"}))
    refused(a.journal, last(a.journal, "talk", talk).id, "journal.undo_overtaken")


def test_undo_of_creating_deletes_unless_it_has_been_worked_on(folder, journal):
    talk = made(journal)
    journal.undo(last(journal, "talk", talk).id)
    assert folder.reader.find("talk") == []
    other = made(journal)
    step = last(journal, "talk", other).id
    journal.write(Write("talk", other, {"place": "一"}))
    refused(journal, step, "journal.undo_overtaken")


def test_undo_of_deleting_restores_and_back(folder, journal):
    talk = made(journal, place="一")
    journal.write(Write("talk", talk, op=Operation.DELETE))
    delete = last(journal, "talk", talk).id
    journal.undo(delete)
    assert not folder.reader.get("talk", talk).deleted
    refused(journal, delete, "journal.undo_overtaken")
    restore = last(journal, "talk", talk).id
    journal.undo(restore)
    assert folder.reader.get("talk", talk).deleted
    journal.write(Write("talk", talk, op=Operation.RESTORE))
    refused(journal, restore, "journal.undo_overtaken")
    restore = last(journal, "talk", talk).id
    journal.write(Write("talk", talk, {"place": "二"}))
    refused(journal, restore, "journal.undo_overtaken")


def test_a_deleted_records_values_are_not_taken_back(folder, journal):
    talk = made(journal, place="一")
    journal.write(Write("talk", talk, {"place": "二"}))
    step = last(journal, "talk", talk).id
    journal.write(Write("talk", talk, op=Operation.DELETE))
    refused(journal, step, "journal.undo_overtaken")
    assert folder.reader.get("talk", talk).deleted


def test_signatures_are_not_taken_back(journal):
    talk = made(journal)
    journal.write(
        Write("approval", "a1", {"subject_type": "talk", "subject": talk}, Operation.SIGN)
    )
    refused(journal, last(journal, "approval", "a1").id, "journal.undo_final")


def test_a_decision_is_not_taken_back(team):
    a = team.laptop("dev-a").open(LEADER)
    b = team.laptop("dev-b", known=False).open(MEMBER)
    talk = made(a.journal)
    exchange(a, b)
    a.journal.write(Write("talk", talk, {"place": "一"}))
    b.journal.write(Write("talk", talk, {"place": "二"}))
    exchange(b, a)
    a.journal.write(Write("talk", talk, {"place": "二"}, Operation.DECIDE))
    refused(a.journal, last(a.journal, "talk", talk).id, "journal.undo_final")


def test_what_is_not_here_is_not_taken_back(journal):
    refused(journal, "nothing", "journal.undo_unknown")


def refused(journal, entry_id, code):
    before = journal.reader.entry_count()
    with pytest.raises(RefusedError) as caught:
        journal.undo(entry_id)
    assert caught.value.code == code
    assert journal.reader.entry_count() == before


# --- reading ----------------------------------------------------------------------------


def test_lists_are_filtered_sorted_and_paged_by_sql(folder, journal):
    talks = [made(journal, number=f"T-{n}", place="双" if n % 2 else None) for n in range(7)]
    reader = folder.reader
    assert reader.ids("talk", order=[Order("number", descending=True)]) == talks[::-1]
    odd = {"place": "双"}
    assert [r.text("number") for r in reader.find("talk", odd, order=[Order("number")])] == [
        "T-1",
        "T-3",
        "T-5",
    ]
    page = reader.find("talk", order=[Order("number")], limit=2, offset=3)
    assert [record.id for record in page] == talks[3:5]
    assert [r.id for r in reader.find("talk", order=[Order("number")], offset=5)] == talks[5:]
    assert reader.count("talk", {"number": ["T-1", "T-2", "T-9"]}) == 2
    assert reader.find("talk", {"number": []}) == []
    assert reader.count("talk", {"place": None}) == 4
    assert set(reader.many("talk", talks)) == set(talks)
    journal.write(Write("talk", talks[0], op=Operation.DELETE))
    assert reader.count("talk") == 6
    assert len(reader.find("talk", deleted=True)) == 7
    assert talks[0] in reader.many("talk", talks)


def test_a_column_that_is_not_declared_is_a_bug(folder):
    for call in (
        lambda: folder.reader.find("talk", {"1=1; --": 1}),
        lambda: folder.reader.ids("talk", order=[Order('id"; DROP TABLE entry; --')]),
    ):
        with pytest.raises(ValueError, match="no field"):
            call()


def test_history_says_who_wrote_what_and_when(team):
    laptop = team.laptop("dev-a")
    talk = made(laptop.open(LEADER).journal, place="一")
    laptop.open(MEMBER).journal.write(Write("talk", talk, {"place": "二"}, reason="更正"))
    history = laptop.open(LEADER).reader.history("talk", talk, "place")
    assert [(w.author, w.value, w.reason) for w in history] == [
        (LEADER, "一", ""),
        (MEMBER, "二", "更正"),
    ]


def test_heads_are_where_every_device_ends(folder, journal):
    made(journal)
    talk = made(journal)
    entry = last(journal, "talk", talk)
    heads = folder.reader.heads()
    assert heads["dev-a"] == (entry.stub.seq, entry.stub.hash)
    assert set(heads) == {"dev-a", "office"}
    assert journal.reader.has_link("dev-a", *heads["dev-a"])
    assert not journal.reader.has_link("dev-a", entry.stub.seq, "0" * 64)


def test_the_hash_of_a_record_is_what_is_read(folder, journal):
    """What is signed is what a reader sees: the same on both connections, whatever was written."""
    talk = made(journal, place="e\u0301", evidence=["b", "a"], opening_done=True, number=None)
    one = folder.reader.get("talk", talk).values
    other = journal.reader.get("talk", talk).values
    assert digest(dict(one)) == digest(dict(other))
    assert one["place"] == "é"
