"""Files are old or new, never half; failures of the machine are told in plain words."""

import errno
import os
import subprocess
import sys

import pytest

from inspector_app.domain.errors import KnownError
from inspector_app.system import safe_files
from inspector_app.system.safe_files import (
    create_private_file,
    is_leftover,
    new_file,
    os_errors,
    private_folder,
    sweep_leftovers,
    write_atomically,
)
from inspector_app.system.wording import LANGUAGES, Wording


def mode(path):
    return path.stat().st_mode & 0o777 if os.name == "posix" else None


def test_a_file_is_written_and_replaced(tmp_path):
    path = tmp_path / "设置.json"
    write_atomically(path, b"one\r\n\x1a\x00")
    assert path.read_bytes() == b"one\r\n\x1a\x00"
    write_atomically(path, b"")
    assert path.read_bytes() == b""
    assert [file.name for file in tmp_path.iterdir()] == ["设置.json"]


def test_new_files_and_folders_are_private(tmp_path):
    folder = private_folder(tmp_path / "a" / "b")
    write_atomically(folder / "one", b"x")
    create_private_file(folder / "two")
    assert {mode(folder / "one"), mode(folder / "two")} == {mode(folder / "one")}
    assert mode(folder / "one") in (0o600, None)
    assert {mode(folder), mode(folder.parent)} <= {0o700, None}
    assert private_folder(folder) == folder


def test_an_existing_file_is_not_made_again(tmp_path):
    path = tmp_path / "x"
    path.write_bytes(b"keep")
    with pytest.raises(KnownError) as caught:
        create_private_file(path)
    assert caught.value.code == "system.file_exists"
    assert path.read_bytes() == b"keep"


FAILURES = [
    (errno.ENOSPC, "disk_full"),
    (errno.EDQUOT, "disk_full"),
    (errno.EFBIG, "file_too_big_for_disk"),
    (errno.EACCES, "no_permission"),
    (errno.EPERM, "no_permission"),
    (errno.EROFS, "read_only_medium"),
    (errno.EIO, "disk_error"),
    (errno.ENODEV, "medium_gone"),
    (errno.ENAMETOOLONG, "name_too_long"),
    (errno.EMFILE, "file_failed"),
    (None, "file_failed"),
]


@pytest.mark.parametrize(("number", "code"), FAILURES)
@pytest.mark.parametrize("step", ["open", "fsync", "replace"])
def test_whatever_fails_the_old_file_stays_whole(tmp_path, monkeypatch, number, code, step):
    path = tmp_path / "journal"
    path.write_bytes(b"old")

    def fail(*_, **__):
        raise OSError(number, "失败") if number else OSError("失败")

    target = {"open": (os, "open"), "fsync": (os, "fsync"), "replace": (type(path), "replace")}
    monkeypatch.setattr(*target[step], fail)
    with pytest.raises(KnownError) as caught:
        write_atomically(path, b"new")
    monkeypatch.undo()
    assert caught.value.code == f"system.{code}"
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["journal"]
    for language in LANGUAGES:
        sentence = Wording(language).error(caught.value)
        assert "journal" in sentence or str(tmp_path) in sentence


def test_a_real_limit_of_size_is_told_and_leaves_nothing(tmp_path):
    program = """
import resource, signal, sys
from pathlib import Path
from inspector_app.domain.errors import KnownError
from inspector_app.system.safe_files import write_atomically
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
path = Path(sys.argv[1])
try:
    write_atomically(path, b"x" * 5000)
except KnownError as error:
    print(error.code, path.read_bytes(), len(list(path.parent.iterdir())))
"""
    path = tmp_path / "file"
    path.write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "system.file_too_big_for_disk b'old' 1\n"


def test_an_interrupted_block_leaves_nothing(tmp_path):
    def stop():
        with new_file(tmp_path / "x") as stream:
            stream.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop()
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(KnownError) as caught:
        write_atomically(tmp_path / "gone" / "x", b"")
    assert caught.value.code == "system.folder_missing"


def test_a_name_may_be_as_long_as_the_disk_takes_it(tmp_path):
    path = tmp_path / ("长" * 85)
    write_atomically(path, b"x")
    assert path.read_bytes() == b"x"


def test_a_long_name_is_told(tmp_path):
    with pytest.raises(KnownError) as caught:
        write_atomically(tmp_path / ("长" * 200), b"")
    assert caught.value.code == "system.name_too_long"
    assert list(tmp_path.iterdir()) == []


def test_missing_and_existing_files_stay_the_callers_business(tmp_path):
    with pytest.raises(FileNotFoundError), os_errors(tmp_path):
        (tmp_path / "none").read_bytes()


def test_nothing_takes_the_name_before_it_is_on_the_disk(tmp_path, monkeypatch):
    path = tmp_path / "x"
    order = []
    real_flush, real_replace = safe_files.flush_to_disk, type(path).replace

    def flush(stream):
        order.append("file")
        real_flush(stream)

    def replace(self, target):
        order.append("name")
        return real_replace(self, target)

    monkeypatch.setattr(safe_files, "flush_to_disk", flush)
    monkeypatch.setattr(type(path), "replace", replace)
    monkeypatch.setattr(safe_files, "flush_folder", lambda _: order.append("folder"))
    write_atomically(path, b"data")
    assert order == ["file", "name", "folder"]


KILLED = """
import os, sys
from pathlib import Path
from inspector_app.system.safe_files import new_file
with new_file(Path(sys.argv[1])) as stream:
    stream.write(b"half")
    stream.flush()
    os._exit(9)
"""


def test_leftovers_of_a_killed_run_are_known_and_swept(tmp_path):
    for name in ("keys.json", "长" * 60 + ".tmp"):
        subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / name)], check=False)
    kept = [tmp_path / name for name in (".hidden", "a.tmp", ".a.tmp", ".keys.json.xyz.tmp")]
    for path in kept:
        path.write_bytes(b"somebody's own")
    left = [path for path in tmp_path.iterdir() if path not in kept]
    assert len(left) == 2
    assert all(is_leftover(path) for path in left)
    assert sweep_leftovers(tmp_path) == tuple(sorted(path.name for path in left))
    assert sweep_leftovers(tmp_path) == ()
    assert sorted(tmp_path.iterdir()) == sorted(kept)
