"""Parse an expression into its tree: recursive descent over the grammar of XPath 1.0."""

from dataclasses import dataclass
from functools import lru_cache

from inspector_app.forms.xpath.errors import XPathError
from inspector_app.forms.xpath.syntax import (
    Call,
    Chain,
    Expression,
    Negative,
    Number,
    Path,
    Step,
    Text,
)
from inspector_app.forms.xpath.tokens import Token, TokenKind, tokens

#: A level takes some six frames of Python's thousand.
_MAX_DEPTH = 100
_PRECEDENCE = {
    "or": 0,
    "and": 1,
    "=": 2, "!=": 2,
    "<": 3, "<=": 3, ">": 3, ">=": 3,
    "+": 4, "-": 4,
    "*op": 5, "div": 5, "mod": 5,
}  # fmt: skip
_AXES = frozenset({"child", "parent", "self", "attribute"})
#: Node tests that look like calls, and axes of XPath that forms do not have.
_NODE_TESTS = frozenset({"node", "text", "comment", "processing-instruction"})


def parse(expression: str) -> Expression:
    """Return the tree of *expression*.

    Raises ``XPathError``: ``empty``, ``unexpected`` with what stands where nothing of the
    kind may, ``unfinished``, ``too_deep``, ``too_long``, ``unsupported``.
    """
    found = tokens(expression)
    if len(found) == 1:
        raise XPathError("empty")
    parser = _Parser(found)
    tree = parser.expression()
    if parser.here.kind is not TokenKind.END:
        raise XPathError("unexpected", parser.here.value)
    return tree


@lru_cache(maxsize=20_000)
def _plain_path(text: str) -> Path:
    """Return a path of names; forms name the same nodes over and over."""
    names = text.split("/")
    steps = tuple(
        Step("parent", "*") if name == ".." else Step("child", name) for name in names if name
    )
    return Path(absolute=names[0] == "", start=None, steps=steps)


@dataclass(slots=True)
class _Parser:
    tokens: list[Token]
    position: int = 0
    depth: int = 0

    @property
    def here(self) -> Token:
        return self.tokens[self.position]

    def at(self, *values: str) -> bool:
        """Say whether an operator among *values* stands here."""
        here = self.tokens[self.position]
        return here.kind is TokenKind.OPERATOR and here.value in values

    def take(self) -> Token:
        token = self.here
        if token.kind is TokenKind.END:
            raise XPathError("unfinished")
        self.position += 1
        return token

    def expect(self, value: str) -> None:
        if not self.at(value):
            if self.here.kind is TokenKind.END:
                raise XPathError("unfinished", value)
            raise XPathError("unexpected", self.here.value)
        self.position += 1

    def expression(self) -> Expression:
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise XPathError("too_deep")
        tree = self._operators(self._unary(), 0)
        self.depth -= 1
        return tree

    def _operators(self, first: Expression, level: int) -> Expression:
        """Parse operators of *level* and tighter behind *first* (precedence climbing)."""
        while (found := self._level_here()) >= level:
            rest: list[tuple[str, Expression]] = []
            while self._level_here() == found:
                operator = self.take().value
                operand = self._unary()
                if self._level_here() > found:
                    operand = self._operators(operand, found + 1)
                rest.append((operator, operand))
            first = Chain(first, tuple(rest))
        return first

    def _level_here(self) -> int:
        here = self.tokens[self.position]
        return _PRECEDENCE.get(here.value, -1) if here.kind is TokenKind.OPERATOR else -1

    def _unary(self) -> Expression:
        signs = 0
        while self.at("-"):
            self.take()
            signs += 1
        operand = self._primary()
        if self.at("|"):
            raise XPathError("unsupported", "|")
        if not signs:
            return operand
        # two signs still make a number of it; more than two change nothing
        return Negative(operand) if signs % 2 else Negative(Negative(operand))

    def _primary(self) -> Expression:
        token = self.here
        if token.kind is TokenKind.PATH:
            return _plain_path(self.take().value)
        if token.kind is TokenKind.TEXT:
            return Text(self.take().value)
        if token.kind is TokenKind.NUMBER:
            return Number(float(self.take().value))
        if self.at("("):
            self.take()
            inner = self.expression()
            self.expect(")")
            return inner
        if token.kind is TokenKind.NAME and self._next_is("(") and token.value not in _NODE_TESTS:
            return self._call()
        return self._path(None)

    def _next_is(self, value: str) -> bool:
        following = self.tokens[self.position + 1]
        return following.kind is TokenKind.OPERATOR and following.value == value

    def _call(self) -> Expression:
        name = self.take().value
        self.expect("(")
        arguments: list[Expression] = []
        while not self.at(")"):
            if arguments:
                self.expect(",")
            arguments.append(self.expression())
        self.take()
        call = Call(name, tuple(arguments))
        return self._path(call) if self.at("/", "//") else call

    def _path(self, start: Call | None) -> Path:
        absolute = start is None and self.at("/", "//")
        steps: list[Step] = []
        if absolute or start is not None:
            self._slash()
            if absolute and not self._at_step():
                return Path(absolute=True, start=None, steps=())
        steps.append(self._step())
        while self.at("/", "//"):
            self._slash()
            steps.append(self._step())
        return Path(absolute, start, tuple(steps))

    def _slash(self) -> None:
        if self.take().value == "//":
            raise XPathError("unsupported", "//")

    def _at_step(self) -> bool:
        return self.here.kind is TokenKind.NAME or self.at(".", "..", "@")

    def _step(self) -> Step:
        if self.at("."):
            self.take()
            return Step("self", "*")
        if self.at(".."):
            self.take()
            return Step("parent", "*")
        axis = "child"
        if self.at("@"):
            self.take()
            axis = "attribute"
        elif self.here.kind is TokenKind.NAME and self._next_is("::"):
            axis = self.take().value
            self.take()
        if axis not in _AXES:
            raise XPathError("unsupported", axis)
        if self.here.kind is not TokenKind.NAME:
            raise XPathError(
                "unfinished" if self.here.kind is TokenKind.END else "unexpected", self.here.value
            )
        name = self.take().value
        if self.at("("):
            raise XPathError("unsupported", f"{name}()")
        return Step(axis, name, self._predicates())

    def _predicates(self) -> tuple[Expression, ...]:
        predicates: list[Expression] = []
        while self.at("["):
            self.take()
            predicates.append(self.expression())
            self.expect("]")
        return tuple(predicates)
