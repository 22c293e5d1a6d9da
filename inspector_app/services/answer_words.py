"""Answers and questions in words: choices by their labels, moments as people write them."""

from collections.abc import Sequence

from inspector_app.domain.errors import InputError
from inspector_app.forms.model import Choice, Form, Node
from inspector_app.forms.sitting import Sitting

BETWEEN = "、"
_MOMENT = 16


def question_words(sitting: Sitting, path: str) -> str:
    """Return what is asked at *path* (without positions), in the sitting's language."""
    try:
        return sitting.label(path) or sitting.form.node(path).name
    except (InputError, KeyError):  # in a repeat that has no instance yet
        form = sitting.form
        label = form.node(path).label
        return label.in_some_language(sitting.language, form.languages[0]) or form.node(path).name


def choices_of(form: Form, path: str) -> tuple[Choice, ...]:
    """Return the choices that are listed for a question, whatever may be filtered."""
    choices = form.node(path).choices
    return choices.listed if choices is not None else ()


def answer_words(form: Form, path: str, value: str, language: str) -> str:
    """Return an answer in words; *language* is one of the form's."""
    node = form.nodes[form.by_path[path]] if path in form.by_path else None
    if node is None or not value:
        return value
    if node.type == "dateTime" and len(value) >= _MOMENT:
        return value[:_MOMENT].replace("T", " ")
    if node.choices is None:
        return value
    return BETWEEN.join(_choice_words(form, node, value, language))


def _choice_words(form: Form, node: Node, value: str, language: str) -> Sequence[str]:
    known = {
        choice.value: choice.label.in_some_language(language, form.languages[0])
        for choice in choices_of(form, node.path)
    }
    chosen = [value] if value in known else value.split()
    return [known.get(one) or one for one in chosen]
