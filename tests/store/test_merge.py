"""Laptops exchange what they wrote, in any order and again and again, and agree; or refuse."""

import copy

import pytest
from hypothesis import HealthCheck, given, settings

from inspector_app.domain.canonical import digest
from inspector_app.domain.entry import Operation, body_from_json, stub_from_json
from inspector_app.domain.errors import DamagedError, KnownError
from inspector_app.store.driver import transaction
from inspector_app.store.journal import Write
from inspector_app.store.merge import Gap, foreign_from_json
from inspector_app.store.projection import rebuild, snapshot
from inspector_app.store.verify import projection_holds
from tests.store.acts import KINDS, WITH_AUDIENCES, Play, steps
from tests.store.laptops import LEADER, MEMBER, OTHER, Team, exchange, receive, travelling

REFUSALS = {
    "journal.record_unknown",
    "journal.undo_overtaken",
    "journal.undo_final",
    "journal.undo_unknown",
}
QUICK = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def three(tmp_path_factory, issued):
    """Three people on three laptops; every story is told on records of its own."""
    team = Team(tmp_path_factory.mktemp("three"), issued)
    users = (LEADER, MEMBER, OTHER)
    yield [team.laptop(f"dev-{u}", year=56 + n).open(u) for n, u in enumerate(users)]
    team.close()


@pytest.fixture(scope="module")
def leaders(tmp_path_factory, issued):
    """The leader on three laptops: one who may read everything."""
    team = Team(tmp_path_factory.mktemp("leaders"), issued)
    yield [team.laptop(f"dev-{n}", year=56 + n).open(LEADER) for n in range(3)]
    team.close()


def agree(folders):
    """Say that all show the same, on both connections, and would rebuild to the same."""
    first = snapshot(folders[0].reader)
    conflicts = folders[0].reader.conflicts()
    for folder in folders:
        assert snapshot(folder.reader) == first
        assert snapshot(folder.journal.reader) == first
        assert folder.reader.conflicts() == conflicts
        rebuilt(folder)
    return True


def rebuilt(folder):
    """Rebuild and compare with what was kept, then take it back."""
    kept = snapshot(folder.journal.reader)
    db = folder.journal.db
    db.execute("BEGIN IMMEDIATE")
    rebuild(folder.journal.reader)
    again = snapshot(folder.journal.reader)
    db.execute("ROLLBACK")
    assert again == kept


@QUICK
@given(steps(KINDS, 22))
def test_three_people_agree_whatever_they_did_and_however_it_travelled(three, story):
    play = Play(three)
    for step in story:
        play.do(step)
    play.send_all()
    assert play.refused <= REFUSALS
    assert agree(three)
    again = play.story(1)
    merged = receive(three[0], again)
    assert (merged.added, merged.known) == (0, len(again))
    assert merged.changes.ids == frozenset()


@QUICK
@given(steps(WITH_AUDIENCES, 18))
def test_audiences_and_moves_agree_for_who_may_read_everything(leaders, story):
    play = Play(leaders)
    for step in story:
        play.do(step)
    play.send_all()
    assert agree(leaders)


@settings(QUICK, max_examples=15)
@given(steps(WITH_AUDIENCES, 18))
def test_each_sees_a_rebuildable_folder_whatever_he_may_not_read(three, story):
    play = Play(three)
    for step in story:
        play.do(step)
    for folder in three:
        rebuilt(folder)
        assert snapshot(folder.reader) == snapshot(folder.journal.reader)
    play.send_all()
    for folder in three:
        rebuilt(folder)
        assert snapshot(folder.reader) == snapshot(folder.journal.reader)
        assert projection_holds(folder.journal.reader)
    assert play.refused <= REFUSALS


def test_the_folders_of_all_these_stories_verify(tmp_path, issued):
    team = Team(tmp_path, issued)
    laptops = [team.laptop(f"dev-{user}") for user in (LEADER, MEMBER, OTHER)]
    folders = [
        laptop.open(user) for laptop, user in zip(laptops, (LEADER, MEMBER, OTHER), strict=True)
    ]
    play = Play(folders)
    for number in range(60):
        play.do((number, WITH_AUDIENCES[number * 7 % len(WITH_AUDIENCES)], number, number * 5))
    play.send_all()
    for laptop in laptops:
        for user in (LEADER, OTHER):
            assert laptop.verify(user).problems == ()
            laptop.open(user)
    team.close()


# --- gaps and forks ---------------------------------------------------------------------


@pytest.fixture
def pair(team):
    a = team.laptop("dev-a").open(LEADER)
    b = team.laptop("dev-b").open(MEMBER)
    return a, b


def story_of(a, count=4):
    write = a.journal.create("talk", {"place": "0"})
    a.journal.write(write)
    for number in range(1, count):
        a.journal.write(Write("talk", write.record_id, {"place": str(number)}))
    return write.record_id, [e for e in travelling(a) if e["device"] == "dev-a"]


def test_a_gap_is_shown_until_it_is_filled(pair):
    a, b = pair
    talk, sent = story_of(a)
    merged = receive(b, [sent[3], sent[1]])
    assert merged.gaps == (Gap("dev-a", 0, 2), Gap("dev-a", 2, 4))
    # What stood between them is not known: both values are there.
    assert {head.value for head in b.reader.conflicts()[0].heads} == {"1", "3"}
    merged = receive(b, [sent[0]])
    assert merged.gaps == (Gap("dev-a", 2, 4),)
    assert b.reader.get("talk", talk).owner == LEADER
    merged = receive(b, sent)
    assert (merged.added, merged.known, merged.gaps) == (1, 3, ())
    assert b.reader.conflicts() == []
    assert snapshot(a.reader) == snapshot(b.reader)


def test_an_entry_that_comes_twice_in_one_package_counts_once(pair):
    a, b = pair
    _, sent = story_of(a)
    merged = receive(b, [*sent, *sent, sent[0]])
    assert (merged.added, merged.known) == (4, 5)


def test_a_folder_copied_and_written_in_both_copies_shows_its_fork(team):
    laptop = team.laptop("dev-a")
    a = laptop.open(LEADER)
    talk, _ = story_of(a, 2)
    laptop.close()
    team.issued = team.home / "copy"
    team.issued.mkdir()
    laptop.path.rename(team.issued / "known")
    twins = [team.laptop(f"twin-{n}") for n in range(2)]
    for twin in twins:
        twin.name = "dev-a"
    one, other = (twin.open(LEADER) for twin in twins)
    one.journal.write(Write("talk", talk, {"place": "甲"}), Write("talk", talk, {"number": "1"}))
    other.journal.write(Write("talk", talk, {"place": "乙"}), Write("talk", talk, {"number": "2"}))
    merged = exchange(one, other)
    assert merged.forks == (("dev-a", 3), ("dev-a", 4))
    exchange(other, one)
    assert agree([one, other])
    assert one.reader.get("talk", talk).conflicts == ("number", "place")
    one.journal.write(Write("talk", talk, {"place": "丙"}))  # the device goes on behind one of them
    exchange(one, other)
    assert agree([one, other])
    for twin in twins:
        assert twin.verify(LEADER).problems == ()


# --- what is not what it says -----------------------------------------------------------


def refused(folder, entries, code, error=DamagedError):
    """Say that an import is refused as a whole and nothing of it stays."""
    before, count = snapshot(folder.journal.reader), folder.reader.entry_count()
    with pytest.raises(error) as caught:
        receive(folder, entries)
    assert caught.value.code == code
    assert folder.reader.entry_count() == count
    assert snapshot(folder.journal.reader) == before
    assert snapshot(folder.reader) == before


def rehashed(entry):
    """Return an entry whose stub names its changed body."""
    return {**entry, "body_hash": digest(body_from_json(entry["body"]).as_json())}


def test_a_body_that_its_stub_does_not_name_is_refused(pair):
    a, b = pair
    _, sent = story_of(a)
    sent[2]["body"]["new"]["place"] = "改"
    refused(b, sent, "journal.body_mismatch")


def test_an_entry_that_is_here_with_another_content_is_refused(pair):
    a, b = pair
    _, sent = story_of(a)
    receive(b, sent)
    forged = copy.deepcopy(sent)
    forged[3]["body"]["new"]["place"] = "改"
    refused(b, [rehashed(forged[3])], "journal.entry_replaced")
    refused(a, [rehashed(forged[3])], "journal.entry_replaced")


def test_a_link_that_does_not_join_is_refused(pair):
    a, b = pair
    _, sent = story_of(a)
    forged = copy.deepcopy(sent)
    forged[1]["body"]["new"]["place"] = "改"
    forged[1] = rehashed(forged[1])
    refused(b, forged, "journal.link_broken")
    receive(b, sent[2:])
    refused(b, [forged[1]], "journal.link_broken")
    assert stub_from_json(forged[1]).hash != stub_from_json(sent[1]).hash
    receive(b, sent)


@pytest.mark.parametrize(
    "change",
    [
        {"id": ""},
        {"seq": 0},
        {"seq": "1"},
        {"prev": "x"},
        {"body_hash": None},
        {"body": "text"},
        {"body": {}},
        {"sealed": "zz"},
        {"sealed": 5},
        {"sealed": ""},
        {"body": None, "sealed": "6162"},
        {"sealed": "6162"},
    ],
)
def test_a_malformed_entry_is_refused_with_all_that_came_along(pair, change):
    a, b = pair
    _, sent = story_of(a)
    code = "journal.entry_malformed"
    if change == {"body": None, "sealed": "6162"}:
        code = "store.sealed_damaged"
    if change == {"sealed": ""}:
        change = {"body": None, "sealed": ""}
        code = "store.sealed_damaged"
    refused(b, [*sent[:2], {**sent[2], **change}, sent[3]], code)


@pytest.mark.parametrize(
    "value", [None, 5, "x", [], {}, [{}], {"id": "x"}, {"id": {"id": {}}}, float("nan")]
)
def test_anything_else_is_no_entry(value):
    with pytest.raises(DamagedError):
        foreign_from_json(value)


def test_values_no_program_writes_do_not_break_the_folder(pair):
    a, b = pair
    talk, sent = story_of(a, 1)
    strange = {
        "place": {"add": 5},
        "evidence": "x",
        "opening_done": "maybe",
        "starts_at": 12,
        "audience": {"x": [1]},
        "readers": 7,
        "interviewers": [1, {"a": None}],
        "colour": [["deep"]],
        "id": "x",
        "deleted": True,
        "\u202e": None,
        "/a/b": 3,
    }
    entry = copy.deepcopy(sent[0])
    entry["body"]["new"] = strange
    entry["body"]["base"] = {"place": ["x"], "_life": ["y"], "": []}
    receive(b, [rehashed(entry)])
    assert b.journal.reader.get("talk", talk) is None  # sealed to the leader and its author
    rebuilt(b)
    b.journal.write(b.journal.create("talk", {"place": "x"}))
    assert snapshot(b.reader) == snapshot(b.journal.reader)


def test_a_field_and_a_type_of_a_newer_program_are_kept_and_forwarded(team):
    a = team.laptop("dev-a").open(LEADER)
    b = team.laptop("dev-b").open(MEMBER)
    c = team.laptop("dev-c").open(OTHER)
    talk, sent = story_of(a, 1)
    newer = copy.deepcopy(sent[0])
    newer["body"]["new"]["weather"] = "晴"
    newer["body"]["new"]["mood"] = {"add": ["calm"]}
    ballad = copy.deepcopy(sent[0])
    ballad |= {"id": "ballad-1", "device": "dev-n"}
    ballad["body"] |= {"record_type": "ballad", "record_id": "b1", "new": {"verse": "一"}}
    receive(b, [rehashed(newer), rehashed(ballad)])
    assert b.reader.get("talk", talk).values["weather"] == "晴"
    assert b.reader.get("talk", talk).values["mood"] == ["calm"]
    merged = exchange(b, c)
    assert merged.added == 2
    assert c.reader.get("talk", talk).values["weather"] == "晴"
    assert [e["body"]["new"] for e in travelling(c) if e["id"] == "ballad-1"] == [{"verse": "一"}]
    rebuilt(c)


def test_a_body_of_a_newer_shape_is_not_called_damage(pair):
    a, b = pair
    _, sent = story_of(a, 1)
    sent[0]["body"]["schema"] = 2
    refused(b, sent, "journal.newer_entry", KnownError)


def test_entries_that_fail_while_streaming_leave_nothing(pair):
    a, b = pair
    _, sent = story_of(a)

    def stream():
        yield from sent[:3]
        raise KnownError("exchange.truncated")

    refused(b, stream(), "exchange.truncated", KnownError)


def test_an_import_within_another_transaction_is_a_bug_not_a_mess(pair):
    a, b = pair
    _, sent = story_of(a, 1)
    with pytest.raises(Exception, match="within a transaction"), transaction(b.journal.db):
        receive(b, sent)
    assert receive(b, sent).added == 1


def test_a_delete_travels(pair):
    a, b = pair
    talk, _ = story_of(a)
    exchange(a, b)
    a.journal.write(Write("talk", talk, op=Operation.DELETE))
    merged = exchange(a, b)
    assert merged.changes.ids == {talk}
    assert b.reader.get("talk", talk).deleted


def test_ten_thousand_entries_travel_in_order(pair):
    a, b = pair
    writes = [a.journal.create("talk", {"place": str(number)}) for number in range(1200)]
    a.journal.write(*writes)
    sent = travelling(a)
    assert [entry["id"] for entry in sent] == [
        row[0] for row in a.journal.db.execute("SELECT id FROM entry ORDER BY arrival")
    ]
    assert exchange(a, b).added == 1200
    assert snapshot(a.reader) == snapshot(b.reader)


def test_two_spellings_of_one_name_are_one_record(pair):
    """What comes decomposed is brought to canonical form before it is stored or looked for."""
    a, b = pair
    talk, sent = story_of(a, 1)
    entry = copy.deepcopy(sent[0])
    entry["body"]["record_id"] = "e\u0301"
    entry["body"]["new"] = {"place": "e\u0301"}
    receive(b, [{**entry, "body_hash": digest(entry["body"])}])
    assert b.reader.get("talk", "é").text("place") == "é"
    assert b.reader.get("talk", "e\u0301") is None
    assert b.reader.get("talk", talk) is None
    rebuilt(b)
