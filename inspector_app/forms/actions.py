"""What an action sets, and where."""

from inspector_app.forms.answers import kept, wrong_type
from inspector_app.forms.frames import Frame
from inspector_app.forms.model import Form, Node, SetValue
from inspector_app.forms.xpath.errors import XPathError


def what_it_sets(form: Form, action: SetValue, place: Frame) -> tuple[Frame, str] | None:
    """Return the frame of the action's target, as seen from *place*, and the text it sets.

    ``None`` where the target is not there. Raises ``XPathError`` for several targets
    (``several_nodes``) and for a value that its type does not take (``wrong_result``).
    """
    target = form.nodes[action.target]
    frame = _target_frame(form, place, target)
    if frame is None:
        return None
    text = kept(target.type, action.value.evaluate(frame, frame))[1]
    if text and wrong_type(target.type, text):
        raise XPathError("wrong_result", target.type)
    return frame, text


def _target_frame(form: Form, place: Frame, target: Node) -> Frame | None:
    """Return the frame of a node as seen from *place*: around it, or the only one inside."""
    lineage, own = form.scopes[target.scope].lineage, place.scope.lineage
    shared = 0
    while shared < min(len(lineage), len(own)) and lineage[shared] == own[shared]:
        shared += 1
    found = place.up(len(own) - shared).below(lineage[shared:])
    if len(found) > 1:
        raise XPathError("several_nodes", target.path)
    return found[0] if found else None
