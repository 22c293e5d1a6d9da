"""Hostile forms cost seconds and megabytes, not the machine; bent ones are refused in words."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from inspector_app.domain.errors import InputError
from inspector_app.forms.lint import finding_text, lint_form
from inspector_app.forms.load import form_from, load_form
from inspector_app.forms.printed import printed_form
from inspector_app.forms.sitting import Sitting
from inspector_app.system.wording import LANGUAGES, Wording
from tests.forms.hostile import FORMS
from tests.forms.mutations import SOURCE, bent_forms, beside

ROOT = Path(__file__).resolve().parents[2]
#: Address space of the process that loads hostile forms: the libraries alone map some 300 MB.
MOST_MEMORY = 1_500
#: What loading and checking one of them may take, in CPU seconds and in resident megabytes.
MOST_SECONDS, MOST_GROWTH = 30, 500
LOADED = {
    "labels of 30 MB in an XForm", "a chain of 20,000 sums", "a ladder of 10,000 calculations",
    "39,000 choices", "an evil pattern", "conditions with many alternatives",
}  # fmt: skip


@pytest.fixture(scope="module")
def outcomes():
    """Return what became of each hostile form, loaded in one process with little memory."""
    command = [sys.executable, "-m", "tests.forms.hostile", str(MOST_MEMORY)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {line["form"]: line for line in lines}


@pytest.mark.parametrize("form", FORMS)
def test_a_hostile_form_is_bounded_in_time_and_memory(form, outcomes):
    found = outcomes[form]
    assert found["seconds"] < MOST_SECONDS
    assert found["peak"] - found["before"] < MOST_GROWTH
    assert (found["outcome"] == "loaded") is (form in LOADED)
    if form not in LOADED:
        area, _, code = found["outcome"].partition(".")
        assert area in {"forms", "intake"}
        assert Wording().has(f"errors.{area}.{code}")


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"| survey |\n" + b" " * (33 << 20))
    with pytest.raises(InputError) as caught:
        load_form(path)
    assert caught.value.code == "intake.too_large"


def test_the_form_that_is_bent_is_sound():
    form = form_from(SOURCE.encode(), name="a", beside=beside)
    assert len(form.nodes) > 20


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_bent_forms_are_refused_in_words_or_work(seed):
    loaded = refused = 0
    unworded: list[str] = []
    for way, data in bent_forms(seed, 60):
        try:
            form = form_from(data, name=way, beside=beside)
        except InputError as problem:
            refused += 1
            unworded += [way for language in LANGUAGES if not Wording(language).error(problem)]
            found = lint_form(data, name=way, beside=beside).findings
            unworded += [way] * (found[0].code != problem.code)
            unworded += [way for each in found if not finding_text(each, Wording())]
            continue
        loaded += 1
        Sitting(form).problems()
        assert printed_form(form, Wording(), known={}).hash == form.hash
        for finding in lint_form(data, name=way, beside=beside).findings:
            assert finding_text(finding, Wording())
        again = form_from(form.definition.encode(), name=way)
        assert again.hash == form.hash
    assert unworded == []
    assert loaded > 5
    assert refused > 5
