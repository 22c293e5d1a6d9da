"""Who unlocks: passphrases from files and prompts, users, the keyring; folders that are none."""

import getpass
import io
import sys

import pytest

from inspector_app.services.program import Program
from inspector_app.services.session import open_mission
from inspector_app.store.keys import list_users
from inspector_app.system import keyring_slot
from inspector_app.system.folder_lock import lock_folder
from inspector_app.system.settings import load_settings
from tests.mission_fixture import PASSPHRASE


class Terminal(io.StringIO):
    """A terminal at which nobody types; what is asked goes through ``getpass``."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def typed(monkeypatch):
    """What somebody types at the prompts, in order; gives what was asked."""
    asked: list[str] = []

    def type_(*answers: str) -> list[str]:
        waiting = list(answers)

        def ask(prompt: str) -> str:
            asked.append(prompt)
            if not waiting:
                raise EOFError
            return waiting.pop(0)

        monkeypatch.setattr(sys, "stdin", Terminal())
        monkeypatch.setattr(getpass, "getpass", ask)
        return asked

    return type_


def test_the_passphrase_is_asked_for_by_name(young, typed):
    asked = typed(PASSPHRASE)
    assert young("mission", "info", young.mission).code == 0
    assert asked == ["郁澄 的口令："]


def test_a_new_passphrase_is_asked_for_twice(young, typed):
    arguments = ["hq", "new", young.place / "新", "--name", "示例市委巡察办", "--officer", "佴𫖯"]
    asked = typed("一二三四五六七八九十甲", "一二三四五六七八九十乙")
    answer = young(*arguments)
    assert answer.code == 1
    assert len(asked) == 2
    assert "两次输入的口令不一样" in answer.err
    assert not (young.place / "新.hq").exists()
    typed("一二三四五六七八九十甲", "一二三四五六七八九十甲")
    assert young(*arguments).code == 0


def test_without_a_terminal_it_is_said_how_to_give_one(young, monkeypatch):
    for stdin in (io.StringIO("geheim\n"), None):
        monkeypatch.setattr(sys, "stdin", stdin)
        answer = young("mission", "info", young.mission, "--json")
        assert answer.code == 1
        assert answer.json["error"] == "cli.no_passphrase"
        assert "--passphrase-file" in answer.err


def test_closing_the_prompt_is_a_no(young, typed):
    typed()
    answer = young("mission", "info", young.mission)
    assert answer.code == 1
    assert "没有口令" in answer.err


SPELLINGS = {
    "only line": PASSPHRASE,
    "only line with its name": f"郁澄: {PASSPHRASE}",
    "name and full-width colon": f"骆珩：x-x\n郁澄：{PASSPHRASE}\n",
    "remarks and blank lines": f"# 示例\n\n 郁澄 : {PASSPHRASE} \n",
    "byte-order mark": f"\ufeff{PASSPHRASE}\n",
    "Windows line ends": f"郁澄: {PASSPHRASE}\r\n骆珩: x\r\n",
}


@pytest.mark.parametrize("name", SPELLINGS)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_files_of_passphrases_may_be_written_as_people_write(young, name, encoding):
    text = SPELLINGS[name]
    if "mark" in name and encoding != "utf-8":
        text, encoding = text.lstrip("\ufeff"), "utf-16"
    file = young.file("p.txt", text.encode(encoding))
    assert young("mission", "info", young.mission, "--passphrase-file", file).code == 0


WRONG_FILES = {
    "wrong": (b"falsch-falsch", "store.wrong_passphrase"),
    "nobody of that name": ("骆珩: x\n阚玥: y".encode(), "cli.no_passphrase_in_file"),
    "only remarks": (b"# a\n# b", "cli.no_passphrase_in_file"),
    "empty": (b"", "cli.no_passphrase_in_file"),
    "no text": (b"\x00\x01\x02\xff" * 9, "intake.not_text"),
    "huge": (b"a" * (1024 * 1024 + 1), "intake.too_large"),
}


@pytest.mark.parametrize("name", WRONG_FILES)
def test_files_without_the_passphrase_are_refused(young, name):
    content, code = WRONG_FILES[name]
    file = young.file("p.txt", content)
    answer = young("mission", "info", young.mission, "--passphrase-file", file, "--json")
    assert (answer.code, answer.json["error"]) == (1, code)


def test_a_missing_file_or_a_folder_is_no_passphrase_file(young):
    for path, code in (
        (young.place / "nirgends", "intake.missing"),
        (young.place, "intake.not_a_file"),
    ):
        answer = young("mission", "info", young.mission, "--passphrase-file", path, "--json")
        assert (answer.code, answer.json["error"]) == (1, code)


def test_users_are_chosen_by_name(young):
    answer = young.opened("mission", "info", young.mission, "--user", "骆珩", "--json")
    assert answer.code == 0
    answer = young.opened("mission", "info", young.mission, "--user", "无此人", "--json")
    assert answer.json["error"] == "cli.unknown_user"
    assert "郁澄、骆珩、阚玥" in answer.err


def test_folders_that_are_none_are_told_apart(desk):
    empty = desk.place / "空"
    empty.mkdir()
    half = desk.place / "半.mission"
    half.mkdir()
    (half / "mission.db").write_bytes(b"x")
    for folder, code in (
        (desk.place / "nirgends", "cli.no_such_folder"),
        (desk.passphrases, "cli.no_such_folder"),
        (empty, "cli.not_a_folder_of_ours"),
        (half, "store.file_missing"),
        (desk.hq, "mission.not_a_mission"),
    ):
        user = () if folder != desk.hq else ("--user", "佴𫖯")
        answer = desk.opened("mission", "info", folder, *user, "--json")
        assert (answer.code, answer.json["error"]) == (1, code)
    answer = desk.opened("hq", "card", desk.mission, "--json")
    assert (answer.code, answer.json["error"]) == (1, "hq.not_headquarters")


@pytest.mark.parametrize("command", [("info",), ("verify",)])
def test_a_folder_in_use_is_left_alone(young, command):
    with lock_folder(young.mission, program="window", clock=young.surroundings.clock):
        answer = young.opened("mission", *command, young.mission, "--json")
        assert (answer.code, answer.json["error"]) == (1, "store.in_use")
        assert "window" in answer.err
    assert young.opened("mission", *command, young.mission).code == 0


def test_this_computers_key_opens_where_it_was_kept(young, monkeypatch, memory_keyring):
    answer = young("mission", "info", young.mission, "--keyring", "--json")
    assert (answer.code, answer.json["error"]) == (1, "system.keyring_absent")
    kind = type(memory_keyring)
    name = f"{kind.__module__}.{kind.__qualname__}"
    monkeypatch.setattr(keyring_slot, "TRUSTED", frozenset({name}))
    monkeypatch.setattr(keyring_slot.keyring.backend, "get_all_keyring", lambda: [memory_keyring])
    answer = young("mission", "info", young.mission, "--keyring", "--json")
    assert (answer.code, answer.json["error"]) == (1, "store.no_keyring_slot")
    leader = list_users(young.mission)[0].user_id
    sitting = open_mission(young.surroundings, young.mission, user=leader, passphrase=PASSPHRASE)
    Program(young.surroundings).trust_this_computer(sitting)
    sitting.end()
    assert load_settings(young.surroundings.folders.settings_file).settings.keyring_missions
    assert young("mission", "info", young.mission, "--keyring").code == 0
    assert young("mission", "info", young.mission, "--keyring", "--user", "骆珩").code == 1
