"""The tree of a parsed expression. Chains of operators are flat, so depth is nesting alone."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """A text in quotes."""

    value: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number."""

    value: float


@dataclass(frozen=True, slots=True)
class Negative:
    """Minus an expression."""

    operand: "Expression"


@dataclass(frozen=True, slots=True)
class Chain:
    """Operands of one precedence, evaluated from the left: ``first (operator operand)…``."""

    first: "Expression"
    rest: tuple[tuple[str, "Expression"], ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A function call."""

    name: str
    arguments: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: ``child`` of a name (or ``*``), ``parent``, ``self``, ``attribute``."""

    axis: str
    name: str
    predicates: tuple["Expression", ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """A location path: from the root, from here, or from what ``start`` calls."""

    absolute: bool
    start: Call | None
    steps: tuple[Step, ...]


Expression: TypeAlias = Text | Number | Negative | Chain | Call | Path


def step_text(step: Step) -> str:
    """Return a step as it is written."""
    if step.axis == "self":
        return "."
    if step.axis == "parent":
        return ".."
    return f"@{step.name}" if step.axis == "attribute" else step.name


def path_text(path: Path) -> str:
    """Return a path as it is written, without its predicates."""
    steps = "/".join(map(step_text, path.steps))
    if path.start is not None:
        return f"{path.start.name}()/{steps}"
    return f"/{steps}" if path.absolute else steps
