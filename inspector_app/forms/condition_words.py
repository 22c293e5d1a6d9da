"""Conditions in words for people: "if question 3 is answered “yes”"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from inspector_app.forms.lint_answers import CATEGORY, offered
from inspector_app.forms.lint_conditions import resolved, tree
from inspector_app.forms.model import Form, Node
from inspector_app.forms.xpath.syntax import Call, Chain, Expression, Negative, Number, Path, Text
from inspector_app.system.wording import Wording

_COMPARED = {"=": "is", "!=": "is_not", "<": "below", "<=": "at_most", ">": "above",
             ">=": "at_least"}  # fmt: skip
_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
_NEGATED = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_LONGEST = 80
_CATEGORY_LABEL = "records.talk.fields.category"


@dataclass(frozen=True, slots=True)
class ConditionWords:
    """Words conditions of a form; ``numbers`` are the printed numbers of its questions by path."""

    form: Form
    wording: Wording
    language: str
    numbers: Mapping[str, str]

    def of(self, source: str, context: str) -> str:
        """Return a condition of the node at *context* in words, "" for one always met.

        What has no words of its own is quoted as it stands.
        """
        expression = tree(source)
        if expression is not None and self._is_always(expression, context):
            return ""
        said = None if expression is None else self._said(expression, context, wanted=True)
        return said if said is not None else self._words("formula", formula=_short(source))

    def _is_always(self, expression: Expression, context: str) -> bool:
        match expression:
            case Call("true", ()):
                return True
            case Call("selected", (Text(values), value)):
                path = self._path(value, context)
                node = self.form.node(path) if path else None
                if node is None or node.attributes.get("from") != CATEGORY:
                    return False  # a question may be left open
                return (offered(self.form, node) or frozenset()) <= set(values.split())
        return False

    def _words(self, key: str, **params: str | int) -> str:
        return self.wording.text(f"forms.printed.{key}", **params)

    def _said(self, expression: Expression, context: str, *, wanted: bool) -> str | None:
        match expression:
            case Chain(first, rest) if rest[0][0] in {"and", "or"}:
                operands = [first, *(operand for _, operand in rest)]
                return self._joined(operands, context, rest[0][0], wanted=wanted)
            case Chain(first, ((operator, second),)) if operator in _COMPARED:
                said = operator if wanted else _NEGATED[operator]
                return self._compared(first, said, second, context)
            case Call("not", (inner,)):
                return self._said(inner, context, wanted=not wanted)
            case Call("selected", (Text(values), value)):
                path = self._path(value, context)
                words = [self._choice(path, each) for each in values.split()] if path else []
                key = "is" if wanted else "is_not"
                joined = self._words("or_choice").join(words)
                return self._about(path, key, joined) if path and words else None
            case Call("selected", (chosen, Text(value))):
                path = self._path(chosen, context)
                key = "has" if wanted else "lacks"
                return self._about(path, key, self._choice(path, value)) if path else None
        return None

    def _joined(
        self, operands: Sequence[Expression], context: str, word: str, *, wanted: bool
    ) -> str | None:
        parts = [self._said(operand, context, wanted=wanted) for operand in operands]
        if None in parts:
            return None
        inner = [
            self._words("bracket", text=part or "") if _is_joined(operand) else part or ""
            for part, operand in zip(parts, operands, strict=True)
        ]
        key = word if wanted else {"and": "or", "or": "and"}[word]
        return self._words(key).join(inner)

    def _compared(
        self, first: Expression, operator: str, second: Expression, context: str
    ) -> str | None:
        if _constant(first) is not None:
            first, second, operator = second, first, _FLIPPED[operator]
        path, value = self._path(first, context), _constant(second)
        if path is None or value is None:
            return None
        if not value:
            return self._about(path, {"=": "empty", "!=": "filled"}.get(operator, "filled"), "")
        return self._about(path, _COMPARED[operator], self._choice(path, value))

    def _about(self, path: str, key: str, value: str) -> str:
        node = self.form.node(path)
        chosen = node.choices is not None and key in {"is", "is_not"}
        said = f"{key}_chosen" if chosen else key
        return self._words(said, question=self.question(node), value=value)

    def question(self, node: Node) -> str:
        """Return how a text names a question: by its number, else by its label or name."""
        number = self.numbers.get(node.path)
        if number:
            return self._words("question", number=number)
        label = node.label.in_language(self.language)
        if node.attributes.get("from") == CATEGORY:
            label = self.wording.text(_CATEGORY_LABEL)
        return self._words("named", name=label or node.name)

    def _choice(self, path: str | None, value: str) -> str:
        node = self.form.node(path) if path else None
        if node is not None and node.attributes.get("from") == CATEGORY:
            key = f"terms.talk_category.{value}"
            return self.wording.text(key) if self.wording.has(key) else value
        if node is None or node.choices is None:
            return value
        listed = node.choices.listed
        if node.choices.items is not None and node.choices.items.instance:
            listed = self.form.choices_in(node.choices.items.instance)
        for choice in listed:
            if choice.value == value:
                return choice.label.in_language(self.language) or value
        return value

    def _path(self, expression: Expression, context: str) -> str | None:
        if not isinstance(expression, Path):
            return None
        return resolved(expression, context, self.form)


def _is_joined(expression: Expression) -> bool:
    return isinstance(expression, Chain) and expression.rest[0][0] in {"and", "or"}


def _constant(expression: Expression) -> str | None:
    match expression:
        case Text(value):
            return value
        case Number(value):
            return f"{value:g}"
        case Negative(Number(value)):
            return f"{-value:g}"
    return None


def _short(source: str) -> str:
    text = " ".join(source.split())
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
