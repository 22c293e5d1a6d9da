"""Thousands of bent forms: each is refused in words or works, quickly (see tests/forms)."""

import time

import pytest

from inspector_app.domain.errors import InputError
from inspector_app.forms.lint import finding_text, lint_form
from inspector_app.forms.load import form_from
from inspector_app.forms.sitting import Sitting
from inspector_app.system.wording import Wording
from tests.forms.mutations import bent_forms, beside

pytestmark = [pytest.mark.perf, pytest.mark.timeout(600)]


@pytest.mark.parametrize("seed", range(100, 110))
def test_many_bent_forms(seed):
    slowest = 0.0
    said: set[str] = set()
    for way, data in bent_forms(seed, 1_000):
        started = time.process_time()
        try:
            form = form_from(data, name=way, beside=beside)
            Sitting(form).problems()
        except InputError as problem:
            said.add(Wording().error(problem))
        findings = lint_form(data, name=way, beside=beside).findings
        said.update(finding_text(each, Wording()) for each in findings)
        slowest = max(slowest, time.process_time() - started)
    assert slowest < 5
    assert len(said) > 20
