"""Small things that JavaRosa does, each found by comparing with it."""

from inspector_app.forms.sitting import Sitting
from tests.forms.xforms import bind, form, inputs, repeat


def values(sitting):
    return {state.path.removeprefix("/data/"): state.kept for state in sitting.states()}


def action(event, target, value):
    return f'<setvalue event="{event}" ref="/data/{target}" value="{value}"/>'


def test_the_position_of_what_is_irrelevant_is_none():
    rules = bind("r", relevant="/data/a = '1'") + bind("r/g/p", calculate="position(..)")
    rules += bind("r/n", calculate="position(..)")
    made = form("<a/><r><n/><g><p/></g></r>", rules, inputs("a") + repeat("r", "n"))
    sitting = Sitting(made)
    assert (values(sitting)["r[1]/n"], values(sitting)["r[1]/g/p"]) == ("0", "0")
    sitting.set("/data/a", "1")
    assert (values(sitting)["r[1]/n"], values(sitting)["r[1]/g/p"]) == ("1", "1")


def test_actions_at_load_see_what_followed_from_those_before():
    first = action("odk-instance-first-load", "a", "2 + 1")
    second = action("odk-instance-first-load", "c", "concat(/data/b, '!')")
    rules = bind("b", calculate="/data/a * 2")
    made = form("<a/><b/><c/>", rules, inputs("a", "c"), more=first + second)
    assert values(Sitting(made)) == {"a": "3", "b": "6", "c": "6!"}


def test_actions_at_load_see_what_followed_from_what_did_not_change():
    first = action("odk-instance-first-load", "a", "'x'")
    second = action("odk-instance-first-load", "d", "/data/g/c")
    rules = bind("g", relevant="/data/a != ''") + bind("g/c", calculate="4 + 1")
    made = form("<a/><g><b/><c/></g><d/>", rules, inputs("a", "g/b", "d"), more=first + second)
    assert values(Sitting(made))["d"] == ""  # nobody told the calculation before the first load
    rules = bind("g", relevant="/data/a != ''") + bind("g/c", calculate="/data/g/b + 5")
    nodes = "<a/><g><b>1</b><c/></g><d/>"
    made = form(nodes, rules, inputs("a", "g/b", "d"), more=first + second)
    assert values(Sitting(made))["d"] == "6"


def test_an_action_that_was_not_done_leaves_no_mark():
    changed = action("xforms-value-changed", "n", "/data/a")
    body = f'<input ref="/data/a"><label>a</label>{changed}</input>{inputs("n")}'
    sitting = Sitting(form("<a/><n>4</n>", bind("n", type="int"), body))
    sitting.set("/data/a", "x")
    assert sitting.take_failure().code == "wrong_result"
    assert sitting.take_failure() is None
    assert values(sitting)["n"] == "4"
    assert sitting.complete


def test_what_cannot_be_worked_out_is_told_until_it_can():
    rules = bind("b", calculate="date(/data/a)")
    sitting = Sitting(form("<a/><b/>", rules, inputs("a")))
    sitting.set("/data/a", "x")
    assert sitting.take_failure().code == "not_a_date"
    assert sitting.state("/data/b").problem == "expression"
    sitting.set("/data/a", "2024-02-29")
    assert sitting.take_failure() is None
    assert sitting.complete
