"""Laptops as far as the fold sees them: each writes with what it has seen, and syncs.

``play`` turns a list of steps, which hypothesis draws, into entries; every entry remembers
what its device knew when it was written, so that a test can say from causes alone what the
fold must give.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from inspector_app.domain.canonical import Json, digest
from inspector_app.domain.entry import Body, Entry, Operation, Stub
from inspector_app.domain.fold import LIFE, RecordState, fold, set_change
from inspector_app.domain.record_type import RecordType, choice, long_text, text, texts

THING = RecordType(
    "thing",
    (text("a"), long_text("b"), choice("c", ("x", "y")), texts("tags")),
    dynamic=True,
)
RECORD = "record"
PLAIN = ("a", "b", "c", "/form/q1")

Step = tuple[int, str, object]


@dataclass
class Device:
    """One laptop: who works on it, what it holds, how far its clock is off."""

    name: str
    author: str
    hours: int = 0
    entries: dict[str, Entry] = field(default_factory=dict)
    seq: int = 0
    prev: str = ""

    def state(self, record_type: RecordType = THING) -> RecordState:
        return fold(record_type, RECORD, self.entries.values())

    def write(
        self,
        op: Operation,
        new: Mapping[str, Json],
        base: Mapping[str, Sequence[str]],
        record_type: str = "thing",
    ) -> Entry:
        self.seq += 1
        identifier = f"{self.name}-{self.seq:03d}"
        body = Body(
            author=self.author,
            claimed_at=f"2026-03-05T{9 + self.hours:02d}:{self.seq % 60:02d}:00+08:00",
            record_type=record_type,
            record_id=RECORD,
            op=op,
            new=new,
            base=base,
            salt=f"{self.name}{self.seq}",
        )
        # The clock is left out of the hash: what a test compares may not hang on it by chance.
        salted = digest({**body.as_json(), "claimed_at": ""})
        entry = Entry(Stub(identifier, self.name, self.seq, self.prev, salted), body)
        self.prev = entry.stub.hash
        self.entries[identifier] = entry
        return entry

    def do(self, kind: str, what: object) -> Entry | None:
        """Do what a user would, as far as it makes sense now."""
        state = self.state()
        if not state.exists:
            return self.write(Operation.CREATE, {"a": f"{self.author} began"}, {})
        if kind == "undo":
            return self._undo(state)
        if kind == "delete":
            base = {name: state.seen(name) for name in state.heads}
            op, new, base = Operation.DELETE, {}, {**base, LIFE: state.restores}
        elif kind == "restore":
            op, new, base = Operation.RESTORE, {}, {LIFE: state.deletes}
        else:
            op = Operation.DECIDE if kind == "decide" else Operation.SET
            name, value = what
            if name == "tags":
                value = set_change(state.values.get("tags"), value)
            new, base = {name: value}, {name: state.seen(name)}
        idle = {"delete": state.deleted, "restore": not state.deleted}
        if idle.get(kind, new == {"tags": {}}):
            return None
        return self.write(op, new, base)

    def _undo(self, state: RecordState) -> Entry | None:
        """Take the last own value of a plain field back, where nothing has come since."""
        for entry in reversed([e for e in self.entries.values() if e.body.author == self.author]):
            for name in entry.body.new:
                if name in PLAIN and state.seen(name) == (entry.id,):
                    seen = [self.entries[one] for one in entry.body.base.get(name, ())]
                    before = fold(THING, RECORD, seen).values.get(name)
                    return self.write(Operation.SET, {name: before}, {name: (entry.id,)})
        return None


@dataclass
class Story:
    """What was written, with what each writer knew."""

    entries: dict[str, Entry]
    known: dict[str, frozenset[str]]
    devices: list[Device]


def play(steps: Iterable[Step], count: int, hours: int = 0) -> Story:
    """Play *steps* on *count* devices. The first two belong to one person."""
    devices = [
        Device(f"dev{number}", "ann" if number < 2 else "bob", hours * number)
        for number in range(count)
    ]
    if count == 2:
        devices[1].author = "bob"
    entries: dict[str, Entry] = {}
    known: dict[str, frozenset[str]] = {}
    for number, kind, what in steps:
        device = devices[number % count]
        if kind == "sync":
            device.entries |= devices[what % count].entries
            continue
        seen = frozenset(device.entries)
        entry = device.do(kind, what)
        if entry is not None:
            entries[entry.id] = entry
            known[entry.id] = seen
    return Story(entries, known, devices)
