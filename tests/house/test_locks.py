"""The locks: every package by hash, no address, and the same program in all three."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ["requirements.lock", "requirements-dev.lock", "requirements-build.lock"]
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", re.MULTILINE)


def pins(name: str) -> dict[str, str]:
    return dict(PIN.findall((ROOT / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", LOCKS)
def test_lock_holds_hashes_and_no_addresses(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    for line in text.splitlines():
        # a requirement, its hashes, or where it comes from: no option, no path
        assert re.match(r"([a-z0-9]|    --hash=sha256:[0-9a-f]{64}|    # |    #)", line), line
    blocks = re.split(r"\n(?=[a-z0-9])", text)
    assert all("--hash=sha256:" in block for block in blocks)


@pytest.mark.parametrize("name", LOCKS[1:])
def test_every_lock_holds_the_program_as_it_is_run(name):
    assert pins("requirements.lock").items() <= pins(name).items()


def test_pyside_is_below_the_release_that_aborts():
    major, minor, *_ = pins("requirements.lock")["pyside6-essentials"].split(".")
    assert (int(major), int(minor)) < (6, 12)
