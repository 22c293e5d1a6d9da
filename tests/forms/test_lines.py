"""What is wrong in an XForm is told with its line."""

import pytest

from inspector_app.domain.errors import InputError
from inspector_app.forms.lines import lines_of
from inspector_app.forms.load import form_from
from tests.forms.xforms import bind, inputs, xform

NODES = "<g><a/>\n<b/></g>"


def on_lines(data: bytes) -> bytes:
    return data.replace(b"><", b">\n<")


def refused(data: bytes) -> InputError:
    with pytest.raises(InputError) as caught:
        form_from(data, name="a.xml")
    return caught.value


@pytest.mark.parametrize("column", ["relevant", "constraint", "calculate", "readonly", "required"])
def test_a_broken_condition_is_told_with_its_line(column):
    data = on_lines(xform(NODES, bind("g/a", **{column: "1 + "}), inputs("g/a")))
    problem = refused(data)
    lines = data.split(b"\n")
    line = int(problem.params["line"])
    assert problem.params["name"] == f"a.xml:{line}"
    assert column.encode() in lines[line - 1]


def test_the_line_of_a_node_that_nothing_is_said_of_is_its_own():
    data = on_lines(xform(NODES))
    line = lines_of(data).of("/data/g/b", "relevant")
    assert data.split(b"\n")[line - 1].startswith(b"<b/>")
    assert lines_of(data).of("/data/none", "relevant") == 0


def test_the_line_of_the_attribute_is_preferred_to_the_first_of_the_node():
    data = on_lines(xform(NODES, bind("g/a", relevant="1") + bind("g/a", constraint="1")))
    found = lines_of(data)
    assert found.of("/data/g/a", "constraint") == found.of("/data/g/a", "relevant") + 1
