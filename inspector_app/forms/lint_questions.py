"""Questions that cannot be answered as they stand, and small things authors forget."""

from collections.abc import Iterator

from inspector_app.domain.errors import InputError
from inspector_app.forms.checklist import ITEM, checklist_items
from inspector_app.forms.lint_answers import offered
from inspector_app.forms.lint_findings import LintFinding, Severity, error, warning
from inspector_app.forms.model import Control, Form, Node
from inspector_app.forms.register import register_of

_LONG_NAME = 64
_NEVER = frozenset({"false()", ""})


def questions(form: Form) -> Iterator[LintFinding]:
    """Give what is wrong with single questions."""
    for node in form.nodes:
        if node.path.startswith(f"{form.root.path}/meta"):
            continue
        yield from _about(form, node)


def _about(form: Form, node: Node) -> Iterator[LintFinding]:
    rules = node.rules
    required = rules.required is not None and rules.required.source not in _NEVER
    fixed = rules.readonly is not None and rules.readonly.source.replace(" ", "") == "true()"
    if required and fixed and rules.calculate is None and not node.default:
        yield error("required_unanswerable", node.path, "required", name=node.name)
    elif required and not node.is_leaf:
        yield warning("required_group", node.path, "required", name=node.name)
    if rules.constraint is not None and not node.constraint_message:
        yield warning("no_message", node.path, "constraint", name=node.name)
    if len(node.name) > _LONG_NAME:
        yield warning("long_name", node.path, "name", name=node.name[:40], most=_LONG_NAME)
    if node.control is not Control.NONE and node.is_leaf and not node.on_device:
        kind = node.parameters.get("mediatype", "").partition("/")[0] or node.type
        yield warning("not_on_device", node.path, "type", name=node.name, type=kind)
    if "search(" in node.appearance:
        yield warning("search_ignored", node.path, "appearance", name=node.name)
    known = offered(form, node) if node.choices is not None else None
    if node.default and known is not None:
        unknown = [value for value in node.default.split() if value not in known]
        if unknown and node.default not in known:
            yield warning(
                "default_not_offered", node.path, "default", name=node.name, value=unknown[0]
            )


def our_columns(form: Form) -> Iterator[LintFinding]:
    """Give what is wrong with our own columns: must-ask items, and the list of a register."""
    if any(ITEM in node.attributes for node in form.nodes):
        try:
            checklist_items(form)
        except InputError as problem:
            yield _told(form, problem)
    try:
        register_of(form)
    except InputError as problem:
        yield _told(form, problem)


def _told(form: Form, problem: InputError) -> LintFinding:
    """Return a known error as a finding: its code has a dot and its words are the error's."""
    item = problem.params.get("item")
    at = next((node.path for node in form.nodes if node.attributes.get(ITEM) == item), None)
    path = str(problem.params.get("path", "") or at or form.root.path)
    column = f"insp:{ITEM}" if at else ""
    return LintFinding(Severity.ERROR, problem.code, path, column, None, problem.params)
