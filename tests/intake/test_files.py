import os
from pathlib import Path

import pytest

from inspector_app.domain.errors import InputError
from inspector_app.intake.files import display_name, open_plain, read_plain
from inspector_app.system.wording import LANGUAGES, Wording


def code_of(path: Path, limit: int = 100) -> str:
    with pytest.raises(InputError) as caught:
        read_plain(path, limit=limit)
    assert all(Wording(language).error(caught.value) for language in LANGUAGES)
    return caught.value.code


def test_an_ordinary_file_is_read(tmp_path):
    path = tmp_path / "名册.csv"
    path.write_bytes(b"x" * 100)
    assert read_plain(path, limit=100) == b"x" * 100
    with open_plain(path) as stream:
        assert stream.read(1) == b"x"


def test_what_is_no_ordinary_file_is_refused(tmp_path):
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "large").write_bytes(b"x" * 101)
    assert code_of(tmp_path) == "intake.not_a_file"
    assert code_of(tmp_path / "no such") == "intake.missing"
    assert code_of(tmp_path / "empty") == "intake.empty"
    assert code_of(tmp_path / "large") == "intake.too_large"
    assert code_of(Path("a\0b")) == "intake.no_access"
    assert code_of(tmp_path / ("x" * 5000)) == "intake.no_access"


def test_links_pipes_and_devices_are_refused_without_waiting(tmp_path):
    (tmp_path / "a").write_bytes(b"x")
    (tmp_path / "link").symlink_to(tmp_path / "a")
    (tmp_path / "dangling").symlink_to(tmp_path / "no such")
    os.mkfifo(tmp_path / "pipe")
    assert code_of(tmp_path / "link") == "intake.link"
    assert code_of(tmp_path / "dangling") == "intake.link"
    assert code_of(tmp_path / "pipe") == "intake.not_a_file"
    assert code_of(Path("/dev/zero")) == "intake.not_a_file"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("证据.pdf", "证据.pdf"),
        ("a\nb\t.pdf", "a_b_.pdf"),
        ("cod\u202egpj.exe", "cod_gpj.exe"),
        ("e\u0301.pdf", "é.pdf"),
        ("", "_"),
        ("\udcff.pdf", "�.pdf"),
        ("长" * 200 + ".docx", "长" * 114 + "….docx"),
        ("长" * 200, "长" * 119 + "…"),
    ],
)
def test_names_are_safe_to_show(written, shown):
    assert display_name(written) == shown
    assert len(display_name(written)) <= 120
