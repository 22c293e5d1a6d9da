"""What deliveries, receiving, work packages and conflicts can say is worded, in both languages."""

import ast
import string
import tomllib

import pytest

from inspector_app.system.resources import resources
from inspector_app.system.wording import LANGUAGES

MODULES = (
    "certification",
    "conflicts",
    "delivery",
    "delivery_checks",
    "delivery_contents",
    "hq",
    "packages",
    "receipts",
    "receiving",
    "register",
    "work_checks",
    "work_packages",
)
AREAS = ("hq", "package", "delivery", "receipt", "work", "conflict")


def calls():
    """Yield (name of what is called, its first text, names of its keywords)."""
    for module in MODULES:
        path = resources().parent / "inspector_app" / "services" / f"{module}.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
                names = {keyword.arg for keyword in node.keywords if keyword.arg}
                if len(node.args) > 1 and isinstance(node.args[1], ast.Dict):
                    names |= {key.value for key in node.args[1].keys if key is not None}
                yield name, first.value, names - {"page", "cause"}


def needed():
    """Return each key that the code asks for, with the values it hands over."""
    keys: dict[str, set[str]] = {}
    for name, text, values in calls():
        if name.endswith("Error") and text.partition(".")[0] in AREAS:
            keys.setdefault(f"errors.{text}", set()).update(values)
        elif name in {"Note", "_FaultError", "_faulty"}:
            keys.setdefault(f"hq.notes.{text}", set()).update(values)
        elif name == "_block":  # worded as a missing thing and as a refusal
            for key in (f"missing.delivery_{text}", f"errors.delivery.{text}"):
                keys.setdefault(key, set()).update(values)
    for key in ("missing.delivery_evidence_absent", "errors.delivery.evidence_absent"):
        keys[key] = {"number", "title"}
    for key in ("missing.delivery_conflicts", "errors.delivery.conflicts"):
        keys[key] = {"count"}
    return keys


def worded(language):
    tree = tomllib.loads((resources() / "wording" / language / "hq.toml").read_text("utf-8"))

    def flat(branch, prefix):
        for key, value in branch.items():
            if isinstance(value, dict):
                yield from flat(value, f"{prefix}{key}.")
            else:
                yield f"{prefix}{key}", value

    return dict(flat(tree, ""))


def blanks(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_exactly_what_can_be_said_is_worded(language):
    said = {key for key in worded(language) if key.startswith(("errors.", "missing.", "hq.notes."))}
    assert said == set(needed())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_use_only_values_that_are_given(language):
    texts = worded(language)
    for key, values in needed().items():
        assert blanks(texts[key]) <= values, key


def test_both_languages_have_the_same_words_with_the_same_blanks():
    chinese, english = map(worded, LANGUAGES)
    assert chinese.keys() == english.keys()
    for key, text in chinese.items():
        assert blanks(text) == blanks(english[key]), key
