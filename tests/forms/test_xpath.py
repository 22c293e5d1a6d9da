"""Expressions: every operator and function, with empty values, wrong types and Han text."""

import math
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.forms.xpath.compiler import Item, compile_expression, compile_items
from inspector_app.forms.xpath.errors import XPathError
from inspector_app.forms.xpath.functions import FUNCTIONS
from inspector_app.forms.xpath.parser import parse
from inspector_app.forms.xpath.values import to_boolean, to_number, to_text

VALUES = {
    "/d": "", "/d/n": 5.0, "/d/t": "张𬀩", "/d/e": "", "/d/s": "甲 乙 丙", "/d/g": "",
    "/d/g/a": 1.0, "/d/g/b": 2.5, "/d/g/c": "", "/d/day": date(2026, 3, 5), "/d/hidden": 7.0,
}  # fmt: skip
PATHS = list(VALUES)
CITY = Item("item", "", (Item("name", "c1"), Item("label", "甲市"), Item("of", "p1")))
TOWN = Item("item", "", (Item("name", "c2"), Item("label", "乙市"), Item("of", "p2")))
LIST = Item("root", "", (CITY, TOWN))


class World:
    """A form and its answers at once."""

    def root(self, name):
        return 0 if name in ("d", "*") else None

    def parent(self, node):
        above = PATHS[node].rpartition("/")[0]
        return PATHS.index(above) if above else None

    def children(self, node, name):
        below = [i for i, path in enumerate(PATHS) if path.rpartition("/")[0] == PATHS[node]]
        return tuple(i for i in below if name in ("*", PATHS[i].rpartition("/")[2]))

    def instance(self, name):
        return LIST if name == "cities" else None

    def value(self, node):
        return VALUES[PATHS[node]] if self.relevant(node) else ""

    def relevant(self, node):
        return PATHS[node] != "/d/hidden"

    def now(self):
        return datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def run(expression, at="/d/n"):
    return compile_expression(expression, PATHS.index(at), World()).evaluate(World(), None)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        # literals, operators, precedence
        ("1 + 2 * 3", 7.0),
        ("(1 + 2) * 3", 9.0),
        ("10 - 3 - 2", 5.0),
        ("8 div 2 div 2", 2.0),
        ("-2 - -3", 1.0),
        ("7 mod 3", 1.0),
        ("-7 mod 3", -1.0),
        ("7 mod -3", 1.0),
        ("1 div 0", math.inf),
        ("-1 div 0", -math.inf),
        (".5 + 1.", 1.5),
        ("1 < 2 = true()", True),
        ("1 = 1 and 2 = 2 or false()", True),
        ("false() and (1 div 0 = 1)", False),
        ("2 > 1 > 0", True),
        ("'a' = \"a\"", True),
        ("1 != 1", False),
        ("0.1 + 0.2 = 0.3", True),
        ("'1.0' = 1", True),
        ("'1.0' = '1'", False),
        ("true() = 'x'", True),
        ("false() = ''", True),
        ("true() = 'false'", True),
        ("'a' < 'b'", False),
        ("'2' < '10'", True),
        ("'' < 1", False),
        ("'' = 0", False),
        ("' 5 ' = 5", True),
        ("'1e3' = 1000", False),
        ("'+5' = 5", False),
        # paths
        ("/d/n", 5.0),
        (".", 5.0),
        ("../t", "张𬀩"),
        ("/d/n * 2", 10.0),
        ("/d/e", ""),
        ("/d/e + 1", math.nan),
        ("/d/e = ''", True),
        ("/d/hidden", ""),
        ("current()/../t", "张𬀩"),
        ("./../g/b", 2.5),
        ("/d/g/child::a", 1.0),
        ("parent::*/t", "张𬀩"),
        ("/d/day = '2026-03-05'", True),
        ("/d/day + 1", 20518.0),
        ("today() > /d/day", True),
        ("date('2026-03-05') = /d/day", True),
        ("date('x') = ''", True),
        ("date(now()) = today()", True),
        ("n-1", None),
        ("/d/n - 1", 4.0),
        # texts
        ("concat('一把手', '：', /d/t, 3)", "一把手：张𬀩3"),
        ("concat(/d/g/*)", "12.5"),
        ("string-length('张𬀩')", 3.0),
        ("string-length(/d/e)", 0.0),
        ("substring('12345', 2, 3)", "234"),
        ("substring('12345', 1.5, 2.6)", "234"),
        ("substring('12345', 0, 3)", "12"),
        ("substring('12345', 2)", "2345"),
        ("substring('12345', 0 div 0, 3)", ""),
        ("substr('12345', 1, 3)", "23"),
        ("substr('12345', -2)", "45"),
        ("substring-before('2026-03', '-')", "2026"),
        ("substring-after('2026-03', '-')", "03"),
        ("substring-before('a', 'x')", ""),
        ("substring-after('a', 'x')", ""),
        ("contains('党组书记', '书记')", True),
        ("contains('a', '')", True),
        ("starts-with(/d/t, '张')", True),
        ("ends-with('副局长', '局长')", True),
        ("normalize-space('  a   b ')", "a b"),
        ("translate('甲乙丙', '甲丙', '1')", "1乙"),
        ("string(1.50)", "1.5"),
        ("string(3)", "3"),
        ("string(1 div 3)", "0.3333333333333333"),
        ("string(/d/e + 1)", "NaN"),
        ("string(true())", "true"),
        ("string(0.0000001)", "0.0000001"),
        ("join('、', /d/g/*)", "1、2.5、"),
        ("join('-', 'a', 'b')", "a-b"),
        ("regex('13800000000', '1[0-9]{10}')", True),
        ("regex('a1', '[0-9]')", False),
        # selections
        ("selected(/d/s, '乙')", True),
        ("selected(/d/s, '乙丙')", False),
        ("selected('', '')", True),
        ("selected('a', '')", False),
        ("selected('N D S', 'D')", True),
        ("count-selected(/d/s)", 3.0),
        ("count-selected('')", 0.0),
        ("selected-at(/d/s, 1)", "乙"),
        ("selected-at(/d/s, 9)", ""),
        ("selected-at(/d/s, -1)", ""),
        # logic
        ("if(/d/n > 3, '多', '少')", "多"),
        ("if('', 1, 2)", 2.0),
        ("not(/d/e)", True),
        ("not('false')", False),
        ("boolean(0)", False),
        ("boolean('0')", True),
        ("boolean-from-string('TRUE')", True),
        ("boolean-from-string('yes')", False),
        ("coalesce(/d/e, /d/hidden, '补')", "补"),
        ("coalesce('')", ""),
        # numbers
        ("number('12')", 12.0),
        ("number('十二')", math.nan),
        ("number(true())", 1.0),
        ("int(-2.7)", -2.0),
        ("int('')", math.nan),
        ("floor(-2.5)", -3.0),
        ("ceiling(-2.5)", -2.0),
        ("round(2.5)", 3.0),
        ("round(-2.5)", -2.0),
        ("round(2.345, 2)", 2.35),
        ("round(1234, -2)", 1200.0),
        ("abs(-3)", 3.0),
        ("pow(2, 10)", 1024.0),
        ("pow(10, 999)", math.nan),
        ("round(1 div 0)", math.inf),
        # node-sets
        ("sum(/d/g/*)", 3.5),
        ("count(/d/g/*)", 3.0),
        ("count-non-empty(/d/g/*)", 2.0),
        ("count(/d/hidden)", 0.0),
        ("max(/d/g/*)", 2.5),
        ("min(3, 2, 9)", 2.0),
        ("max(/d/e)", math.nan),
        ("max('x', 1)", math.nan),
        # lists
        ("instance('cities')/root/item[name = 'c2']/label", "乙市"),
        ("instance('cities')/root/item[of = 'p1']/label", "甲市"),
        ("instance('cities')/root/item[2]/name", "c2"),
        ("count(instance('cities')/root/item)", 2.0),
        ("instance('cities')/root/item[of = concat('p', /d/g/a)]/name", "c1"),
        ("instance('cities')/root/item[of = 'p9']/name", ""),
        ("instance('cities')/root/item[position = 1 or current()/../n = 5][1]/name", "c1"),
    ],
)
def test_expressions(expression, value):
    if value is None:
        with pytest.raises(XPathError):
            run(expression)
        return
    found = run(expression)
    assert type(found) is type(value)
    assert found == value or (math.isnan(found) and math.isnan(value))


def test_every_function_is_tried_above():
    table = next(mark for mark in test_expressions.pytestmark if mark.name == "parametrize")
    tried = " ".join(expression for expression, _ in table.args[1])
    assert [name for name in FUNCTIONS if f"{name}(" not in tried] == []


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
        ("/d/n)", "unexpected", ")"),
        ("/d/", "unfinished", ""),
        ("a[1", "unfinished", "]"),
        ("frobnicate(1)", "unknown_function", "frobnicate"),
        ("not()", "arguments", "not"),
        ("not(1, 2)", "arguments", "not"),
        ("/d/none", "no_such_node", "/d/none"),
        ("/x/n", "no_such_node", "/x/n"),
        ("/", "no_such_node", "/"),
        ("../../../x", "no_such_node", "../../../x"),
        ("/d/g/*", "several_nodes", "/d/g/*"),
        ("//n", "unsupported", "//"),
        ("/d//n", "unsupported", "//"),
        ("/d/n | /d/t", "unsupported", "|"),
        ("/d/n[1]", "unsupported", "/d/n"),
        ("/d/@id", "unsupported", "@id"),
        ("following::n", "unsupported", "following"),
        ("text()", "unsupported", "text()"),
        ("instance('none')/root", "no_such_instance", "none"),
        ("instance('cities')", "unsupported", "instance()"),
        ("instance(/d/t)/root", "arguments", "instance"),
        ("sum(3)", "not_nodes", ""),
        ("count('a')", "not_nodes", ""),
        ("regex('a', '[')", "bad_pattern", "["),
        ("(" * 60 + "1" + ")" * 60, "too_deep", ""),
        ("-" * 200_000 + "1", "too_long", ""),
    ],
)
def test_wrong_expressions_are_refused_before_anybody_runs_them(expression, code, what):
    with pytest.raises(XPathError) as caught:
        run(expression)
    assert (caught.value.code, caught.value.what) == (code, what)


def test_long_chains_and_deep_brackets_cost_no_stack():
    assert run(" + ".join(["1"] * 5000)) == 5000.0
    assert run(" or ".join(["false()"] * 3000)) is False
    assert run("(" * 30 + "1" + ")" * 30) == 1.0
    assert run("-" * 1001 + "1") == -1.0


def test_names_may_hold_hyphens_dots_and_han():
    found = parse("/数据/a-b.c1 - 1")
    assert found.first.steps[1].name == "a-b.c1"
    assert parse("jr:choice-name(a)").name == "jr:choice-name"
    assert parse("div div mod").rest[0][0] == "div"
    assert parse("* * *").rest[0][0] == "*op"


def test_what_an_expression_reads_is_known():
    found = compile_expression("if(/d/n > 1, ../t, /d/g/a)", PATHS.index("/d/e"), World())
    assert {PATHS[node] for node in found.reads} == {"/d/n", "/d/t", "/d/g/a"}
    items = compile_items("instance('cities')/root/item[of = /d/t]", 1, World())
    assert (items.instance, {PATHS[node] for node in items.reads}) == ("cities", {"/d/t"})
    assert items.items(World()) == ()


def test_choices_are_the_items_that_pass():
    items = compile_items("instance('cities')/root/item[of = concat('p', /d/g/a)]", 1, World())
    assert items.items(World()) == (CITY,)
    with pytest.raises(XPathError):
        compile_items("/d/g/*", 1, World())


@given(st.text(st.sampled_from("/d.ntge@[]()'\"<>=!+-*|, 12orandivm:一"), max_size=40))
def test_any_text_is_an_expression_or_an_error(text):
    try:
        value = run(text)
    except XPathError as problem:
        value = problem.code
    assert isinstance(to_text(value), str)


@given(st.one_of(st.floats(), st.text(max_size=20), st.booleans(), st.dates(), st.datetimes()))
def test_any_value_turns_into_any_other(value):
    assert isinstance(to_text(value), str)
    assert isinstance(to_number(value), float)
    assert isinstance(to_boolean(value), bool)
