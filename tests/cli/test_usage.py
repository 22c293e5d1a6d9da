"""Wrong usage: exit code 2, the usage, and what is wrong in the user's language."""

import argparse
import re

import pytest

from inspector_app.cli.console import Console
from inspector_app.cli.main import LANGUAGE_VARIABLE, _leaves, build_parser, language_of
from inspector_app.cli.parser import complaint
from inspector_app.services.program import Program
from inspector_app.system.wording import LANGUAGES
from tests.cli.conftest import HAN

WRONG = {
    "no command": ((), "COMMAND"),
    "no such command": (("frobnicate",), "frobnicate"),
    "no such action": (("mission", "frobnicate"), "frobnicate"),
    "no action": (("hq",), "ACTION"),
    "no folder": (("mission", "info"), "folder"),
    "neither out nor open": (("demo",), "--out"),
    "both out and open": (("demo", "--out", "x", "--open"), "--open"),
    "a new mission without anything": (("mission", "new", "x"), "--leader"),
    "a year that is none": (("mission", "new", "x", "--year", "last"), "last"),
    "a kind that is none": (("mission", "new", "x", "--kind", "odd"), "odd"),
    "too much": (("search", "m", "a", "b"), "b"),
    "an option nobody knows": (("search", "m", "a", "--frobnicate"), "--frobnicate"),
    "a limit of nothing": (("search", "m", "a", "--limit", "0"), "'0'"),
    "a limit that is no number": (("search", "m", "a", "--limit", "viele"), "viele"),
    "an option without its value": (("search", "m", "a", "--limit"), "--limit"),
    "rows that are no numbers": (("import", "roster", "m", "f", "--new", "a-b"), "a-b"),
    "a day that is none": (
        ("import", "evidence", "m", "f", "--obtained-on", "2026-02-30"),
        "2026-02-30",
    ),
    "two ways in": (
        ("mission", "info", "m", "--keyring", "--passphrase-file", "p"),
        "--passphrase-file",
    ),
    "a passphrase as argument": (
        ("mission", "info", "m", "--passphrase", "geheim"),
        "--passphrase",
    ),
    "a shortened option": (("mission", "info", "m", "--pass", "p"), "--pass"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", WRONG)
def test_wrong_usage_is_told_and_ends_with_2(young, name, language):
    arguments, mentioned = WRONG[name]
    answer = young(*arguments, language=language)
    assert answer.code == 2
    assert answer.out == ""
    assert "inspector" in answer.err
    assert mentioned in answer.err.splitlines()[-1]
    assert bool(HAN.search(answer.err)) == (language == "zh_CN")


def test_nothing_but_the_words_of_argparse_is_left_untranslated():
    """A new release of Python may complain in new words; then this says so."""
    parser = argparse.ArgumentParser(prog="p", exit_on_error=False, allow_abbrev=False)
    chosen = parser.add_mutually_exclusive_group(required=True)
    chosen.add_argument("--a", choices=["x"])
    chosen.add_argument("--b", type=int)
    seen = []
    for arguments in (["--a", "y"], ["--b", "z"], ["--a"], ["--a", "x", "--b", "1"]):
        with pytest.raises(argparse.ArgumentError) as wrong:
            parser.parse_args(arguments)
        seen.append(complaint(Console("zh_CN"), str(wrong.value)))
    assert all(HAN.search(text) for text in seen)
    assert len({re.sub(r"[^\u4e00-\u9fff]", "", text) for text in seen}) == 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_explains_itself(young, language):
    parser = build_parser(Console(language))
    commands = [leaf.prog.split()[1:] for leaf in _leaves(parser)]
    assert len(commands) == 25
    for command in ([], *commands):
        answer = young(*command, "--help", language=language)
        assert answer.code == 0
        told = answer.out.split("--help")[-1]
        assert HAN.search(told) if language == "zh_CN" else told
        assert not re.search(r"\b(positional arguments|show this help message)\b", answer.out)


def test_every_option_is_explained():
    for leaf in _leaves(build_parser(Console("en"))):
        for action in leaf._actions:
            assert action.help, (leaf.prog, action.dest)


def test_json_and_language_may_stand_before_or_behind(desk):
    before = desk("--json", "search", desk.mission, "采购", "--passphrase-file", desk.passphrases)
    behind = desk.opened("search", desk.mission, "采购", "--json")
    assert before.json == behind.json
    answer = desk("search", desk.mission, "--language", "en")
    assert answer.code == 2
    assert "Missing" in answer.err


def test_the_language_is_as_asked_else_as_set(young):
    folders = young.surroundings.folders
    assert language_of([], folders, {}) == "zh_CN"
    assert language_of([], folders, {LANGUAGE_VARIABLE: "en"}) == "en"
    assert language_of(["--language=zh_CN"], folders, {LANGUAGE_VARIABLE: "en"}) == "zh_CN"
    Program(young.surroundings).set("language", "en")
    assert language_of([], folders, {}) == "en"
    assert language_of([], folders, {LANGUAGE_VARIABLE: "tlh"}) == "en"
    assert language_of(["x", "--language", "zh_CN"], folders, {}) == "zh_CN"
    folders.settings_file.write_bytes(b"{damaged")
    assert language_of([], folders, {}) == "zh_CN"


def test_the_version_is_told(young):
    from inspector_app import __version__

    assert young("--version").out.strip() == f"inspector {__version__}"
