"""Questions that nobody can ever see, and answers that nobody can ever give."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from inspector_app.forms.lint_answers import contradiction, offered, possible
from inspector_app.forms.lint_conditions import (
    ALWAYS,
    NEVER,
    Alternatives,
    Demand,
    alternatives,
    both,
)
from inspector_app.forms.lint_findings import LintFinding, error
from inspector_app.forms.model import Form, Node

#: A demand that an empty answer does not meet.
_NEEDS_ANSWER = frozenset({"has", "among", "<", "<=", ">", ">="})
#: How many questions ahead a condition is followed; those before are known already.
_FARTHEST = 100


def unreachable(form: Form) -> Iterator[LintFinding]:
    """Give what can never be relevant, and conditions on answers that no answer meets."""
    reach = _Reach(form)
    for node in form.nodes:
        if node.parent is not None and reach.within(form.nodes[node.parent]) == NEVER:
            if _is_required(node):
                yield error("required_unreachable", node.path, "required", name=node.name)
            continue
        found = reach.finding(node)
        if found is not None:
            yield found
            if _is_required(node):
                yield error("required_unreachable", node.path, "required", name=node.name)
            continue
        if node.rules.constraint is not None:
            allowed = alternatives(node.rules.constraint.source, node.path, form)
            if not possible(allowed, form):
                yield error("constraint_never", node.path, "constraint", name=node.name)


def _is_required(node: Node) -> bool:
    rule = node.rules.required
    return rule is not None and rule.source.replace(" ", "") != "false()"


@dataclass(slots=True)
class _Reach:
    """Under which answers each node is relevant, worked out once for each."""

    form: Form
    known: dict[int, Alternatives] = field(default_factory=dict)
    open: set[int] = field(default_factory=set)

    def within(self, node: Node) -> Alternatives:
        """Return the answers under which *node* is relevant; ``NEVER`` if there are none."""
        if node.index in self.open or len(self.open) > _FARTHEST:
            return ALWAYS  # a circle is refused elsewhere; further on nothing is claimed
        if node.index not in self.known:
            self.open.add(node.index)
            around = ALWAYS if node.parent is None else self.within(self.form.nodes[node.parent])
            met = possible(both(around, self._own(node)), self.form)
            self.known[node.index] = self._through(node, met)
            self.open.discard(node.index)
        return self.known[node.index]

    def _own(self, node: Node) -> Alternatives:
        rule = node.rules.relevant
        return ALWAYS if rule is None else alternatives(rule.source, node.path, self.form)

    def _through(self, node: Node, met: Alternatives) -> Alternatives:
        """Leave out what needs the answer to a question that is never asked then."""
        kept = []
        for alternative in met:
            asked: Alternatives = (alternative,)
            for demand in sorted(alternative, key=lambda each: each.path):
                if _needs_answer(demand):
                    other = self.form.node(demand.path)
                    if other.index != node.index:
                        asked = possible(both(asked, self.within(other)), self.form)
            if asked:
                kept.append(alternative)
        return tuple(kept)

    def finding(self, node: Node) -> LintFinding | None:
        """Return why *node* is never relevant, ``None`` if it can be."""
        if self.within(node) != NEVER:
            return None
        own = self._own(node)
        if own == NEVER:
            return error("never_relevant", node.path, "relevant", name=node.name)
        if possible(own, self.form):
            return error("never_here", node.path, "relevant", name=node.name)
        demand = next(filter(None, (contradiction(each, self.form) for each in own)), None)
        if demand is not None:
            known = offered(self.form, self.form.node(demand.path))
            words = set(demand.value.split()) or {demand.value}
            if known is not None and demand.operator != "lacks" and not words & known:
                return error(
                    "never_offered",
                    node.path,
                    "relevant",
                    name=node.name,
                    question=demand.path.rpartition("/")[2],
                    value=demand.value,
                )
        return error("never_relevant", node.path, "relevant", name=node.name)


def _needs_answer(demand: Demand) -> bool:
    return demand.operator in _NEEDS_ANSWER or (demand.operator == "=" and bool(demand.value))
