"""The scripts in docs/package-format.md read a package without this program."""

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

_PAGE = Path(__file__).parents[2] / "docs" / "package-format.md"


@pytest.fixture(scope="module")
def scripts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("scripts")
    page = _PAGE.read_text(encoding="utf-8")
    for name, code in re.findall(r"<!-- (\w+\.py) -->\n```python\n(.*?)```", page, re.DOTALL):
        assert "inspector_app" not in code
        (folder / name).write_text(code, encoding="utf-8")
    return folder


def _run(script, *arguments):
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-I", script, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=script.parent,
    )


@pytest.fixture
def files_on_disk(world, package, tmp_path):
    (tmp_path / "delivery.age").write_bytes(package)
    (tmp_path / "key.txt").write_text(f"# HQ (示例)\n{world.hq.age_identity}\n", "utf-8")
    return [tmp_path / "delivery.age", tmp_path / "key.txt", tmp_path / "out"]


def test_the_reader_is_about_thirty_lines(scripts):
    assert len((scripts / "read_package.py").read_text("utf-8").splitlines()) <= 32


def test_reading_and_checking(world, contents, scripts, files_on_disk):
    read = _run(scripts / "read_package.py", *files_on_disk)
    assert read.returncode == 0, read.stderr
    out = files_on_disk[-1]
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    assert [file["name"] for file in manifest["files"]] == list(contents)
    for number, (name, data) in enumerate(contents.items(), 1):
        assert f"{number:05} {name}" in read.stdout
        assert (out / f"{number:05}").read_bytes() == data
    keys = {"seal": world.leader.public.seal, "sign": world.leader.public.sign}
    spelling = json.dumps(keys, sort_keys=True, separators=(",", ":")).encode()
    assert manifest["sender"] == hashlib.sha256(spelling).hexdigest()[:32]

    check = _run(scripts / "check_signature.py", out, world.leader.public.sign)
    assert check.stdout.strip() == "signature holds", check.stderr
    check = _run(scripts / "check_signature.py", out, world.member.public.sign)
    assert check.returncode != 0
    assert "InvalidSignature" in check.stderr


def test_the_script_notices_tampering(world, package, scripts, files_on_disk):
    files_on_disk[0].write_bytes(world.wrap(world.inner(package)[:-1] + b"\x00"))
    read = _run(scripts / "read_package.py", *files_on_disk)
    assert read.returncode != 0
    assert "was changed" in read.stderr
