"""Work between laptops: packed, looked at, taken in; what a member cannot bring; conflicts."""

import errno
import json
import shutil
from dataclasses import replace

import pytest

from inspector_app.domain.canonical import canonical, digest
from inspector_app.domain.changes import Changes
from inspector_app.domain.entry import Body, Operation, Stub
from inspector_app.domain.errors import InputError, KnownError, RefusedError
from inspector_app.domain.ids import uuid7
from inspector_app.domain.vocabulary import Role
from inspector_app.exchange.manifest import Kind
from inspector_app.services import conflicts, evidence, leads, session, work_packages
from inspector_app.services.mission import mission_record
from inspector_app.store import blobs, identity
from inspector_app.store.certificates import issue_certificate
from inspector_app.store.import_log import imports
from inspector_app.store.journal import Write
from inspector_app.store.merge import Foreign, foreign_as_json
from inspector_app.store.projection import snapshot
from inspector_app.system.wording import LANGUAGES, Wording
from tests.delivery_fixture import (
    EVIDENCE_TEXT,
    LEAD,
    CaseTemplate,
    in_clear,
    repack,
    unpack,
)
from tests.mission_fixture import PASSPHRASE
from tests.mission_fixture import _make as make_mission
from tests.paper_fixture import LEADER, MEMBER, OTHER_MEMBER

TEXT = "平常是分管的先讲。"


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    return CaseTemplate(tmp_path_factory.mktemp("case"))


class Laptops:
    """The leader's laptop and a member's: two copies of one mission, written to apart."""

    def __init__(self, template, folder):
        self.folder = folder
        self.leader = template.laptop(folder / "组长.mission", LEADER)
        self.member = template.laptop(folder / "组员.mission", MEMBER)
        self._count = 0

    @property
    def ours(self):
        return self.leader.mission

    @property
    def theirs(self):
        return self.member.mission

    def pack(self, maker, *recipients, **more):
        """Make a work package; returns its path."""
        self._count += 1
        path = self.folder / f"工作{self._count}.age"
        small = self.leader if maker is self.ours else self.member
        to = [small.users[name] for name in recipients]
        return work_packages.make_work(maker, path, to, **more).path

    def to_leader(self, **more):
        return self.pack(self.theirs, LEADER, **more)

    def to_member(self, **more):
        return self.pack(self.ours, MEMBER, **more)

    def official(self, name):
        return self.leader.officials[name]

    def end(self):
        self.leader.sitting.end()
        self.member.sitting.end()


@pytest.fixture
def two(template, tmp_path):
    laptops = Laptops(template, tmp_path)
    yield laptops
    laptops.end()


def office_of(mission, official, value):
    mission.journal.write(Write("official", official, {"office": value}))


def same_view(two):
    """Both laptops show the same, apart from what only one of them may read."""
    ours, theirs = (snapshot(one.reader, schema="main") for one in (two.ours, two.theirs))
    differing = [name for name in ours if ours[name] != theirs[name]]
    return differing in ([], ["package"])


# --- there and back ---------------------------------------------------------------------


def test_copies_of_one_folder_are_two_devices(two):
    assert two.ours.journal.author.device != two.theirs.journal.author.device


def test_work_comes_over_and_goes_back(two):
    official = two.official("虞堃")
    office_of(two.theirs, official, "副书记、副局长（主持）")
    path = two.to_leader()
    seen = work_packages.preview_work(two.ours, path)
    assert seen.view.kind is Kind.WORK
    assert seen.view.sender_name == MEMBER
    assert seen.new == 1
    assert seen.records == {"official": 1}
    assert seen.clashes == seen.held_back == ()
    assert not seen.again
    before = two.ours.reader.entry_count()
    taken = work_packages.take_work(two.ours, path, expect=seen.sha256)
    assert two.ours.reader.entry_count() == before + 1
    assert taken.new == 1
    assert taken.changes.touches("official")
    assert taken.conflicts == taken.gaps == taken.forks == ()
    assert two.ours.reader.get("official", official).text("office") == "副书记、副局长（主持）"
    office_of(two.ours, official, "副局长")
    work_packages.take_work(two.theirs, two.to_member())
    assert two.theirs.reader.get("official", official).text("office") == "副局长"
    assert same_view(two)


def test_a_preview_changes_nothing(two, tmp_path):
    (tmp_path / "新证据.txt").write_text("新的证据", encoding="utf-8")
    evidence.add_evidence(two.theirs, tmp_path / "新证据.txt", title="新证据")
    office_of(two.theirs, two.official("虞堃"), "甲")
    office_of(two.ours, two.official("虞堃"), "乙")
    path = two.to_leader()

    def state():
        files = sorted(p.name for p in two.ours.folder.blobs.rglob("*"))
        return two.ours.reader.entry_count(), files, imports(two.ours.reader)

    before = state()
    told = []
    seen = work_packages.preview_work(two.ours, path, progress=lambda *step: told.append(step))
    assert seen.evidence == 1
    assert [(c.record_type, c.field) for c in seen.clashes] == [("official", "office")]
    assert state() == before
    assert told[-1] == (path.stat().st_size,) * 2


def test_taking_in_twice_changes_nothing(two):
    office_of(two.theirs, two.official("虞堃"), "副局长甲")
    path = two.to_leader()
    work_packages.take_work(two.ours, path)
    before = two.ours.reader.entry_count()
    again = work_packages.take_work(two.ours, path)
    assert again.again
    assert again.new == 0
    assert again.changes == Changes()
    assert two.ours.reader.entry_count() == before
    assert work_packages.preview_work(two.ours, path).again
    assert [one.new_entries for one in imports(two.ours.reader)] == [1]


def test_packages_in_the_wrong_order_come_to_the_same(two):
    official = two.official("虞堃")
    office_of(two.theirs, official, "第一次")
    first = two.to_leader()
    office_of(two.theirs, official, "第二次")
    second = two.to_leader()
    work_packages.take_work(two.ours, second)
    later = work_packages.take_work(two.ours, first)
    assert later.new == 0
    assert two.ours.reader.get("official", official).text("office") == "第二次"


def test_sealed_entries_stay_sealed_on_the_way(two):
    """A member records a lead: the leader reads it, another member's laptop holds the stub."""
    leads.record_lead(two.theirs, content="组员登记的线索：收受购物卡𬀩", about_number_one=True)
    path = two.pack(two.theirs, LEADER, OTHER_MEMBER)
    _manifest, files = unpack(path, two.ours.folder.vault.keys, two.theirs.folder.vault.keys)
    assert "收受购物卡" not in files["journal.jsonl"].decode()
    assert LEAD not in files["journal.jsonl"].decode()
    work_packages.take_work(two.ours, path)
    assert [one.text("content") for one in two.ours.reader.find("lead")].count(
        "组员登记的线索：收受购物卡𬀩"
    ) == 1
    two.leader.sitting.end()
    other = replace(two.leader)
    mission = other.reopen(OTHER_MEMBER)
    assert mission.reader.find("lead") == []
    two.leader = other


def test_evidence_comes_along_encrypted_as_it_lies(two, tmp_path):
    (tmp_path / "拍摄.txt").write_text(EVIDENCE_TEXT[:60], encoding="utf-8")
    made = evidence.add_evidence(two.theirs, tmp_path / "拍摄.txt", title="拍摄")
    path = two.to_leader()
    _manifest, files = unpack(path, two.ours.folder.vault.keys, two.theirs.folder.vault.keys)
    assert not any(EVIDENCE_TEXT[:20].encode() in data for data in files.values())
    taken = work_packages.take_work(two.ours, path)
    assert taken.evidence == 1
    record = two.ours.reader.get("evidence", made.id)
    assert evidence.evidence_bytes(two.ours, record).decode() == EVIDENCE_TEXT[:60]
    assert record.text("blob") in two.ours.folder.known_blobs()
    # what is here already is not written again
    assert work_packages.take_work(two.ours, two.to_leader()).evidence == 0


def test_without_evidence_the_files_come_later(two, tmp_path):
    (tmp_path / "拍摄.txt").write_text("后到", encoding="utf-8")
    made = evidence.add_evidence(two.theirs, tmp_path / "拍摄.txt", title="拍摄")
    work_packages.take_work(two.ours, two.to_leader(evidence=False))
    record = two.ours.reader.get("evidence", made.id)
    assert not blobs.blob_path(two.ours.folder.blobs, record.text("blob")).exists()
    assert work_packages.take_work(two.ours, two.to_leader()).evidence == 1
    assert evidence.evidence_bytes(two.ours, record).decode() == "后到"


def test_nothing_lies_in_clear(two, tmp_path, monkeypatch):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr("tempfile.tempdir", None)
    office_of(two.theirs, two.official("虞堃"), "明文检查用的职务")
    work_packages.take_work(two.ours, two.to_leader())
    assert in_clear(tmp_path, "明文检查用的职务", LEAD, EVIDENCE_TEXT[:18]) == []


# --- conflicts --------------------------------------------------------------------------


def test_two_people_wrote_the_same_field_and_the_leader_decides(two):
    official = two.official("虞堃")
    office_of(two.ours, official, "组长写的")
    office_of(two.theirs, official, "组员写的")
    taken = work_packages.take_work(two.ours, two.to_leader())
    assert [(c.record_type, c.field) for c in taken.conflicts] == [("official", "office")]
    shown = conflicts.open_conflicts(two.ours.reader)[0]
    assert {value.value for value in shown.values} == {"组长写的", "组员写的"}
    assert {value.author_name for value in shown.values} == {LEADER, MEMBER}
    decided = conflicts.decide(
        two.ours,
        "official",
        official,
        "office",
        "商定的职务",
        reason="以任职文件为准",
        heads=shown.heads,
    )
    assert decided.touches("official")
    assert conflicts.open_conflicts(two.ours.reader) == []
    work_packages.take_work(two.theirs, two.to_member())
    assert conflicts.open_conflicts(two.theirs.reader) == []
    assert two.theirs.reader.get("official", official).text("office") == "商定的职务"
    written = two.theirs.reader.history("official", official, "office")
    assert written[-1].reason == "以任职文件为准"


def conflict(two):
    official = two.official("虞堃")
    office_of(two.ours, official, "组长写的")
    office_of(two.theirs, official, "组员写的")
    work_packages.take_work(two.ours, two.to_leader())
    return official


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"reason": "  "}, "conflict.needs_reason"),
        ({"field": "name"}, "conflict.none_open"),
        ({"record_id": "nobody"}, "conflict.none_open"),
        ({"heads": ["some-entry"]}, "conflict.more_came"),
        ({"value": 7}, "conflict.bad_value"),
    ],
)
def test_what_is_no_decision(two, asked, code):
    official = conflict(two)
    full = {
        "record_type": "official",
        "record_id": official,
        "field": "office",
        "value": "x",
        "reason": "理由",
    } | asked
    reason, heads = full.pop("reason"), full.pop("heads", ())
    with pytest.raises((RefusedError, InputError)) as caught:
        conflicts.decide(two.ours, *full.values(), reason=reason, heads=heads)
    assert caught.value.code == code
    for language in LANGUAGES:
        assert Wording(language).error(caught.value)
    assert len(conflicts.open_conflicts(two.ours.reader)) == 1


def test_a_decision_that_had_not_seen_a_value_leaves_it_open(two):
    official = conflict(two)
    office_of(two.theirs, official, "组员又改的")
    conflicts.decide(two.ours, "official", official, "office", "定了", reason="先定")
    taken = work_packages.take_work(two.ours, two.to_leader())
    values = {head.value for head in taken.conflicts[0].heads}
    assert values == {"定了", "组员又改的"}


# --- what is refused --------------------------------------------------------------------


def state_of(mission):
    files = sorted(p.name for p in mission.folder.blobs.rglob("*") if p.is_file())
    return mission.reader.entry_count(), files, imports(mission.reader)


def refusal(mission, path):
    """Try to take a package in; return the code and check that nothing was changed."""
    before = state_of(mission)
    codes = []
    for act in (work_packages.preview_work, work_packages.take_work):
        with pytest.raises(KnownError) as caught:
            act(mission, path)
        codes.append(caught.value.code)
        for language in LANGUAGES:
            assert Wording(language).error(caught.value)
    assert state_of(mission) == before
    assert codes[0] == codes[1]
    return codes[0]


def test_altered_and_cut_packages_are_refused(two):
    office_of(two.theirs, two.official("虞堃"), "甲")
    path = two.to_leader()
    good, bad = path.read_bytes(), two.folder / "坏.age"
    for place in (*range(0, 600, 97), *range(600, len(good), len(good) // 15), len(good) - 1):
        bad.write_bytes(good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :])
        assert refusal(two.ours, bad).startswith("exchange.")
    for size in (0, 30, 3000, len(good) - 1):
        bad.write_bytes(good[:size])
        assert refusal(two.ours, bad).startswith("exchange.")
    assert refusal(two.ours, two.folder / "没有.age") == "exchange.no_file"


def test_a_package_for_somebody_else_does_not_open(two):
    path = two.pack(two.ours, LEADER)
    assert refusal(two.theirs, path) == "exchange.not_for_you"


def test_a_package_of_another_mission_is_refused(two, tmp_path):
    other = make_mission(tmp_path / "别的")
    path = two.to_leader()
    manifest, files = unpack(path, two.ours.folder.vault.keys, two.theirs.folder.vault.keys)
    theirs = repack(
        two.folder / "转.age",
        manifest,
        files,
        sender=two.theirs.folder.vault.keys,
        to=(other.mission.folder.vault.keys.public.seal,),
    )
    assert refusal(other.mission, theirs) == "package.other_mission"
    other.sitting.end()


def forge(two, change=lambda *_: {}, *, sender=None, name="伪.age", **header):
    """Return the member's package with its files changed and signed again."""
    path = two.to_leader(evidence=False)
    keys = two.theirs.folder.vault.keys
    manifest, files = unpack(path, two.ours.folder.vault.keys, keys)
    more = change(files, manifest) or {}
    return repack(two.folder / name, manifest, files, sender=sender or keys, **(more | header))


def test_a_stranger_cannot_send_work(two):
    stranger = identity.generate()
    assert refusal(two.ours, forge(two, sender=stranger)) == "exchange.unknown_sender"
    own = issue_certificate(
        stranger,
        user_id="u-x",
        name="冒名（示例）",
        role=Role.MEMBER,
        keys=stranger.public,
        mission_id=two.ours.id,
        serial=1,
    )
    brought = [own.to_json()]
    path = forge(two, sender=stranger, name="二.age", certificates=brought)
    assert refusal(two.ours, path).startswith("store.certificate")


def test_a_delivery_is_no_work_and_a_later_program_asks_for_the_update(two):
    assert refusal(two.ours, forge(two, kind=Kind.DELIVERY)) == "work.not_work"
    assert refusal(two.ours, forge(two, name="二.age", schema=9)) == "exchange.newer_version"


@pytest.mark.parametrize("name", ["report.pdf", "blobs/xyz", "blobs/" + "A" * 32, "mission.db"])
def test_files_that_have_no_place_in_it_are_refused(two, name):
    def change(files, _):
        files[name] = b"x"

    assert refusal(two.ours, forge(two, change)) == "exchange.unexpected_file"


def test_another_package_under_a_known_id_is_refused(two):
    office_of(two.theirs, two.official("虞堃"), "甲")
    path = two.to_leader()
    work_packages.take_work(two.ours, path)
    keys = two.theirs.folder.vault.keys
    manifest, files = unpack(path, two.ours.folder.vault.keys, keys)
    other = repack(two.folder / "同号.age", manifest, files, sender=keys)
    assert refusal(two.ours, other) == "work.package_replaced"


def test_a_package_exchanged_after_the_preview_is_refused(two):
    seen = work_packages.preview_work(two.ours, two.to_leader())
    with pytest.raises(InputError) as caught:
        work_packages.take_work(two.ours, two.to_leader(), expect=seen.sha256)
    assert caught.value.code == "work.changed_since_preview"


def lines_of(files):
    return [json.loads(line) for line in files["journal.jsonl"].splitlines()]


def put(files, lines):
    files["journal.jsonl"] = b"".join(canonical(line) + b"\n" for line in lines)


def test_altered_entries_are_refused(two):
    office_of(two.theirs, two.official("虞堃"), "甲")

    def new_text(lines):
        lines[-1]["body"]["new"]["office"] = "偷改"

    def other_link(lines):
        lines[-1]["prev"] = lines[0]["body_hash"]

    def other_content_under_a_known_id(lines):
        lines[2]["body_hash"] = "ab" * 32

    def twice(lines):
        lines.append(lines[-1])

    def nonsense(lines):
        lines[-1] = {"id": 7}

    expected = {
        new_text: "journal.body_mismatch",
        other_link: "exchange.chain_broken",
        other_content_under_a_known_id: "journal.entry_replaced",
        twice: "exchange.chain_broken",
        nonsense: "exchange.bad_journal",
    }
    for number, (alter, code) in enumerate(expected.items()):

        def change(files, _, alter=alter):
            lines = lines_of(files)
            alter(lines)
            put(files, lines)

        path = forge(two, change, name=f"改{number}.age", package_id=uuid7(1_800_000_000_000))
        assert refusal(two.ours, path) == code


def entry(link, record, new, op=Operation.SET):
    """An entry that a member's program would never write: (device, seq, prev), (type, id)."""
    device, seq, prev = link
    record_type, record_id = record
    body = Body(
        author="u-x",
        claimed_at="2026-10-21T15:00:00+08:00",
        record_type=record_type,
        record_id=record_id,
        op=op,
        new=new,
        base={},
        salt="00" * 16,
    )
    stub = Stub(uuid7(1_800_000_000_000), device, seq, prev, digest(body.as_json()))
    return Foreign(stub, body)


def smuggle(two, *entries, **more):
    """Return the member's package with entries of a device of its own added."""

    def change(files, _):
        put(files, [*lines_of(files), *(foreign_as_json(one) for one in entries)])

    return forge(two, change, **more)


def test_work_in_the_name_of_this_laptop_is_refused(two):
    """Otherwise this laptop would count on from a link that somebody made up."""
    own = two.ours.journal.author.device
    office_of(two.ours, two.official("虞堃"), "本机写的")  # the device has a chain of its own
    forged = entry((own, 10**9, "ab" * 32), ("official", "x"), {"name": "x"})
    assert refusal(two.ours, smuggle(two, forged)) == "work.claims_this_device"


def test_a_member_cannot_bring_what_only_the_leader_may_change(two):
    """Users and keys, headquarters' keys, who may read: held back, the chain kept."""
    forger = identity.generate().public
    lead = two.ours.reader.find("lead")[0].id
    mission = mission_record(two.ours.reader, two.ours.id)
    bad = [
        ("mission", two.ours.id, {"hq_sign_key": forger.sign, "hq_seal_key": forger.seal}, "trust"),
        ("mission", two.ours.id, {"hq_confirmed": False}, "trust"),
        ("user", "u-spy", {"role": "leader", "seal_key": forger.seal, "name": "混入"}, "users"),
        ("user", two.ours.me, {"role": "member"}, "users"),
        ("form", "f-x", {"form_id": "must_ask", "version": "9999", "definition": "x"}, "forms"),
        ("entry_reason", "r-x", {"key": "organ_missing/audit", "reason": "x"}, "reasons"),
        ("lead", lead, {"audience": "team"}, "audience"),
        ("lead", lead, {"readers": {"add": ["u-spy"]}}, "audience"),
    ]
    entries, prev = [], ""
    for seq, (record_type, record_id, new, _code) in enumerate(bad, start=1):
        entries.append(entry(("spy-device", seq, prev), (record_type, record_id), new))
        prev = entries[-1].stub.hash
    last = ("spy-device", len(bad) + 1, prev)
    entries.append(entry(last, ("mission", two.ours.id), {}, Operation.DELETE))
    path = smuggle(two, *entries)
    seen = work_packages.preview_work(two.ours, path)
    assert [one.code for one in seen.held_back] == [code for *_, code in bad] + ["trust"]
    for round_ in (1, 2):  # a second time they do not slip in where the stub is already
        taken = work_packages.take_work(two.ours, path)
        assert len(taken.held_back) == len(bad) + 1, round_
        reader = two.ours.reader
        assert mission_record(reader, two.ours.id).values == mission.values
        assert not mission_record(reader, two.ours.id).deleted
        assert reader.get("user", "u-spy") is None
        assert reader.get("form", "f-x") is None
        assert reader.get("user", two.ours.me).text("role") == "leader"
        assert reader.get("lead", lead).audience == "leader"
        assert conflicts.open_conflicts(reader) == []
    assert work_packages.preview_work(two.theirs, two.to_member()).new >= 0
    for one in seen.held_back:
        for language in LANGUAGES:
            assert Wording(language).text(f"work.held_back.{one.code}")
    assert in_clear(two.ours.folder.path, LEAD) == []


def test_the_leader_can_bring_it(two):
    user = two.member.users[OTHER_MEMBER]
    two.ours.journal.write(Write("user", user, {"post": "综合岗"}))
    taken = work_packages.take_work(two.theirs, two.to_member())
    assert taken.held_back == ()
    assert two.theirs.reader.get("user", user).text("post") == "综合岗"


def test_the_folder_still_verifies_after_hostile_work(two):
    """Nothing that is taken in may make the folder look damaged."""
    spy = [
        entry(("spy-device", 5, "cd" * 32), ("official", two.official("虞堃")), {"office": 3}),
        entry(("spy-other", 1, ""), ("later_type", "x"), {"a": [1]}),
        entry(("spy-third", 1, ""), ("talk", "x"), {"state": {"b": 1}}),
    ]
    taken = work_packages.take_work(two.ours, smuggle(two, *spy))
    assert [gap.device for gap in taken.gaps] == ["spy-device"]
    two.leader.sitting.end()
    checked = session.verify_mission(
        two.leader.surroundings,
        two.leader.folder,
        user=two.leader.users[LEADER],
        passphrase=PASSPHRASE,
    )
    assert checked.problems == ()


def test_a_full_disk_changes_nothing(two, tmp_path, monkeypatch):
    (tmp_path / "拍摄.txt").write_text("满盘", encoding="utf-8")
    evidence.add_evidence(two.theirs, tmp_path / "拍摄.txt", title="拍摄")
    path = two.to_leader()
    before = state_of(two.ours)

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("inspector_app.system.safe_files.flush_to_disk", full)
        with pytest.raises(KnownError) as caught:
            work_packages.take_work(two.ours, path)
    assert caught.value.code == "system.disk_full"
    assert state_of(two.ours) == before
    assert work_packages.take_work(two.ours, path).evidence == 1


def test_a_failure_while_taking_in_takes_the_files_back(two, tmp_path, monkeypatch):
    (tmp_path / "拍摄.txt").write_text("半途", encoding="utf-8")
    evidence.add_evidence(two.theirs, tmp_path / "拍摄.txt", title="拍摄")
    path = two.to_leader()
    before = state_of(two.ours)

    def fail(*_):
        raise KnownError("store.disk_full", file="mission.db")

    with monkeypatch.context() as patch:
        patch.setattr(work_packages, "take_in", fail)
        with pytest.raises(KnownError):
            work_packages.take_work(two.ours, path)
    assert state_of(two.ours) == before


def test_who_cannot_send(two):
    with pytest.raises(RefusedError) as caught:
        work_packages.make_work(two.ours, two.folder / "空.age", [])
    assert caught.value.code == "work.no_recipient"
    with pytest.raises(RefusedError) as caught:
        work_packages.make_work(two.ours, two.folder / "空.age", ["nobody"])
    assert caught.value.code == "work.no_recipient"
    (two.folder / "有.age").write_bytes(b"x")
    with pytest.raises(KnownError) as caught:
        work_packages.make_work(two.ours, two.folder / "有.age", [two.leader.users[MEMBER]])
    assert caught.value.code == "system.file_exists"
    two.ours.journal.write(Write("user", two.ours.me, {"certificate": None}))
    with pytest.raises(RefusedError) as caught:
        work_packages.make_work(two.ours, two.folder / "空.age", [two.leader.users[MEMBER]])
    assert caught.value.code == "work.not_certified"
    assert not (two.folder / "空.age").exists()


def test_a_folder_copied_and_written_on_both_sides_comes_together(two):
    """Three laptops, every one sends to every other: all show the same in the end."""
    shutil.copytree(
        two.member.folder, two.folder / "第三.mission", ignore=shutil.ignore_patterns("lock")
    )
    third = replace(two.member, folder=two.folder / "第三.mission")
    two.member.sitting.end()
    third.reopen(OTHER_MEMBER)
    two.member.reopen(MEMBER)
    laptops = {LEADER: two.leader, MEMBER: two.member, OTHER_MEMBER: third}
    for number, (name, small) in enumerate(laptops.items()):
        office_of(small.mission, two.official("虞堃"), f"{name}写的")
        office_of(small.mission, list(small.officials.values())[number + 3], f"{name}单独写的")
    names = list(laptops)
    for round_ in range(2):
        for sender in names:
            path = two.folder / f"互传{round_}{sender}.age"
            to = [two.leader.users[name] for name in names if name != sender]
            work_packages.make_work(laptops[sender].mission, path, to)
            for name in names:
                if name != sender:
                    work_packages.take_work(laptops[name].mission, path)
    states = []
    for small in laptops.values():
        shown = conflicts.open_conflicts(small.mission.reader)
        states.append(
            (
                [(one.record_id, one.field, one.shown, one.heads) for one in shown],
                [one.text("office") for one in small.mission.reader.find("official")],
            )
        )
    assert states[0] == states[1] == states[2]
    assert len(states[0][0]) == 1
    third.sitting.end()
