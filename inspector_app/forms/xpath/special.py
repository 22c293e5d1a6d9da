"""The functions that are no plain functions: they look at nodes, or not at all arguments."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from inspector_app.forms.xpath.closures import Evaluate, Here, Origin
from inspector_app.forms.xpath.errors import XPathError
from inspector_app.forms.xpath.functions import function
from inspector_app.forms.xpath.item_paths import instance_name
from inspector_app.forms.xpath.parser import parse
from inspector_app.forms.xpath.paths import PathCompiler
from inspector_app.forms.xpath.syntax import Call, Expression, Path, Step, Text, path_text
from inspector_app.forms.xpath.values import Scalar, to_boolean, to_number, to_text

if TYPE_CHECKING:
    from inspector_app.forms.instances import Item
    from inspector_app.forms.xpath.compiler import Compiler

_ITSELF = Path(absolute=False, start=None, steps=(Step("self", "*"),))


def _expect(call: Call, *counts: int) -> None:
    if len(call.arguments) not in counts:
        raise XPathError("arguments", call.name)


def _if(compiler: "Compiler", call: Call) -> Evaluate:
    _expect(call, 3)
    condition, yes, no = map(compiler.value, call.arguments)

    def choose(here: Here, origin: Origin) -> Scalar:
        return yes(here, origin) if to_boolean(condition(here, origin)) else no(here, origin)

    return choose


def _coalesce(compiler: "Compiler", call: Call) -> Evaluate:
    _expect(call, 2)
    first, second = map(compiler.value, call.arguments)

    def either(here: Here, origin: Origin) -> Scalar:
        value = first(here, origin)
        empty = value == "" or value != value  # noqa: PLR0124 - not a number
        return second(here, origin) if empty else value

    return either


def _once(compiler: "Compiler", call: Call) -> Evaluate:
    """Keep the value the node has; reading it so does not make it depend on itself."""
    _expect(call, 1)
    reads = set(compiler.reads)
    own = PathCompiler(compiler).value(_ITSELF)
    compiler.reads.clear()
    compiler.reads.update(reads)
    fresh = compiler.value(call.arguments[0])

    def keep(here: Here, origin: Origin) -> Scalar:
        held = own(here, origin)
        return fresh(here, origin) if to_text(held) == "" else held

    return keep


def _position(compiler: "Compiler", call: Call) -> Evaluate:
    _expect(call, 0, 1)
    if not call.arguments:
        if compiler.counts:
            return lambda _here, origin: float(origin.position)  # type: ignore[union-attr]
        node = compiler.names.skeleton.nodes[compiler.origin]
        if node.is_repeat:
            return lambda here, _origin: float(here.number + 1)  # type: ignore[union-attr]
        return lambda _here, _origin: 1.0
    path = call.arguments[0]
    if not isinstance(path, Path):
        raise XPathError("not_nodes")
    paths = PathCompiler(compiler)
    if paths.leads_to_items(path):
        items = paths.items(path)
        return lambda here, origin: _place_of(items(here, origin))
    target = paths.targets(path, every=True)[0]
    frames, slot = paths.frames(path, target), target.slot
    counted = compiler.names.skeleton.nodes[target.node].is_repeat

    def number(here: Here, origin: Origin) -> Scalar:
        found = [frame for frame in frames(here, origin) if frame.relevant[slot]]
        if not found:
            return 0.0
        return float(found[0].number + 1) if counted else 1.0

    return number


def _place_of(items: "list[Item]") -> float:
    """Return the place of the first item among those of its name, 0 without one."""
    if not items:
        return 0.0
    first = items[0]
    siblings = () if first.parent is None else first.parent.children
    return 1.0 + next(
        (at for at, item in enumerate(item for item in siblings if item.name == first.name)
         if item is first), 0,
    )  # fmt: skip


def _indexed_repeat(compiler: "Compiler", call: Call) -> Evaluate:
    """Read a node in the instances whose numbers are given, from the outermost repeat in."""
    _expect(call, 3, 5, 7, 9, 11)
    paths, skeleton = PathCompiler(compiler), compiler.names.skeleton
    (target,) = _one_node(paths, call.arguments[0])
    chosen = {}
    for group, index in zip(call.arguments[1::2], call.arguments[2::2], strict=True):
        (repeat,) = _one_node(paths, group)
        if repeat not in skeleton.chain(target):
            raise XPathError("no_such_node", skeleton.nodes[repeat].path)
        chosen[repeat] = compiler.value(index)
    compiler.add_read(target, 0)
    target_scope = skeleton.scopes[skeleton.nodes[target].scope]
    lineage = [skeleton.scopes[scope] for scope in target_scope.lineage[1:]]
    for scope in lineage:
        compiler.add_read(scope.nodes[0], 0)
    steps = [(scope.index, chosen.get(scope.nodes[0])) for scope in lineage]
    slot = skeleton.nodes[target].slot
    own = skeleton.scopes[skeleton.nodes[compiler.origin].scope].lineage

    def read(here: Here, origin: Origin) -> Scalar:
        frame = origin.frame.root
        for depth, (scope, index) in enumerate(steps, start=1):
            if index is not None:
                wanted = max(0, int(_finite(to_number(index(here, origin)))) - 1)
            elif depth < len(own) and own[depth] == scope:
                wanted = origin.frame.up(len(own) - 1 - depth).number
            else:
                wanted = 0
            if wanted >= len(frame.frames[scope]):
                return ""
            frame = frame.frames[scope][wanted]
        return frame.read[slot]

    return read


def _finite(number: float) -> float:
    return max(-1e9, min(1e9, number)) if number == number else 0.0  # noqa: PLR0124


def _one_node(paths: PathCompiler, tree: Expression) -> tuple[int]:
    if not isinstance(tree, Path):
        raise XPathError("not_nodes")
    reads = set(paths.compiler.reads)
    targets = paths.targets(tree)
    paths.compiler.reads.clear()
    paths.compiler.reads.update(reads)
    if len(targets) != 1:
        raise XPathError("several_nodes", path_text(tree))
    return (targets[0].node,)


def _pulldata(compiler: "Compiler", call: Call) -> Evaluate:
    """Look a value up in a table beside the form: file, column, key column, key."""
    _expect(call, 4)
    file, column, key_column, key = call.arguments
    if not (isinstance(file, Text) and isinstance(column, Text) and isinstance(key_column, Text)):
        raise XPathError("arguments", call.name)
    name = file.value.removesuffix(".csv")
    holder = compiler.names.skeleton.instances.get(name)
    if holder is None:
        raise XPathError("no_such_instance", name)
    wanted, index = compiler.value(key), compiler.names.index
    value, by = column.value, key_column.value

    def find(here: Here, origin: Origin) -> Scalar:
        if not holder.children:
            return ""
        found = index.items(holder.children[0], "item", by, to_text(wanted(here, origin)))
        return found[0].child_text(value) if found else ""

    return find


def _choice_name(compiler: "Compiler", call: Call) -> Evaluate:
    """Give the label of a choice; the question is named by its path, as a text."""
    _expect(call, 2)
    value, question = call.arguments
    if not isinstance(question, Text):
        raise XPathError("arguments", call.name)
    path = parse(question.value)
    if not isinstance(path, Path):
        raise XPathError("not_nodes")
    paths = PathCompiler(compiler)
    target = paths.targets(path)[0]
    frames, chosen, node = paths.frames(path, target), compiler.value(value), target.node

    def name(here: Here, origin: Origin) -> Scalar:
        found = frames(here, origin)
        if not found:
            return ""
        return origin.around.choice_name(found[0], node, to_text(chosen(here, origin)))

    return name


def _itext(compiler: "Compiler", call: Call) -> Evaluate:
    _expect(call, 1)
    text_id = compiler.value(call.arguments[0])
    return lambda here, origin: origin.around.text(to_text(text_id(here, origin)))


def _version(compiler: "Compiler", call: Call) -> Evaluate:
    _expect(call, 0)
    # within a list JavaRosa asks the list for its version, and it has none
    version = "" if compiler.node is None else compiler.names.version
    return lambda _here, _origin: version


def _of_itself(compiler: "Compiler", call: Call) -> Evaluate:
    """Compile a function of one text, which without an argument is the node's own value."""
    arguments = call.arguments or (_ITSELF,)
    do = function(call.name, len(arguments)).apply
    text = compiler.value(arguments[0])
    return lambda here, origin: do(text(here, origin))


def _only_begins_a_path(_compiler: "Compiler", call: Call) -> Evaluate:
    if call.name == "instance":
        instance_name(call)
    raise XPathError("unsupported", f"{call.name}()")


SPECIAL: Mapping[str, "Callable[[Compiler, Call], Evaluate]"] = {
    "if": _if,
    "coalesce": _coalesce,
    "once": _once,
    "position": _position,
    "indexed-repeat": _indexed_repeat,
    "pulldata": _pulldata,
    "jr:choice-name": _choice_name,
    "jr:itext": _itext,
    "version": _version,
    "string-length": _of_itself,
    "normalize-space": _of_itself,
    "instance": _only_begins_a_path,
    "current": _only_begins_a_path,
    "randomize": _only_begins_a_path,
}
