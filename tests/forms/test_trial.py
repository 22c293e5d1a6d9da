"""Trying forms out: what is printed, what is refused, and at which step."""

import json

import pytest

from inspector_app.domain.errors import InputError
from inspector_app.forms.trial import read_steps, read_trial, try_form
from tests.forms.xforms import bind, form, inputs, repeat, xform

SHEET = """
| survey |
| | type | name | label::中文 (zh) | label::English (en) | required |
| | select_one 类 | kind | 类别 | Kind | yes |
| | begin repeat | row | 行 | Row | |
| | integer | n | 数 | Number | |
| | end repeat | | | | |
| choices |
| | list_name | name | label::中文 (zh) | label::English (en) |
| | 类 | a | 甲 | A |
| | 类 | b | 乙 | B |
| settings |
| | form_id | form_title | version |
| | sample | 示例表 | 3 |
"""


def trial(steps=(), sheet=SHEET):
    content = {"xlsform_md": sheet, "steps": list(steps)}
    return read_trial(json.dumps(content).encode(), name="示例.json")


def nodes(result):
    return {node["path"]: node for node in result["nodes"]}


def test_everything_that_shows_is_told():
    steps = [
        {"set": "/data/row[1]/n", "value": "07"},
        {"add": "/data/row"},
        {"set": "/data/row[2]/n", "value": "五"},
        {"language": "English (en)"},
    ]
    result = trial(steps)
    assert result["form"] == {
        "id": "sample", "version": "3", "title": "示例表",
        "languages": ["中文 (zh)", "English (en)"],
    }  # fmt: skip
    assert [node["path"] for node in result["nodes"]] == [
        "/data/kind", "/data/row[1]/n", "/data/row[2]/n", "/data/meta/instanceID",
    ]  # fmt: skip
    assert nodes(result)["/data/kind"] == {
        "path": "/data/kind", "value": "", "type": "select1", "relevant": True,
        "required": True, "readonly": False, "valid": False, "message": "", "label": "Kind",
        "choices": [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}],
    }  # fmt: skip
    assert nodes(result)["/data/row[1]/n"]["value"] == "7"
    assert nodes(result)["/data/row[2]/n"]["value"] == "五"
    assert result["complete"] is False
    assert result["problems"] == [
        {"path": "/data/kind", "kind": "required", "message": ""},
        {"path": "/data/row[2]/n", "kind": "type", "message": ""},
    ]


def test_a_value_may_be_a_number_or_nothing():
    steps = [{"set": "/data/row/n", "value": 12}, {"set": "/data/kind", "value": "a"}]
    assert nodes(trial(steps))["/data/row[1]/n"]["value"] == "12"
    torn = trial([{"set": "/data/kind", "value": "\ud800"}])
    assert nodes(torn)["/data/kind"]["value"] == ""  # it is no choice
    assert json.dumps(torn, ensure_ascii=False).encode()
    cleared = trial([*steps, {"set": "/data/kind", "value": None}])
    assert nodes(cleared)["/data/kind"]["value"] == ""


def test_instances_that_are_removed_renumber_the_rest():
    steps = [
        {"add": "/data/row"},
        {"set": "/data/row[2]/n", "value": "2"},
        {"remove": "/data/row[1]"},
        {"set": "/data/kind", "value": "b"},
    ]
    result = trial(steps)
    assert nodes(result)["/data/row[1]/n"]["value"] == "2"
    assert result["complete"] is True


@pytest.mark.parametrize(
    ("step", "why"),
    [
        ({"set": "/data/nothing", "value": "1"}, "forms.no_such_question"),
        ({"set": "/data/row[3]/n", "value": "1"}, "forms.no_such_question"),
        ({"set": "/data/row", "value": "1"}, "forms.no_such_question"),
        ({"add": "/data/kind"}, "forms.no_such_repeat"),
        ({"remove": "/data/row[9]"}, "forms.no_such_repeat"),
        ({"language": "Français"}, "forms.no_such_language"),
    ],
)
def test_a_step_that_cannot_be_done_is_named(step, why):
    with pytest.raises(InputError) as caught:
        trial([{"add": "/data/row"}, step])
    assert caught.value.code == "forms.trial_refused"
    assert caught.value.params["step"] == 2
    assert caught.value.__cause__.code == why


@pytest.mark.parametrize(
    ("steps", "number"),
    [
        ({}, 0), ("set", 0), ([1], 1), ([{}], 1), ([{"set": "/data/kind"}], 1),
        ([{"add": "/data/row"}, {"add": 3}], 2), ([{"set": "/a", "value": [1]}], 1),
        ([{"add": "/data/row", "remove": "/data/row[1]"}], 1), ([{"jump": "/data"}], 1),
    ],
)  # fmt: skip
def test_what_is_no_step_is_refused(steps, number):
    with pytest.raises(InputError) as caught:
        read_steps(json.dumps(steps).encode(), name="示例.json")
    assert (caught.value.code, caught.value.params["step"]) == ("forms.trial_step", number)


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"[" * 100_000, b"{", "表单".encode("gbk")])
def test_what_is_no_json_is_refused(data):
    with pytest.raises(InputError, match="trial_json"):
        read_trial(data, name="示例.json")


@pytest.mark.parametrize("content", [[], 7, {}, {"form": 3}, {"steps": []}])
def test_a_file_without_a_form_is_refused(content):
    with pytest.raises(InputError, match="trial_no_form"):
        read_trial(json.dumps(content).encode(), name="示例.json")


def test_a_form_in_text_is_no_longer_in_the_encoding_it_names():
    text = '\ufeff<?xml version="1.0" encoding="gbk"?>' + xform("<a>岑𬀩</a>").decode()
    result = read_trial(json.dumps({"form": text}).encode(), name="示例.json")
    assert nodes(result)["/data/a"]["value"] == "岑𬀩"


def test_languages_are_none_where_the_form_names_none():
    assert try_form(form("<a/>", "", inputs("a")), ())["form"]["languages"] == []


def test_what_javarosa_stops_at_is_refused_here():
    at_once = form("<a>x</a><b/>", bind("b", calculate="date(/data/a)"), inputs("a"))
    with pytest.raises(InputError, match="trial_unusable"):
        try_form(at_once, ())
    later = form("<a/><b/>", bind("b", calculate="date(/data/a)"), inputs("a"))
    assert nodes(try_form(later, ()))["/data/b"]["value"] == ""
    with pytest.raises(InputError, match="trial_failed") as caught:
        try_form(later, [{"set": "/data/a", "value": "x"}])
    assert caught.value.params["step"] == 1


def test_what_is_only_shown_may_fail_on_the_way_but_not_at_the_end():
    rule = bind("b", type="int", required="date(/data/a) > 0")
    made = form("<a/><b/>", rule, inputs("a", "b"))
    steps = [{"set": "/data/a", "value": "x"}, {"set": "/data/a", "value": "2024-01-01"}]
    assert nodes(try_form(made, steps))["/data/b"]["required"] is True
    with pytest.raises(InputError, match="trial_failed"):
        try_form(made, steps[:1])


def test_actions_that_do_not_fit_stop_the_trial():
    def changed(value):
        action = f'<setvalue event="xforms-value-changed" ref="/data/b" value="{value}"/>'
        body = f'<input ref="/data/a"><label>a</label>{action}</input>{inputs("b")}'
        return form("<a/><b/>", bind("b", type="int"), body)

    number = try_form(changed("number(/data/a)"), [{"set": "/data/a", "value": "2.5"}])
    assert nodes(number)["/data/b"]["value"] == "2"
    with pytest.raises(InputError, match="trial_failed"):
        try_form(changed("/data/a"), [{"set": "/data/a", "value": "2.5"}])


def test_an_action_into_several_instances_stops_the_trial():
    action = '<setvalue event="xforms-value-changed" ref="/data/r/x" value="1"/>'
    body = f'<input ref="/data/a"><label>a</label>{action}</input>{repeat("r", "x")}'
    made = form("<a/><r><x/></r>", "", body)
    one = try_form(made, [{"set": "/data/a", "value": "1"}])
    assert nodes(one)["/data/r[1]/x"]["value"] == "1"
    with pytest.raises(InputError, match="trial_failed"):
        try_form(made, [{"add": "/data/r"}, {"set": "/data/a", "value": "1"}])
