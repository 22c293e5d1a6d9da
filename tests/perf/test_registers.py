"""What a register of 100 000 entries costs beside the bare statements it comes down to.

The rows are laid into the tables directly: making them through the journal takes an hour and
is measured in test_journal.py. What is measured is read through the services.
"""

import sys
import time
from statistics import median

import pytest

from inspector_app.services.entries import next_number
from inspector_app.services.registers import (
    entry_rows,
    list_entries,
    open_register,
    registers,
    wanted_entries,
)
from inspector_app.store.driver import transaction
from inspector_app.store.record_tables import row_names
from inspector_app.store.search import segmented
from tests.mission_fixture import small_mission

pytestmark = pytest.mark.perf

ENTRIES = 100_000
FORM = "petitions"
PATH = "/petitions/"
CHANNELS = ("letter", "call", "visit", "mail")


def say(text):
    """Tell what was measured."""
    sys.stderr.write(f"\n{text}")


@pytest.fixture(scope="module")
def mission(tmp_path_factory):
    small = small_mission(tmp_path_factory.mktemp("many"))
    fill(small.mission)
    yield small.mission
    small.sitting.end()


def fill(mission):
    reader = mission.journal.reader
    opened = open_register(mission, mission.reader, FORM)
    names = row_names(reader.types["submission"])
    submissions, answers, texts = [], [], []
    for number in range(1, ENTRIES + 1):
        entry = f"e{number * 7919 % ENTRIES:06d}"
        row = dict.fromkeys(names)
        row |= {
            "id": entry, "owner": mission.me, "audience": "team", "deleted": 0,
            "conflicts": "[]", "readers": "[]", "extra": "{}", "form_id": FORM,
            "form_hash": opened.form.hash, "version": opened.form.version,
            "number": f"XF-2026-A{number:03d}", "subject_type": "mission", "subject": mission.id,
        }  # fmt: skip
        submissions.append(tuple(row[name] for name in names))
        content = f"反映办公室第{number}件事，涉及采购和报销，请予核查。" * 2
        given = {
            "about_number_one": "no",
            "channel": CHANNELS[number % 4],
            "received_at": f"2026-{number % 12 + 1:02d}-{number % 28 + 1:02d}T08:00:00.000+08:00",
            "received_by": "示例登记人",
            "sender/signed": "anonymous",
            "content_group/content": content,
            "content_group/repeated": "no",
            "disposal/accepted": "yes",
        }
        answers += [(entry, PATH + path, value) for path, value in given.items()]
        texts.append((number, "submission", entry, content))
    answers.sort()
    marks = ", ".join("?" * len(names))
    columns = ", ".join(f'"{name}"' for name in names)
    connection = reader.db.conn
    with transaction(reader.db):
        connection.executemany(
            f"INSERT INTO rec_submission ({columns}) VALUES ({marks})",  # noqa: S608 - declared
            submissions,
        )
        connection.executemany(
            "INSERT INTO rec_answer VALUES (?1, ?2, ?3, substr(?3, 1, 40))", answers
        )
        connection.executemany("INSERT INTO search_text VALUES (?, ?, ?, ?)", texts)
        connection.executemany(
            "INSERT INTO search_index (rowid, body) VALUES (?, ?)",
            ((number, segmented(text)) for number, _, _, text in texts),
        )


def timed(act, times=3):
    taken = []
    for _ in range(times):
        begin = time.perf_counter()
        act()
        taken.append(time.perf_counter() - begin)
    return median(taken) * 1000


def test_a_list_of_a_hundred_thousand_stays_quick(mission):
    reader = mission.reader
    opened = open_register(mission, reader, FORM)
    register = opened.register
    bare = timed(
        lambda: reader.rows("SELECT id FROM main.rec_submission WHERE form_id = ?", [FORM])
    )
    lists = {
        "own order": wanted_entries(register),
        "by number": wanted_entries(register, order="number"),
        "one choice": wanted_entries(register, picked={PATH + "channel": "visit"}),
        "a month": wanted_entries(
            register, between={PATH + "received_at": ("2026-03-01", "2026-03-31")}
        ),
        "a rare word": wanted_entries(register, words="第77777件"),
        "a word in all": wanted_entries(register, words="采购"),
    }
    say(f"bare list of {ENTRIES} ids: {bare:.0f} ms")
    taken = {}
    for name, wanted in lists.items():
        taken[name] = timed(lambda wanted=wanted: list_entries(reader, wanted))
        say(f"{name}: {taken[name]:.0f} ms for {len(list_entries(reader, wanted))}")
    ids = list_entries(reader, lists["own order"])
    page = timed(lambda: entry_rows(reader, opened, ids[50_000:50_200]))
    counts = timed(lambda: registers(reader, "zh_CN"))
    number = timed(lambda: next_number(mission, register))
    say(f"page of 200 rows: {page:.0f} ms · counts: {counts:.0f} ms · next number: {number:.0f} ms")
    assert len(ids) == ENTRIES
    # Twenty times what reading the bare ids costs, or half a second on a busy machine.
    quick = max(20 * bare, 500)
    assert all(cost < quick for name, cost in taken.items() if "word" not in name), taken
    # Words go through the index over all the mission's characters, and every hit is looked at.
    assert max(taken["a rare word"], taken["a word in all"]) < 3 * quick
    assert max(page, counts, number) < quick
