"""The fold: any order gives the same state; who has seen a value overrides it; never a clock."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector_app.domain.entry import Entry, Operation
from inspector_app.domain.fold import fold, items_of, set_change
from inspector_app.domain.record_type import RecordType, text, texts
from tests.domain.devices import PLAIN, RECORD, THING, Device, play

VALUES = st.sampled_from(["一", "二", "", None, "𠮷"])
ACTIONS = st.one_of(
    st.tuples(st.just("set"), st.tuples(st.sampled_from(PLAIN), VALUES)),
    st.tuples(st.just("decide"), st.tuples(st.sampled_from(PLAIN), VALUES)),
    st.tuples(
        st.just("set"),
        st.tuples(st.just("tags"), st.lists(st.sampled_from("甲乙丙"), max_size=3)),
    ),
    st.tuples(st.sampled_from(["delete", "restore", "undo"]), st.none()),
    st.tuples(
        st.just("set"),
        st.tuples(st.just("audience"), st.sampled_from(["team", "leader", "named", None])),
    ),
    st.tuples(st.just("sync"), st.integers(0, 2)),
    st.tuples(st.just("sync"), st.integers(0, 2)),
)
STEPS = st.lists(
    st.tuples(st.integers(0, 2), ACTIONS).map(lambda pair: (pair[0], *pair[1])), max_size=25
)
NARROW = ["leader", "named", None, "team"]


def expected(story):
    """Say from causes alone what must come out: heads, values, deleted, conflicts."""
    entries, known = story.entries, story.known
    creating = [e for e in entries.values() if e.body.op is Operation.CREATE]
    owner = min(creating, key=lambda e: e.stub.hash).body.author
    heads, values, disputed = {}, {}, set()
    for name in (*PLAIN, "audience"):
        writes = [e for e in entries.values() if name in e.body.new]
        last = [w for w in writes if not any(w.id in known[other.id] for other in writes)]
        if not last:
            continue
        heads[name] = {w.id for w in last}
        own = [w for w in last if w.body.author == owner]
        values[name] = max(own or last, key=lambda w: w.stub.hash).body.new[name]
        if name == "audience":
            values[name] = min((w.body.new[name] for w in last), key=NARROW.index)
        if len({w.body.new[name] for w in last}) > 1:
            disputed.add(name)
    sets = [e for e in entries.values() if "tags" in e.body.new]
    if sets:
        heads["tags"] = {e.id for e in sets}
        values["tags"] = sorted(
            {
                item
                for add in sets
                for item in add.body.new["tags"].get("add", ())
                if not any(
                    item in take.body.new["tags"].get("remove", ()) and add.id in known[take.id]
                    for take in sets
                )
            }
        )
    restores = [e for e in entries.values() if e.body.op is Operation.RESTORE]
    standing = [
        e
        for e in entries.values()
        if e.body.op is Operation.DELETE and not any(e.id in known[r.id] for r in restores)
    ]
    seen = {one for delete in standing for one in known[delete.id]}
    lives = {one for ids in heads.values() for one in ids} | {r.id for r in restores}
    deleted = bool(standing) and lives <= seen
    return owner, heads, values, deleted, set() if deleted else disputed


@settings(max_examples=250, deadline=None)
@given(STEPS, st.integers(2, 3), st.randoms(use_true_random=False))
def test_any_order_of_arrival_gives_what_the_causes_say(steps, count, chance):
    story = play(steps, count)
    if not story.entries:
        return
    state = fold(THING, RECORD, story.entries.values())
    owner, heads, values, deleted, disputed = expected(story)
    assert state.owner == owner
    assert {name: set(state.seen(name)) for name in state.heads} == heads
    assert dict(state.values) == values
    assert (state.deleted, set(state.conflicts)) == (deleted, disputed)
    arrived = list(story.entries.values())
    for _ in range(3):
        chance.shuffle(arrived)
        assert fold(THING, RECORD, arrived) == state
    assert fold(THING, RECORD, arrived + arrived[::2]) == state


@settings(max_examples=100, deadline=None)
@given(STEPS, st.integers(2, 3), st.data())
def test_laptops_that_heard_of_everything_agree_whoever_told_them(steps, count, data):
    devices = play(steps, count).devices
    for _ in range(3):
        for place in data.draw(st.permutations(range(count))):
            for other in devices:
                devices[place].entries |= other.entries
    states = [device.state() for device in devices]
    assert all(state == states[0] for state in states)


@settings(max_examples=100, deadline=None)
@given(STEPS, st.integers(2, 3))
def test_clocks_hours_apart_change_nothing_but_what_they_claim(steps, count):
    right, wrong = play(steps, count), play(steps, count, hours=-3)
    one = fold(THING, RECORD, right.entries.values())
    other = fold(THING, RECORD, wrong.entries.values())
    assert one.values == other.values
    assert (one.owner, one.deleted, one.conflicts) == (other.owner, other.deleted, other.conflicts)
    assert {n: one.seen(n) for n in one.heads} == {n: other.seen(n) for n in other.heads}


@settings(max_examples=100, deadline=None)
@given(STEPS, st.integers(2, 3))
def test_a_person_who_has_seen_everything_settles_it(steps, count):
    story = play(steps, count)
    judge = Device("judge", "judge", entries=dict(story.entries))
    for name in judge.state().conflicts:
        judge.do("decide", (name, "x") if name != "audience" else (name, "leader"))
        judge.entries |= story.entries
    assert judge.state().conflicts == ()


def both(first="一", second="二", authors=("ann", "bob"), owner="ann"):
    """Two values that have not seen each other, over one that both have seen."""
    start = Device("start", owner)
    start.do("set", None)
    devices = [
        Device(f"dev{n}", author, entries=dict(start.entries)) for n, author in enumerate(authors)
    ]
    written = [d.do("set", ("a", v)) for d, v in zip(devices, (first, second), strict=True)]
    return start, devices, written, {**devices[0].entries, **devices[1].entries}


def test_an_owners_value_stands_until_somebody_decides():
    for owner in ("ann", "bob"):
        _, _, written, entries = both(owner=owner)
        state = fold(THING, RECORD, entries.values())
        mine = next(e for e in written if e.body.author == owner)
        assert state.values["a"] == mine.body.new["a"]
        assert state.conflicts == ("a",)
        assert {head.value for head in state.heads["a"]} == {"一", "二"}


def test_between_strangers_the_greatest_hash_stands():
    _, _, written, entries = both(owner="eve")
    state = fold(THING, RECORD, entries.values())
    assert state.values["a"] == max(written, key=lambda e: e.stub.hash).body.new["a"]


def test_two_who_wrote_the_same_agree():
    _, _, written, entries = both("一", "一")
    state = fold(THING, RECORD, entries.values())
    assert state.conflicts == ()
    assert set(state.seen("a")) == {e.id for e in written}


def test_who_came_first_by_his_clock_is_nothing():
    devices = [Device("late", "ann", hours=3), Device("early", "bob", hours=-9)]
    made = [device.do("set", None) for device in devices]
    state = fold(THING, RECORD, made)
    assert state.owner == min(made, key=lambda e: e.stub.hash).body.author


def test_an_edit_beats_a_delete_that_had_not_seen_it_and_loses_to_one_that_had():
    start, (one, other), _, _ = both()
    delete = one.do("delete", None)
    edit = other.do("set", ("b", "新"))
    together = {**one.entries, **other.entries}
    assert not fold(THING, RECORD, together.values()).deleted
    assert fold(THING, RECORD, one.entries.values()).deleted
    one.entries = together
    again = one.do("delete", None)
    assert again is not None
    assert fold(THING, RECORD, one.entries.values()).deleted
    assert {delete.id, edit.id} <= set(one.entries)
    assert start.entries.keys() <= one.entries.keys()


def test_a_restore_beats_a_delete_that_had_not_seen_it():
    start = Device("start", "ann")
    start.do("set", None)
    one = Device("one", "ann", entries=dict(start.entries))
    other = Device("other", "bob", entries=dict(start.entries))
    one.do("delete", None)
    unseen = other.do("delete", None)
    assert one.state().deleted
    one.do("restore", None)
    assert one.state().deletes == ()
    together = {**one.entries, **other.entries}
    state = fold(THING, RECORD, together.values())
    assert (state.deleted, state.deletes) == (False, (unseen.id,))
    late = Device("late", "cid", entries=together)
    late.do("delete", None)
    assert late.state().deleted
    late.do("restore", None)
    assert (late.state().deleted, late.state().deletes) == (False, ())


def test_a_deleted_record_waits_for_nobody():
    _, (one, other), _, entries = both()
    one.entries = dict(entries)
    assert one.state().conflicts == ("a",)
    one.do("delete", None)
    assert one.state().conflicts == ()
    one.do("restore", None)
    assert one.state().conflicts == ("a",)
    assert other.entries


def test_what_somebody_took_out_returns_only_if_put_back_unseen():
    start = Device("start", "ann")
    start.do("set", None)
    start.do("set", ("tags", ["甲", "乙"]))
    one = Device("one", "ann", entries=dict(start.entries))
    other = Device("other", "bob", entries=dict(start.entries))
    one.do("set", ("tags", ["乙"]))
    other.do("set", ("tags", ["甲", "乙", "丙"]))
    state = fold(THING, RECORD, {**one.entries, **other.entries}.values())
    assert state.values["tags"] == ["丙", "乙"]
    again = Device("again", "cid", entries=dict(start.entries))
    again.do("set", ("tags", []))
    again.do("set", ("tags", ["甲"]))
    state = fold(THING, RECORD, {**one.entries, **again.entries}.values())
    assert state.values["tags"] == ["甲"]


@given(st.lists(st.text(max_size=2)), st.lists(st.text(max_size=2)))
def test_a_set_change_leads_from_one_set_to_the_other(before, after):
    change = set_change(before, after)
    added, removed = items_of(change, "add"), items_of(change, "remove")
    assert (set(before) | set(added)) - set(removed) == set(after)
    assert not set(added) & set(before)
    assert set(removed) <= set(before)


# --- evolution --------------------------------------------------------------------------


def test_fields_of_a_newer_program_are_kept():
    device = Device("dev", "ann")
    device.do("set", None)
    device.write(Operation.SET, {"mood": "calm", "a": "一"}, {"a": device.state().seen("a")})
    device.write(Operation.SET, {"links": {"add": ["x"]}}, {})
    device.write(Operation.SET, {"links": {"add": ["y"], "remove": ["x"]}}, {"links": ["dev-003"]})
    state = device.state()
    assert state.values["mood"] == "calm"
    assert state.values["links"] == ["y"]


def test_a_renamed_field_goes_on_under_its_new_name():
    old = RecordType("thing", (text("a"),))
    new = RecordType("thing", (text("title", aliases=("a",)),), version=2)
    device = Device("dev", "ann")
    device.do("set", None)
    device.write(Operation.SET, {"a": "旧"}, {"a": device.state(old).seen("a")})
    assert device.state(new).values == {"title": "旧"}
    seen = device.state(new).seen("title")
    device.write(Operation.SET, {"title": "新"}, {"title": seen})
    assert device.state(new).values == {"title": "新"}
    device.write(
        Operation.SET, {"a": "不算", "title": "算"}, {"a": device.state(new).seen("title")}
    )
    assert device.state(new).values == {"title": "算"}
    assert device.state(new).conflicts == ()


def test_a_field_of_another_kind_is_read_by_its_converter():
    def parts(value):
        if value == 5:
            raise ValueError("no list of parts")
        return value.split("、")

    before = RecordType("thing", (text("a"),))
    after = RecordType("thing", (replace(texts("a"), convert=parts),), version=2)
    device = Device("dev", "ann")
    device.write(Operation.CREATE, {"a": "甲、乙"}, {})
    device.write(Operation.SET, {"a": "甲、丙"}, {"a": device.state(before).seen("a")})
    assert device.state(after).values["a"] == ["丙", "甲"]
    change = set_change(device.state(after).values["a"], ["丙", "丁"])
    device.write(Operation.SET, {"a": change}, {"a": device.state(after).seen("a")})
    assert device.state(after).values["a"] == ["丁", "丙"]
    device.write(Operation.SET, {"a": 5}, {})
    assert device.state(after).values["a"] == [
        "丁",
        "丙",
    ]  # unreadable: kept as a head, adds nothing
    assert 5 in [head.value for head in device.state(after).heads["a"]]


def test_a_converter_leaves_values_of_todays_kind_alone():
    def never(value):
        raise AssertionError(value)

    declared = RecordType("thing", (replace(text("a"), convert=never),))
    device = Device("dev", "ann")
    device.write(Operation.CREATE, {"a": "一"}, {})
    device.write(Operation.SET, {"a": None}, {"a": ["dev-001"]})
    assert device.state(declared).values == {"a": None}


# --- what a careless or hostile program may send -----------------------------------------


def test_bases_in_a_circle_let_every_value_stand():
    device = Device("dev", "ann")
    device.write(Operation.CREATE, {"a": "一"}, {"a": ["dev-002"]})
    device.write(Operation.SET, {"a": "二"}, {"a": ["dev-001"]})
    state = device.state()
    assert state.conflicts == ("a",)
    assert {head.value for head in state.heads["a"]} == {"一", "二"}


@pytest.mark.parametrize(
    "value", [{"add": "abc"}, {"add": 7}, {"remove": None}, {"add": [1, None, "好"]}, 7, True, {}]
)
def test_odd_set_values_add_what_is_readable(value):
    device = Device("dev", "ann")
    device.write(Operation.CREATE, {"tags": value}, {})
    state = device.state()
    assert state.values["tags"] in ([], ["好"])
    assert state.exists


@pytest.mark.parametrize("value", ["public", 5, {"x": 1}, [], True])
def test_an_audience_nobody_knows_is_the_leaders(value):
    device = Device("dev", "ann")
    device.write(Operation.CREATE, {"audience": value}, {})
    assert device.state().values["audience"] == "leader"


def test_nothing_is_no_record():
    state = fold(THING, RECORD, [])
    assert (state.exists, state.deleted, state.owner, dict(state.values)) == (False, False, "", {})


def test_entries_that_lost_their_beginning_still_fold():
    device = Device("dev", "bob")
    device.do("set", None)
    edit = device.do("set", ("a", "二"))
    state = fold(THING, RECORD, [edit])
    assert (state.exists, state.owner, state.values["a"]) == (True, "bob", "二")


def test_many_entries_fold_at_once():
    device = Device("dev", "ann")
    chance = random.Random(3)  # noqa: S311 - repeatable, not secret
    entries: list[Entry] = []
    seen: tuple[str, ...] = ()
    for number in range(3000):
        op = Operation.SET if number else Operation.CREATE
        entries.append(device.write(op, {"a": str(number)}, {"a": seen}))
        seen = (entries[-1].id,)
    chance.shuffle(entries)
    assert fold(THING, RECORD, entries).values["a"] == "2999"
