"""What the window reads of a sitting, question by question. No Qt."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial

from inspector_app.forms.model import Choice, Control, Node
from inspector_app.forms.sitting import NodeState, Sitting
from inspector_app.ui.forms.looks import Look, look_of
from inspector_app.ui.forms.markdown import plain_words

#: Choices looked at for calculated words: where one list has some, most of its choices have.
_LOOKED_AT = 50
_SELECTIONS = {Control.SELECT_ONE, Control.SELECT_MULTIPLE}


@dataclass(frozen=True, slots=True)
class Option:
    """A choice as it is offered: its value and its words."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as it stands: its state, how it looks, what it offers.

    ``options`` and ``words_of`` (the words of one value) are read when they are wanted;
    ``offer`` is the same for as long as they say the same. ``calculating`` is whether the
    words of the choices have calculated pieces: the engine tells of no change in those.
    """

    state: NodeState
    look: Look
    label: str
    hint: str
    guidance: str
    options: Callable[[], tuple[Option, ...]]
    words_of: Callable[[str], str]
    offer: Hashable
    calculating: bool


def read_question(sitting: Sitting, node: Node, path: str) -> Reading:
    """Read the question *node* at *path*."""
    state = sitting.state(path)
    choices = sitting.choices(path) if node.choices is not None else ()
    return Reading(
        state=state,
        look=look_of(node, state, len(choices) if node.control in _SELECTIONS else 0),
        label=sitting.label(path).strip(),
        hint=sitting.hint(path).strip(),
        guidance=sitting.guidance(path).strip(),
        options=partial(_options, sitting, path, choices),
        words_of=partial(_words_of, sitting, path, choices),
        offer=_Offer(choices, sitting.language, path),
        calculating=any(map(_calculates, choices[:_LOOKED_AT])),
    )


@dataclass(frozen=True, slots=True)
class _Offer:
    """Choices in a language. Equal are only those whose words cannot differ."""

    choices: tuple[Choice, ...]
    language: str
    path: str

    def __eq__(self, other: object) -> bool:
        """Compare; choices that calculate words are never the same."""
        return (
            isinstance(other, _Offer)
            and (self.language, self.path) == (other.language, other.path)
            and self.choices == other.choices
            and all(_fixed(choice, self.language) is not None for choice in self.choices)
        )

    def __hash__(self) -> int:
        """Return the hash of what is quick to hash."""
        return hash((self.language, self.path))


def _calculates(choice: Choice) -> bool:
    return next(choice.label.outputs(), None) is not None


def _fixed(choice: Choice, language: str) -> str | None:
    """Return a choice's words if they are a plain text in *language*."""
    pieces = choice.label.by_language.get(language, ())
    if len(pieces) == 1 and isinstance(pieces[0], str):
        return pieces[0].strip()
    return None


def _option(sitting: Sitting, path: str, choice: Choice) -> Option:
    fixed = _fixed(choice, sitting.language)
    label = plain_words(sitting.choice_label(path, choice) if fixed is None else fixed)
    return Option(choice.value, label.strip() or choice.value)


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
        return sitting.label(instances[0]).strip()
    words = node.label.in_some_language(sitting.language, sitting.form.languages[0])
    return words.strip()


def repeat_relevant(sitting: Sitting, path: str) -> bool:
    """Say whether the repeat at *path* is asked at all; with no instance, what is around it."""
    instances = sitting.instances(path)
    if instances:
        return any(map(sitting.relevant, instances))
    return sitting.relevant(path.rpartition("/")[0])
