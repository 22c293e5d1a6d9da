"""Filled forms in the journal: what was answered in memory is what is read back."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector_app.domain.errors import RefusedError
from inspector_app.forms.filled import Filled
from inspector_app.services import submissions
from inspector_app.services.history import writings
from inspector_app.services.submissions import (
    create_submission,
    keep_calculated,
    new_sitting,
    open_form,
    place_of_answer,
    save,
    stored,
    take_back,
)
from inspector_app.store.projection import rebuild, snapshot
from tests.mission_fixture import small_mission
from tests.services.form_fixture import published, recorded, sample_form


@pytest.fixture
def small(tmp_path):
    made = small_mission(tmp_path)
    yield made
    made.sitting.end()


def begun(mission, form):
    """Record a new form about the mission; return its id, and the sitting it came from."""
    sitting = new_sitting(mission, mission.reader, form, "mission", mission.id)
    made = create_submission(
        mission, form, sitting.filled(), subject_type="mission", subject=mission.id
    )
    return made.id, sitting


class Desk:
    """A sitting whose every step is written, as a page does it."""

    def __init__(self, mission, form):
        self.mission, self.form = mission, form
        self.id, self.sitting = begun(mission, form)

    def do(self, act):
        before = self.sitting.filled()
        act(self.sitting)
        return save(self.mission, self.form, self.id, before, self.sitting.filled())

    def set(self, path, value):
        return self.do(lambda sitting: sitting.set(path, value))

    def read(self):
        return stored(self.mission.reader, self.id)[1]


def test_a_new_form_is_read_back_with_its_defaults_and_first_instances(small):
    form = published(small.mission)
    desk = Desk(small.mission, form)
    record, filled = stored(small.mission.reader, desk.id)
    assert filled == recorded(form, desk.sitting.filled())
    assert filled.values["/sample/a"] == "起初"
    assert filled.values["/sample/who"] == "郁澄"
    assert "/sample/word" not in filled.values
    assert "/sample/n" not in filled.values
    assert record.text("form_hash") == form.hash
    assert record.text("version") == "1"


def test_an_answer_is_one_entry_with_its_history(small):
    desk = Desk(small.mission, published(small.mission))
    first = desk.set("/sample/a", "一")
    second = desk.set("/sample/a", "二")
    assert len(first.entries) == len(second.entries) == 1
    assert second.changes.ids == {desk.id}
    told = writings(small.mission.reader, "submission", desk.id, "/sample/a")
    assert [one.value for one in told] == ["起初", "一", "二"]
    assert {one.author for one in told} == {"郁澄"}


def test_a_default_that_was_cleared_stays_cleared(small):
    desk = Desk(small.mission, published(small.mission))
    desk.set("/sample/a", "")
    desk.set("/sample/who", "")
    opened = open_form(small.mission, small.mission.reader, desk.id)
    assert opened.sitting.state("/sample/a").value == ""
    assert opened.sitting.state("/sample/who").value == ""  # nor is it filled in anew
    assert opened.sitting.label("/sample/b") == "关于一把手"


def test_irrelevant_answers_are_kept(small):
    desk = Desk(small.mission, published(small.mission))
    desk.set("/sample/b", "y")
    desk.set("/sample/c", "细节")
    desk.set("/sample/b", "n")
    opened = open_form(small.mission, small.mission.reader, desk.id)
    state = opened.sitting.state("/sample/c")
    assert (state.relevant, state.value, state.kept) == (False, "", "细节")


def test_a_step_is_taken_back_whole(small):
    desk = Desk(small.mission, published(small.mission))
    before = desk.read()
    step = desk.do(lambda sitting: sitting.add("/sample/rep"))
    assert len(desk.read().repeats["/sample/rep"]) == 2
    take_back(small.mission, step)
    assert desk.read() == before


def test_taking_back_what_was_written_over_is_refused(small):
    desk = Desk(small.mission, published(small.mission))
    step = desk.set("/sample/a", "一")
    desk.set("/sample/a", "二")
    with pytest.raises(RefusedError) as refused:
        take_back(small.mission, step)
    assert refused.value.code == "journal.undo_overtaken"
    assert desk.read().values["/sample/a"] == "二"


def test_a_removed_instance_that_is_restored_has_its_record_again(small):
    desk = Desk(small.mission, published(small.mission))
    desk.set("/sample/rep[1]/x", "留")
    desk.do(lambda sitting: sitting.add("/sample/rep"))
    whole = desk.sitting.filled_at("/sample/rep[1]")
    desk.do(lambda sitting: sitting.remove("/sample/rep[1]"))
    assert [one.values.get("/sample/rep/x") for one in desk.read().repeats["/sample/rep"]] == ["一"]
    desk.do(lambda sitting: sitting.restore("/sample/rep[1]", whole))
    assert desk.read() == recorded(desk.form, desk.sitting.filled())
    assert desk.read().repeats["/sample/rep"][0].key == whole.key


def test_calculated_values_are_stored_when_asked_for(small):
    desk = Desk(small.mission, published(small.mission))
    desk.do(lambda sitting: sitting.add("/sample/rep"))
    keep_calculated(small.mission, desk.id)
    assert desk.read().values["/sample/n"] == "2"


def test_places_in_the_journal_have_no_positions(small):
    desk = Desk(small.mission, published(small.mission))
    desk.do(lambda sitting: sitting.add("/sample/rep"))
    place = place_of_answer(desk.sitting, desk.id, "/sample/rep[2]/x")
    assert place.record_type == "instance"
    assert place.field == "/sample/rep/x"
    assert place.record_id == desk.sitting.instance_key("/sample/rep[2]")
    assert place_of_answer(desk.sitting, desk.id, "/sample/a").record_id == desk.id


def test_a_form_that_is_gone_is_refused(small):
    with pytest.raises(RefusedError) as refused:
        stored(small.mission.reader, "nowhere")
    assert refused.value.code == "record.gone"


# --- any sequence of steps ----------------------------------------------------------------

VALUES = st.sampled_from(["", "一", "𬀩㛃", "a b", "长" * 50])
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c", "x", "y", "add", "add inner", "remove", "remove inner",
                         "move", "restore"]),
        st.integers(0, 5), st.integers(0, 5), VALUES,
    ),
    max_size=14,
)  # fmt: skip


def act(desk, kind, first, second, value, removed):
    """Do one step if it can be done as things stand."""
    instances = desk.sitting.instances("/sample/rep")
    if kind in {"a", "b", "c"}:
        desk.set(f"/sample/{kind}", "y" if kind == "b" and value else value)
    elif kind == "add":
        desk.do(lambda s: s.add("/sample/rep"))
    elif kind == "restore" and removed:
        whole = removed.pop()
        desk.do(lambda s: s.restore(f"/sample/rep[{len(instances) + 1}]", whole))
    elif instances:
        act_inside(desk, kind, instances[first % len(instances)], second, value, removed)


def act_inside(desk, kind, one, second, value, removed):
    """Do a step in or to an instance."""
    place = second % len(desk.sitting.instances("/sample/rep")) + 1
    inner = desk.sitting.instances(f"{one}/inner")
    within = inner[second % len(inner)] if inner else ""
    if kind == "x":
        desk.set(f"{one}/x", value)
    elif kind == "remove":
        removed.append(desk.sitting.filled_at(one))
        desk.do(lambda s: s.remove(one))
    elif kind == "move":
        desk.do(lambda s: s.move(one, place))
    elif kind == "add inner":
        desk.do(lambda s: s.add(f"{one}/inner"))
    elif kind == "y" and within:
        desk.set(f"{within}/y", value)
    elif kind == "remove inner" and within:
        desk.do(lambda s: s.remove(within))


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    made = small_mission(tmp_path_factory.mktemp("steps"))
    published(made.mission)
    yield made
    made.sitting.end()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(steps=STEPS)
def test_any_steps_read_back_as_they_stand_in_memory(shared, steps):
    desk = Desk(shared.mission, sample_form())
    removed = []
    for kind, first, second, value in steps:
        act(desk, kind, first, second, value, removed)
        assert desk.read() == recorded(desk.form, desk.sitting.filled())
    opened = open_form(shared.mission, shared.mission.reader, desk.id)
    assert recorded(desk.form, opened.sitting.filled()) == desk.read()


def test_the_projection_of_filled_forms_can_be_made_anew(small):
    desk = Desk(small.mission, published(small.mission))
    desk.do(lambda sitting: sitting.add("/sample/rep"))
    desk.do(lambda sitting: sitting.add("/sample/rep[2]/inner"))
    desk.do(lambda sitting: sitting.remove("/sample/rep[1]"))
    reader = small.mission.journal.reader
    before = snapshot(reader)
    rebuild(reader)
    assert snapshot(reader) == before


def test_what_the_service_is_asked_to_write_twice_it_writes_once(small):
    desk = Desk(small.mission, published(small.mission))
    before = desk.sitting.filled()
    desk.sitting.set("/sample/a", "一")
    after = desk.sitting.filled()
    assert save(small.mission, desk.form, desk.id, before, after).entries
    assert not save(small.mission, desk.form, desk.id, before, after).entries


def test_an_instance_with_a_living_inner_one_is_there_again(small):
    """Somebody took the outer instance out while somebody else added an inner one."""
    desk = Desk(small.mission, published(small.mission))
    outer = desk.sitting.instance_key("/sample/rep[1]")
    before = desk.sitting.filled()
    writes = [
        submissions.Write("instance", one.key, op=submissions.Operation.DELETE)
        for one in before.repeats["/sample/rep"]
    ]
    small.mission.journal.write(*writes)
    assert desk.read().repeats["/sample/rep"][0].key == outer  # its own inner one lives
    assert isinstance(desk.read(), Filled)
