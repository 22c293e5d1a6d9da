"""A device is one place on one computer; every copy is another."""

import itertools
import json
import shutil

import pytest

from inspector_app.domain.errors import KnownError
from inspector_app.system.device_token import device_for, note_last_entry, renew_device


class Computer:
    """A computer with its own data folder and its own new ids."""

    def __init__(self, root, name):
        self.tokens = root / name / "devices"
        self.number = itertools.count(1)
        self.options = {
            "tokens": self.tokens,
            "new_id": lambda: f"{name}-{next(self.number)}",
        }

    def device(self, folder, mission="m"):
        return device_for(mission, folder, **self.options)


@pytest.fixture
def here(tmp_path):
    return Computer(tmp_path, "here")


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "示例.mission"
    path.mkdir()
    return path


def test_a_device_is_new_once(here, folder):
    first = here.device(folder)
    assert (first.device_id, first.is_new) == ("here-1", True)
    again = here.device(folder)
    assert (again.device_id, again.is_new) == ("here-1", False)


def test_the_same_folder_by_another_spelling_is_the_same_device(here, folder):
    first = here.device(folder)
    assert here.device(folder.parent / "x" / ".." / folder.name).device_id == first.device_id


def test_a_copy_is_a_new_device_wherever_it_is(tmp_path, here, folder):
    first = here.device(folder)
    copy = tmp_path / "copy.mission"
    shutil.copytree(folder, copy)
    assert here.device(copy).device_id != first.device_id
    assert Computer(tmp_path, "there").device(folder).device_id == "there-1"


def test_another_mission_at_the_same_place_is_a_new_device(here, folder):
    assert here.device(folder, "m").device_id != here.device(folder, "other").device_id


def test_a_restored_folder_gets_a_new_device(here, folder):
    first = here.device(folder)
    renewed = renew_device("m", folder, **here.options)
    assert renewed.is_new
    assert renewed.device_id != first.device_id
    assert here.device(folder).device_id == renewed.device_id


def test_the_last_entry_shows_that_a_folder_was_put_back(here, folder):
    binding = here.device(folder)
    note_last_entry("m", folder, binding, tokens=here.tokens, seq=41, entry="ab" * 32)
    again = here.device(folder)
    assert again.device_id == binding.device_id
    assert (again.last_seq, again.last_hash) == (41, "ab" * 32)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"null",
        b"[" * 4096,
        b'{"device": 5, "seq": 1, "entry": ""}',
        b'{"device": "", "seq": 1, "entry": ""}',
        b'{"device": "x", "seq": "1", "entry": ""}',
        b'{"device": "x", "seq": 1}',
    ],
)
def test_a_damaged_token_is_no_token(here, folder, content):
    here.device(folder)
    (token,) = here.tokens.iterdir()
    token.write_bytes(content)
    fresh = here.device(folder)
    assert (fresh.device_id, fresh.is_new) == ("here-2", True)


def test_the_token_says_nothing_about_the_folder(here, folder):
    here.device(folder)
    (token,) = here.tokens.iterdir()
    assert "示例" not in token.name + token.read_text("utf-8")
    assert set(json.loads(token.read_text("utf-8"))) == {"device", "entry", "seq"}


def test_a_token_that_cannot_be_kept_is_told(here, folder):
    here.tokens.parent.mkdir()
    here.tokens.write_bytes(b"in the way")
    with pytest.raises(KnownError):
        here.device(folder)
