"""Forms that JavaRosa refuses are refused here, though they could be read."""

import pytest

from inspector_app.domain.errors import InputError
from inspector_app.forms.load import form_from
from tests.forms.xforms import bind, form, inputs, xform

ITEM = "<item><label>甲</label><value>a</value></item>"
LIST = {"l": "<root><item><name>a</name><label>甲</label></item></root>"}


def select(inside, tag="select1"):
    return f'<{tag} ref="/data/a"><label>选</label>{inside}</{tag}>'


def itemset(parts, nodes="instance('l')/root/item"):
    return select(f'<itemset nodeset="{nodes}">{parts}</itemset>')


def texts(**languages):
    found = "".join(
        f'<translation lang="{name}">{body}</translation>' for name, body in languages.items()
    )
    return f"<itext>{found}</itext>"


def text(text_id, words="甲", form=""):
    kind = f' form="{form}"' if form else ""
    return f'<text id="{text_id}"><value{kind}>{words}</value></text>'


BOTH = '<value ref="name"/><label ref="label"/>'
BY_TEXT = '<value ref="name"/><label ref="jr:itext(itextId)"/>'
SHUFFLED = "randomize(instance('l')/root/item[name != ''], 3)"
TWICE = '<itext><translation lang="zh"/><translation lang="zh"/></itext>'
SAID = '<input ref="/data/a"><label ref="jr:itext(\'a\')"/></input>'
EVENT = '<setvalue event="{}" ref="/data/a" value="1"/>'


@pytest.mark.parametrize(
    ("code", "parts", "named"),
    [
        ("no_path", ("<a/>", '<bind type="int"/>'), {}),
        ("no_path", ("<a/>", '<bind nodeset="/data/a/" type="int"/>'), {}),
        ("unknown_event", ("<a/>", EVENT.format("")), {}),
        ("unknown_event", ("<a/>", EVENT.format("odk-instance-first-load boo")), {}),
        ("action_outside", ("<a/>", EVENT.format("odk-new-repeat")), {}),
        ("no_choices", ("<a/>", "", select("")), {}),
        ("no_choices", ("<a/>", "", select("", "rank")), {}),
        ("no_choices", ("<a/>", "", select("<item><value>a</value></item>")), {}),
        ("no_choices", ("<a/>", "", select("<item><label>甲</label></item>")), {}),
        ("no_choices", ("<a/>", "", itemset('<value ref="name"/>')), {"lists": LIST}),
        ("no_choices", ("<a/>", "", itemset('<label ref="label"/>')), {"lists": LIST}),
        ("no_choices", ("<a/>", "", itemset('<value/><label ref="label"/>')), {"lists": LIST}),
        ("list_incomplete", ("<a/>", "", itemset(BOTH.replace("name", "word"))), {"lists": LIST}),
        ("list_incomplete", ("<a/>", "", itemset(BY_TEXT, SHUFFLED)), {"lists": LIST}),
        ("text_missing", ("<a/>", texts(zh=text("b")), SAID), {}),
        ("text_missing", ("<a/>", texts(zh=text("b"), en=text("a")), SAID), {}),
        ("text_missing", ("<a/>", "", SAID), {}),
        ("text_missing", ("<a/>", "", SAID.replace("jr:itext('a')", "/data/a")), {}),
        ("bad_translations", ("<a/>", texts(zh="<text><value>甲</value></text>")), {}),
        ("bad_translations", ("<a/>", texts(zh=text("a") + text("a"))), {}),
        ("bad_translations", ("<a/>", '<itext><translation lang=""/></itext>'), {}),
        ("bad_translations", ("<a/>", TWICE), {}),
    ],
)  # fmt: skip
def test_what_javarosa_refuses_is_refused(code, parts, named):
    with pytest.raises(InputError) as caught:
        form_from(xform(*parts, **named), name="示例")
    assert caught.value.code == f"forms.{code}"


@pytest.mark.parametrize(
    ("parts", "named"),
    [
        (("<a/>", bind("nothing", type="int"), inputs("a")), {}),
        (("<a/>", EVENT.format("xforms-ready odk-instance-load"), inputs("a")), {}),
        (("<a/>", "", select(ITEM)), {}),
        (("<a/>", "", itemset(BOTH)), {"lists": LIST}),
        (("<a/>", "", itemset(BOTH)), {"lists": {"l": "<root/>"}}),
        (("<a/>", texts(zh=text("a"), en=text("b")), SAID), {}),
        (("<a/>", texts(zh=text("a", "jr://images/a.png", "image")), SAID), {}),
    ],
)  # fmt: skip
def test_what_javarosa_takes_is_taken(parts, named):
    assert form(*parts, **named).node("/data/a").path == "/data/a"
