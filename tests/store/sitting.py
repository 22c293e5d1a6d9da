"""A scripted sitting, run as a process of its own so that it can be killed at any moment.

    python -m tests.store.sitting FOLDER DEVICE STEPS

Works as the leader until it has done STEPS, then waits for a line on its input. Every thing
that has reached the disk is acknowledged by a line of JSON on its output.
"""

import io
import json
import sys
from pathlib import Path

from inspector_app.domain.records import MISSION_TYPES
from inspector_app.store import blobs
from inspector_app.store.access_log import AccessKind
from inspector_app.store.drafts import Draft, commit_drafts
from inspector_app.store.folder import MissionFolder, blob_fields
from inspector_app.store.journal import Write
from inspector_app.store.search import index_pending
from tests.store.laptops import LEADER, Laptop

#: In everything that is written; nowhere may it be found in clear.
CANARY = "示例隐语𬀩"
TALK = "talk-1"


def acknowledge(**what: object) -> None:
    """Say what is on the disk now."""
    print(json.dumps(what, ensure_ascii=False), flush=True)  # noqa: T201 - the pipe


def words(number: int) -> str:
    return f"{CANARY}·{number}·" + "岑某反映土特产。" * (number % 40)


class Sitting:
    """The leader at work; ``step`` does one thing after another."""

    def __init__(self, folder: MissionFolder, begin: int) -> None:
        self.folder = folder
        self.number = begin
        self.spell = folder.setting.new_id()

    def step(self) -> None:
        self.number += 1
        acts = (
            self.paragraph,
            self.type,
            self.change,
            self.type,
            self.lead,
            self.type,
            self.commit,
            self.audience,
            self.evidence,
            self.look,
            self.type,
            self.index,
            self.heads,
        )
        acts[self.number % len(acts)]()

    def paragraph(self) -> None:
        self._create("paragraph", "text", {"talk": TALK, "order": str(self.number)})

    def lead(self) -> None:
        self._create("lead", "content", {})

    def _create(self, record_type: str, field: str, more: dict[str, str]) -> None:
        text = words(self.number)
        write = self.folder.journal.create(record_type, {field: text, **more})
        self.folder.journal.write(write)
        acknowledge(written=[record_type, write.record_id, field], text=text)

    def change(self) -> None:
        text = words(self.number)
        self.folder.journal.write(Write("talk", TALK, {"place": text}))
        acknowledge(written=["talk", TALK, "place"], text=text)

    def audience(self) -> None:
        audience = ("leader", "team")[self.number // 13 % 2]
        self.folder.journal.write(Write("talk", TALK, {"audience": audience}))
        acknowledge(written=["talk", TALK, "audience"], text=audience)

    def type(self) -> None:
        """Typing: each step a character more."""
        text = f"{CANARY}{self.number:06d}"
        now = f"{self.number}"
        draft = Draft("talk", TALK, "materials", LEADER, self.spell, text, now)
        self.folder.drafts.keep(draft)
        acknowledge(typed=self.number)

    def commit(self) -> None:
        commit_drafts(self.folder.journal, self.folder.drafts)
        self.spell = self.folder.setting.new_id()
        acknowledge(committed=self.number)

    def evidence(self) -> None:
        content = words(self.number).encode() * 200
        ref = blobs.add(self.folder.blobs, io.BytesIO(content))
        self.folder.note_blob(ref.id)
        fields = {"title": words(self.number), **blob_fields(ref)}
        write = self.folder.journal.create("evidence", fields)
        self.folder.journal.write(write)
        acknowledge(written=["evidence", write.record_id, "title"], text=fields["title"])

    def look(self) -> None:
        self.folder.access.note(AccessKind.PRINT, "talk", words(self.number))
        acknowledge(noted=self.number)

    def index(self) -> None:
        index_pending(self.folder.journal.reader)
        acknowledge(indexed=self.number)

    def heads(self) -> None:
        self.folder.save_heads()
        acknowledge(heads=self.number)


def main(path: str, device: str, steps: int) -> None:
    laptop = Laptop(Path(path), device, MISSION_TYPES, 60)
    folder = laptop.open(LEADER)
    begin = folder.reader.entry_count() * 100  # further than any run before
    if folder.reader.get("talk", TALK) is None:
        folder.journal.write(folder.journal.create("talk", {"number": CANARY}, TALK))
    sitting = Sitting(folder, begin)
    acknowledge(begun=begin)
    for _ in range(steps):
        sitting.step()
    acknowledge(done=sitting.number)
    sys.stdin.readline()
    laptop.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
