"""What a path in an expression means: inside and outside repeats, in predicates, in lists."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.errors import InputError
from inspector_app.forms.load import form_from
from inspector_app.forms.sitting import Sitting
from inspector_app.forms.xpath.errors import XPathError
from inspector_app.forms.xpath.parser import parse
from tests.forms.xforms import bind, form, inputs, repeat, xform

CITIES = {
    "cities": "<root>"
    "<item><name>c1</name><label>甲市</label><of>p1</of></item>"
    "<item><name>c2</name><label>乙市</label><of>p2</of></item>"
    "<item><name>c3</name><label>丙市</label><of>p1</of><big>x</big></item>"
    "</root>"
}
INNER = "<inner><y>{}</y></inner>"
REP = "<rep><x>{}</x><hidden>9</hidden>{}<z/></rep>"
NODES = (
    "<n>5</n><empty/><p>p1</p><g><a>1</a><b>2.5</b><c/></g>"
    + REP.format("1", INNER.format("10"))
    + REP.format("5", INNER.format("20") + INNER.format("30"))
    + "<out/>"
)
BINDS = (
    bind("n", type="int")
    + bind("g/a", type="int")
    + bind("g/b", type="decimal")
    + bind("rep/x", type="int")
    + bind("rep/inner/y", type="int")
    + bind("rep/hidden", relevant="false()")
)
BODY = repeat("rep", "x", "z", body=repeat("rep/inner", "y")) + inputs("n", "p")


def outside(expression: str) -> str:
    """Return what *expression* gives at /data/out."""
    made = form(NODES, BINDS + bind("out", calculate=expression), BODY, lists=CITIES)
    return Sitting(made).state("/data/out").value


def inside(expression: str) -> list[str]:
    """Return what *expression* gives at z in both instances of /data/rep."""
    made = form(NODES, BINDS + bind("rep/z", calculate=expression), BODY, lists=CITIES)
    sitting = Sitting(made)
    return [sitting.state(f"/data/rep[{at}]/z").value for at in (1, 2)]


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("/data/n", "5"),
        ("/data/n - 1", "4"),
        ("../n", "5"),
        ("current()/../n", "5"),
        ("./../g/b", "2.5"),
        ("/data/g/child::a", "1"),
        ("parent::*/n", "5"),
        ("/data/empty", ""),
        ("concat(/data/g/*)", "12.5"),
        ("count(/data/g/*)", "3"),
        ("count-non-empty(/data/g/*)", "2"),
        ("sum(/data/g/a)", "1"),
        # through repeats
        ("count(/data/rep)", "2"),
        ("sum(/data/rep/x)", "6"),
        ("sum(/data/rep/inner/y)", "60"),
        ("count(/data/rep/inner)", "3"),
        ("count(/data/rep/hidden)", "0"),
        ("join('、', /data/rep/x)", "1、5"),
        ("/data/rep[position() = 2]/x", "5"),
        ("/data/rep[x > 2]/x", "5"),
        ("/data/rep[x > 99]/x", ""),
        ("count(/data/rep[x > 0]/inner[y > 10])", "2"),
        ("/data/rep[2]/x", ""),
        ("indexed-repeat(/data/rep/x, /data/rep, 2)", "5"),
        ("indexed-repeat(/data/rep/inner/y, /data/rep, 2, /data/rep/inner, 2)", "30"),
        ("indexed-repeat(/data/rep/x, /data/rep, 9)", ""),
        ("indexed-repeat(/data/rep/x, /data/rep, 'x')", "1"),
        ("position(/data/rep[x = 5])", "2"),
        ("position(/data/rep[x = 6])", "0"),
        ("position(..)", "1"),
        ("position()", "1"),
        # lists
        ("instance('cities')/root/item[name = 'c2']/label", "乙市"),
        ("instance('cities')/root/item['c2' = name]/label", "乙市"),
        ("instance('cities')/root/item[of = 'p1'][position() = 2]/label", "丙市"),
        ("instance('cities')/root/item[of = 'p1' and big = 'x']/label", "丙市"),
        ("instance('cities')/root/item[of = /data/p and name != 'c1']/label", "丙市"),
        ("instance('cities')/root/item[of = current()/../p and big = '']/label", "甲市"),
        ("instance('cities')/root/item[../item/name = 'c1']/label", ""),
        ("instance('cities')/root/item[of = concat('p', /data/g/a)][name = 'c3']/name", "c3"),
        ("count(instance('cities')/root/item)", "3"),
        ("count(instance('cities')/root/*[big])", "0"),
        ("count(instance('cities')/root/item[big != ''])", "1"),
        ("instance('cities')/root/item[of = 'p9']/name", ""),
        ("count(randomize(instance('cities')/root/item))", "3"),
        ("pulldata('cities', 'label', 'name', 'c2')", "乙市"),
        ("pulldata('cities.csv', 'label', 'name', 'none')", ""),
        ("version()", "7"),
        ("coalesce(/data/empty, /data/n)", "5"),
        ("if(/data/n > 3, '多', /data/rep/x)", "多"),
        ("once('甲')", "甲"),
    ],
)
def test_paths_seen_from_outside_repeats(expression, value):
    assert outside(expression) == value


@pytest.mark.parametrize(
    ("expression", "values"),
    [
        ("/data/rep/x", ["1", "5"]),
        ("../x", ["1", "5"]),
        ("current()/../x", ["1", "5"]),
        ("../../rep[position() = 1]/x", ["1", "1"]),
        ("/data/rep[position() = 1]/x", ["1", "1"]),
        ("sum(/data/rep/x)", ["1", "5"]),
        ("sum(../../rep/x)", ["6", "6"]),
        ("count(/data/rep)", ["1", "1"]),
        ("count(../../rep)", ["2", "2"]),
        ("position(..)", ["1", "2"]),
        ("position(/data/rep)", ["1", "2"]),
        ("sum(../inner/y)", ["10", "50"]),
        ("sum(/data/rep/inner/y)", ["10", "50"]),
        ("count(/data/rep[x > current()/../x])", ["1", "0"]),
        ("count(../../rep[x < current()/../x])", ["0", "1"]),
        ("/data/n", ["5", "5"]),
        ("../hidden", ["", ""]),
        ("indexed-repeat(/data/rep/x, /data/rep, position(..) - 1)", ["1", "1"]),
        ("instance('cities')/root/item[name = concat('c', current()/../x)]/label", ["甲市", ""]),
    ],
)
def test_paths_seen_from_inside_a_repeat(expression, values):
    assert inside(expression) == values


def test_a_single_value_wanted_of_several_instances_is_said_to_be_wrong():
    made = form(NODES, BINDS + bind("out", calculate="/data/rep/x + 1"), BODY + inputs("out"))
    sitting = Sitting(made)
    state = sitting.state("/data/out")
    assert (state.value, state.problem) == ("", "expression")
    sitting.remove("/data/rep[1]")
    assert (sitting.state("/data/out").value, sitting.state("/data/out").problem) == ("6", "")
    sitting.add("/data/rep")
    assert sitting.state("/data/out").problem == "expression"


def test_the_index_of_a_list_gives_what_comparing_one_by_one_gives():
    numbers = {
        "n": "<root>" + "".join(f"<i><k>{k}</k></i>" for k in ("1", "01", "2", "")) + "</root>"
    }
    made = form(
        "<a>1</a><b/><c/><d/>",
        bind("a", type="int")
        + bind("b", calculate="count(instance('n')/root/i[k = /data/a])")
        + bind("c", calculate="count(instance('n')/root/i[k = string(/data/a)])")
        + bind("d", calculate="count(instance('n')/root/i[k = /data/none])".replace("none", "c")),
        inputs("a"),
        lists=numbers,
    )
    sitting = Sitting(made)
    values = [sitting.state(f"/data/{name}").value for name in "bcd"]
    assert values == ["2", "1", "2"]  # numbers compare as numbers, texts as texts
    sitting.set("/data/a", "")
    assert sitting.state("/data/c").value == "1"


@pytest.mark.parametrize(
    ("expression", "code", "what"),
    [
        ("", "empty", ""),
        ("  ", "empty", ""),
        ("1 +", "unfinished", ""),
        ("(1", "unfinished", ")"),
        ("concat('a'", "unfinished", ","),
        ("1 2", "unexpected", "2"),
        ("a b", "unexpected", "b"),
        ("'open", "unexpected", "'open"),
        ("1 = = 2", "unexpected", "="),
        ("#", "unexpected", "#"),
        ("$x", "unexpected", "$x"),
        ("concat(,)", "unexpected", ","),
        ("/data/n)", "unexpected", ")"),
        ("/data/", "unfinished", ""),
        ("a[1", "unfinished", "]"),
        ("frobnicate(1)", "unknown_function", "frobnicate"),
        ("not()", "arguments", "not"),
        ("not(1, 2)", "arguments", "not"),
        ("if(1, 2)", "arguments", "if"),
        ("coalesce(1)", "arguments", "coalesce"),
        ("/data/none", "no_such_node", "/data/none"),
        ("/x/n", "no_such_node", "/x/n"),
        ("/", "no_such_node", "/"),
        ("../../../x", "no_such_node", "../../../x"),
        ("//n", "unsupported", "//"),
        ("/data//n", "unsupported", "//"),
        ("/data/n | /data/p", "unsupported", "|"),
        ("following::n", "unsupported", "following"),
        ("text()", "unsupported", "text()"),
        ("instance('none')/root", "no_such_instance", "none"),
        ("instance('cities')", "unsupported", "instance()"),
        ("current()", "unsupported", "current()"),
        ("instance(/data/p)/root", "arguments", "instance"),
        ("sum(3)", "not_nodes", ""),
        ("count('a')", "not_nodes", ""),
        ("position('a')", "not_nodes", ""),
        ("indexed-repeat('x', /data/rep, 1)", "not_nodes", ""),
        ("indexed-repeat(/data/n, /data/rep, 1)", "no_such_node", "/data/rep"),
        ("pulldata('none', 'a', 'b', 'c')", "no_such_instance", "none"),
        ("regex('a', '[')", "bad_pattern", "["),
        ("(" * 160 + "1" + ")" * 160, "too_deep", ""),
        ("-" * 200_000 + "1", "too_long", ""),
    ],
)
def test_wrong_expressions_are_refused_before_anybody_runs_them(expression, code, what):
    data = xform(NODES, BINDS + bind("out", calculate=expression), BODY, lists=CITIES)
    with pytest.raises(InputError) as caught:
        form_from(data, name="示例")
    problem = caught.value
    assert (problem.code, problem.params["what"]) == (f"forms.expression_{code}", what[:80])
    assert (problem.params["path"], problem.params["column"]) == ("/data/out", "calculate")


def test_long_chains_and_deep_brackets_cost_no_stack():
    assert outside(" + ".join(["1"] * 5000)) == "5000"
    assert outside("string(" + " or ".join(["false()"] * 3000) + ")") == "false"
    assert outside("(" * 90 + "1" + ")" * 90) == "1"
    assert outside("-" * 1001 + "1") == "-1"
    nested = "if(/data/n = 1, 'a', " * 60 + "'z'" + ")" * 60
    assert outside(nested) == "z"


def test_names_may_hold_hyphens_dots_and_han():
    found = parse("/数据/a-b.c1 - 1")
    assert found.first.steps[1].name == "a-b.c1"
    assert parse("jr:choice-name(a)").name == "jr:choice-name"
    assert parse("div div mod").rest[0][0] == "div"
    assert parse("* * *").rest[0][0] == "*op"


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("10 - 3 - 2", "5"),
        ("8 div 2 div 2", "2"),
        ("2 * 3 + 4 * 5 - 6 div 2", "23"),
        ("-2 - -3", "1"),
        ("-7 mod 3", "-1"),
        ("string(1 < 2 = true())", "true"),
        ("string(1 = 1 and 2 = 2 or false())", "true"),
        ("string(false() and false() or true())", "true"),
        ("string(true() or true() and false())", "true"),
        ("string(1 + 1 = 2 and 3 - 1 >= 2)", "true"),
        ("string(2 > 1 > 0)", "true"),
        ("string(1 = 1 = 1 != 0)", "true"),
    ],
)
def test_operators_bind_as_they_should(expression, value):
    assert outside(expression) == value


@given(st.text(st.sampled_from("/data.nrepx@[]()'\"<>=!+-*|, 12ordivm:一"), max_size=40))
def test_any_text_is_an_expression_or_an_error(text):
    with suppress(XPathError):
        parse(text)
