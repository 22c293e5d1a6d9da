"""Try a form out: apply steps to an empty one and tell everything that shows.

Steps are data, applied in order: ``{"set": path, "value": text}``, ``{"add": path of a
repeat}``, ``{"remove": path of an instance}``, ``{"language": name}``. Paths may carry
positions (``/data/rep[2]/x``); without one the first instance is meant.
"""

import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias, TypedDict

from inspector_app.domain.errors import InputError, KnownError
from inspector_app.forms.load import Beside, form_from
from inspector_app.forms.model import Control, Form
from inspector_app.forms.sitting import NodeState, Sitting

#: One step as it stands in the script.
Step: TypeAlias = Mapping[str, object]

#: A step that cannot be done; the exception it comes from says why.
REFUSED = "forms.trial_refused"

_KINDS = ("set", "add", "remove", "language")
#: Controls that offer choices.
_SELECTS = {
    Control.SELECT_ONE: "select1",
    Control.SELECT_MULTIPLE: "select",
    Control.RANK: "select",
}


#: Types of a selection whose control says more: JavaRosa knows a ranking as a selection.
_CHOSEN = frozenset({"string", "rank"})


class TrialChoice(TypedDict):
    """A choice that is offered."""

    value: str
    label: str


class TrialNode(TypedDict):
    """A leaf as it stands; ``value`` is what it holds, if it is irrelevant, too."""

    path: str
    value: str
    type: str
    relevant: bool
    required: bool
    readonly: bool
    valid: bool
    message: str
    label: str
    choices: list[TrialChoice]


class TrialProblem(TypedDict):
    """Why the form is not complete."""

    path: str
    kind: str
    message: str


class Trial(TypedDict):
    """What comes of a trial."""

    form: dict[str, str | list[str]]
    nodes: list[TrialNode]
    complete: bool
    problems: list[TrialProblem]


def read_steps(data: bytes, *, name: str) -> tuple[Step, ...]:
    """Return the steps in a script. Raises ``InputError`` ``forms.trial_json``, ``.trial_step``."""
    return _steps(_json(data, name))


def read_trial(data: bytes, *, name: str, beside: Beside | None = None) -> Trial:
    """Return what comes of one file of a batch: a form and its steps.

    The file is ``{"form": XForm XML}`` or ``{"xlsform_md": markdown}``, both with ``"steps"``.
    Raises ``InputError`` as ``read_steps``, ``load_form`` and ``try_form`` do.
    """
    content = _json(data, name)
    if not isinstance(content, dict):
        raise InputError("forms.trial_no_form", name=name)
    text = content.get("form", content.get("xlsform_md"))
    if not isinstance(text, str):
        raise InputError("forms.trial_no_form", name=name)
    steps = _steps(content.get("steps", []))
    return try_form(form_from(_bytes(text), name=name, beside=beside), steps)


def try_form(form: Form, steps: Sequence[Step]) -> Trial:
    """Return a fresh filling of *form* after *steps*, as plain data.

    Raises ``InputError`` with the number of the step: ``forms.trial_refused`` if it cannot be
    done, ``forms.trial_failed`` if something of the form cannot be worked out after it.
    """
    sitting = Sitting(form)
    _check(sitting, 0, shown=False)
    for number, step in enumerate(steps, start=1):
        try:
            _apply(sitting, step)
        except KnownError as problem:
            raise InputError(REFUSED, step=number, path=_about(step)) from problem
        _check(sitting, number, shown=False)
    problems: list[TrialProblem] = [
        {"path": one.path, "kind": one.kind, "message": one.message} for one in sitting.problems()
    ]
    nodes = [_node(sitting, state) for state in sitting.states()]
    _check(sitting, len(steps), shown=True)
    return {
        "form": {
            "id": form.id,
            "version": form.version,
            "title": form.title,
            "languages": list(form.languages_in_order),
        },
        "nodes": nodes,
        "complete": not problems,
        "problems": problems,
    }


def _check(sitting: Sitting, step: int, *, shown: bool) -> None:
    """Refuse a form that cannot be worked out, as JavaRosa does, which then stops."""
    failure = sitting.take_failure(shown=shown)
    if failure is None:
        return
    what = failure.what or failure.code
    if not step:
        raise InputError("forms.trial_unusable", what=what, reason=failure.code)
    raise InputError("forms.trial_failed", step=step, what=what, reason=failure.code)


def _node(sitting: Sitting, state: NodeState) -> TrialNode:
    node = state.node
    offers = node.control in _SELECTS
    return {
        "path": state.path,
        "value": sitting.held(state.path),
        "type": _SELECTS[node.control] if offers and node.type in _CHOSEN else node.type,
        "relevant": state.relevant,
        "required": state.required,
        "readonly": state.readonly,
        "valid": state.valid,
        "message": state.message,
        "label": sitting.label(state.path),
        "choices": [
            {"value": one.value, "label": sitting.choice_label(state.path, one)}
            for one in (sitting.choices(state.path) if offers else ())
        ],
    }


def _apply(sitting: Sitting, step: Step) -> None:
    if "set" in step:
        value = step.get("value")
        sitting.set(str(step["set"]), "" if value is None else _whole(str(value)))
    elif "add" in step:
        sitting.add(str(step["add"]))
    elif "remove" in step:
        sitting.remove(str(step["remove"]))
    else:
        language = str(step["language"])
        if language not in sitting.form.languages:
            raise InputError("forms.no_such_language", language=language[:80])
        sitting.language = language


def _steps(content: object) -> tuple[Step, ...]:
    if not isinstance(content, list):
        raise InputError("forms.trial_step", step=0)
    for number, step in enumerate(content, start=1):
        kinds = [kind for kind in _KINDS if isinstance(step, dict) and kind in step]
        if len(kinds) != 1 or not isinstance(step[kinds[0]], str):
            raise InputError("forms.trial_step", step=number)
        if kinds == ["set"] and not isinstance(step.get("value", ()), str | int | float | None):
            raise InputError("forms.trial_step", step=number)
    return tuple(content)


def _about(step: Step) -> str:
    return str(next(step[kind] for kind in _KINDS if kind in step))[:80]


def _json(data: bytes, name: str) -> object:
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        raise InputError("forms.trial_json", name=name) from problem


def _whole(text: str) -> str:
    """Return *text* with a question mark for every half of a character."""
    return text.encode("utf-8", errors="replace").decode("utf-8")


def _bytes(text: str) -> bytes:
    """Return the bytes of a form given as text; what it says of its encoding no longer holds."""
    text = text.lstrip("\ufeff \t\r\n")
    if text.startswith("<?xml"):
        text = text.partition("?>")[2]
    return text.encode("utf-8", errors="replace")
