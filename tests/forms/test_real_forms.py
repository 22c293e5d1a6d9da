"""What forms as people write them are made of, each found by comparing with JavaRosa."""

import pytest

from inspector_app.domain.errors import InputError
from inspector_app.forms.load import form_from
from inspector_app.forms.sitting import Sitting
from inspector_app.forms.trial import try_form
from tests.forms.xforms import bind, form, inputs, repeat, xform


def shown(made, *steps):
    """Return the leaves by path below /data as ``form try`` prints them."""
    nodes = try_form(made, list(steps))["nodes"]
    return {node["path"].removeprefix("/data/"): node for node in nodes}


def give(path, value):
    return {"set": f"/data/{path}", "value": value}


# --- references -------------------------------------------------------------------------


def test_references_may_be_relative_to_what_is_around():
    body = (
        '<group ref="g"><input ref="a"><label>甲</label></input>'
        '<group><input ref="./h/b"><label>乙</label></input></group></group>'
        '<group nodeset="/data/g"><input ref=" ../c "><label>丙</label></input></group>'
    )
    binds = (
        '<bind nodeset="g/a" type="int"/><bind nodeset="./g/h/b" relevant="../../a > 1"/>'
        '<bind nodeset=" c " required="true()"/>'
    )
    made = form("<g><a/><h><b/></h></g><c/>", binds, body)
    assert {path: node["label"] for path, node in shown(made).items()} == {
        "g/a": "甲", "g/h/b": "乙", "c": "丙",
    }  # fmt: skip
    nodes = shown(made, give("g/a", "2"))
    assert (nodes["g/a"]["type"], nodes["g/h/b"]["relevant"]) == ("int", True)
    assert nodes["c"]["required"]
    assert form_from(made.definition.encode(), name="示例").hash == made.hash


def test_controls_may_name_a_bind_by_its_id():
    binds = '<bind id="first" nodeset="a" type="date"/><bind id="all" nodeset="/data/r"/>'
    body = (
        '<input bind="first"><label>甲</label></input>'
        '<repeat bind="all"><input ref="b"><label>乙</label></input></repeat>'
    )
    nodes = shown(form("<a/><r><b/></r>", binds, body), {"add": "/data/r"})
    assert (nodes["a"]["label"], nodes["a"]["type"]) == ("甲", "date")
    assert nodes["r[2]/b"]["label"] == "乙"
    with pytest.raises(InputError) as caught:
        form("<a/>", "", '<input bind="none"/>')
    assert (caught.value.code, caught.value.params["path"]) == ("forms.no_such_node", "none")


def test_a_relative_count_starts_from_what_is_around_the_repeat():
    inner = '<repeat nodeset="/data/r" jr:count="n"><input ref="b"/></repeat>'
    assert len(Sitting(form("<n>3</n><r><b/></r>", "", inner)).instances("/data/r")) == 3
    wrapped = '<group ref="/data/r"><repeat nodeset="/data/r" jr:count="../n"/></group>'
    assert len(Sitting(form("<n>3</n><r><b/></r>", "", wrapped)).instances("/data/r")) == 3


def test_a_question_may_be_named_as_controls_are():
    nodes = "<rank/><select><value/></select><setvalue/><group/><label/>"
    made = form(nodes, "", inputs("rank", "select/value", "setvalue", "label"))
    assert list(shown(made)) == ["rank", "select/value", "setvalue", "group", "label"]


# --- actions ----------------------------------------------------------------------------


def test_actions_count_in_model_repeats_and_questions_only():
    act = '<setvalue event="odk-instance-first-load" ref="/data/{0}" value="\'x\'"/>'.format
    body = (
        act("a") + f'<group ref="/data/g">{act("b")}<input ref="/data/g/q">{act("c")}</input>'
        f'</group><repeat nodeset="/data/r">{act("r/d")}<input ref="/data/r/d"/></repeat>'
    )
    made = form("<a/><b/><c/><g><q/></g><r><d/></r>", "", body)
    values = {path: node["value"] for path, node in shown(made).items()}
    assert values == {"a": "", "b": "", "c": "x", "g/q": "", "r[1]/d": "x"}


# --- words ------------------------------------------------------------------------------


def test_the_ends_of_a_text_are_cut_before_it_is_filled_in():
    body = (
        '<input ref="/data/a"><label>  Name: <output value="/data/b"/>\n</label></input>'
        '<input ref="/data/b"><label><output value="/data/a"/> there </label></input>'
    )
    nodes = shown(form("<a/><b/>", "", body))
    assert (nodes["a"]["label"], nodes["b"]["label"]) == ("Name: ", " there")


def test_an_output_says_what_its_reference_names():
    body = '<input ref="/data/a"><label><output value="/data/a" ref="/data/b"/></label></input>'
    assert shown(form("<a/><b>乙</b>", "", body))["a"]["label"] == "乙"


def test_languages_stay_in_the_order_of_the_form():
    text = '<translation lang="{0}"{1}><text id="t"><value>{0}</value></text></translation>'.format
    second = text("English (en)", ' default="true()"')
    itext = f"<itext>{text('中文 (zh)', '')}{second}</itext>"
    body = '<input ref="/data/a"><label ref="jr:itext(\'t\')"/></input>'
    made = form("<a/>", itext, body)
    assert try_form(made, [])["form"]["languages"] == ["中文 (zh)", "English (en)"]
    assert shown(made)["a"]["label"] == "English (en)"


def test_the_blank_of_chinese_type_is_part_of_a_text():
    label = '　<output value="/data/a"/>　<output value="/data/b"/> <output value="/data/a"/>　'
    item = "<item><label>　甲　</label><value>　1　</value></item>"
    body = f'<input ref="/data/a"><label>{label}</label></input>'
    body += f'<select1 ref="/data/c">{item}</select1>'
    lists = {"l": "<root><item><n> 　2　 </n></item></root>"}
    rules = bind("d", calculate="concat('[', instance('l')/root/item/n, ']')")
    nodes = shown(form("<a>\n　x　 </a><b>　</b><c/><d/>", rules, body, lists=lists))
    assert nodes["a"]["value"] == "　x　"
    assert nodes["b"]["value"] == "　"
    a, b = "　x　", "　"
    assert nodes["a"]["label"] == f"　{a}　{b}{a}　"
    assert nodes["c"]["choices"] == [{"value": "　1　", "label": "　甲　"}]
    assert nodes["d"]["value"] == "[　2　]"


def test_of_several_labels_the_last_counts():
    body = '<input ref="/data/a"><label>甲</label><label>乙</label></input>'
    assert shown(form("<a/>", "", body))["a"]["label"] == "乙"


def test_the_version_may_have_a_namespace():
    data = xform("<a/>", bind("a", calculate="version()"), inputs("a")).replace(
        b'id="t" version="7"', b'xmlns:orx="http://openrosa.org/xforms" orx:version="8" id="t"'
    )
    made = form_from(data, name="示例")
    assert (made.version, shown(made)["a"]["value"]) == ("8", "8")


def test_of_html_in_a_text_the_words_stay():
    label = 'See <h:b>the <output value="/data/a"/> note</h:b>, <b>not this</b> please'
    body = f'<input ref="/data/a"><label>{label}</label></input>'
    nodes = shown(form("<a/>", "", body), give("a", "7"))
    assert nodes["a"]["label"] == "See the 7 note,  please"


# --- expressions ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("/data/@id", "t"), ("../@version", "7"), ("/data/a/@unit", "米"), ("/data/@none", ""),
        ("concat(/data/@id, '-', /data/@version)", "t-7"), ("count(/data/@id)", "1"),
        ("count(/data/@none)", "0"),
    ],
)  # fmt: skip
def test_attributes_of_the_form_can_be_read(expression, value):
    made = form('<a unit="米"/><b/>', bind("b", calculate=expression), inputs("a", "b"))
    assert shown(made)["b"]["value"] == value


@pytest.mark.parametrize("rule", ["relevant", "calculate", "constraint"])
def test_a_bind_without_a_node_must_still_be_an_expression(rule):
    assert shown(form("<a/>", bind("none", **{rule: "/data/nobody > 1"}), inputs("a")))
    with pytest.raises(InputError) as caught:
        form("<a/>", bind("none", **{rule: "foo("}), inputs("a"))
    assert caught.value.code == "forms.expression_unfinished"
    assert caught.value.params["path"] == "/data/none"


def test_a_group_has_no_value():
    act = '<setvalue event="odk-instance-first-load" ref="/data/g" value="1"/>'
    for more in (bind("g", calculate="1 + 1"), act):
        with pytest.raises(InputError) as caught:
            form("<g><a/></g>", more, inputs("g/a"))
        assert (caught.value.code, caught.value.params["path"]) == (
            "forms.no_value_here",
            "/data/g",
        )


# --- types ------------------------------------------------------------------------------

ITEMS = "".join(
    f"<item><label>{value}</label><value>{value}</value></item>" for value in ("a", "01", "1", "2")
)


@pytest.mark.parametrize("control", ["select1", "select", "odk:rank"])
def test_an_answer_to_a_selection_is_a_choice_whatever_its_type(control):
    body = f'<{control} ref="/data/a"><label>选</label>{ITEMS}</{control}>'
    rules = bind("a", type="int") + bind("b", calculate="concat(/data/a, '|', /data/a = 1)")
    made = form("<a>01</a><b/>", rules, body)
    nodes = shown(made)
    assert (nodes["a"]["value"], nodes["b"]["value"]) == ("1", "1|true")  # read as the form's own
    nodes = shown(made, give("a", "01"))
    assert (nodes["a"]["value"], nodes["b"]["value"]) == ("01", "01|true")
    nodes = shown(made, give("a", "a"))
    assert (nodes["a"]["value"], nodes["a"]["valid"]) == ("a", True)
    sitting = Sitting(made)
    sitting.set("/data/a", "01")
    assert Sitting(made, sitting.filled()).state("/data/a").value == "01"


@pytest.mark.parametrize("kind", ["anyURI", "xsd:nonNegativeInteger", "intent", "注"])
def test_a_type_nobody_knows_is_text(kind):
    body = f'<select1 ref="/data/b"><label>选</label>{ITEMS}</select1>' + inputs("a")
    nodes = shown(form("<a/><b/>", bind("a", type=kind) + bind("b", type=kind), body))
    assert (nodes["a"]["type"], nodes["b"]["type"]) == ("string", "select1")


# --- repeats ----------------------------------------------------------------------------


def test_beside_a_repeat_its_group_holds_nothing_else():
    body = (
        '<group ref="/data/r"><repeat nodeset="/data/r"><input ref="/data/r/b"/></repeat>'
        '<input ref="/data/a"/></group>'
    )
    with pytest.raises(InputError) as caught:
        form("<a/><r><b/></r>", "", body)
    assert caught.value.code == "forms.outside_repeat"


def test_a_repeat_that_says_no_add_remove_is_fixed_whatever_it_says():
    body = '<repeat nodeset="/data/r" jr:noAddRemove="false()"><input ref="/data/r/b"/></repeat>'
    with pytest.raises(InputError):
        shown(form("<r><b/></r>", "", body), {"add": "/data/r"})


# --- lists in repeats -------------------------------------------------------------------

THREE = "".join(f"<item><name>{n}</name><label>{n}</label><n>{n}</n></item>" for n in range(1, 4))


@pytest.mark.parametrize(
    ("condition", "first", "second"),
    [
        ("n = /data/r/c", "2", "1"),  # one value is wanted: that of the instance around
        ("n &lt;= count(/data/r)", "1 2", "1 2"),
        ("n &lt;= sum(/data/r/c)", "1 2 3", "1 2 3"),
        ("n = max(/data/r/c)", "2", "2"),
        ("selected(join(' ', /data/r/c), n)", "1 2", "1 2"),
        ("n = position(/data/r)", "1", "1"),
        ("n = position(current()/..)", "1", "2"),
    ],
)
def test_a_condition_of_a_list_counts_every_instance(condition, first, second):
    itemset = (
        f'<select1 ref="/data/r/d"><label>选</label><itemset nodeset="instance(\'l\')/root/item'
        f'[{condition}]"><value ref="name"/><label ref="label"/></itemset></select1>'
    )
    lists = {"l": f"<root>{THREE}</root>"}
    made = form("<r><c/><d/></r>", "", repeat("r", "c", body=itemset), lists=lists)
    nodes = shown(made, {"add": "/data/r"}, give("r[1]/c", "2"), give("r[2]/c", "1"))
    offered = [" ".join(c["value"] for c in nodes[f"r[{at}]/d"]["choices"]) for at in (1, 2)]
    assert offered == [first, second]


@pytest.mark.parametrize(
    ("value", "label"), [("g/p", "g/h/q"), ("./g/p", " ./g/h/q "), ("n", "g / p")]
)
def test_choices_may_stand_deeper_in_what_they_are_taken_from(value, label):
    itemset = '<itemset nodeset="{}"><value ref="{}"/><label ref="{}"/></itemset>'.format
    select = '<select1 ref="/data/{}"><label>选</label>{}</select1>'.format
    item = "<item><n>c</n><g><p>a</p><h><q>b</q></h></g></item>"
    body = repeat("r", "n", "g/p", "g/h/q") + select("c", itemset("/data/r", value, label))
    body += select("d", itemset("instance('l')/root/item", value, label))
    nodes = "<r><n/><g><p/><h><q/></h></g></r><c/><d/>"
    made = form(nodes, "", body, lists={"l": f"<root>{item}</root>"})
    steps = give("r[1]/n", "c"), give("r[1]/g/p", "a"), give("r[1]/g/h/q", "b")
    expected = {"value": "c", "label": "a"} if value == "n" else {"value": "a", "label": "b"}
    assert [shown(made, *steps)[path]["choices"] for path in ("c", "d")] == [[expected]] * 2


def test_choices_are_taken_by_paths_alone():
    itemset = (
        '<itemset nodeset="instance(\'l\')/root/item"><value ref="n"/><label ref="{}"/></itemset>'
    ).format
    lists = {"l": "<root><item><n>a</n><t>a</t></item></root>"}
    for label, taken in (("n", True), ("./n", True), ("jr:itext(t)", True), ("concat(n)", False)):
        body = f'<select1 ref="/data/c"><label>选</label>{itemset(label)}</select1>'
        if taken:
            assert len(shown(form("<c/>", "", body, lists=lists))["c"]["choices"]) == 1
            continue
        with pytest.raises(InputError) as caught:
            form("<c/>", "", body, lists=lists)
        assert caught.value.code == "forms.no_choices"


def test_a_choice_may_have_an_empty_label_and_value():
    body = (
        '<select1 ref="/data/a"><label>选</label><item><label></label><value></value></item>'
        "<item><label/><value>1</value></item></select1>"
    )
    offered = shown(form("<a/>", "", body))["a"]["choices"]
    assert offered == [{"value": "", "label": ""}, {"value": "1", "label": ""}]


def test_of_two_controls_over_one_node_the_first_is_meant():
    body = "".join(f'<input ref="/data/a"><label>{words}</label></input>' for words in "甲乙")
    assert shown(form("<a/>", "", body))["a"]["label"] == "甲"


# --- XML --------------------------------------------------------------------------------


def test_a_namespace_may_have_a_relative_name():
    data = xform("<a/>", bind("a", type="int"), inputs("a")).replace(
        b'<data id="t"', b'<data xmlns="1234" id="t"'
    )
    made = form_from(data, name="示例")
    assert shown(made, give("a", "3"))["a"]["value"] == "3"
    assert form_from(made.definition.encode(), name="示例").hash == made.hash


def test_a_ranking_is_a_selection():
    item = "<item><label>甲</label><value>a</value></item>"
    body = f'<odk:rank ref="/data/a"><label>排序</label>{item}</odk:rank>'
    for kind in ("odk:rank", "rank", "string"):
        made = form("<a/>", bind("a", type=kind), body)
        assert shown(made, give("a", "a"))["a"]["type"] == "select"


def test_a_repeat_in_its_own_group_still_takes_instances():
    made = form("<r><b/></r>", "", repeat("r", "b"))
    assert list(shown(made, {"add": "/data/r"})) == ["r[1]/b", "r[2]/b"]
