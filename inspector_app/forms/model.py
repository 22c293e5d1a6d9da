"""A loaded form: what is asked, in which words, under which conditions. Immutable."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from inspector_app.forms.xpath.compiler import Compiled, CompiledItems, Item
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
        return text.strip()  # pyxform puts spaces round calculated pieces at the ends

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


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices of a selection: listed, or taken from a list that may be filtered.

    With ``items`` the choices are the items it gives, each found in ``by_item``.
    """

    listed: tuple[Choice, ...] = ()
    items: CompiledItems | None = None
    by_item: Mapping[Item, Choice] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rules:
    """The conditions of a node; ``None`` for one it does not have."""

    relevant: Compiled | None = None
    required: Compiled | None = None
    readonly: Compiled | None = None
    constraint: Compiled | None = None
    calculate: Compiled | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """A question, a group or a carried value, addressed by ``path``, which has no positions.

    ``type`` is the XForms data type (string, int, decimal, boolean, date, …); ``attributes``
    are our own columns by local name; ``default`` is the value of a new form.
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

    @property
    def is_leaf(self) -> bool:
        """Say whether the node holds a value."""
        return not self.children and self.control is not Control.GROUP


@dataclass(frozen=True, slots=True)
class Form:
    """A form, ready to be filled.

    ``definition`` is its XForm in canonical XML: loading it again gives the same form and the
    same ``hash``, the SHA-256 of its bytes. ``languages`` are named as the form names them
    ("中文 (zh)"); the first is the default. ``lists`` are the form's own lists of choices by
    name. ``nodes`` are in document order, the root first.
    """

    id: str
    version: str
    title: str
    hash: str
    definition: str = field(repr=False)
    languages: tuple[str, ...]
    nodes: tuple[Node, ...] = field(repr=False, compare=False)
    by_path: Mapping[str, int] = field(repr=False, compare=False)
    lists: Mapping[str, tuple[Choice, ...]] = field(repr=False, compare=False)
    plan: "Plan" = field(repr=False, compare=False)

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
