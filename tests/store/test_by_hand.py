"""A journal read by docs/mission-folder.md, with libraries alone, is what the program shows."""

import hashlib
import json
from pathlib import Path

import pyrage
import pytest
import rfc8785
import sqlcipher3

from inspector_app.store.drafts import Draft
from tests.store.laptops import LEADER, receive

JOURNAL = Path(__file__).parents[1] / "data" / "journal-0.1.json"


def sha256(value):
    return hashlib.sha256(rfc8785.dumps(value)).hexdigest()


@pytest.fixture
def opened(team):
    """A folder with every kind of entry, what the program shows of it, and a bare connection."""
    laptop = team.laptop("dev-a", known=False)
    folder = laptop.open(LEADER)
    receive(folder, json.loads(JOURNAL.read_text(encoding="utf-8"))["entries"])
    folder.drafts.keep(Draft("talk", "talk-1", "place", LEADER, "e-1", "打了一半 𬀩", "now"))
    reader = folder.reader
    shown = {
        (name, record.id): record
        for name in reader.types
        for record in reader.find(name, deleted=True)
    }
    answers = {one: reader.answers(one[1]) for one in shown if one[0] == "submission"}
    laptop.close()
    vault = laptop.vault(LEADER)
    yield laptop.path, vault, shown, answers
    vault.wipe()


def connect(path, vault, name):
    connection = sqlcipher3.connect(str(path / f"{name}.db"))
    key = vault.database_key(name).hex() + vault.database_salt(name).hex()
    connection.execute(f"PRAGMA key = \"x'{key}'\"")
    return connection


def entries_of(connection, identity):
    """Return (hash, id, body) of every entry that opens, having checked every link."""
    links = {}
    found = []
    rows = connection.execute(
        "SELECT id, device, seq, prev, body_hash, hash, body, sealed FROM entry"
        " ORDER BY device, seq"
    )
    for identifier, device, seq, prev, body_hash, link, body, sealed in rows:
        stub = {"id": identifier, "device": device, "seq": seq, "prev": prev}
        assert link == sha256({**stub, "body_hash": body_hash})
        links.setdefault((device, seq), set()).add(link)
        assert prev in links.get((device, seq - 1), {""})
        text = body if body is not None else pyrage.decrypt(sealed, [identity]).decode()
        content = json.loads(text)
        assert rfc8785.dumps(content).decode() == text
        assert sha256(content) == body_hash
        found.append((link, identifier, content))
    return found


def folded(entries):
    """Fold one record's entries by the rules of the page."""
    written = {}
    for link, identifier, body in entries:
        for name, value in body["new"].items():
            base = set(body["base"].get(name, ()))
            written.setdefault(name, []).append((link, identifier, body["author"], value, base))
    creating = [e for e in entries if e[2]["op"] in ("create", "sign")]
    owner = min(creating or entries)[2]["author"]
    values, conflicts, standing = {}, set(), set()
    for name, writes in written.items():
        if all(isinstance(value, dict) for _, _, _, value, _ in writes):
            values[name] = sorted(
                item
                for item in {i for w in writes for i in w[3].get("add", ())}
                if any(
                    item in add[3].get("add", ())
                    and not any(item in w[3].get("remove", ()) and add[1] in w[4] for w in writes)
                    for add in writes
                )
            )
            standing |= {w[1] for w in writes}
            continue
        last = [w for w in writes if not any(w[1] in other[4] for other in writes)]
        standing |= {w[1] for w in last}
        own = [w for w in last if w[2] == owner]
        values[name] = max(own or last, key=lambda w: w[0])[3]
        if len({json.dumps(w[3]) for w in last}) > 1:
            conflicts.add(name)
    restores = [e for e in entries if e[2]["op"] == "restore"]
    undone = {one for e in restores for one in e[2]["base"].get("_life", ())}
    deletes = [e for e in entries if e[2]["op"] == "delete" and e[1] not in undone]
    seen = {one for e in deletes for ids in e[2]["base"].values() for one in ids}
    deleted = bool(deletes) and standing | {e[1] for e in restores} <= seen
    return owner, values, set() if deleted else conflicts, deleted


def test_what_is_read_by_hand_is_what_the_program_shows(opened):
    path, vault, shown, answers = opened
    identity = pyrage.x25519.Identity.from_str(vault.keys.age_identity)
    connection = connect(path, vault, "mission")
    records = {}
    for entry in entries_of(connection, identity):
        record = (entry[2]["record_type"], entry[2]["record_id"])
        records.setdefault(record, []).append(entry)
    connection.close()
    assert records.keys() - shown.keys() == {("ballad", "talk-3")}
    for one, record in shown.items():
        owner, values, conflicts, deleted = folded(records[one])
        assert (record.owner, set(record.conflicts), record.deleted) == (owner, conflicts, deleted)
        own = {name: value for name, value in values.items() if not name.startswith("/")}
        own.pop("audience", None)
        own.pop("readers", None)
        assert {
            n: v for n, v in record.values.items() if v not in (None, []) and n != "readers"
        } == {n: v for n, v in own.items() if v not in (None, [])}
        if one in answers:
            told = {n: v for n, v in values.items() if n.startswith("/") and v is not None}
            assert answers[one] == told


def test_a_draft_is_read_by_hand(opened):
    path, vault, _, _ = opened
    identity = pyrage.x25519.Identity.from_str(vault.keys.age_identity)
    connection = connect(path, vault, "drafts")
    ((sealed,),) = connection.execute("SELECT sealed FROM draft").fetchall()
    connection.close()
    draft = json.loads(pyrage.decrypt(sealed, [identity]))
    assert set(draft) == {"base", "companions", "op", "text", "typed_at"}
    assert draft["text"] == "打了一半 𬀩"


def test_the_repair_of_the_page_brings_rows_back(team):
    laptop = team.laptop("dev-a")
    folder = laptop.open(LEADER)
    folder.journal.write(folder.journal.create("talk", {"place": "一室"}, "t1"))
    laptop.close()
    vault = laptop.vault(LEADER)
    connection = connect(laptop.path, vault, "mission")
    connection.execute("DELETE FROM rec_talk")
    connection.execute("UPDATE state SET value = '' WHERE key = 'scheme'")
    connection.commit()
    connection.close()
    vault.wipe()
    assert laptop.open(LEADER).reader.get("talk", "t1").text("place") == "一室"
    assert laptop.verify(LEADER).problems == ()
