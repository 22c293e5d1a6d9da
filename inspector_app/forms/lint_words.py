"""Texts of a form: what is not translated, what is the same in two languages."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from inspector_app.forms.lint_findings import LintFinding, error, warning
from inspector_app.forms.model import Form, Node, Words

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_LETTERS = re.compile(r"[^\W\d_]")
_UNTRANSLATED = "-"  # what pyxform writes where a language says nothing
#: A text of fewer letters may be a name or an abbreviation that every language shares.
_ANY_LANGUAGE = 12


def texts(node: Node) -> Mapping[str, Words]:
    """Return the texts of a node by the column they stand in."""
    return {
        "label": node.label,
        "hint": node.hint,
        "guidance_hint": node.guidance,
        "constraint_message": node.constraint_message,
        "required_message": node.required_message,
    }


def translations(form: Form) -> Iterator[LintFinding]:
    """Give languages under two names, texts not translated, texts the same in two languages."""
    shorter = Counter(_bare(language) for language in form.languages)
    for language in form.languages:
        if shorter[_bare(language)] > 1:
            yield error("language_twice", form.root.path, language=language)
    if len(form.languages) < 2:
        return
    for node in form.nodes:
        for column, words in texts(node).items():
            yield from untranslated(words, node.path, column, form.languages)


def choices(form: Form) -> Iterator[LintFinding]:
    """Give what is wrong with the choices of an XForm, which has no sheets to look at."""
    seen: set[tuple[str, ...]] = set()
    for node in form.nodes:
        offered = () if node.choices is None else node.choices.listed
        if node.choices is not None and node.choices.items is not None:
            offered = form.choices_in(node.choices.items.instance)
        values = tuple(choice.value for choice in offered)
        if not values or values in seen:
            continue
        seen.add(values)
        for value, times in Counter(values).items():
            if " " in value:
                yield error("choice_space", node.path, "choices", value=value)
            if times > 1:
                name = node.name
                yield warning("choice_twice", node.path, "choices", value=value, what=name)
        for choice in offered if len(form.languages) > 1 else ():
            yield from untranslated(choice.label, node.path, "label", form.languages)


def untranslated(
    words: Words, path: str, column: str, languages: tuple[str, ...]
) -> Iterator[LintFinding]:
    """Give in which languages a text is missing, or the same as in another one."""
    said = {language: words.in_language(language) for language in languages}
    full = {
        language: text
        for language, text in said.items()
        if text.strip(" ") not in {"", _UNTRANSLATED} or any(words.outputs())
    }
    if not full:
        return
    for language in languages:
        if language not in full:
            yield warning("not_translated", path, column, language, language=language, what=column)
    seen: dict[str, str] = {}
    for language, text in full.items():
        letters = len(_LETTERS.findall(text))
        if text in seen and (_HAN.search(text) or letters > _ANY_LANGUAGE):
            yield warning(
                "same_translation",
                path, column, language, language=language, other=seen[text], what=column,
            )  # fmt: skip
        seen.setdefault(text, language)


def _bare(language: str) -> str:
    """Return what two spellings of a language have in common: its code, else its letters."""
    code = re.search(r"\(([A-Za-z-]+)\)", language)
    return code[1].lower() if code else "".join(language.split()).lower()
