"""Settings are typed; a file that is not understood is kept and told."""

import json
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector_app.domain.errors import InputError
from inspector_app.system.settings import (
    _CHECKS,
    Settings,
    changed,
    load_settings,
    save_settings,
    with_recent,
)
from inspector_app.system.wording import LANGUAGES, Wording


@pytest.fixture
def path(tmp_path):
    return tmp_path / "config" / "settings.json"


def test_every_setting_has_a_check_and_a_default_that_passes():
    assert set(_CHECKS) == {field.name for field in fields(Settings)}
    assert all(check(getattr(Settings(), name)) for name, check in _CHECKS.items())


def test_without_a_file_the_defaults_hold(path):
    loaded = load_settings(path)
    assert loaded.settings == Settings()
    assert loaded.problem is None
    assert not path.exists()


def test_what_is_saved_comes_back(path):
    chosen = Settings(
        language="en",
        theme="high_contrast",
        idle_minutes=3,
        keyring_missions=("m1", "m2"),
        recent_missions=("/示例/某县.mission", "C:\\任务\\x.mission"),
        backup_folder="/backup",
    )
    save_settings(path, chosen)
    loaded = load_settings(path)
    assert loaded.settings == chosen
    assert loaded.problem is None
    assert [file.name for file in path.parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"language": "en"']
)
def test_a_damaged_file_is_kept_aside_and_told(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    loaded = load_settings(path)
    assert loaded.settings == Settings()
    assert loaded.problem.code == "system.settings_damaged"
    kept = path.parent / loaded.problem.params["kept"]
    assert kept.read_bytes() == content
    for language in LANGUAGES:
        assert kept.name in Wording(language).error(loaded.problem)
    save_settings(path, loaded.settings)
    assert kept.read_bytes() == content
    path.write_bytes(b"broken again")
    assert load_settings(path).problem.params["kept"] != kept.name


def test_unknown_names_are_an_error_and_the_rest_is_kept(path):
    path.parent.mkdir()
    path.write_text(json.dumps({"language": "en", "colour": "red"}), "utf-8")
    loaded = load_settings(path)
    assert loaded.settings == Settings(language="en")
    assert loaded.problem.code == "system.settings_unknown"
    assert loaded.problem.params["names"] == "colour"
    assert (path.parent / loaded.problem.params["kept"]).read_bytes() == path.read_bytes()


BAD = [
    ("language", "fr"),
    ("language", None),
    ("language", []),
    ("theme", "pink"),
    ("theme", {}),
    ("idle_minutes", 0),
    ("idle_minutes", 121),
    ("idle_minutes", True),
    ("idle_minutes", "5"),
    ("idle_minutes", 5.5),
    ("recent_missions", "x"),
    ("recent_missions", [1]),
    ("recent_missions", [""]),
    ("recent_missions", ["x"] * 11),
    ("keyring_missions", {"a": 1}),
    ("backup_folder", None),
]


@pytest.mark.parametrize(("name", "value"), BAD)
def test_impossible_values_are_refused_one_by_one(path, name, value):
    with pytest.raises(InputError) as caught:
        changed(Settings(), name, value)
    assert str(caught.value) == f"system.bad_setting(name='{name}')"
    path.parent.mkdir()
    path.write_text(json.dumps({name: value, "theme" if name != "theme" else "language": "en"}))
    loaded = load_settings(path)
    assert getattr(loaded.settings, name) == getattr(Settings(), name)
    assert name in loaded.problem.params["names"]


def test_values_are_changed_by_name():
    assert changed(Settings(), "idle_minutes", 30).idle_minutes == 30
    assert changed(Settings(), "keyring_missions", ["m"]).keyring_missions == ("m",)
    with pytest.raises(InputError):
        changed(Settings(), "no_such_setting", 1)


def test_a_programs_mistake_is_not_saved(path):
    with pytest.raises(ValueError, match="impossible"):
        save_settings(path, Settings(theme="pink"))
    assert not path.exists()


def test_the_latest_mission_comes_first_and_ten_are_kept():
    found = Settings()
    for number in range(12):
        found = with_recent(found, Path(f"/m/{number}"))
    found = with_recent(found, Path("/m/5"))
    assert [Path(text).name for text in found.recent_missions][:3] == ["5", "11", "10"]
    assert len(found.recent_missions) == 10


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)


@settings(deadline=None, max_examples=60)
@given(st.dictionaries(st.sampled_from(sorted(_CHECKS)) | st.text(max_size=5), VALUES))
def test_any_json_gives_usable_settings(tmp_path_factory, tree):
    path = tmp_path_factory.mktemp("settings") / "settings.json"
    path.write_text(json.dumps(tree), "utf-8")
    loaded = load_settings(path)
    save_settings(path, loaded.settings)
    assert load_settings(path).settings == loaded.settings
    assert load_settings(path).problem is None
