"""Every record type, field and code that is declared is worded in both languages, and no other."""

import enum
import importlib
import pkgutil
import re
import string

import pytest

import inspector_app.domain
from inspector_app.domain.missing import Severity
from inspector_app.domain.record_type import Audience, Kind, Merge
from inspector_app.domain.records import HQ_TYPES, MISSION_TYPES
from inspector_app.domain.rights import Action
from inspector_app.domain.source_protection import HitKind
from inspector_app.services.mission import VOCABULARY
from inspector_app.system.wording import LANGUAGES, Wording, _load

#: Codes that no user sees as words, or that the window words by itself.
INTERNAL = {Kind, Merge, Action, Severity, HitKind}
TYPES = {**HQ_TYPES, **MISSION_TYPES}


def enums():
    """Return every set of codes of the domain by the name it is worded under."""
    found = {}
    for module in pkgutil.iter_modules(inspector_app.domain.__path__):
        for item in vars(importlib.import_module(f"inspector_app.domain.{module.name}")).values():
            codes = isinstance(item, type) and issubclass(item, enum.StrEnum)
            if codes and item is not enum.StrEnum and item not in INTERNAL:
                found[re.sub(r"(?<=[a-z])(?=[A-Z])", "_", item.__name__).lower()] = item
    return found


def declared():
    """Return every key of the wording that the declarations ask for."""
    keys = {f"records.{name}.label" for name in TYPES}
    keys |= {
        f"records.{name}.fields.{field.name}" for name, one in TYPES.items() for field in one.fields
    }
    return keys | {
        f"terms.{name}.{code.value}" for name, codes in enums().items() for code in codes
    }


def test_the_search_finds_the_codes():
    found = enums()
    assert found["audience"] is Audience
    assert {"talk_state", "operation", "phase", "answer_kind"} <= set(found)
    assert len(declared()) > 400


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_type_field_and_code_is_worded_and_no_other(language):
    words = _load(language)
    worded = {key for key in words if key.startswith("records.")}
    worded |= {
        key for key in words if key.split(".")[0] == "terms" and key.split(".")[1] in enums()
    }
    assert worded == declared()


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_are_short_and_differ_within_a_record(language):
    wording = Wording(language, {name: name for name in VOCABULARY})
    for name, one in TYPES.items():
        labels = [wording.text(f"records.{name}.fields.{field.name}") for field in one.fields]
        assert len(set(labels)) == len(labels), name
        assert all(label == label.strip() and 0 < len(label) <= 40 for label in labels)
    for name, codes in enums().items():
        words = [wording.text(f"terms.{name}.{code.value}") for code in codes]
        assert len(set(words)) == len(words), name


def test_words_that_differ_between_places_are_blanks():
    for key in declared():
        text = _load("zh_CN")[key]
        assert {name for _, name, _, _ in string.Formatter().parse(text) if name} <= set(VOCABULARY)
        if "巡视" in text or "巡察" in text:
            assert "巡视巡察" in text, key  # both of them, where it is not a mission's own
