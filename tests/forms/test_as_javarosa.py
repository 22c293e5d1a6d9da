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


def calculated(expression, nodes, rules=""):
    rules += bind("out", calculate=expression)
    return Sitting(form(f"{nodes}<out/>", rules))


def test_positions_are_counted_within_each_parent():
    inner = repeat("r/q", "n")
    made = form(
        "<r><q><n/></q></r><out/>",
        bind("out", calculate="join(' ', /data/r/q[position() = 1]/n)"),
        repeat("r", body=inner),
    )
    sitting = Sitting(made)
    sitting.add("/data/r")
    sitting.add("/data/r[1]/q")
    sitting.add("/data/r[2]/q")
    for path, value in (("r[1]/q[1]", "a"), ("r[1]/q[2]", "b"), ("r[2]/q[1]", "c")):
        sitting.set(f"/data/{path}/n", value)
    assert values(sitting)["out"] == "a c"


def test_positions_in_lists_are_counted_within_each_parent():
    lists = {"l": "<root><g><i>a</i><i>b</i></g><g><i>c</i></g></root>"}

    def found(expression):
        rules = bind("out", calculate=expression)
        return values(Sitting(form("<out/>", rules, lists=lists)))["out"]

    assert found("join('', instance('l')/root/g/i[position() = 1])") == "ac"
    assert found("join('', instance('l')/root/g[position() = 1]/i)") == "ab"
    assert found("count(instance('l')/root/g/i[position(..) = 2])") == "1"


def test_mathematics_take_a_moment_at_a_path_as_whole_days():
    rules = bind("at", type="dateTime")
    nodes = "<at>1970-01-03T12:00:00.000</at>"
    for expression, result in (
        ("abs(/data/at)", "2"),
        ("pow(/data/at, 2)", "4"),
        ("/data/at + 0", "2"),
    ):
        sitting = calculated(expression, nodes, rules=rules)
        assert values(sitting)["out"] == result


def test_an_absolute_path_in_a_list_means_the_readers_own_instance():
    lists = {"l": "<root><i><n>1</n><w>eins</w></i><i><n>2</n><w>zwei</w></i></root>"}
    rules = bind("r/w", calculate="instance('l')/root/i[n = /data/r/n]/w")
    rules += bind("r/m", calculate="count(instance('l')/root/i[n >= /data/r/n])")
    made = form("<r><n/><w/><m/></r>", rules, repeat("r", "n"), lists=lists)
    sitting = Sitting(made)
    sitting.add("/data/r")
    sitting.set("/data/r[1]/n", "1")
    sitting.set("/data/r[2]/n", "2")
    found = values(sitting)
    assert (found["r[1]/w"], found["r[2]/w"]) == ("eins", "zwei")
    assert (found["r[1]/m"], found["r[2]/m"]) == ("2", "1")


def test_what_is_never_relevant_is_so_before_the_first_action():
    first = action("odk-instance-first-load", "a", "concat('x', /data/g/b)")
    rules = bind("g", relevant="false()")
    made = form("<a/><g><b>1</b></g>", rules, inputs("a", "g/b"), more=first)
    assert values(Sitting(made))["a"] == "x"
    later = bind("g", relevant="1 = 2")
    made = form("<a/><g><b>1</b></g>", later, inputs("a", "g/b"), more=first)
    assert values(Sitting(made))["a"] == "x1"


def test_a_node_is_no_condition_on_a_list():
    lists = {"l": "<root><i>a</i><i>b</i></root>"}
    rules = bind("t", calculate="1 = 1")
    rules += bind("out", calculate="count(instance('l')/root/i[/data/t])")
    rules += bind("sure", calculate="count(instance('l')/root/i[boolean(/data/t)])")
    found = values(Sitting(form("<t/><out/><sure/>", rules, lists=lists)))
    assert (found["out"], found["sure"]) == ("0", "2")


def test_a_relevance_that_fails_is_told_though_the_value_does_not():
    rules = bind("b", relevance="", relevant="date(/data/a) > 0", calculate="1 + 1")
    sitting = Sitting(form("<a/><b/>", rules, inputs("a")))
    assert sitting.take_failure() is None
    sitting.set("/data/a", "x")
    assert sitting.take_failure().code == "not_a_date"


def test_what_the_form_works_out_has_no_wrong_type():
    rules = bind("n", type="int", calculate="'九'")
    sitting = Sitting(form("<n/><m/>", rules + bind("m", type="int"), inputs("n", "m")))
    assert sitting.state("/data/n").problem == ""
    sitting.set("/data/m", "九")
    assert sitting.state("/data/m").problem == "type"
