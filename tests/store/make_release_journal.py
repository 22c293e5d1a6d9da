"""Write the journal of a release, to be read by every later one (see ``tests/data/README.md``).

    python -m tests.store.make_release_journal tests/data/journal-X.Y.json

It tells one invented story (示例) with everything a journal can hold, and what a reader sees
of it. A file that is there is never written again.
"""

import copy
import json
import sys
import tempfile
from pathlib import Path

from inspector_app.domain.canonical import Json, digest
from inspector_app.domain.entry import Operation, body_from_json
from inspector_app.domain.record_type import Field, Kind, RecordType
from inspector_app.domain.records import MISSION_TYPES
from inspector_app.store.folder import MissionFolder
from inspector_app.store.journal import Write
from inspector_app.store.reader import Reader
from tests.store.laptops import (
    LEADER,
    MEMBER,
    Team,
    exchange,
    issue,
    receive,
    travelling,
    user_keys,
)


def shown(reader: Reader) -> dict[str, object]:
    """Return what a reader sees, as plain JSON without what is not recorded."""
    records = {}
    for name in reader.types:
        for record in reader.find(name, deleted=True):
            values = {key: v for key, v in record.values.items() if v not in (None, [], "")}
            records[f"{name}/{record.id}"] = {
                "owner": record.owner,
                "audience": record.audience,
                "deleted": record.deleted,
                "conflicts": list(record.conflicts),
                "values": values,
                "answers": reader.answers(record.id),
            }
    heads = {
        f"{one.record_type}/{one.record_id}/{one.field}": sorted(str(h.value) for h in one.heads)
        for one in reader.conflicts()
    }
    return {"records": records, "conflicts": heads}


def sample(field: Field) -> Json:
    """Return a value of a field's kind."""
    size = len(field.name)
    values: dict[Kind, Json] = {
        Kind.INTEGER: size,
        Kind.BOOLEAN: size % 2 == 0,
        Kind.DATE: "2026-03-05",
        Kind.MOMENT: "2026-03-05T14:30",
        Kind.CHOICE: field.choices[size % len(field.choices)] if field.choices else "",
        Kind.REFERENCE: f"{field.target}-1",
        Kind.REFERENCES: [f"{field.target}-1", f"{field.target}-2"],
        Kind.TEXTS: ["示例", "𬀩㛃䶮𫖯𠮷喆"],
    }
    return values.get(field.kind, f"示例·{field.name}·岑𬀩")


def filled(declared: RecordType) -> dict[str, Json]:
    """Return a value for every field of a type, but no key that nobody has."""
    values = {field.name: sample(field) for field in declared.fields if "key" not in field.name}
    if "subject_type" in values:
        values |= {"subject_type": "talk", "subject": "talk-1"}
    if declared.name == "user":
        values["role"] = "member"
    if declared.dynamic:
        values |= {"/must_ask/work/W1_1/kind": "specific", "/must_ask/work/W1_1/text": "示例"}
    return values


def tell(a: MissionFolder, b: MissionFolder) -> None:
    """Let two laptops write the story."""
    parents = ("mission", "user", "official", "talk", "working_paper", "fact", "report", "briefing")
    order = [*parents, *(name for name in MISSION_TYPES if name not in parents)]
    for name in order:
        op = Operation.SIGN if name == "approval" else Operation.CREATE
        a.journal.write(Write(name, f"{name}-1", filled(MISSION_TYPES[name]), op))
    exchange(a, b)
    write = a.journal.write
    # values side by side, one pair decided; sets from both; the same value twice
    write(Write("talk", "talk-1", {"place": "一室", "number": "T-1", "materials": "同"}))
    other = {"place": "二室", "number": "T-2", "materials": "同", "evidence": ["evidence-2", "x"]}
    b.journal.write(Write("talk", "talk-1", other))
    write(Write("talk", "talk-1", {"evidence": ["evidence-1"]}))
    exchange(b, a)
    write(Write("talk", "talk-1", {"number": "T-2"}, Operation.DECIDE, "以登记为准"))
    # deleted; deleted and edited; deleted and restored; undone
    for number in range(2, 6):
        write(Write("task", f"task-{number}", {"title": f"任务{number}"}, Operation.CREATE))
    exchange(a, b)
    for number in range(2, 5):
        write(Write("task", f"task-{number}", op=Operation.DELETE, reason="重复"))
    b.journal.write(Write("task", "task-3", {"title": "还要办"}))
    write(Write("task", "task-4", op=Operation.RESTORE))
    write(Write("task", "task-5", {"title": "改错了"}))
    a.journal.undo(a.journal.reader.entries("task", "task-5")[-1].id)
    # audiences: restricted with children, named, opened again, side by side
    write(Write("talk", "talk-2", {"number": "T-9"}, Operation.CREATE))
    write(Write("paragraph", "paragraph-2", {"talk": "talk-2", "text": "密"}, Operation.CREATE))
    write(Write("talk", "talk-2", {"audience": "leader"}))
    write(Write("lead", "lead-2", {"content": "示例", "readers": ["user-1"]}, Operation.CREATE))
    write(Write("lead", "lead-2", {"audience": "named"}))
    write(Write("talk", "talk-3", {"audience": "leader"}, Operation.CREATE))
    write(Write("talk", "talk-3", {"audience": "team"}))
    exchange(b, a)
    exchange(a, b)


def newer(entries: list[dict]) -> list[dict]:
    """Return entries as a later program might write them: a type and a field nobody knows."""
    talk = next(e for e in entries if e["body"]["record_id"] == "talk-3")
    made = []
    for number, (record_type, new) in enumerate(
        [("ballad", {"verse": "示例"}), ("talk", {"weather": "晴", "moods": {"add": ["静"]}})], 1
    ):
        entry = copy.deepcopy(talk)
        entry |= {"id": f"newer-{number}", "device": "dev-newer", "seq": number, "prev": ""}
        entry["body"] |= {"record_type": record_type, "new": new, "base": {}, "op": "set"}
        entry["body_hash"] = digest(body_from_json(entry["body"]).as_json())
        entry["prev"] = made[-1] if made else ""
        stub = {name: entry[name] for name in ("id", "device", "seq", "prev", "body_hash")}
        made.append(digest(stub))
        entries.append(entry)
    return entries


def forked(entries: list[dict]) -> list[dict]:
    """Add an entry that a copy of the first laptop's folder wrote under a number already used."""
    last = max((e for e in entries if e["device"] == "dev-a"), key=lambda e: e["seq"])
    twin = copy.deepcopy(last)
    twin |= {"id": "fork-1"}
    twin["body"] |= {"record_type": "task", "record_id": "task-5", "op": "set"}
    twin["body"] |= {"new": {"outcome": "另一份"}, "base": {}}
    twin["body_hash"] = digest(body_from_json(twin["body"]).as_json())
    return [*entries, twin]


def make(target: Path) -> None:
    """Write the journal and what it shows to *target*."""
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        (home / "issued").mkdir()
        team = Team(home, issue(home / "issued", user_keys()))
        a = team.laptop("dev-a", known=False).open(LEADER)
        b = team.laptop("dev-b", known=False, year=57).open(MEMBER)
        tell(a, b)
        entries = forked(newer(travelling(a, open_bodies=True)))
        reader = team.laptop("dev-r", known=False).open(LEADER)
        merged = receive(reader, entries)
        told = {
            "entries": entries,
            "forks": [list(fork) for fork in merged.forks],
            "shown": shown(reader.reader),
        }
        team.close()
    with target.open("x", encoding="utf-8", newline="\n") as stream:
        json.dump(told, stream, ensure_ascii=False, indent=1, sort_keys=True)
        stream.write("\n")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
