"""What expressions read: single values out of repeats, calculations that nobody reads."""

from collections.abc import Iterator

from inspector_app.forms.lint_conditions import resolved, tree
from inspector_app.forms.lint_findings import LintFinding, error, warning
from inspector_app.forms.model import Control, Form, Node
from inspector_app.forms.xpath.syntax import Call, Chain, Expression, Negative, Number, Path

#: Functions that take all nodes a path means.
_OF_MANY = frozenset({
    "count", "sum", "min", "max", "join", "concat", "count-non-empty", "indexed-repeat",
    "position", "checklist", "weighted-checklist", "randomize", "boolean-from-string", "area",
    "distance", "coalesce-all", "once", "string-join", "jr:choice-name",
})  # fmt: skip


def expressions(node: Node) -> Iterator[tuple[str, str]]:
    """Give the conditions of a node: the column each stands in, and its text."""
    rules = node.rules
    for column, rule in (
        ("relevant", rules.relevant),
        ("required", rules.required),
        ("readonly", rules.readonly),
        ("constraint", rules.constraint),
        ("calculate", rules.calculate),
        ("repeat_count", node.count),
    ):
        if rule is not None:
            yield column, rule.source
    for words in (node.label, node.hint, node.guidance, node.required_message,
                  node.constraint_message):  # fmt: skip
        for output in words.outputs():
            yield "label", output.source
    if node.choices is not None and node.choices.items is not None:
        yield "choices", node.choices.items.source


def paths_in(expression: Expression, *, many: bool = False) -> Iterator[tuple[Path, bool]]:
    """Give every path in an expression, and whether several nodes are welcome there."""
    match expression:
        case Path(_, start, steps):
            yield expression, many
            for argument in start.arguments if start is not None else ():
                yield from paths_in(argument, many=True)
            for step in steps:
                for predicate in step.predicates:
                    yield from paths_in(predicate)
        case Chain(first, rest):
            for operand in (first, *(operand for _, operand in rest)):
                yield from paths_in(operand)
        case Negative(operand):
            yield from paths_in(operand)
        case Call(name, arguments):
            for argument in arguments:
                yield from paths_in(argument, many=name in _OF_MANY)


def calls_in(expression: Expression) -> Iterator[str]:
    """Give the names of all functions that an expression calls."""
    match expression:
        case Path(_, start, steps):
            if start is not None:
                yield from calls_in(start)
            for step in steps:
                for predicate in step.predicates:
                    yield from calls_in(predicate)
        case Chain(first, rest):
            for operand in (first, *(operand for _, operand in rest)):
                yield from calls_in(operand)
        case Negative(operand):
            yield from calls_in(operand)
        case Call(name, arguments):
            yield name
            for argument in arguments:
                yield from calls_in(argument)


def readings(form: Form) -> Iterator[LintFinding]:
    """Give single values taken out of repeats, and calculations that nobody reads."""
    read: set[str] = set()
    for node in form.nodes:
        for column, source in expressions(node):
            for path, many in paths_in(_tree(source)):
                if any(isinstance(each, Number) for step in path.steps for each in step.predicates):
                    yield error("number_position", node.path, column, name=node.name)
                found = resolved(path, node.path, form)
                if found is None:
                    continue
                if found != node.path:
                    read.add(found)
                if column != "choices" and not many and _several(form, node, form.node(found)):
                    name = found.rpartition("/")[2]
                    yield error("one_of_many", node.path, column, name=node.name, question=name)
    for actions in form.actions.values():
        for action in actions:
            target = form.nodes[action.target]
            for path, _ in paths_in(_tree(action.value.source)):
                read.add(resolved(path, target.path, form) or "")
    yield from _unread(form, read)


def _tree(source: str) -> Expression:
    return tree(source) or Call("true", ())


def _several(form: Form, here: Node, there: Node) -> bool:
    """Say whether *there*, seen from *here*, is a value of any number of instances."""
    if not there.is_leaf or there.repeat is None:
        return False
    around, at = set(), here.repeat
    while at is not None:
        around.add(at)
        parent = form.nodes[at].parent
        at = form.nodes[parent].repeat if parent is not None else None
    return there.repeat not in around


def _unread(form: Form, read: set[str]) -> Iterator[LintFinding]:
    for node in form.nodes:
        carried = node.control is Control.NONE and node.rules.calculate is not None
        own = not node.path.startswith(f"{form.root.path}/meta/") and not node.attributes
        if carried and own and node.path not in read:
            yield warning("never_read", node.path, "calculate", name=node.name)
