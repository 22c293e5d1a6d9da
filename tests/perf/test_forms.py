"""The forms engine beside JavaRosa and ODK Web Forms: what it says, and how long it takes.

A peer that is not installed is left out, and that is said. More forms are compared with
``INSPECTOR_FORMS=20000 python3 dev.py bench forms`` (from ``INSPECTOR_FORMS_FROM`` on).
"""

import os
import sys
import time
from statistics import median

import pytest

from inspector_app.forms.load import form_from
from inspector_app.forms.sitting import Sitting
from tests.perf import forms_bench
from tests.perf.forms_differential import Tally, compare
from tests.perf.forms_generator import make_case
from tests.perf.peers import web_forms
from tests.perf.peers.javarosa import TIME_ZONE, JavaRosa, MissingError

pytestmark = pytest.mark.perf

#: A row that takes longer than this is felt by who types; loading may take longer.
MOST_MS = 20


def say(text):
    """Tell what was measured."""
    sys.stdout.write(f"\n{text}")


@pytest.fixture(autouse=True)
def time_zone(monkeypatch):
    """Read local times as the peer does."""
    monkeypatch.setenv("TZ", TIME_ZONE)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def javarosa():
    """A running JavaRosa."""
    try:
        peer = JavaRosa()
    except MissingError as reason:
        pytest.skip(f"JavaRosa is left out: {reason}")
    yield peer
    peer.close()


@pytest.mark.parametrize(("sheet", "share"), [(False, 1), (True, 4)], ids=["xform", "sheet"])
def test_forms_say_what_javarosa_says(javarosa, sheet, share):
    first = int(os.environ.get("INSPECTOR_FORMS_FROM", "0"))
    count = int(os.environ.get("INSPECTOR_FORMS", "2000")) // share
    tally = Tally()
    for seed in range(first, first + count):
        compare(make_case(seed, sheet=sheet), javarosa, tally)
    say(str(tally))
    assert tally.forms > count // 2
    assert not tally.different, "\n".join(tally.different[:20])


# --- speed ------------------------------------------------------------------------------


def ours(request):
    """Time a request as the peers do: in one process, on one form."""
    times = {"load": []}
    data = request["form"].encode()
    for _ in range(request["loads"]):
        begin = time.perf_counter()
        sitting = Sitting(form_from(data, name="bench"))
        times["load"].append((time.perf_counter() - begin) * 1000)
    for row in request["bench"]:
        took = times[row["name"]] = []
        for turn in row["turns"]:
            begin = time.perf_counter()
            for step in turn:
                act(sitting, step)
            took.append((time.perf_counter() - begin) * 1000)
    return times


def act(sitting, step):
    """Do one step of a turn, and look at what it says to look at."""
    if "set" in step:
        sitting.set(step["set"], step["value"])
    elif "add" in step:
        sitting.add(step["add"])
    elif "choices" in step:
        assert len(sitting.choices(step["choices"])) == step["count"]
    else:
        assert sitting.state(step["expect"]).value == step["value"]


def medians(times):
    """Return the median of each row, its warming up left out."""
    return {name: median(took[len(took) // 3 :]) for name, took in times.items()}


def test_speed_beside_the_peers(javarosa):
    requests = forms_bench.requests()
    mine = {name: medians(ours(request)) for name, request in requests.items()}
    theirs = {
        name: medians(javarosa.ask(**request)["result"]) for name, request in requests.items()
    }
    web = {}
    try:
        web = {name: medians(web_forms.bench(request)) for name, request in requests.items()}
    except MissingError as reason:
        say(f"Web Forms is left out: {reason}")
    say(f"{'median, ms':34}{'ours':>10}{'JavaRosa':>10}{'Web Forms':>11}")
    rows = [(form, row) for form, found in mine.items() for row in found]
    for form, row in rows:
        other = f"{web[form][row]:11.2f}" if web else ""
        say(f"{form + ': ' + row:34}{mine[form][row]:10.3f}{theirs[form][row]:10.3f}{other}")
    for form, row in rows:
        took = mine[form][row]
        assert took <= 2 * theirs[form][row], f"{form}, {row}: twice JavaRosa's time"
        assert not web or took < web[form][row], f"{form}, {row}: behind Web Forms"
        assert row == "load" or took < MOST_MS, f"{form}, {row}: felt"
