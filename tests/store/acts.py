"""What people do to a mission folder, drawn by hypothesis: one step is a few small numbers."""

import random
from collections.abc import Callable, Sequence

from hypothesis import strategies as st

from inspector_app.domain.entry import Operation
from inspector_app.domain.errors import RefusedError
from inspector_app.store.drafts import Draft, commit_drafts
from inspector_app.store.folder import MissionFolder
from inspector_app.store.journal import Write
from inspector_app.store.merge import Merged
from inspector_app.store.search import index_pending
from tests.store.laptops import receive, travelling

#: What is done, as often as it stands here.
KINDS = (
    *("create", "create", "child", "child", "answer", "answer"),
    *("set", "set", "set", "text", "items", "items"),
    *("delete", "restore", "decide", "undo", "draft", "index"),
    *("send", "send", "send", "send"),
)
WITH_AUDIENCES = (*KINDS, "audience", "audience", "readers", "move", "lead", "lead")

#: The field of each type that people write most.
FIELDS = {"talk": "place", "paragraph": "text", "lead": "content", "approval": "reason"}

Step = tuple[int, str, int, int]


def steps(kinds: Sequence[str], most: int) -> st.SearchStrategy[list[Step]]:
    """Draw steps: (which laptop, what, which record, with what)."""
    one = st.tuples(
        st.integers(0, 2), st.sampled_from(kinds), st.integers(0, 7), st.integers(0, 11)
    )
    return st.lists(one, min_size=3, max_size=most)


class Play:
    """Laptops at work on records of their own story; what was there before is left alone."""

    def __init__(self, folders: Sequence[MissionFolder]) -> None:
        self.folders = folders
        self.records: list[tuple[str, str]] = []
        self.refused: set[str] = set()
        self._before = [
            {row[0] for row in folder.journal.db.execute("SELECT id FROM entry")}
            for folder in folders
        ]

    def do(self, step: Step) -> None:
        """Do one step on one laptop; what makes no sense there and then does nothing."""
        place, kind, which, value = step
        folder = self.folders[place % len(self.folders)]
        if kind == "send":
            self.send(place, which, value)
        elif kind == "index":
            index_pending(folder.journal.reader)
        elif kind in {"create", "lead"} or not self.records:
            record_type = "lead" if kind == "lead" else "talk"
            fields = {"number": f"N-{value}"}
            if record_type == "talk":
                fields |= {"place": f"室{value}", "evidence": [f"e{value % 3}"]}
            self._create(folder, record_type, fields)
        elif kind == "child":
            self._child(folder, *self.records[which % len(self.records)], value)
        else:
            record = self.records[which % len(self.records)]
            if folder.journal.reader.get(*record) is not None:
                self._change(folder, kind, *record, value)

    def _create(self, folder: MissionFolder, record_type: str, fields: dict) -> None:
        write = folder.journal.create(record_type, fields)
        folder.journal.write(write)
        self.records.append((record_type, write.record_id))

    def _child(self, folder: MissionFolder, record_type: str, record_id: str, value: int) -> None:
        if folder.journal.reader.get(record_type, record_id) is None:
            return
        subject = {"subject_type": record_type, "subject": record_id}
        if record_type == "talk" and value % 3:
            self._create(folder, "paragraph", {"talk": record_id, "text": f"说{value}𬀩"})
        elif value % 2:
            self._create(folder, "submission", {"form_id": "f", **subject, "/q/1": f"答{value}"})
        else:
            self._create(folder, "approval", {**subject, "reason": f"因{value}"})

    def _change(
        self, folder: MissionFolder, kind: str, record_type: str, record_id: str, value: int
    ) -> None:
        reader = folder.journal.reader
        field = FIELDS.get(record_type, f"/q/{value % 3}")
        match kind:
            case "delete" | "restore":
                new, op = {}, Operation(kind)
            case "decide":
                disputed = [*reader.get(record_type, record_id).conflicts, field][0]
                heads = reader.state(record_type, record_id).heads.get(disputed)
                new = {disputed: heads[value % len(heads)].value} if heads else {}
                op = Operation.DECIDE
            case "undo":
                return self._undo(folder, record_type, record_id, value)
            case "draft":
                return self._type(folder, record_type, record_id, field, value)
            case _:
                new, op = self._values(kind, record_type, field, value), Operation.SET
        return self._try(lambda: folder.journal.write(Write(record_type, record_id, new, op)))

    def _values(self, kind: str, record_type: str, field: str, value: int) -> dict:
        if kind == "items" and record_type == "talk":
            return {"evidence": [f"e{n}" for n in range(3) if value & 1 << n]}
        if kind == "audience":
            return {"audience": ("team", "leader", "named", None)[value % 4]}
        if kind == "readers":
            people = enumerate(("member", "other"))
            return {"readers": [name for n, name in people if value & 1 << n]}
        talks = [one for type_, one in self.records if type_ == "talk"]
        if kind == "move" and record_type == "paragraph" and talks:
            return {"talk": talks[value % len(talks)]}
        return {field: f"值{value % 4}"}

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except RefusedError as error:
            self.refused.add(error.code)

    def _undo(self, folder: MissionFolder, record_type: str, record_id: str, value: int) -> None:
        entries = folder.journal.reader.entries(record_type, record_id)
        self._try(lambda: folder.journal.undo(entries[value % len(entries)].id))

    def _type(
        self, folder: MissionFolder, record_type: str, record_id: str, field: str, value: int
    ) -> None:
        user = folder.vault.user_id
        seen = list(folder.journal.reader.state(record_type, record_id).seen(field))
        base = seen if value % 2 else None
        entry = folder.setting.new_id()
        for text in ("打", f"打字{value}"):
            folder.drafts.keep(
                Draft(record_type, record_id, field, user, entry, text, "now", base=base)
            )
        commit_drafts(folder.journal, folder.drafts)
        assert folder.drafts.pending(user) == []

    # --- sending -------------------------------------------------------------------

    def story(self, place: int) -> list[object]:
        """Return what a laptop holds of this story, as it would travel."""
        before = self._before[place % len(self.folders)]
        folder = self.folders[place % len(self.folders)]
        return travelling(folder, without=before)

    def send(self, place: int, other: int, value: int) -> Merged:
        """Send some of what a laptop holds, in any order, perhaps twice."""
        chance = random.Random(value)  # noqa: S311 - repeatable, not secret
        entries = self.story(place)
        chance.shuffle(entries)
        if value % 3 == 0:
            entries = entries[: len(entries) * value // 12]
        if value % 4 == 0:
            entries += entries
        return receive(self.folders[other % len(self.folders)], entries)

    def send_all(self) -> None:
        """Let everybody hear of everything, from whomever, over and over."""
        for _ in range(2):
            for place in range(len(self.folders)):
                for other in range(len(self.folders)):
                    if place != other:
                        receive(self.folders[other], self.story(place)[::-1])
