"""The task runner: what it installs, what it leaves alone, and what it says."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

import dev

ROOT = Path(__file__).resolve().parents[2]
NEEDS = {"libb.so.1": "libb1", "liba.so.2": "liba2", "liba-more.so.2": "liba2"}


@pytest.fixture
def calls(monkeypatch):
    """Record the commands instead of running them; each succeeds."""
    made: list[list[str]] = []

    def record(*command, **_variables):
        made.append([str(word) for word in command])
        return 0

    monkeypatch.setattr(dev, "call", record)
    return made


@pytest.fixture
def house(monkeypatch, tmp_path):
    """A repository of its own, in a folder whose name has a space and Chinese."""
    root = tmp_path / "巡察 项目"
    environment = root / ".venv"
    for name, path in {
        "ROOT": root,
        "VENV": environment,
        "BIN": environment / dev.BIN.name,
        "PYTHON": environment / dev.BIN.name / dev.PYTHON.name,
        "STAMP": environment / "dev.json",
        "RUN_LOCK": root / "requirements.lock",
        "DEV_LOCK": root / "requirements-dev.lock",
        "TRANSLATIONS": root / "i18n",
    }.items():
        monkeypatch.setattr(dev, name, path)
    environment.mkdir(parents=True)
    (root / "i18n").mkdir()
    (root / "requirements.lock").write_text("a==1", encoding="utf-8")
    (root / "requirements-dev.lock").write_text("a==1\nb==2", encoding="utf-8")
    return root


def have(monkeypatch, *programs):
    monkeypatch.setattr(dev.shutil, "which", lambda name: name if name in programs else None)


def test_require_as_root_updates_then_installs_each_package_once(monkeypatch, calls):
    have(monkeypatch, "apt-get")
    monkeypatch.setattr(dev, "apt_prefix", list)
    dev.require(NEEDS)
    update, install = calls
    assert update[:2] == ["apt-get", "update"]
    assert install[:2] == ["apt-get", "install"]
    assert [word for word in install if word.startswith("lib")] == ["liba2", "libb1"]


@pytest.mark.parametrize("sudo", [True, False])
def test_require_without_rights_prints_the_one_line_and_ends(monkeypatch, calls, capsys, sudo):
    have(monkeypatch, "apt-get", *(["sudo"] if sudo else []))
    monkeypatch.setattr(dev, "apt_prefix", lambda: None)
    with pytest.raises(SystemExit) as end:
        dev.require(NEEDS)
    assert end.value.code == 1
    lines = [line for line in capsys.readouterr().out.splitlines() if "apt-get" in line]
    assert len(lines) == 1
    assert lines[0].startswith("sudo " if sudo else "su ")
    assert "apt-get update" in lines[0]
    assert lines[0].endswith("liba2 libb1'")
    assert calls == []


def test_require_without_apt_names_what_is_missing_and_goes_on(monkeypatch, calls, capsys):
    have(monkeypatch)
    dev.require(NEEDS)
    assert "libb.so.1, liba.so.2" in capsys.readouterr().out
    assert calls == []


def test_require_nothing_does_nothing(calls, capsys):
    dev.require({})
    assert capsys.readouterr().out == ""
    assert calls == []


def test_library_that_does_not_exist_is_missing():
    assert not dev.loads("libinspector-does-not-exist.so.1")


@pytest.mark.usefixtures("house")
def test_install_runs_pip_once_for_a_lock_and_again_when_it_changes(calls):
    dev.install(dev.DEV_LOCK)
    dev.install(dev.DEV_LOCK)
    dev.install(dev.RUN_LOCK)  # the development lock holds it
    assert [command[-1] for command in calls] == [f"--requirement={dev.DEV_LOCK}"]
    assert "--require-hashes" in calls[0]
    dev.DEV_LOCK.write_text("a==1\nb==3", encoding="utf-8")
    dev.install(dev.RUN_LOCK)
    assert len(calls) == 1
    dev.install(dev.DEV_LOCK)
    assert len(calls) == 2


@pytest.mark.usefixtures("house")
def test_failed_install_is_tried_again(monkeypatch, capsys):
    monkeypatch.setattr(dev, "call", lambda *_command, **_variables: 7)
    with pytest.raises(SystemExit):
        dev.install(dev.RUN_LOCK)
    assert "exit code 7" in capsys.readouterr().err
    assert dev.read_stamp() == {}


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize("text", ["", "[]", "{", "\udcff"])
def test_damaged_stamp_counts_as_none(text):
    dev.STAMP.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert dev.read_stamp() == {}


def test_linked_environment_starts_the_program_from_anywhere(house):
    venv.create(dev.VENV, with_pip=False, symlinks=os.name != "nt")
    packages = next(dev.VENV.rglob("site-packages"))
    program = house / "inspector_app"
    program.mkdir()
    (program / "__init__.py").touch()
    (program / "__main__.py").write_text("import sys\nprint(sys.argv[1:])\n", encoding="utf-8")
    dev.link(packages)
    command = dev.BIN / ("inspector.cmd" if os.name == "nt" else "inspector")
    done = subprocess.run(
        [command, "demo", "两 words"], cwd=house.parent, capture_output=True, check=True
    )
    assert done.stdout.decode().strip() == "['demo', '两 words']"


@pytest.mark.usefixtures("house")
def test_environment_without_pip_or_of_a_moved_tree_is_made_anew():
    assert dev.probe() is None
    venv.create(dev.VENV, with_pip=False, symlinks=os.name != "nt")
    assert dev.probe() is None
    packages = next(dev.VENV.rglob("site-packages"))
    (packages / "pip").mkdir()
    (packages / "pip" / "__init__.py").touch()
    assert dev.probe() == packages
    dev.STAMP.write_text('{"root": "elsewhere"}', encoding="utf-8")
    assert dev.probe() is None


def test_translations_are_compiled_only_when_newer(house, calls):
    source, compiled = house / "i18n" / "a.ts", house / "i18n" / "a.qm"
    source.touch()
    dev.compile_translations()
    assert calls[0][-1] == str(compiled)
    compiled.touch()
    os.utime(source, (1, 1))
    dev.compile_translations()
    assert len(calls) == 1
    os.utime(compiled, (0, 0))
    dev.compile_translations()
    assert len(calls) == 2


def test_check_runs_every_part_and_names_the_failed(monkeypatch, capsys):
    ran = []

    def call(*command, **_variables):
        ran.append(Path(command[0]).stem)
        return 1 if Path(command[0]).stem == "ruff" else 0

    monkeypatch.setattr(dev, "call", call)
    monkeypatch.setattr(dev, "setup", lambda _lock: None)
    with pytest.raises(SystemExit) as end:
        dev.test("-k", "x")
    assert end.value.code == 1
    assert capsys.readouterr().err.strip() == "dev.py: failed: lint, format"
    assert ran == ["lint-imports", "ruff", "ruff", "mypy", dev.PYTHON.stem]


def test_run_without_a_display_does_the_job_headless(house, monkeypatch, calls, capsys):
    monkeypatch.setattr(dev, "BUILD", house / "build")
    monkeypatch.setattr(dev, "setup", lambda _lock: None)
    monkeypatch.setattr(dev, "has_display", lambda: False)
    out = house / "build" / "demo"
    out.mkdir(parents=True)
    (out / "old").touch()

    def call(*command, **_variables):
        assert not out.exists()
        out.mkdir()
        (out / "report.pdf").touch()
        calls.append([str(word) for word in command])
        return 0

    monkeypatch.setattr(dev, "call", call)
    dev.run_()
    assert calls == [[str(dev.PYTHON), "-m", "inspector_app", "demo", "--out", str(out)]]
    said = capsys.readouterr().out
    assert str(out) in said
    assert "report.pdf" in said


def test_task_that_takes_no_arguments_refuses_them():
    done = subprocess.run(
        [sys.executable, ROOT / "dev.py", "lint", "tests"], capture_output=True, check=False
    )
    assert done.returncode == 2
    assert b"takes no arguments: tests" in done.stderr
