"""Every function of expressions in every situation, through whole forms."""

from datetime import datetime
from random import Random
from xml.sax.saxutils import escape

import pytest

from inspector_app.domain.errors import KnownError
from inspector_app.forms.load import form_from
from inspector_app.forms.sitting import Sitting
from inspector_app.forms.xpath.functions import FUNCTIONS
from inspector_app.forms.xpath.special import SPECIAL
from tests.forms import xforms
from tests.forms.function_table import FAILS, REFUSED, TABLE, Constant, No, Nodes, Row

#: Checked below with the choices it orders: it is no value.
ORDERS = {"randomize"}
NOW = datetime(2026, 3, 5, 9, 5).astimezone()

FORM = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>示例</h:title><model>
<itext><translation lang="zh">
<text id="word"><value>话</value></text><text id="词"><value>词语</value></text>
</translation></itext>
<instance><data id="table" version="7">
 <on>yes</on><x/><hidden/><pick/><c/><beside/>
 <list><v>a</v></list><list><v>𬀩</v></list>
 <rep jr:template=""><x/><c/></rep>
 <out jr:template=""><c/><rep jr:template=""><x/></rep></out>
</data></instance>
<instance id="towns"><root>
 <item><name>c1</name><label>甲市</label></item><item><name>丙</name><label>丙市</label></item>
</root></instance>
<bind nodeset="/data/on" type="string"/><bind nodeset="/data/x" type="string"/>
<bind nodeset="/data/hidden" type="string" relevant="/data/on = 'yes'"/>
<bind nodeset="/data/rep" relevant="/data/on = 'yes'"/>
<bind nodeset="/data/c" calculate="%(here)s"/>
<bind nodeset="/data/beside" calculate="%(beside)s"/>
<bind nodeset="/data/rep/c" calculate="%(inside)s"/>
<bind nodeset="/data/out/c" calculate="%(outer)s"/>
</model></h:head><h:body>
<input ref="/data/on"><label>开</label></input>
<input ref="/data/x"><label>题</label></input>
<input ref="/data/hidden"><label>题</label></input>
<select1 ref="/data/pick"><label>选</label>
 <item><label>甲</label><value>a</value></item><item><label>乙</label><value>𬀩</value></item>
</select1>
<group ref="/data/list"><repeat nodeset="/data/list"><input ref="/data/list/v"/></repeat></group>
<group ref="/data/rep"><repeat nodeset="/data/rep"><input ref="/data/rep/x"/></repeat></group>
<group ref="/data/out"><repeat nodeset="/data/out">
 <group ref="/data/out/rep"><repeat nodeset="/data/out/rep"><input ref="/data/out/rep/x"/></repeat>
</group></repeat></group>
</h:body></h:html>"""


def form(*, here="''", beside="''", inside="''", outer="''"):
    words = {"here": here, "beside": beside, "inside": inside, "outer": outer}
    escaped = {key: word.replace("&", "&amp;").replace("<", "&lt;") for key, word in words.items()}
    return form_from((FORM % escaped).encode(), name="示例.xml")


def sit(**expressions):
    return Sitting(form(**expressions), now=lambda: NOW, random=Random(7))  # noqa: S311 - chance, no secret


def outcome(sitting, path):
    state = sitting.state(path)
    return FAILS if state.problem == "expression" else state.value


def result(expression, answer=None, *, instances=None):
    """Return what *expression* comes to, with an answer to x or to the instances of rep."""
    try:
        sitting = sit(here=expression)
    except KnownError:
        return REFUSED
    for at, value in enumerate(instances or (), start=1):
        sitting.add("/data/rep")
        sitting.set(f"/data/rep[{at}]/x", value)
    if answer is not None:
        sitting.set("/data/x", answer)
    return outcome(sitting, "/data/c")


SCALAR = {name: row for name, row in TABLE.items() if isinstance(row, Row)}
SETS = {name: row for name, row in TABLE.items() if isinstance(row, Nodes)}
CONSTANTS = {name: row for name, row in TABLE.items() if isinstance(row, Constant)}


def test_the_table_has_every_function_there_is():
    assert set(TABLE) == (set(FUNCTIONS) | set(SPECIAL)) - ORDERS


@pytest.mark.parametrize("name", SCALAR)
def test_a_function_of_one_value(name):
    row = SCALAR[name]
    gap = row.expression.format("../x")
    assert result(gap, row.normal[0]) == row.normal[1]
    assert result(gap) == row.empty
    assert result(gap, "") == row.empty
    if isinstance(row.wrong, No):
        assert row.wrong.why
    else:
        assert result(row.expression.format(row.wrong[0])) == row.wrong[1]
    assert result(gap, row.han[0]) == row.han[1]


@pytest.mark.parametrize("name", SCALAR)
def test_a_function_of_one_value_inside_a_repeat(name):
    row = SCALAR[name]
    sitting = sit(inside=row.expression.format("../x"))
    for answer in (row.normal[0], row.han[0], ""):
        sitting.set(f"{sitting.add('/data/rep')}/x", answer)
    found = [outcome(sitting, f"/data/rep[{at}]/c") for at in (1, 2, 3)]
    assert found == [row.normal[1], row.han[1], row.empty]
    sitting.remove("/data/rep[1]")
    found = [outcome(sitting, f"/data/rep[{at}]/c") for at in (1, 2)]
    # what once() has put down stays
    assert found == [row.han[1], row.empty]


@pytest.mark.parametrize("name", SCALAR)
def test_a_function_of_one_value_that_is_irrelevant(name):
    row = SCALAR[name]
    sitting = sit(beside=row.expression.format("../hidden"))
    sitting.set("/data/hidden", row.normal[0])
    assert outcome(sitting, "/data/beside") == row.normal[1]
    sitting.set("/data/on", "no")
    kept = row.normal[1] if name == "once" else row.empty
    assert outcome(sitting, "/data/beside") == kept
    assert sitting.state("/data/hidden").kept == row.normal[0]
    sitting.set("/data/on", "yes")
    assert outcome(sitting, "/data/beside") == row.normal[1]


@pytest.mark.parametrize("name", SETS)
def test_a_function_of_several_values(name):
    row = SETS[name]
    gap = row.expression.format("/data/rep/x")
    assert result(gap, instances=row.normal[0]) == row.normal[1]
    assert result(gap) == row.empty
    assert result(gap, instances=row.wrong[0]) == row.wrong[1]
    assert result(gap, instances=row.han[0]) == row.han[1]


@pytest.mark.parametrize("name", SETS)
def test_a_function_of_several_values_inside_a_repeat(name):
    row = SETS[name]
    sitting = sit(outer=row.expression.format("../rep/x"))
    for values, _ in (row.normal, row.han):
        outer = sitting.add("/data/out")
        for value in values:
            sitting.set(f"{sitting.add(f'{outer}/rep')}/x", value)
    sitting.add("/data/out")
    found = [outcome(sitting, f"/data/out[{at}]/c") for at in (1, 2, 3)]
    assert found == [row.normal[1], row.han[1], row.empty]


@pytest.mark.parametrize("name", SETS)
def test_a_function_of_several_values_that_are_irrelevant(name):
    row = SETS[name]
    sitting = sit(here=row.expression.format("/data/rep/x"))
    for value in row.normal[0]:
        sitting.set(f"{sitting.add('/data/rep')}/x", value)
    assert outcome(sitting, "/data/c") == row.normal[1]
    sitting.set("/data/on", "no")
    assert outcome(sitting, "/data/c") == row.empty
    sitting.set("/data/on", "yes")
    assert outcome(sitting, "/data/c") == row.normal[1]


@pytest.mark.parametrize("name", CONSTANTS)
def test_a_function_that_reads_nothing(name):
    row = CONSTANTS[name]
    sitting = sit(here=row.expression, inside=row.expression)
    sitting.add("/data/rep")
    sitting.add("/data/rep")
    assert row.why
    assert outcome(sitting, "/data/c") == row.result
    assert outcome(sitting, "/data/rep[2]/c") == row.inside


@pytest.mark.parametrize("name", ["floor", "ceiling", "substring", "lower-case", "frobnicate"])
def test_what_javarosa_does_not_know_is_refused(name):
    with pytest.raises(KnownError) as caught:
        form(here=f"{name}(../x)")
    assert caught.value.code == "forms.expression_unknown_function"


@pytest.mark.parametrize(
    "expression",
    ["true(1)", "not()", "substr('a')", "join()", "coalesce('a')", "if(1, 2)", "pow(2)",
     "weighted-checklist(1, 2)", "weighted-checklist(1, 2, 3)", "digest('a')", "uuid(1, 2)",
     "now(1)", "version(1)", "selected('a')", "indexed-repeat(../x, /data/list)"],
)  # fmt: skip
def test_a_wrong_number_of_arguments_is_refused(expression):
    with pytest.raises(KnownError) as caught:
        form(here=expression)
    assert caught.value.code == "forms.expression_arguments"


def shuffled_choices(nodeset, answer=None, chance=7):
    """Return the choices of a question whose list has eight items, in the order shown."""
    items = "".join(f"<item><name>第{n}</name></item>" for n in range(8))
    question = (
        f'<select1 ref="/data/q"><label>题</label><itemset nodeset="{escape(nodeset)}">'
        '<value ref="name"/><label ref="name"/></itemset></select1>'
    )
    made = xforms.form(
        "<x/><q/>", xforms.bind("x", type="string"), body=xforms.inputs("x") + question,
        lists={"l": f"<root>{items}</root>"},
    )  # fmt: skip
    sitting = Sitting(made, random=Random(chance))  # noqa: S311 - chance, no secret
    if answer is not None:
        sitting.set("/data/x", answer)
    return "".join(choice.value[1] for choice in sitting.choices("/data/q"))


@pytest.mark.parametrize(
    ("seed", "order"),
    [  # all as JavaRosa shuffles them
        ("42", "05217463"),
        ("0", "21705364"),
        ("-1", "32154760"),
        ("'x'", "76042531"),
        ("/data/x", "21705364"),
    ],
)
def test_choices_are_shuffled_by_a_seed(seed, order):
    assert shuffled_choices(f"randomize(instance('l')/root/item, {seed})") == order


def test_choices_are_shuffled_by_chance_without_a_seed():
    nodeset = "randomize(instance('l')/root/item)"
    assert shuffled_choices(nodeset, chance=7) == shuffled_choices(nodeset, chance=7)
    assert len({shuffled_choices(nodeset, chance=chance) for chance in range(5)}) > 1
    assert sorted(shuffled_choices(nodeset)) == list("01234567")


def test_two_signs_make_a_number_of_text():
    assert result("--../x", "1,5") == "1.5"
    assert result("--../x", "三") == ""
    assert result("---../x", "2") == "-2"


def test_what_is_worked_out_at_load_is_worked_out_once():
    asked = []

    def now():
        asked.append(1)
        return NOW

    made = form(beside="concat(string(now()), ../hidden, string(../c))", here="string-length(../x)")
    sitting = Sitting(made, now=now)
    assert len(asked) == 1
    sitting.set("/data/pick", "a")
    assert len(asked) == 1
    sitting.set("/data/x", "ab")
    assert sitting.state("/data/beside").value == "2026-03-052"
    assert len(asked) == 2


def test_what_is_put_down_once_asks_no_more_of_what_it_was_taken_from():
    sitting = sit(here="once(/data/rep/x)")
    sitting.set(f"{sitting.add('/data/rep')}/x", "甲")
    assert outcome(sitting, "/data/c") == "甲"
    sitting.set(f"{sitting.add('/data/rep')}/x", "乙")
    assert outcome(sitting, "/data/c") == "甲"


def test_a_group_is_there_but_says_nothing():
    sitting = sit(here="count-non-empty(/data/rep)", beside="concat('<', /data/list, '>')")
    sitting.add("/data/rep")
    assert outcome(sitting, "/data/c") == "1"
    assert outcome(sitting, "/data/beside") == FAILS  # two of them
    assert result("concat(/data/list)") == ""
    assert result("sum(/data/list)") == "0"


@pytest.mark.parametrize(
    ("expression", "code"),
    [("regex(../x, '[')", "bad_pattern"), ("format-date(../x, '%A')", "date_format"),
     ("format-date-time(../x, '%')", "date_format"), ("digest(../x, 'SHA3')", "wrong_argument"),
     ("digest(../x, 'MD5', 'octal')", "wrong_argument")],
)  # fmt: skip
def test_a_text_in_quotes_that_cannot_be_used_is_refused_at_once(expression, code):
    with pytest.raises(KnownError) as caught:
        form(here=expression)
    assert caught.value.code == f"forms.expression_{code}"
