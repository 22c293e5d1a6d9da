"""A loaded form: what is asked, in which words, under which conditions. Immutable."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from inspector_app.forms.instances import Item
from inspector_app.forms.skeleton import Scope, Start
from inspector_app.forms.xpath.compiler import Compiled, CompiledItems
from inspector_app.forms.xpath.values import Scalar, to_text

if TYPE_CHECKING:
    from inspector_app.forms.plan import Plan

#: Namespace of our own columns (``bind::insp:…``), kept as ``Node.attributes``.
INSP = "urn:inspector:xforms"

#: Words of one text: plain pieces and calculated ones (``<output value="…"/>``).
Template: TypeAlias = tuple["str | Compiled", ...]


class Control(StrEnum):
    """How a node is shown; ``NONE`` for what only carries a value."""

    NONE = "none"
    GROUP = "group"
    REPEAT = "repeat"
    INPUT = "input"
    SELECT_ONE = "select1"
    SELECT_MULTIPLE = "select"
    TRIGGER = "trigger"
    UPLOAD = "upload"
    RANGE = "range"
    RANK = "rank"


@dataclass(frozen=True, slots=True)
class Words:
    """A text in every language of the form."""

    by_language: Mapping[str, Template] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Say whether there are any words."""
        return any(self.by_language.values())

    def in_language(self, language: str, read: Callable[[Compiled], Scalar] | None = None) -> str:
        """Return the text in *language*; *read* evaluates its calculated pieces.

        Without *read* these are left out. An untranslated text is empty.
        """
        pieces = self.by_language.get(language, ())
        text = "".join(
            piece if isinstance(piece, str) else to_text(read(piece)) if read else ""
            for piece in pieces
        )
        return text if read else text.strip()

    def in_some_language(
        self, language: str, default: str, read: Callable[[Compiled], Scalar] | None = None
    ) -> str:
        """Return the text in *language*, in the *default* one if it is not translated."""
        known = language if language in self.by_language else default
        return self.in_language(known, read)

    def outputs(self) -> Iterator[Compiled]:
        """Yield the calculated pieces of all languages."""
        for template in self.by_language.values():
            for piece in template:
                if not isinstance(piece, str):
                    yield piece


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a selection."""

    value: str
    label: Words


@dataclass(frozen=True)
class Choices:
    """The choices of a selection: listed, or taken from a list that may be filtered.

    With ``items`` the choices are what ``of_item`` makes of the items it gives. Choices that
    are ``inline``, in the question itself, limit nothing that is answered already: JavaRosa.
    """

    listed: tuple[Choice, ...] = ()
    items: CompiledItems | None = None
    of_item: Callable[[Item], Choice] | None = None
    inline: bool = False

    @cached_property
    def listed_values(self) -> frozenset[str]:
        """Return the values of the choices that are always offered."""
        return frozenset(choice.value for choice in self.listed)


@dataclass(frozen=True, slots=True)
class Rules:
    """The conditions of a node; ``None`` for one it does not have."""

    relevant: Compiled | None = None
    required: Compiled | None = None
    readonly: Compiled | None = None
    constraint: Compiled | None = None
    calculate: Compiled | None = None


class Event(StrEnum):
    """When an action sets a value."""

    FIRST_LOAD = "odk-instance-first-load"
    LOAD = "odk-instance-load"
    NEW_REPEAT = "odk-new-repeat"
    VALUE_CHANGED = "xforms-value-changed"


@dataclass(frozen=True, slots=True)
class SetValue:
    """An action: give ``target`` the value of ``value``, evaluated where the target stands.

    ``place`` is the node whose control the action belongs to, ``None`` for the form's own.
    """

    target: int
    value: Compiled
    place: int | None


_PLACES = frozenset({"geopoint", "geotrace", "geoshape"})
#: The type of what a selection holds.
SELECTIONS = {
    Control.SELECT_ONE: "select1",
    Control.SELECT_MULTIPLE: "select",
    Control.RANK: "rank",
}


@dataclass(frozen=True, slots=True)
class Node:
    """A question, a group, a repeat or a carried value; ``path`` has no positions.

    ``type`` is the XForms data type (string, int, decimal, boolean, date, …); ``attributes``
    are our own columns by local name; ``parameters`` what the control is told (start, end and
    step of a range, media type of an upload …); ``scope`` and ``slot`` are where its values
    are in the frames of a filling; ``repeat`` is the nearest repeat around, itself if it is
    one; ``count`` the node that says how many instances a repeat has.
    """

    index: int
    path: str
    name: str
    parent: int | None
    children: tuple[int, ...]
    control: Control = Control.NONE
    type: str = "string"
    appearance: str = ""
    label: Words = Words()
    hint: Words = Words()
    guidance: Words = Words()
    required_message: Words = Words()
    constraint_message: Words = Words()
    choices: Choices | None = None
    rules: Rules = Rules()
    default: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)
    scope: int = 0
    slot: int = 0
    repeat: int | None = None
    count: Compiled | None = None
    fixed: bool = False
    preload: tuple[str, str] = ("", "")

    @property
    def answer_type(self) -> str:
        """Return the type in which it is answered: a selection holds choices, not numbers."""
        return SELECTIONS.get(self.control, self.type)

    @property
    def is_leaf(self) -> bool:
        """Say whether the node holds a value."""
        return not self.children and self.control not in {Control.GROUP, Control.REPEAT}

    @property
    def is_repeat(self) -> bool:
        """Say whether the node is repeated."""
        return self.repeat == self.index

    @property
    def on_device(self) -> bool:
        """Say whether a laptop can answer it; it cannot tell a place, or record or film."""
        media = self.parameters.get("mediatype", "")
        recorded = self.control is Control.UPLOAD and media.startswith(("audio/", "video/"))
        return self.type not in _PLACES and not recorded


@dataclass(frozen=True)
class Form:
    """A form, ready to be filled.

    ``definition`` is its XForm in canonical XML: loading it again gives the same form and the
    same ``hash``, the SHA-256 of its bytes. ``languages`` are named as the form names them
    ("中文 (zh)"); the first is the default. ``choices_in`` gives a list of choices by its name,
    ``text`` a text by its id. ``nodes`` are in document order, the root first; ``start`` and
    ``templates`` are the values of a new form and of new instances of its repeats, by scope.
    ``attributes`` are our own attributes of the form as a whole.
    """

    id: str
    version: str
    title: str
    hash: str
    definition: str = field(repr=False)
    languages: tuple[str, ...]
    languages_in_order: tuple[str, ...]
    nodes: tuple[Node, ...] = field(repr=False, compare=False)
    by_path: Mapping[str, int] = field(repr=False, compare=False)
    choices_in: Callable[[str], tuple[Choice, ...]] = field(repr=False, compare=False)
    plan: "Plan" = field(repr=False, compare=False)
    scopes: tuple[Scope, ...] = field(repr=False, compare=False)
    start: Start = field(repr=False, compare=False)
    templates: Mapping[int, Start] = field(repr=False, compare=False)
    actions: Mapping[Event, tuple[SetValue, ...]] = field(repr=False, compare=False)
    text: Callable[[str], Words] = field(repr=False, compare=False)
    attributes: Mapping[str, str] = field(default_factory=dict, compare=False)

    @cached_property
    def counted(self) -> tuple[Node, ...]:
        """Return the repeats whose number of instances is counted."""
        return tuple(node for node in self.nodes if node.count is not None)

    @cached_property
    def actions_on_change(self) -> dict[int, list[SetValue]]:
        """Return the actions that wait for a change, by the node whose change it is."""
        found: dict[int, list[SetValue]] = {}
        for action in self.actions.get(Event.VALUE_CHANGED, ()):
            if action.place is not None:
                found.setdefault(action.place, []).append(action)
        return found

    @property
    def root(self) -> Node:
        """Return the root node."""
        return self.nodes[0]

    def node(self, path: str) -> Node:
        """Return the node at *path*; raises ``KeyError``."""
        return self.nodes[self.by_path[path]]

    def language_for(self, code: str) -> str:
        """Return the form's language for a code such as ``zh_CN`` or ``en``, else the default.

        Forms name a language with its code in brackets: "English (en)".
        """
        short = code.partition("_")[0].lower()
        for language in self.languages:
            if language.lower() in {code.lower(), short} or f"({short})" in language.lower():
                return language
        return self.languages[0]
