"""What the window reads of a sitting, question by question. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from inspector_app.forms.model import Choice, Control, Node
from inspector_app.forms.sitting import NodeState, Sitting
from inspector_app.ui.forms.looks import Look, look_of
from inspector_app.ui.forms.markdown import plain_words

_SELECTIONS = {Control.SELECT_ONE, Control.SELECT_MULTIPLE}


@dataclass(frozen=True, slots=True)
class Option:
    """A choice as it is offered: its value and its words."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as it stands: its state, how it looks, what it offers."""

    state: NodeState
    look: Look
    label: str
    hint: str
    guidance: str
    options: Callable[[], tuple[Option, ...]]
    words_of: Callable[[str], str]


def read_question(sitting: Sitting, node: Node, path: str) -> Reading:
    """Read the question *node* at *path*."""
    state = sitting.state(path)
    choices = sitting.choices(path) if node.choices is not None else ()
    return Reading(
        state=state,
        look=look_of(node, state, len(choices) if node.control in _SELECTIONS else 0),
        label=sitting.label(path),
        hint=sitting.hint(path),
        guidance=sitting.guidance(path),
        options=partial(_options, sitting, path, choices),
        words_of=partial(_words_of, sitting, path, choices),
    )


def _option(sitting: Sitting, path: str, choice: Choice) -> Option:
    label = plain_words(sitting.choice_label(path, choice))
    return Option(choice.value, label or choice.value)


def _options(sitting: Sitting, path: str, choices: tuple[Choice, ...]) -> tuple[Option, ...]:
    return tuple(_option(sitting, path, choice) for choice in choices)


def _words_of(sitting: Sitting, path: str, choices: tuple[Choice, ...], value: str) -> str:
    found = next((choice for choice in choices if choice.value == value), None)
    return value if found is None else _option(sitting, path, found).label


def repeat_of(instance: str) -> str:
    """Return the repeat of an instance: its path without the last position."""
    return instance.rpartition("[")[0]


def repeat_label(sitting: Sitting, node: Node, path: str) -> str:
    """Return the label of the repeat at *path*, which may have no instance yet."""
    instances = sitting.instances(path)
    if instances:
        return sitting.label(instances[0])
    return node.label.in_some_language(sitting.language, sitting.form.languages[0])


def repeat_relevant(sitting: Sitting, path: str) -> bool:
    """Say whether the repeat at *path* is asked at all; with no instance, what is around it."""
    instances = sitting.instances(path)
    if instances:
        return any(map(sitting.relevant, instances))
    return sitting.relevant(path.rpartition("/")[0])
