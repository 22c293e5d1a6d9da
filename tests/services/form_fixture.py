"""A small form with everything that lies in the journal, for tests of submissions (示例)."""

from inspector_app.forms.filled import Filled
from inspector_app.forms.load import form_from
from inspector_app.forms.model import Control
from inspector_app.services.form_source import FormSource
from inspector_app.services.published_forms import publish

SURVEY = """
| survey |
|        | type | name | label | default | relevant | calculation | bind::insp:from |
|        | hidden | word |  |  |  |  | term.number_one |
|        | text | a | 甲 | 起初 |  |  |  |
|        | select_one yn | b | 关于${word} |  |  |  |  |
|        | text | c | 丙 |  | ${b} = 'y' |  |  |
|        | text | who | 记录人 |  |  |  | user.name |
|        | begin repeat | rep | 组 |  |  |  |  |
|        | text | x | 子 | 一 |  |  |  |
|        | begin repeat | inner | 内 |  |  |  |  |
|        | text | y | 丑 |  |  |  |  |
|        | end repeat |  |  |  |  |  |  |
|        | end repeat |  |  |  |  |  |  |
|        | calculate | n |  |  |  | count(${rep}) |  |
| choices |
|         | list_name | name | label |
|         | yn | y | 是 |
|         | yn | n | 否 |
| settings |
|          | form_title | form_id | name | version | namespaces |
|          | 示例表 | sample | sample | VERSION | insp="urn:inspector:xforms" |
"""


def sample_form(version="1", text=SURVEY):
    """Return the form in a version; *text* may have been changed."""
    return form_from(text.replace("VERSION", version).encode(), name="示例表.md")


def published(mission, form=None):
    """Publish the form in the mission; return it."""
    form = form or sample_form()
    publish(mission, form, FormSource())
    return form


def recorded(form, filled: Filled) -> Filled:
    """Return what of a sitting's content the journal keeps."""
    carried = {
        node.path
        for node in form.nodes
        if node.rules.calculate is not None
        or node.preload[0] == "uid"
        or (node.control is Control.NONE and "from" in node.attributes)
    }
    return Filled(
        {path: value for path, value in filled.values.items() if path not in carried},
        {
            path: tuple(recorded(form, one) for one in instances)
            for path, instances in filled.repeats.items()
            if instances
        },
        filled.key,
    )
