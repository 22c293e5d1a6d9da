"""How many instances a repeat is to have, as its form counts them."""

from inspector_app.forms.frames import Frame
from inspector_app.forms.model import Form
from inspector_app.forms.xpath.errors import XPathError
from inspector_app.forms.xpath.values import to_boolean, to_number

#: Instances that one form may have, however many a count asks for.
MOST_INSTANCES = 10_000


def wanted(form: Form, parent: Frame, index: int) -> int | None:
    """Return how many instances a repeat's count asks for, ``None`` without a count."""
    count = form.nodes[index].count
    if count is None:
        return None
    try:
        imagined = _imagined(form, parent, index)
        number = to_number(count.evaluate(imagined, imagined))
    except XPathError:
        return 0
    return int(min(max(number, 0), MOST_INSTANCES)) if number == number else 0  # noqa: PLR0124


def has_room(form: Form, parent: Frame, index: int) -> bool:
    """Say whether one more instance of a repeat would be relevant: else nobody comes to it."""
    repeat = form.nodes[index]
    if not parent.relevant[form.nodes[repeat.parent or 0].slot]:
        return False
    rule = repeat.rules.relevant
    if rule is None:
        return True
    imagined = _imagined(form, parent, index)
    try:
        return to_boolean(rule.evaluate(imagined, imagined))
    except XPathError:
        return False


def _imagined(form: Form, parent: Frame, index: int) -> Frame:
    """Return the instance of a repeat that would come next."""
    scope = form.nodes[index].scope
    frame = Frame(form.scopes[scope], parent, parent.around)
    frame.number = len(parent.frames[scope])
    return frame
