"""What keys, databases, evidence, backups and the machine can say is worded, with its blanks."""

import ast
import string
import tomllib

import pytest

from inspector_app.store import driver
from inspector_app.system import safe_files
from inspector_app.system.resources import resources
from inspector_app.system.wording import LANGUAGES

MODULES = {
    "store": [
        *("backup", "blobs", "certificates", "driver", "identity"),
        *("key_file", "key_slots", "keys", "recovery_code", "secret_bytes"),
    ],
    "system": [
        *("clock", "crash", "device_token", "folder_lock", "hardening"),
        *("keyring_slot", "paths", "safe_files", "settings", "space"),
    ],
}
#: Codes that are put together: by the kind of a slot.
BY_SLOT = {
    f"store.{word}"
    for kind in ("passphrase", "recovery", "keyring")
    for word in (f"wrong_{kind}", f"no_{kind}_slot")
}
PLACE = frozenset({"file", "folder"})


def calls():
    """Yield (code, names of parameters or None if not spelled out) of every error made."""
    for room, modules in MODULES.items():
        for module in modules:
            path = resources().parent / "inspector_app" / room / f"{module}.py"
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if not isinstance(node, ast.Call) or not node.args:
                    continue
                name = getattr(node.func, "id", "")
                first = node.args[0]
                known = name.endswith("Error") and isinstance(first, ast.Constant)
                if known and isinstance(first.value, str) and "." in first.value:
                    names = {keyword.arg for keyword in node.keywords}
                    yield first.value, None if None in names else frozenset(names)


RAISED = {
    *calls(),
    *((code, PLACE) for code in safe_files._CODES.values()),
    ("system.file_failed", PLACE),
    *((code, frozenset({"file"})) for code in driver._KNOWN.values()),
    *((code, frozenset({"name"} if code.startswith("store.no_") else ())) for code in BY_SLOT),
}


def worded(language):
    found = {}
    for name in ("store_keys", "system"):
        tree = tomllib.loads(
            (resources() / "wording" / language / f"{name}.toml").read_text("utf-8")
        )
        for area, texts in tree["errors"].items():
            found |= {f"{area}.{key}": text for key, text in texts.items()}
    return found


def blanks(text):
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


def test_the_search_finds_what_there_is():
    codes = {code for code, _ in RAISED}
    assert {"store.keys_damaged", "store.in_use", "system.keyring_silent"} <= codes
    assert len(codes) > 60


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_is_worded_and_fills_its_blanks(language):
    texts = worded(language)
    for code, names in sorted(RAISED, key=str):
        assert code in texts, code
        if names is not None:
            assert blanks(texts[code]) <= names, code


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_wording_is_left_without_an_error(language):
    assert set(worded(language)) - {code for code, _ in RAISED} == set()


def test_both_languages_say_the_same():
    one, other = (worded(language) for language in LANGUAGES)
    assert {code: blanks(text) for code, text in one.items()} == {
        code: blanks(text) for code, text in other.items()
    }
