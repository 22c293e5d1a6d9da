"""Every node of any form is found again in the row its author wrote."""

from hypothesis import given, settings
from hypothesis import strategies as st

from inspector_app.domain.errors import InputError
from inspector_app.forms.load import form_from, form_from_sheets
from inspector_app.forms.origin import origin_of
from inspector_app.forms.sources import xlsform_sheets

#: What may stand in a form, innermost first: a question, or a group or repeat of such.
TREES = st.recursive(
    st.sampled_from(["text", "integer", "note", "select_one l", "calculate", "disabled", "remark"]),
    lambda inner: st.tuples(
        st.sampled_from(["group", "repeat"]), st.lists(inner, min_size=1, max_size=4)
    ),
    max_leaves=12,
)
END = "| choices |\n| | list_name | name | label |\n| | l | a | A |"


def rows(trees, names, start=3):
    """Give the lines of a survey and, for each name, in which row of the file it stands."""
    lines, at = [], {}

    def add(text, name=""):
        if name:
            at[name] = start + len(lines)
        lines.append(text)

    def write(tree):
        if isinstance(tree, tuple):
            kind, inner = tree
            name = next(names)
            add(
                f"| | begin {kind} | {name} | {name} | | | {'2' if kind == 'repeat' else ''} | |",
                name,
            )
            for each in inner:
                write(each)
            add("| | text | " + next(names) + " | x | | | | |")
            add(f"| | end_{kind} | | | | | | |")
        elif tree == "remark":
            add("not a row of a table")
        elif tree == "disabled":
            add(f"| | text | {next(names)} | x | | | | yes |")
        else:
            name = next(names)
            calculation = "1" if tree == "calculate" else ""
            add(f"| | {tree} | {name} | {name} | | {calculation} | | |", name)

    for tree in trees:
        write(tree)
    return lines, at


def written(trees):
    names = (f"n{number}" for number in range(10_000))
    lines, at = rows(trees, names)
    header = "| | type | name | label | relevant | calculation | repeat_count | disabled |"
    return "\n".join(["| survey |", header, *lines, "| | text | last | x | | | | |", END]), at


@settings(max_examples=30, deadline=None)
@given(st.lists(TREES, min_size=1, max_size=5))
def test_each_node_is_found_in_its_row(trees):
    text, at = written(trees)
    sheets = xlsform_sheets(text.encode(), name="a")
    form = form_from_sheets(sheets, name="a")
    origin = origin_of(sheets)
    for node in form.nodes[1:]:
        if node.name in at:
            row = origin.rows[node.path]
            assert origin.sheets["survey"].rows[row][0] == at[node.name]
            assert origin.text("survey", row, "name") == node.name
    assert set(at) <= {node.name for node in form.nodes}


@settings(max_examples=30, deadline=None)
@given(st.lists(TREES, min_size=1, max_size=5), st.data())
def test_a_broken_condition_anywhere_is_told_with_its_row(trees, data):
    text, at = written(trees)
    if not at:
        return
    name = data.draw(st.sampled_from(sorted(at)))
    lines = text.split("\n")
    cells = lines[at[name] - 1].split("|")
    cells[5] = " 1 + "
    lines[at[name] - 1] = "|".join(cells)
    try:
        form_from("\n".join(lines).encode(), name="a")
    except InputError as problem:
        refusal = problem
    assert refusal.code == "forms.cell_unfinished"
    assert (refusal.params["row"], refusal.params["cell"]) == (at[name], f"E{at[name]}")


def test_a_question_of_the_authors_own_wins_over_what_pyxform_would_add():
    header = "| | type | name | label | relevant |"
    rows = ["| | text | a_other | x | 1 + |", "| | text | a | x | |"]
    text = "\n".join(["| survey |", header, *rows, "| | text | instanceName | x | |"])
    sheets = xlsform_sheets(f"{text}\n| settings |".encode(), name="a")
    assert origin_of(sheets).rows["/data/a_other"] == 0
    assert origin_of(sheets).rows["/data/a_count"] == 1
    try:
        form_from_sheets(sheets, name="a")
    except InputError as problem:
        refusal = problem
    assert refusal.params["cell"] == "E3"
