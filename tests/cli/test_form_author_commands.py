"""``form lint`` and ``form print``: exit codes, words and JSON."""

import json

import pytest

from inspector_app.cli.main import run
from inspector_app.system.resources import shipped_forms

FORM = """| survey |
| | type | name | label | relevant |
| | text | a | 甲 | |
| | text | b | 乙 | {condition} |
| settings |
| | form_id | version |
| | f | 1 |
"""


@pytest.fixture
def form(tmp_path):
    """Return what writes a form with a condition."""

    def write(condition):
        path = tmp_path / "示例.md"
        path.write_text(FORM.format(condition=condition), encoding="utf-8")
        return path

    return write


def test_a_sound_form_is_praised(form, capsys):
    assert run(["form", "lint", str(form("${a} = 'x'"))]).code == 0
    assert capsys.readouterr().out == "没有发现问题。\n"


def test_an_error_is_told_with_its_cell_and_exit_code(form, capsys):
    assert run(["form", "lint", str(form("1 = 2"))]).code == 1
    assert "错误（survey E4）：题目“b”" in capsys.readouterr().err
    assert run(["form", "lint", str(form("1 = 2")), "--language", "en", "--json"]).code == 1
    captured = capsys.readouterr()
    result = json.loads(captured.out)
    assert (result["errors"], result["warnings"], result["form"]["id"]) == (1, 0, "f")
    [finding] = result["findings"]
    assert (finding["severity"], finding["cell"], finding["row"]) == ("error", "E4", 4)
    assert finding["message"].startswith("The condition")


def test_only_warnings_are_no_no(tmp_path, capsys):
    path = tmp_path / "a.md"
    path.write_text(FORM.format(condition="").replace("version", "wersion"), encoding="utf-8")
    assert run(["form", "lint", str(path)]).code == 0
    assert "提醒" in capsys.readouterr().out


def test_a_refused_form_is_one_error(form, capsys):
    assert run(["form", "lint", str(form("${c} = 1")), "--json"]).code == 1
    result = json.loads(capsys.readouterr().out)
    assert result["form"] is None
    [finding] = result["findings"]
    assert (finding["code"], finding["cell"]) == ("forms.cell_unknown_reference", "E4")


def test_lint_wants_a_file_that_is_there(tmp_path, capsys):
    assert run(["form", "lint", str(tmp_path / "none.md")]).code == 1
    assert "none.md" in capsys.readouterr().err
    with pytest.raises(SystemExit) as caught:
        run(["form", "lint"])
    assert caught.value.code == 2


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_form_is_printed(tmp_path, language, capsys):
    out = tmp_path / "form.pdf"
    form = shipped_forms() / "field_visits.md"
    assert run(["form", "print", str(form), "--out", str(out), "--language", language]).code == 0
    assert out.read_bytes().startswith(b"%PDF-")
    assert str(out) in capsys.readouterr().out


def test_printing_a_broken_form_says_why_and_writes_nothing(tmp_path, form, capsys):
    out = tmp_path / "form.pdf"
    assert run(["form", "print", str(form("${c} = 1")), "--out", str(out)]).code == 1
    assert "E4" in capsys.readouterr().err
    assert not out.exists()
    with pytest.raises(SystemExit) as caught:
        run(["form", "print", str(form(""))])
    assert caught.value.code == 2
    with pytest.raises(SystemExit) as caught:
        run(["form", "print", str(form("")), "--out", str(out), "--copies", "100000"])
    assert caught.value.code == 2
