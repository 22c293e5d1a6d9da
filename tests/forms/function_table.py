"""Every function of expressions × situations: what a form comes to. Read by test_functions.py.

A row is an expression with a gap. Its cells say what the gap holds and what comes out, or why
there is no such cell. ``normal`` and ``han`` are answers to a text question, ``wrong`` is an
expression of another type in its place; an empty answer is in the gap for ``empty``. Inside a
repeat and beside an irrelevant question the same answers must come to the same results, so a
row gives those cells, too.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class No:
    """There is no such cell, for this reason."""

    why: str


class Outcome(str):
    """What happens instead of a result."""

    __slots__ = ()


#: The expression cannot be worked out; the question says so.
FAILS = Outcome("fails")
#: The form is refused when it is loaded.
REFUSED = Outcome("refused")


@dataclass(frozen=True)
class Row:
    """A function of one value."""

    expression: str
    normal: tuple[str, str]
    empty: str
    wrong: tuple[str, str] | No
    han: tuple[str, str] | No


@dataclass(frozen=True)
class Nodes:
    """A function of a node-set: answers of the instances of a repeat."""

    expression: str
    normal: tuple[tuple[str, ...], str]
    empty: str
    wrong: tuple[tuple[str, ...], str]
    han: tuple[tuple[str, ...], str] | No


@dataclass(frozen=True)
class Constant:
    """A function that reads no answer; inside a repeat it may say something else."""

    expression: str
    result: str
    inside: str
    why: str = "it has no argument, so nothing can be empty, of a wrong type, Han or irrelevant"


PATH_ONLY = No("it takes a path and nothing else")
#: "abc" with the signature that the key of the bytes 0 to 31 gives it.
SIGNED = (
    "zEbWLTdU9BdUsntuosssJyuvp6Wh9gYr0GD0FOUMqurC2matOc70QkqQI26pB7fYBX40Q9xav8mYaWfuchOkB2FiYw=="
)
PUBLIC_KEY = "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg="


def maths(expression, given, result):
    """Return the row of a function of numbers: what is no number comes to nothing."""
    return Row(expression, (given, result), "", ("'x'", ""), ("三", ""))


TEXT = {
    "string": Row("string({})", ("12.50", "12.50"), "", ("12.50", "12.5"), ("张𬀩", "张𬀩")),
    "concat": Row(
        "concat('一', {}, 2)", ("a", "一a2"), "一2", ("true()", "一true2"), ("𬀩", "一𬀩2")
    ),
    "join": Row(
        "join('、', {}, 'b')", ("a", "a、b"), "、b", ("1 div 4", "0.25、b"), ("张", "张、b")
    ),
    "contains": Row("contains({}, 'b')", ("abc", "1"), "0", ("5", "0"), ("张b𬀩", "1")),
    "starts-with": Row("starts-with({}, '张')", ("ab", "0"), "0", ("5", "0"), ("张三", "1")),
    "ends-with": Row("ends-with({}, '𬀩')", ("ab", "0"), "0", ("5", "0"), ("张𬀩", "1")),
    "substr": Row("substr({}, 1, 3)", ("abcd", "bc"), "", ("12345", "23"), ("张𬀩三", "𬀩")),
    "substring-before": Row(
        "substring-before({}, '-')", ("2026-03", "2026"), "", ("3 - 5", ""), ("张-三", "张")
    ),
    "substring-after": Row(
        "substring-after({}, '-')", ("2026-03", "03"), "", ("3 - 5", "2"), ("张-三", "三")
    ),
    "string-length": Row("string-length({})", ("abc", "3"), "0", ("1 div 4", "4"), ("张𬀩", "3")),
    "normalize-space": Row(
        "normalize-space({})", ("  a   b ", "a b"), "", ("5", "5"), ("张　三", "张　三")
    ),
    "translate": Row("translate({}, 'ab甲', '12')", ("abc", "12c"), "", ("5", "5"), ("甲乙", "乙")),
    "regex": Row("regex({}, '[一-龥a-z]{{2,3}}')", ("abc", "1"), "0", ("5", "0"), ("张三", "1")),
}
LOGIC = {
    "boolean": Row("boolean({})", ("0", "1"), "0", ("0 div 0", "0"), ("否", "1")),
    "boolean-from-string": Row(
        "boolean-from-string({})", ("TRUE", "1"), "0", ("1", "1"), ("真", "0")
    ),
    "not": Row("not({})", ("x", "0"), "1", ("0", "1"), ("否", "0")),
    "true": Constant("true()", "1", "1"),
    "false": Constant("false()", "0", "0"),
    "if": Row("if({}, '是', '否')", ("x", "是"), "否", ("0", "否"), ("否", "是")),
    "coalesce": Row("coalesce({}, '补')", ("a", "a"), "补", ("0 div 0", "补"), ("𬀩", "𬀩")),
    "once": Row("once({})", ("a", "a"), "", ("5", "5"), ("𬀩", "𬀩")),
    "depend": Row("depend({}, 'x')", ("a", "a"), "", ("5", "5"), ("𬀩", "𬀩")),
}
NUMBERS = {
    "number": Row("number({})", ("1,5", "1.5"), "", ("true()", "1"), ("三", "")),
    "int": Row("int({})", ("-2.7", "-2"), "", ("true()", "1"), ("三", "")),
    "round": maths("round({}, 1)", "2.25", "2.3"),
    "abs": maths("abs({})", "-3.5", "3.5"),
    "pow": maths("pow({}, 2)", "3", "9"),
    "exp": maths("exp({})", "0", "1"),
    "exp10": maths("exp10({})", "2", "100"),
    "log": maths("log({})", "1", "0"),
    "log10": maths("log10({})", "1000", "3"),
    "sqrt": maths("sqrt({})", "9", "3"),
    "sin": maths("sin({})", "0", "0"),
    "cos": maths("cos({})", "0", "1"),
    "tan": maths("tan({})", "0", "0"),
    "asin": maths("asin({})", "0", "0"),
    "acos": maths("acos({})", "1", "0"),
    "atan": maths("atan({})", "0", "0"),
    "atan2": maths("atan2({}, 1)", "0", "0"),
    "pi": Constant("round(pi(), 4)", "3.1416", "3.1416"),
    "random": Constant("random() < 1 and random() >= 0", "1", "1"),
    "max": Nodes("max({})", (("1", "2.5"), "2.5"), "", (("x", "2"), "2"), (("三", "2"), "2")),
    "min": Nodes("min({})", (("1", "2.5"), "1"), "", (("x", "2"), "2"), (("三", "2"), "2")),
}
DATES = {
    "date": Row(
        "string(date({}))",
        ("2026-03-05T23:00:00", "2026-03-05"),
        "",
        ("true()", FAILS),
        ("二〇二六年", FAILS),
    ),
    "date-time": Row(
        "format-date-time(date-time({}), '%H:%M')",
        ("2026-03-05T09:05:00", "09:05"),
        "",
        ("true()", FAILS),
        ("九点", FAILS),
    ),
    "decimal-date-time": Row(
        "round(decimal-date-time({}) - decimal-date-time('2026-03-05'), 3)",
        ("2026-03-06T12:00:00", "1.5"),
        "",
        ("true()", FAILS),
        ("明天", FAILS),
    ),
    "decimal-time": Row(
        "decimal-time({})",
        ("2026-03-05T06:00:00", "0.25"),
        "",
        ("true()", FAILS),
        ("六点", FAILS),
    ),
    "format-date": Row(
        "format-date({}, '%Y年%n月%e日')",
        ("2024-02-29", "2024年2月29日"),
        "",
        ("0.5", "1970年1月1日"),
        ("今天", FAILS),
    ),
    "format-date-time": Row(
        "format-date-time({}, '%H时%M分')",
        ("2026-03-05T09:05:00", "09时05分"),
        "",
        ("true()", FAILS),
        ("九点", FAILS),
    ),
    "now": Constant(
        "format-date-time(now(), '%Y-%m-%d %H:%M')", "2026-03-05 09:05", "2026-03-05 09:05"
    ),
    "today": Constant("string(today())", "2026-03-05", "2026-03-05"),
}
SELECTIONS = {
    "selected": Row("selected({}, 'b')", ("a b", "1"), "0", ("5", FAILS), ("甲 b", "1")),
    "is-selected": Row("is-selected({}, '甲')", ("a b", "0"), "0", ("5", FAILS), ("甲 乙", "1")),
    "count-selected": Row("count-selected({})", ("a  b", "2"), "0", ("5", FAILS), ("甲 𬀩", "2")),
    "selected-at": Row("selected-at({}, 1)", ("a b", "b"), "", ("5", FAILS), ("甲 𬀩", "𬀩")),
    "checklist": Row("checklist(2, 2, {}, 'x')", ("y", "1"), "0", ("0", "0"), ("是", "1")),
    "weighted-checklist": Row(
        "weighted-checklist(3, 5, {}, 3, '', 9)", ("y", "1"), "0", ("0", "0"), ("是", "1")
    ),
    "jr:choice-name": Row(
        "jr:choice-name({}, '/data/pick')", ("a", "甲"), "", ("5", ""), ("𬀩", "乙")
    ),
}
NODES = {
    "count": Nodes("count({})", (("a", "b"), "2"), "0", (("", "5"), "2"), (("张", "𬀩"), "2")),
    "count-non-empty": Nodes(
        "count-non-empty({})", (("a", ""), "1"), "0", (("", "5"), "1"), (("张", "𬀩"), "2")
    ),
    "sum": Nodes("sum({})", (("1", "2.5"), "3.5"), "0", (("x", "2"), "2"), (("三", ""), "0")),
    "position": Constant("position(..)", "1", "2"),
    "indexed-repeat": Row(
        "indexed-repeat(/data/list/v, /data/list, {})",
        ("2", "𬀩"),
        "a",
        ("'x'", "a"),
        ("二", "a"),
    ),
    "instance": Row(
        "count(instance('towns')/root/item[name != current()/{}])",
        ("c1", "1"),
        "2",
        PATH_ONLY,
        ("丙", "1"),
    ),
    "current": Row(
        "instance('towns')/root/item[name = current()/{}]/label",
        ("c1", "甲市"),
        "",
        PATH_ONLY,
        ("丙", "丙市"),
    ),
    "pulldata": Row(
        "pulldata('towns', 'label', 'name', {})", ("c1", "甲市"), "", ("5", ""), ("丙", "丙市")
    ),
}
OTHERS = {
    "digest": Row(
        "substr(digest({}, 'SHA-256', 'hex'), 0, 8)",
        ("abc", "ba7816bf"),
        "e3b0c442",
        ("5", "ef2d127d"),
        ("张𬀩", "1b82b55b"),
    ),
    "base64-decode": Row("base64-decode({})", ("YWJj", "abc"), "", ("5", ""), ("5byg", "张")),
    "extract-signed": Row(
        f"extract-signed({{}}, '{PUBLIC_KEY}')",
        (SIGNED, "abc"),
        "",
        ("5", ""),
        ("张𬀩", ""),
    ),
    "uuid": Row("string-length(uuid({}))", ("8", "8"), "0", ("'x'", "0"), ("三", "0")),
    "property": Row("property({})", ("deviceid", ""), "", ("5", ""), ("设备", "")),
    "version": Constant("version()", "7", "7"),
    "jr:itext": Row("jr:itext({})", ("word", "话"), "[itext:]", ("5", "[itext:5]"), ("词", "词语")),
    "area": Row(
        "round(area({}), -9)",
        ("0 0; 0 1; 1 1; 1 0; 0 0", "12000000000"),
        "0",
        ("5", REFUSED),
        ("东经", FAILS),
    ),
    "enclosed-area": Nodes(
        "round(enclosed-area({}), -6)",
        (("0 0", "0 1", "1 1"), "6196000000"),
        "0",
        (("0 0", "x"), FAILS),
        (("东经", "北纬"), FAILS),
    ),
    "distance": Row(
        "round(distance({}))", ("0 0; 0 1", "111319"), "0", ("5", FAILS), ("东经", FAILS)
    ),
    "geofence": Row(
        "geofence('0.5 0.6', {})",
        ("0 0; 0 1; 1 1; 1 0; 0 0", "1"),
        "0",
        ("5", REFUSED),
        ("东经", FAILS),
    ),
}
TABLE = {**TEXT, **LOGIC, **NUMBERS, **DATES, **SELECTIONS, **NODES, **OTHERS}
