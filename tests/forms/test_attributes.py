"""Every rule of a question in every situation: what an expression beside it brings about."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from inspector_app.forms.sitting import Sitting
from tests.forms import xforms

#: A list whose items name the answer that lets them be chosen.
LIST = {
    "l": "<root><item><name>甲</name><of>y</of></item><item><name>乙</name><of>y</of></item>"
    "<item><name>丙</name><of>是</of></item></root>"
}


@dataclass(frozen=True)
class Rule:
    """A rule whose expression has a gap for the answer it reads.

    ``sees`` says what the rule brings about at the question it stands at. ``normal`` and ``han``
    are answers in the gap and what is seen then, ``empty`` what is seen without one, ``wrong``
    an expression of another type than the rule's and what that brings about.
    """

    expression: str
    sees: Callable[[Sitting, str], object]
    normal: tuple[str, object]
    empty: object
    wrong: tuple[str, object]
    han: tuple[str, object]


def state(field):
    return lambda sitting, path: getattr(sitting.state(path), field)


def offered(sitting, path):
    return [choice.value for choice in sitting.choices(path)]


def label(sitting, path):
    return sitting.label(path)


def counted(sitting, path):
    return len(sitting.instances(f"{path.rpartition('/')[0]}/many"))


def problem(sitting, path):
    sitting.set(path, "a")
    return sitting.state(path).problem


YES_NO = "{} = 'y' or {} = '是'"
RULES = {
    "relevant": Rule(
        YES_NO, state("relevant"), ("y", True), False, ("0 div 0", False), ("是", True)
    ),
    "required": Rule(
        YES_NO, state("problem"), ("y", "required"), "", ("'false'", "required"),
        ("是", "required"),
    ),
    "readonly": Rule(
        YES_NO, state("readonly"), ("y", True), False, ("string(false())", True), ("是", True)
    ),
    "constraint": Rule(
        "string-length(.) < string-length({})", problem, ("abc", ""), "constraint",
        ("number(.)", "constraint"), ("张𬀩", ""),
    ),
    "calculate": Rule(
        "concat({}, '。')", state("value"), ("a", "a。"), "。", ("1 div 4", "0.25"),
        ("张𬀩", "张𬀩。"),
    ),
    "choice_filter": Rule(
        "instance('l')/root/item[of = current()/{}]", offered, ("y", ["甲", "乙"]), [],
        ("instance('l')/root/item['a']", []), ("是", ["丙"]),
    ),
    "output": Rule("{}", label, ("a", "题a"), "题", ("1 div 4", "题0.25"), ("𬀩", "题𬀩")),
    "jr:count": Rule("{}", counted, ("2", 2), 0, ("5 div 2", 2), ("二", 0)),
}  # fmt: skip


def form(name, *, at="", inside=""):
    """Return a form with a rule at /data/q that reads x, and the same at /data/rep/q."""
    bind, body, counts = {}, {}, name == "jr:count"
    for key, expression in (("", at), ("rep/", inside)):
        path = f"{key}q"
        control = f'<input ref="/data/{path}"><label>题'
        if name == "output" and expression:
            control += f'<output value="{expression}"/>'
        control += "</label></input>"
        if name == "choice_filter":
            nodeset = expression or "instance('l')/root/item"
            control = (
                f'<select1 ref="/data/{path}"><label>题</label><itemset nodeset="{nodeset}">'
                '<value ref="name"/><label ref="name"/></itemset></select1>'
            )
        if counts and expression:
            control += xforms.repeat(f"{key}many", "v", count=f"/data/{key}number")
        body[key] = control
        rules = {}
        if expression and name in ("relevant", "required", "readonly", "constraint", "calculate"):
            rules[name] = expression
        bind[key] = xforms.bind(path, type="string", **rules)
        if counts and expression:
            bind[key] += xforms.bind(f"{key}number", calculate=expression)
    many = '<number/><many jr:template=""><v/></many>'
    return xforms.form(
        f"<on/><x/><hidden/><q/>{many if counts and at else ''}"
        f'<rep jr:template=""><x/><q/>{many if counts and inside else ""}</rep>',
        xforms.bind("x", type="string")
        + xforms.bind("hidden", type="string", relevant="/data/on != 'no'")
        + "".join(bind.values()),
        xforms.inputs("on", "x", "hidden")
        + body[""]
        + xforms.repeat("rep", "x", body=body["rep/"]),
        lists=LIST,
    )


def filled(expression, slot):
    return expression.replace("{}", slot)


@pytest.mark.parametrize("name", RULES)
def test_a_rule(name):
    rule = RULES[name]
    sitting = Sitting(form(name, at=filled(rule.expression, "../x")))
    assert rule.sees(sitting, "/data/q") == rule.empty
    for answer, seen in (rule.normal, rule.han):
        if name == "jr:count":  # instances that are there stay
            sitting = Sitting(form(name, at=filled(rule.expression, "../x")))
        sitting.set("/data/x", answer)
        assert rule.sees(sitting, "/data/q") == seen


@pytest.mark.parametrize("name", RULES)
def test_a_rule_of_another_type(name):
    expression, seen = RULES[name].wrong
    sitting = Sitting(form(name, at=expression))
    assert RULES[name].sees(sitting, "/data/q") == seen


@pytest.mark.parametrize("name", RULES)
def test_a_rule_inside_a_repeat(name):
    rule = RULES[name]
    sitting = Sitting(form(name, inside=filled(rule.expression, "../x")))
    for answer in (rule.normal[0], rule.han[0], ""):
        sitting.set(f"{sitting.add('/data/rep')}/x", answer)
    seen = [rule.sees(sitting, f"/data/rep[{at}]/q") for at in (1, 2, 3)]
    assert seen == [rule.normal[1], rule.han[1], rule.empty]
    sitting.remove("/data/rep[1]")
    seen = [rule.sees(sitting, f"/data/rep[{at}]/q") for at in (1, 2)]
    assert seen == [rule.han[1], rule.empty]


@pytest.mark.parametrize("name", RULES)
def test_a_rule_that_reads_an_irrelevant_answer(name):
    rule = RULES[name]
    sitting = Sitting(form(name, at=filled(rule.expression, "../hidden")))
    if name == "jr:count":
        sitting.set("/data/on", "no")
    sitting.set("/data/hidden", rule.normal[0])
    if name != "jr:count":
        assert rule.sees(sitting, "/data/q") == rule.normal[1]
        sitting.set("/data/on", "no")
    assert rule.sees(sitting, "/data/q") == rule.empty
    sitting.set("/data/on", "")
    assert rule.sees(sitting, "/data/q") == rule.normal[1]


# --- defaults: they stand in the form, so there is nothing beside them to read -------------

DEFAULTS = {
    "text": ("string", "默认𬀩", "默认𬀩"),
    "blank": ("string", "  ", ""),
    "number": ("int", "007", "7"),
    "wrong type": ("int", "七", ""),
    "date": ("date", "2026-3-5", "2026-03-05"),
}


@pytest.mark.parametrize("name", DEFAULTS)
def test_a_default_in_every_situation(name):
    kind, given, value = DEFAULTS[name]
    made = xforms.form(
        f'<on/><q>{given}</q><rep jr:template=""><q>{given}</q></rep>',
        xforms.bind("q", type=kind, relevant="/data/on != 'no'") + xforms.bind("rep/q", type=kind),
        xforms.inputs("on", "q") + xforms.repeat("rep", "q"),
    )
    sitting = Sitting(made)
    assert sitting.state("/data/q").value == value
    for instance in (sitting.add("/data/rep"), sitting.add("/data/rep")):
        assert sitting.state(f"{instance}/q").value == value
    sitting.set("/data/rep[1]/q", "")
    assert [sitting.state(f"/data/rep[{at}]/q").value for at in (1, 2)] == ["", value]
    sitting.set("/data/on", "no")
    assert (sitting.state("/data/q").value, sitting.state("/data/q").kept) == ("", value)
    sitting.set("/data/on", "")
    assert sitting.state("/data/q").value == value


@pytest.mark.parametrize(
    ("expression", "value"),
    [("concat('一', 2)", "一2"), ("''", ""), ("0 div 0", ""), ("'张𬀩'", "张𬀩"), ("../on", "开")],
)
def test_a_worked_out_default_in_every_situation(expression, value):
    made = xforms.form(
        '<on>开</on><q/><rep jr:template=""><q/></rep>',
        xforms.bind("q", type="string", relevant="/data/on != 'no'")
        + xforms.bind("rep/q", type="string")
        + f'<setvalue event="odk-instance-first-load" ref="/data/q" value="{expression}"/>',
        xforms.inputs("on", "q")
        + xforms.repeat(
            "rep", "q",
            body='<setvalue event="odk-new-repeat" ref="/data/rep/q" '
            f'value="{expression.replace("../on", "../../on")}"/>',
        ),
    )  # fmt: skip
    sitting = Sitting(made)
    assert sitting.state("/data/q").value == value
    instance = sitting.add("/data/rep")
    assert sitting.state(f"{instance}/q").value == value
    sitting.set("/data/q", "改")
    sitting.set("/data/on", "no")
    assert (sitting.state("/data/q").value, sitting.state("/data/q").kept) == ("", "改")
    again = Sitting(made, sitting.filled())
    assert again.state("/data/q").kept == "改"
