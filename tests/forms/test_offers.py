"""Selections whose choices are no longer offered: as JavaRosa has them when they are shown."""

import pytest

from inspector_app.forms.sitting import Sitting
from tests.forms.xforms import bind, form, inputs, repeat


def items(**parents):
    return "<root>" + "".join(
        f"<item><name>{name}</name><label>{name.upper()}</label><up>{up}</up></item>"
        for name, up in parents.items()
    ) + "</root>"  # fmt: skip


LISTS = {
    "city": items(a1="a", a2="a", b1="b"),
    "street": items(a1x="a1", a2x="a2", a2y="a2", b1x="b1", nil=""),
}


def select(path, nodes, tag="select1"):
    parts = '<value ref="name"/><label ref="label"/>'
    label = f'<label>{path}<output value="/data/city"/></label>'
    return f'<{tag} ref="/data/{path}">{label}<itemset nodeset="{nodes}">{parts}</itemset></{tag}>'


CITY = select("city", "instance('city')/root/item[up = /data/province]")
STREET = select("street", "instance('street')/root/item[up = /data/city]")
NODES = "<province/><city/><street/><said/>"


@pytest.fixture
def sitting():
    rules = bind("said", calculate="concat(/data/city, '/', /data/street)")
    rules += bind("street", required="true()", constraint="/data/city != ''")
    made = form(NODES, rules, inputs("province") + CITY + STREET, lists=LISTS)
    filling = Sitting(made)
    for path, value in (("province", "a"), ("city", "a2"), ("street", "a2y")):
        filling.set(f"/data/{path}", value)
    return filling


def offered(sitting, path):
    return [choice.value for choice in sitting.choices(f"/data/{path}")]


def test_what_hangs_on_a_choice_that_is_gone_goes_with_it(sitting):
    assert sitting.state("/data/street").value == "a2y"
    changed = sitting.set("/data/province", "b")
    assert {"/data/city", "/data/street"} <= changed
    assert offered(sitting, "city") == ["b1"]
    assert offered(sitting, "street") == ["nil"]
    assert sitting.state("/data/city").value == ""
    street = sitting.state("/data/street")
    assert (street.value, street.kept, street.problem) == ("", "a2y", "required")
    assert sitting.label("/data/street") == "street"
    assert "/data/street" not in sitting.submission().values


def test_calculations_go_on_with_what_was_chosen(sitting):
    sitting.set("/data/province", "b")
    assert sitting.state("/data/said").value == "a2/a2y"


def test_nothing_is_lost_when_the_choice_comes_back(sitting):
    sitting.set("/data/province", "b")
    sitting.set("/data/province", "a")
    assert sitting.state("/data/city").value == "a2"
    assert sitting.state("/data/street").value == "a2y"
    assert sitting.complete


def test_an_answer_that_is_given_anew_is_offered_again(sitting):
    sitting.set("/data/province", "b")
    sitting.set("/data/city", "b1")
    assert offered(sitting, "street") == ["b1x"]
    assert sitting.state("/data/street").value == ""
    sitting.set("/data/street", "b1x")
    assert sitting.complete


def test_a_multiple_selection_keeps_what_is_offered_in_its_order():
    nodes = "instance('city')/root/item[up = /data/province or name = 'b1']"
    body = inputs("province") + select("city", nodes, "select")
    made = form("<province/><city/>", "", body, lists=LISTS)
    filling = Sitting(made)
    filling.set("/data/province", "a")
    filling.set("/data/city", "b1 zz a2 a1")
    assert filling.state("/data/city").value == "b1 a2 a1"
    filling.set("/data/province", "x")
    assert filling.state("/data/city").value == "b1"
    assert filling.held("/data/city") == "b1"
    assert filling.state("/data/city").kept == "b1 zz a2 a1"


def test_an_irrelevant_selection_holds_only_what_is_offered_either():
    rules = bind("city", relevant="/data/province = 'z'")
    made = form("<province/><city>a1</city>", rules, inputs("province") + CITY, lists=LISTS)
    filling = Sitting(made)
    assert filling.state("/data/city").kept == "a1"
    assert filling.held("/data/city") == ""


def test_a_default_counts_before_its_choices_are_looked_at():
    rules = bind("n", calculate="count-selected(/data/city)")
    made = form(
        "<city>a1 zz</city><n/>", rules, select("city", "instance('city')/root/item", "select"),
        lists=LISTS,
    )  # fmt: skip
    filling = Sitting(made)
    assert filling.state("/data/city").value == "a1"
    assert filling.state("/data/n").value == "2"


def test_each_instance_of_a_repeat_has_choices_of_its_own():
    nodes = "instance('city')/root/item[up = /data/r/p or up = 'none']"
    parts = '<value ref="name"/><label ref="label"/>'
    chosen = f'<label>c</label><itemset nodeset="{nodes}">{parts}</itemset>'
    body = f'<select1 ref="/data/r/c">{chosen}</select1>'
    made = form("<r><p/><c/></r>", "", repeat("r", "p", body=body), lists=LISTS)
    filling = Sitting(made)
    filling.set("/data/r[1]/p", "a")
    filling.set("/data/r[1]/c", "a1")
    filling.add("/data/r")
    filling.set("/data/r[2]/p", "b")
    filling.set("/data/r[2]/c", "b1")
    assert offered(filling, "r[1]/c") == ["a1", "a2"]
    assert offered(filling, "r[2]/c") == ["b1"]
    filling.set("/data/r[1]/p", "b")
    assert filling.state("/data/r[1]/c").value == ""
    assert filling.state("/data/r[2]/c").value == "b1"
    filling.remove("/data/r[1]")
    assert filling.state("/data/r[1]/c").value == "b1"


def test_many_selections_in_one_place_are_looked_at_in_turn():
    inner = "".join(
        select(f"s{n}", "instance('city')/root/item[up = /data/province]") for n in range(4)
    )
    made = form(
        "<province>a</province><city/>" + "".join(f"<s{n}>a1</s{n}>" for n in range(4)),
        "", inputs("province") + inner, lists=LISTS,
    )  # fmt: skip
    filling = Sitting(made)
    filling.set("/data/province", "b")
    assert [filling.state(f"/data/s{n}").value for n in range(4)] == [""] * 4
