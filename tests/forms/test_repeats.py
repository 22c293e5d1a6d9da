"""Repeats: adding, removing, reordering, counting; actions; and that nothing ever raises."""

import copy
from contextlib import suppress
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector_app.domain.errors import InputError
from inspector_app.forms.counting import MOST_INSTANCES
from inspector_app.forms.filled import Filled
from inspector_app.forms.sitting import Sitting
from tests.forms.xforms import bind, form, inputs, repeat

JR = 'xmlns:jr="http://openrosa.org/javarosa" jr:template=""'
FORM = form(
    f"<many/><rep {JR}><x/><note>新</note><at/><inner {JR}><y>1</y><of/></inner></rep>"
    "<rep><x/><note>首</note><at/><inner><y>1</y><of/></inner></rep><total/><shown/>",
    bind("many", type="int")
    + bind("rep", relevant="/data/many = '' or /data/many > 0")
    + bind("rep/x", type="int", required="true()", constraint=". < 100")
    + bind("rep/at", calculate="concat(position(..), '/', count(../../rep))")
    + bind("rep/inner", relevant="../x != 13")
    + bind("rep/inner/y", type="int")
    + bind("rep/inner/of", calculate="../../x * ../y")
    + bind("total", calculate="sum(/data/rep/inner/of) + count(/data/rep/inner)")
    + bind("shown", relevant="/data/total > 10"),
    inputs("many", "shown") + repeat("rep", "x", "note", body=repeat("rep/inner", "y")),
)


def values(sitting, *paths):
    return [sitting.state(path).value for path in paths]


def test_instances_come_and_go_and_everything_follows():
    sitting = Sitting(FORM)
    assert sitting.instances("/data/rep") == ("/data/rep[1]",)
    assert values(sitting, "/data/rep[1]/note", "/data/rep[1]/at") == ["首", "1/1"]
    assert sitting.add("/data/rep") == "/data/rep[2]"
    assert values(sitting, "/data/rep[2]/note", "/data/rep[1]/at") == ["新", "1/2"]
    assert sitting.instances("/data/rep[2]/inner") == ()
    assert sitting.add("/data/rep[2]/inner") == "/data/rep[2]/inner[1]"
    sitting.set("/data/rep[2]/x", "7")
    sitting.set("/data/rep[2]/inner[1]/y", "3")
    assert values(sitting, "/data/rep[2]/inner[1]/of", "/data/total") == ["21", "23"]
    sitting.set("/data/rep[1]/x", "2")
    assert values(sitting, "/data/total") == ["25"]
    sitting.move("/data/rep[2]", 1)
    assert values(sitting, "/data/rep[1]/x", "/data/rep[2]/at") == ["7", "2/2"]
    sitting.remove("/data/rep[1]")
    assert values(sitting, "/data/rep[1]/x", "/data/rep[1]/at", "/data/total") == ["2", "1/1", "3"]
    sitting.remove("/data/rep")
    assert sitting.instances("/data/rep") == ()
    assert sitting.complete


def test_irrelevant_instances_keep_what_they_hold_and_count_for_nothing():
    sitting = Sitting(FORM)
    sitting.set("/data/rep[1]/x", "5")
    sitting.set("/data/many", "0")
    assert not sitting.relevant("/data/rep[1]/inner[1]/y")
    assert values(sitting, "/data/total") == ["0"]
    assert sitting.state("/data/rep[1]/x").kept == "5"
    assert sitting.submission().repeats == {}
    sitting.set("/data/many", "1")
    assert values(sitting, "/data/total") == ["6"]
    sitting.set("/data/rep[1]/x", "13")
    assert values(sitting, "/data/total") == ["0"]


def test_what_an_added_instance_changes_is_told():
    sitting = Sitting(FORM)
    sitting.add("/data/rep")
    assert {"/data/rep[1]/at", "/data/rep[2]/at"} <= sitting.taken_changes()
    assert sitting.taken_changes() == frozenset()


def test_a_removed_instance_is_put_back_where_it_was():
    sitting = Sitting(FORM)
    for _ in range(2):
        sitting.add("/data/rep")
    sitting.set("/data/rep[2]/x", "7")
    sitting.add("/data/rep[2]/inner")
    sitting.set("/data/rep[2]/inner[1]/y", "3")
    before = [(state.path, state.kept) for state in sitting.states()]
    key, kept = sitting.instance_key("/data/rep[2]"), sitting.filled_at("/data/rep[2]")
    sitting.remove("/data/rep[2]")
    sitting.taken_changes()
    sitting.restore("/data/rep[2]", kept)
    assert [(state.path, state.kept) for state in sitting.states()] == before
    assert sitting.instance_key("/data/rep[2]") == key
    assert {"/data/rep", "/data/total", "/data/rep[3]/at"} <= sitting.taken_changes()
    for wrong in ("/data/rep[9]", "/data/rep", "/data/rep[x]"):
        with pytest.raises(InputError, match="no_such"):
            sitting.restore(wrong, kept)


def test_keys_of_instances_stay_with_them():
    numbers = iter("abcdefgh")
    sitting = Sitting(FORM, new_key=lambda: next(numbers))
    sitting.add("/data/rep")
    key = sitting.instance_key("/data/rep[2]")
    sitting.move("/data/rep[2]", 1)
    assert sitting.instance_key("/data/rep[1]") == key
    again = Sitting(FORM, sitting.filled())
    assert again.instance_key("/data/rep[1]") == key


COUNTED = form(
    f"<n/><on>1</on><rep {JR}><x/><m/><in {JR}><y/></in></rep>",
    bind("n", type="int") + bind("rep", relevant="/data/on = 1") + bind("rep/m", type="int"),
    inputs("n", "on")
    + repeat("rep", "x", "m", count="/data/n", body=repeat("rep/in", "y", count="../m")),
)


def test_a_count_adds_instances_and_never_takes_one_away():
    sitting = Sitting(COUNTED)
    sitting.set("/data/n", "3")
    assert len(sitting.instances("/data/rep")) == 3
    sitting.set("/data/rep[2]/m", "2")
    assert len(sitting.instances("/data/rep[2]/in")) == 2
    assert sitting.instances("/data/rep[1]/in") == ()
    sitting.set("/data/rep[3]/x", "写了")
    sitting.set("/data/n", "1")
    assert sitting.state("/data/rep[3]/x").value == "写了"
    assert not sitting.can_remove("/data/rep[1]")
    assert sitting.can_remove("/data/rep[3]")
    assert not sitting.can_add("/data/rep")
    with pytest.raises(InputError, match="count_fixed"):
        sitting.add("/data/rep")
    sitting.set("/data/n", "二")
    assert len(sitting.instances("/data/rep")) == 3


def test_nobody_comes_to_instances_of_an_irrelevant_repeat():
    sitting = Sitting(COUNTED)
    sitting.set("/data/on", "0")
    sitting.set("/data/n", "2")
    assert sitting.instances("/data/rep") == ()
    sitting.set("/data/on", "1")
    assert len(sitting.instances("/data/rep")) == 2


def test_a_count_beyond_reason_stops_at_the_limit():
    made = form("<n/><r><x/></r>", bind("n", type="int"), repeat("r", "x", count="/data/n"))
    sitting = Sitting(made)
    sitting.set("/data/n", "2000000000")
    assert len(sitting.instances("/data/r")) == MOST_INSTANCES


@pytest.mark.parametrize(
    ("do", "code"),
    [
        (lambda s: s.add("/data/many"), "no_such_repeat"),
        (lambda s: s.add("/data/none"), "no_such_question"),
        (lambda s: s.remove("/data/rep[2]"), "no_such_repeat"),
        (lambda s: s.remove("/data/rep[0]"), "no_such_repeat"),
        (lambda s: s.remove("/data/many"), "no_such_repeat"),
        (lambda s: s.move("/data/rep[1]", 2), "no_such_repeat"),
        (lambda s: s.set("/data/rep[2]/x", "1"), "no_such_question"),
        (lambda s: s.set("/data/rep[x]/x", "1"), "no_such_question"),
        (lambda s: s.set("/data/many[2]", "1"), "no_such_question"),
        (lambda s: s.set("/data/rep", "1"), "no_such_question"),
        (lambda s: s.state("nonsense"), "no_such_question"),
    ],
)
def test_places_that_are_not_there_are_refused(do, code):
    with pytest.raises(InputError, match=code):
        do(Sitting(FORM))


# --- actions ----------------------------------------------------------------------------

EVENTS = form(
    "<a/><b/><c/>" f"<rep {JR}><x/><from/></rep>" "<rep><x/><from/></rep><log/>",
    bind("a") + bind("b", type="int") + bind("rep/from")
    + '<setvalue ref="/data/a" event="odk-instance-first-load" value="concat(\'始\', 1 + 1)"/>'
    + '<setvalue ref="/data/log" event="odk-instance-load">载 </setvalue>',
    '<input ref="/data/a"><label>a</label>'
    '<setvalue ref="/data/b" event="xforms-value-changed" value="string-length(/data/a)"/></input>'
    '<input ref="/data/b"><label>b</label>'
    '<setvalue ref="/data/c" event="xforms-value-changed" value="/data/b * 2"/></input>'
    '<group ref="/data/rep"><label>r</label><repeat nodeset="/data/rep">'
    '<setvalue ref="/data/rep/from" event="odk-instance-first-load odk-new-repeat"'
    ' value="position(..)"/>'
    '<input ref="/data/rep/x"><label>x</label>'
    '<setvalue ref="/data/rep/from" event="xforms-value-changed" value="concat(../x, \'！\')"/>'
    "</input></repeat></group>",
)  # fmt: skip


def test_actions_set_values_when_their_time_comes():
    sitting = Sitting(EVENTS)
    paths = ("/data/a", "/data/b", "/data/c", "/data/rep[1]/from", "/data/log")
    assert values(sitting, *paths) == ["始2", "2", "4", "1", "载 "]
    sitting.set("/data/a", "张𬀩三")
    assert values(sitting, *paths) == ["张𬀩三", "4", "8", "1", "载 "]
    sitting.set("/data/b", "10")
    sitting.set("/data/a", "张𬀩三")  # nothing changed, nothing happens
    assert values(sitting, "/data/b", "/data/c") == ["10", "20"]
    sitting.add("/data/rep")
    sitting.set("/data/rep[2]/x", "乙")
    assert values(sitting, "/data/rep[1]/from", "/data/rep[2]/from") == ["1", "乙！"]


def test_a_form_opened_again_is_not_loaded_for_the_first_time():
    sitting = Sitting(EVENTS)
    sitting.set("/data/a", "改过")
    again = Sitting(EVENTS, sitting.filled())
    assert values(again, "/data/a", "/data/b") == ["改过", "2"]


def test_actions_that_set_off_each_other_end():
    made = form(
        "<a/><b/>",
        bind("a", type="int") + bind("b", type="int"),
        '<input ref="/data/a"><label>a</label>'
        '<setvalue ref="/data/b" event="xforms-value-changed" value="/data/a + 1"/></input>'
        '<input ref="/data/b"><label>b</label>'
        '<setvalue ref="/data/a" event="xforms-value-changed" value="/data/b + 1"/></input>',
    )
    sitting = Sitting(made)
    sitting.set("/data/a", "1")
    assert int(sitting.state("/data/a").value) > 1


def test_the_form_saved_before_can_be_looked_up():
    made = form(
        "<name/><again/><rep><x/></rep><all/>",
        '<instance id="__last-saved" src="jr://instance/last-saved"/>'
        + bind("all", calculate="join('、', instance('__last-saved')/data/rep/x)")
        + '<setvalue ref="/data/name" event="odk-instance-first-load"'
        " value=\"instance('__last-saved')/data/name\"/>",
        inputs("name") + repeat("rep", "x"),
    )
    assert values(Sitting(made), "/data/name", "/data/all") == ["", ""]
    before = Filled(
        {"/data/name": "张三"},
        {"/data/rep": (Filled({"/data/rep/x": "甲"}), Filled({"/data/rep/x": "乙"}))},
    )
    assert values(Sitting(made, last_saved=before), "/data/name", "/data/all") == ["张三", "甲、乙"]


def test_chance_is_given_from_outside():
    made = form(
        "<a/><b/>",
        bind("a", calculate="random()") + bind("b", calculate="once(uuid())"),
        "",
    )
    one, other = (Sitting(made, random=Random(7)) for _ in "ab")  # noqa: S311 - no secret
    assert [s.kept for s in one.states()] == [s.kept for s in other.states()]


# --- nothing raises, and step by step equals from scratch -------------------------------

KIND = (
    '<select1 ref="/data/rep/kind"><label>类</label>'
    "<itemset nodeset=\"instance('k')/root/item[name != /data/name]\">"
    '<value ref="name"/><label ref="label"/></itemset></select1>'
)
LANGUAGES_FORM = form(
    f"<name/><rep {JR}><x>3</x><kind/><twice/><inner {JR}><y/><z/></inner></rep>"
    "<rep><x/><kind/><twice/><inner><y/><z/></inner></rep><sum/><biggest/><picked/><said/>",
    '<instance id="k"><root><item><name>a</name><label>甲</label></item>'
    "<item><name>b</name><label>乙</label></item></root></instance>"
    + bind("rep/x", type="int", constraint=". < 1000", required="/data/name = 'a'")
    + bind("rep/kind", relevant="../x > 2")
    + bind("rep/twice", calculate="../x * 2 + position(..)")
    + bind("rep/inner", relevant="../kind != 'b'")
    + bind("rep/inner/y", type="decimal", readonly="../../kind = 'a'")
    + bind("rep/inner/z", calculate="../y + sum(../../../rep/x)")
    + bind("sum", calculate="sum(/data/rep/inner/z)")
    + bind("biggest", calculate="max(/data/rep[kind = 'a']/x)")
    + bind("picked", calculate="indexed-repeat(/data/rep/x, /data/rep, count(/data/rep))")
    + bind("said", relevant="/data/sum > 5", calculate="concat(/data/name, /data/biggest)"),
    inputs("name")
    + repeat(
        "rep", "x",
        body=KIND
        + repeat("rep/inner", "y"),
    ),
)  # fmt: skip
NUMBERS = st.integers(1, 4)
PLACES = st.one_of(
    st.just("/data/name"),
    st.builds("/data/rep[{}]/{}".format, NUMBERS, st.sampled_from(["x", "kind"])),
    st.builds("/data/rep[{}]/inner[{}]/y".format, NUMBERS, NUMBERS),
)
TEXTS = st.sampled_from(["", "a", "b", "a b", "3", "-2.5", "13", "张𬀩", "1e9", " 7 "])
STEP = st.one_of(
    st.tuples(st.just("set"), PLACES, TEXTS),
    st.tuples(
        st.just("add"),
        st.one_of(st.just("/data/rep"), st.builds("/data/rep[{}]/inner".format, NUMBERS)),
        st.none(),
    ),
    st.tuples(
        st.just("remove"),
        st.one_of(
            st.builds("/data/rep[{}]".format, NUMBERS),
            st.builds("/data/rep[{}]/inner[{}]".format, NUMBERS, NUMBERS),
        ),
        st.none(),
    ),
    st.tuples(st.just("move"), st.builds("/data/rep[{}]".format, NUMBERS), NUMBERS),
    st.tuples(st.just("language"), st.just(""), st.none()),
)


def take(sitting, step):
    kind, path, value = step
    with suppress(InputError):  # of places that are not there
        if kind == "language":
            sitting.language = sitting.form.languages[-1]
        elif value is None:
            getattr(sitting, kind)(path)
        else:
            getattr(sitting, kind)(path, value)


@settings(max_examples=200, deadline=None)
@given(st.lists(STEP, max_size=20))
def test_no_sequence_raises_and_step_by_step_equals_from_scratch(steps):
    sitting = Sitting(LANGUAGES_FORM)
    for step in steps:
        before = {state.path: state for state in sitting.states()}
        sitting.taken_changes()
        take(sitting, step)
        if step[0] == "set":
            continue
        changed = sitting.taken_changes()
        for state in sitting.states():
            known = before.get(state.path)
            if known is not None and known != state and step[0] == "add":
                assert state.path in changed
    scratch = Sitting(LANGUAGES_FORM, copy.deepcopy(sitting.filled()))
    assert list(scratch.states()) == list(sitting.states())
    assert scratch.problems() == sitting.problems()
    assert scratch.submission() == sitting.submission()
