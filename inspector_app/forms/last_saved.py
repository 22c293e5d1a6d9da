"""The answers of the form saved before, as a list that expressions can look them up in."""

from inspector_app.forms.filled import Filled
from inspector_app.forms.instances import Item
from inspector_app.forms.model import Form
from inspector_app.forms.skeleton import ROOT_SCOPE


def saved_items(form: Form, filled: Filled | None) -> Item:
    """Return the answers saved before as a list to look up in, shaped like the form."""
    holder = Item("")
    if filled is not None:
        waiting = [(filled, ROOT_SCOPE, holder)]
        while waiting:
            answers, scope, above = waiting.pop()
            made: dict[int, Item] = {}
            for index in form.scopes[scope].nodes:
                node = form.nodes[index]
                item = Item(node.name, answers.values.get(node.path, ""))
                made[index] = item
                parent = above if node.parent is None else made.get(node.parent, above)
                parent.add(item)
            for inner in form.scopes[scope].repeats:
                node = form.nodes[form.scopes[inner].nodes[0]]
                parent = made.get(node.parent or 0, above)
                instances = answers.repeats.get(node.path, ())
                waiting.extend((instance, inner, parent) for instance in reversed(instances))
    return holder
