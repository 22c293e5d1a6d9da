"""Killing a sitting again and again, and asking whether anything acknowledged was lost."""

import json
import random
import subprocess
import sys
import time
from pathlib import Path

from tests.store.laptops import LEADER, MEMBER, Laptop
from tests.store.sitting import CANARY, TALK

DEVICE = "dev-a"


def start(path: Path, steps: int, **options: object) -> subprocess.Popen:
    """Start a sitting on a folder."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.sitting", str(path), DEVICE, str(steps)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=Path(__file__).parents[2],
        **options,
    )


def sit_and_kill(path: Path, seconds: float) -> list[dict]:
    """Let somebody work for some *seconds* after the first word, kill it; return what it said."""
    process = start(path, 10**6)
    lines = [process.stdout.readline()]
    time.sleep(seconds)
    process.kill()
    rest, _ = process.communicate()
    lines += rest.splitlines(keepends=True)
    return [json.loads(line) for line in lines if line.endswith("\n")]


def kill_often(laptop: Laptop, times: int, seed: int = 1) -> tuple[int, int]:
    """Kill a sitting *times* times; return how many things were acknowledged and how many kept.

    Every value that was acknowledged last must stand (or one that came later and was not
    acknowledged any more), drafts be no older than their last acknowledgement, and the folder
    verify before and after it is opened again.
    """
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    standing: dict[tuple[str, str, str], tuple[str, int]] = {}
    typed = 0
    said = 0
    for number in range(times):
        told = sit_and_kill(laptop.path, chance.uniform(0, 0.4))
        said += len(told)
        for one in told:
            if "written" in one:
                standing[tuple(one["written"])] = one["text"], number
            typed = one.get("typed", typed)
        user = chance.choice([LEADER, MEMBER])
        assert laptop.verify(user).problems == ()
        check(
            laptop,
            {place: (text, number - then) for place, (text, then) in standing.items()},
            typed,
        )
        if number % 5 == 0:
            assert laptop.verify(user).problems == ()
    return said, len(standing)


def check(
    laptop: Laptop, standing: dict[tuple[str, str, str], tuple[str, int]], typed: int
) -> None:
    """Open the folder after a kill and look for all that was acknowledged.

    *standing* holds each text and how many sittings were killed after the one that wrote it.
    """
    folder = laptop.open(LEADER)
    assert not folder.rolled_back
    assert folder.unreadable == frozenset()
    reader = folder.reader
    for (record_type, record_id, field), (text, later) in standing.items():
        record = reader.get(record_type, record_id)
        found = record.audience if field == "audience" else record.text(field)
        values = [written.value for written in reader.history(record_type, record_id, field)]
        # Each kill may have left one write that reached the disk without being acknowledged.
        assert text in values[-(later + 2) :], (record_type, field)
        assert found == values[-1]
    drafts = [draft.text for draft in folder.drafts.pending(LEADER)]
    texts = [*drafts, reader.get("talk", TALK).text("materials")]
    # Killed before its first word was kept, a sitting leaves none: then none was acknowledged.
    latest = max((int(text.removeprefix(CANARY) or 0) for text in texts if text), default=0)
    assert latest >= typed
    laptop.close()
