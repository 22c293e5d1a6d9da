"""Receiving at headquarters: what is accepted, refused with a receipt, or not taken in at all."""

import errno
import io
import json
import shutil
import tomllib
from dataclasses import replace

import openpyxl
import pytest

from inspector_app.domain.canonical import canonical
from inspector_app.domain.entry import Body, Operation, Stub
from inspector_app.domain.errors import DamagedError, InputError, KnownError, RefusedError
from inspector_app.domain.ids import uuid7
from inspector_app.domain.vocabulary import FindingClass, Role
from inspector_app.exchange.manifest import Kind, LogRange
from inspector_app.exchange.receipt import Verdict, read_receipt
from inspector_app.services import delivery, hq, receipts, receiving, register, session
from inspector_app.services.receiving import missing_numbers
from inspector_app.store import blobs, identity
from inspector_app.store.certificates import issue_certificate
from inspector_app.store.journal import Write
from inspector_app.store.merge import Foreign, foreign_as_json
from inspector_app.system.resources import resources
from inspector_app.system.wording import LANGUAGES
from tests.delivery_fixture import (
    EVIDENCE_TEXT,
    PAPERS,
    CaseTemplate,
    another_mission,
    edited,
    make_office,
    repack,
    unpack,
)
from tests.mission_fixture import PASSPHRASE

WORDS = resources() / "wording"


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    return CaseTemplate(tmp_path_factory.mktemp("case"))


@pytest.fixture
def case(template, tmp_path):
    case = template.copy(tmp_path)
    yield case
    case.end()


@pytest.fixture(scope="module")
def delivered(template, tmp_path_factory):
    """A case with a delivery made, for what leaves it as it is."""
    folder = tmp_path_factory.mktemp("delivered")
    case = template.copy(folder)
    path = case.made = case.deliver()
    yield case, path
    case.end()


@pytest.fixture
def desk(delivered, template, tmp_path):
    """Headquarters of its own, for deliveries forged from one that was made already."""
    case, path = delivered
    desk = replace(case, office=template.office(tmp_path), folder=tmp_path, made=path)
    yield desk
    desk.office.end()


def contents(case):
    """All that headquarters' folder holds: entries, files, register."""
    reader = case.hq.reader
    files = sorted(p.name for p in case.hq.folder.blobs.rglob("*") if p.is_file())
    return reader.entry_count(), files, reader.count("register_entry")


def not_taken(case, path):
    """Try to receive; return the code and check that nothing was taken in."""
    before = contents(case)
    with pytest.raises(KnownError) as caught:
        case.receive(path)
    assert contents(case) == before
    assert sorted(case.hq.folder.known_blobs()) == sorted(
        name.removesuffix(".enc") for name in before[1]
    )
    for language in LANGUAGES:
        assert hq.Wording(language).error(caught.value)
    return caught.value.code


def refused(case, path, code):
    """Receive what a certified leader sent but does not hold; check why it was refused."""
    received = case.receive(path)
    assert received.verdict is Verdict.REFUSED
    assert received.remarks == ()
    assert received.entry.text("verdict") == "refused"
    assert received.entry.flag("look_back") is False
    assert register.hq_files(case.hq.reader, received.entry.id) == []
    assert len(received.faults) == 1
    told = tomllib.loads((WORDS / "zh_CN" / "hq.toml").read_text("utf-8"))["hq"]["notes"][code]
    assert received.faults[0].startswith(told.partition("{")[0]), received.faults
    return received.faults[0]


class Forger:
    """A delivery of the case, to be changed and signed by the leader again, many times over."""

    def __init__(self, case):
        self.case = case
        path = case.made or case.deliver("真.age")
        self.manifest, self.files = unpack(path, case.hq.keys, case.leader_keys)
        self._count = 0

    def __call__(self, change, *, sums=True, **header):
        """Return the package with its files changed; it bears the genuine one's id unless said."""
        self._count += 1
        files = dict(self.files)
        more = change(files, self.manifest) or {}
        return repack(
            self.case.folder / f"伪{self._count}.age",
            self.manifest,
            files,
            sender=self.case.leader_keys,
            sums=sums,
            **(more | header),
        )

    def many(self, changes, code):
        """Have every change refused for *code*; each package gets an id of its own."""
        for number, change in enumerate(changes):
            package_id = uuid7(1_800_000_000_000 + number)
            yield refused(self.case, self(change, package_id=package_id), code)


# --- accepted ---------------------------------------------------------------------------


def test_a_delivery_is_kept_registered_and_answered(case):
    told = []
    path = case.deliver()
    received = receiving.receive(case.hq, path, progress=lambda *step: told.append(step))
    assert received.verdict is Verdict.ACCEPTED
    assert received.number == "0001"
    assert received.remarks == received.faults == ()
    assert not received.again
    assert received.counts["talks"] == 1
    assert [(f.number, f.finding_class, f.concerns_number_one) for f in received.findings] == [
        ("B-001", FindingClass.ORGANIZATION_LINE.value, True)
    ]
    assert told[-1] == (path.stat().st_size, path.stat().st_size)
    entry = received.entry
    assert entry.text("body_name") == "示例市园林局"
    assert entry.flag("look_back")  # a finding about the number one (article 9)
    own = case.hq.keys.public
    receipt = read_receipt(received.receipt.encode(), resolve_key=lambda _: own)
    assert receipt.counts == received.counts
    assert receipt.register_number == "0001"


def test_received_files_come_out_as_they_were(desk, tmp_path):
    path = desk.made
    entry = desk.receive(path).entry.id
    names = [file.text("name") for file in register.hq_files(desk.hq.reader, entry)]
    assert "papers/report.pdf" in names
    assert register.hq_file(desk.hq, entry, "papers/report.pdf") == PAPERS["report.pdf"]
    evidence = next(name for name in names if name.startswith("evidence/Z-001"))
    assert register.hq_file(desk.hq, entry, evidence).decode() == EVIDENCE_TEXT
    register.save_hq_file(desk.hq, entry, evidence, tmp_path / "取出.txt")
    assert (tmp_path / "取出.txt").read_text(encoding="utf-8") == EVIDENCE_TEXT
    register.save_received_package(desk.hq, entry, tmp_path / "原件.age")
    assert (tmp_path / "原件.age").read_bytes() == path.read_bytes()
    with pytest.raises(KnownError, match="file_exists"):
        register.save_hq_file(desk.hq, entry, evidence, tmp_path / "取出.txt")
    with pytest.raises(InputError, match="no_such_file"):
        register.hq_file(desk.hq, entry, "../keys.json")
    assert register.find_entry(desk.hq.reader, " 0001 ").id == entry
    for number in ("2", "", "一", "0x1", "9" * 40, "²"):
        with pytest.raises(InputError, match="no_such_entry"):
            register.find_entry(desk.hq.reader, number)


def test_the_folder_verifies_with_what_was_received_and_notices_changes(case):
    case.receive(case.deliver())
    folder, user = case.hq.folder.path, case.officer
    surroundings = case.small.surroundings
    case.office.end()
    assert hq.verify_hq(surroundings, folder, user=user, passphrase=PASSPHRASE).problems == ()
    largest = max((folder / "blobs").rglob("*.enc"), key=lambda path: path.stat().st_size)
    data = bytearray(largest.read_bytes())
    data[len(data) // 2] ^= 1
    largest.write_bytes(data)
    problems = hq.verify_hq(surroundings, folder, user=user, passphrase=PASSPHRASE).problems
    assert [problem.code for problem in problems] == ["store.evidence_damaged"]


def test_the_same_file_again_gives_the_same_answer(desk):
    path = desk.made
    first = desk.receive(path)
    before = contents(desk)
    copy = desk.folder / "又一份.age"
    copy.write_bytes(path.read_bytes())
    second = desk.receive(copy)
    assert second.again
    assert second.receipt == first.receipt
    assert second.entry.id == first.entry.id
    assert second.counts == first.counts
    assert second.findings == first.findings
    assert contents(desk) == before


def test_deliveries_in_order_have_nothing_to_remark(case):
    case.receive(case.deliver("一.age"))
    second = case.receive(case.deliver("二.age"))
    assert second.remarks == ()
    assert second.number == "0002"
    assert [row.missing for row in register.register(case.hq)] == ["", ""]


def test_a_missing_delivery_is_noticed_and_may_come_later(case):
    first, second = case.deliver("一.age"), case.deliver("二.age")
    third = case.deliver("三.age")
    assert "1-2" in case.receive(third).remarks[0]
    assert {row.missing for row in register.register(case.hq)} == {"1-2"}
    case.receive(second)
    case.receive(first)
    assert {row.missing for row in register.register(case.hq)} == {""}


def test_a_number_used_twice_is_noticed(case, template):
    """The leader's folder was put back from a backup and he delivered again."""
    case.receive(case.deliver())
    other = template.laptop(case.folder / "备份.mission")
    again = replace(case, small=other)
    received = case.receive(again.deliver("备份.age"))
    assert received.verdict is Verdict.ACCEPTED
    assert "0001" in received.remarks[0]
    other.sitting.end()


def test_a_delivery_by_a_leader_who_was_replaced_is_noticed(case):
    path = case.deliver()
    new = identity.generate()
    request = hq.CertificateRequest(
        case.mission.id, "u-new", "桑𠮷", "示例市园林局", "", 2026, "", new.public
    )
    from inspector_app.exchange.cards import write_request

    hq.certify(case.hq, write_request(request, new))
    assert "桑𠮷" in case.receive(path).remarks[0]


def test_a_restored_register_still_knows_its_own_certificates(case):
    """The certificate chains to the office's key though the register has lost the mission."""
    case.hq.journal.write(Write("issued_mission", case.mission.id, op=Operation.DELETE))
    received = case.receive(case.deliver())
    assert received.verdict is Verdict.ACCEPTED


# --- not taken in at all ----------------------------------------------------------------


def test_any_change_of_the_file_is_refused(delivered):
    """Changes in every region of the file: header, manifest, papers, evidence, end."""
    case, path = delivered
    good = path.read_bytes()
    bad = case.folder / "改.age"
    places = [*range(0, 500, 61), *range(500, len(good), len(good) // 40), len(good) - 1]
    for place in places:
        bad.write_bytes(good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :])
        assert not_taken(case, bad).startswith("exchange."), place


def test_a_cut_or_lengthened_file_is_refused(delivered):
    case, path = delivered
    good = path.read_bytes()
    bad = case.folder / "断.age"
    for size in (0, 1, 100, 1000, len(good) // 2, len(good) - 70_000, len(good) - 1):
        bad.write_bytes(good[:size])
        assert not_taken(case, bad).startswith("exchange."), size
    bad.write_bytes(good + b"x")
    assert not_taken(case, bad) == "exchange.trailing_data"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\x00" * 5000, "你好".encode() * 100])
def test_what_is_no_package_is_refused(delivered, data):
    case, _path = delivered
    (case.folder / "别的.age").write_bytes(data)
    assert not_taken(case, case.folder / "别的.age") in {
        "exchange.empty_file",
        "exchange.not_a_package",
    }
    assert not_taken(case, case.folder / "没有.age") == "exchange.no_file"


def test_a_delivery_for_another_office_does_not_open(case, tmp_path):
    other = make_office(case.small, tmp_path / "别的.hq", "别的办公室（示例）")
    path = case.deliver()
    with pytest.raises(KnownError) as caught:
        receiving.receive(other.hq, path)
    assert caught.value.code == "exchange.not_for_you"
    other.end()


def test_a_delivery_sealed_anew_for_another_office_is_refused(desk, tmp_path):
    """Who can open a package passes it on: the certificate does not chain to the other office."""
    other = make_office(desk.small, tmp_path / "别的.hq", "别的办公室（示例）")
    manifest, files = unpack(desk.made, desk.hq.keys, desk.leader_keys)
    path = repack(
        tmp_path / "转.age",
        manifest,
        files,
        sender=desk.leader_keys,
        to=(other.hq.keys.public.seal,),
    )
    with pytest.raises(KnownError) as caught:
        receiving.receive(other.hq, path)
    assert caught.value.code.startswith("store.certificate")
    assert other.hq.reader.count("register_entry") == 0
    other.end()


def certificate(case, issuer, keys, role=Role.LEADER, mission=""):
    return issue_certificate(
        issuer,
        user_id="u-x",
        name="冒名（示例）",
        role=role,
        keys=keys,
        mission_id=mission or case.mission.id,
        serial=9,
    ).to_json()


def test_forged_senders_are_refused(desk):
    manifest, files = unpack(desk.made, desk.hq.keys, desk.leader_keys)
    forger = identity.generate()
    brought = {
        "nothing": None,
        "the leader's": manifest.header.certificates,
        "his own": [certificate(desk, forger, forger.public)],
        "another mission's": [certificate(desk, desk.hq.keys, forger.public, mission="m-2")],
        "garbage": [{"user": 1}],
        "a text": "leader",
    }
    for name, certificates in brought.items():
        path = repack(
            desk.folder / "冒.age", manifest, files, sender=forger, certificates=certificates
        )
        code = not_taken(desk, path)
        assert code == "exchange.unknown_sender" or code.startswith("store."), name
        path.unlink()


def test_a_member_cannot_deliver_even_by_hand(case):
    """A member is certified; what he signs is still no delivery."""
    member = session.open_mission(
        case.small.surroundings,
        shutil_copy(case),
        user=case.small.users["骆珩"],
        passphrase=PASSPHRASE,
    )
    keys = member.mission.folder.vault.keys
    manifest, files = unpack(case.deliver(), case.hq.keys, case.leader_keys)
    team = [
        json.loads(user.text("certificate"))
        for user in case.mission.reader.find("user")
        if user.text("certificate")
    ]
    path = repack(case.folder / "员.age", manifest, files, sender=keys, certificates=team)
    assert not_taken(case, path) == "hq.not_from_leader"
    member.end()


def shutil_copy(case):
    target = case.folder / "组员.mission"
    shutil.copytree(case.mission.folder.path, target, ignore=shutil.ignore_patterns("lock"))
    return target


def test_other_kinds_of_package_are_refused(desk):
    manifest, files = unpack(desk.made, desk.hq.keys, desk.leader_keys)
    path = repack(desk.folder / "组.age", manifest, files, sender=desk.leader_keys, kind=Kind.WORK)
    assert not_taken(desk, path) == "hq.not_a_delivery"


def test_a_delivery_by_a_later_program_asks_for_the_update(desk):
    path = Forger(desk)(lambda *_: {"schema": 2})
    assert not_taken(desk, path) == "exchange.newer_version"


def test_another_file_under_a_known_id_is_refused(desk):
    path = desk.made
    desk.receive(path)
    manifest, files = unpack(path, desk.hq.keys, desk.leader_keys)
    other = repack(desk.folder / "同号.age", manifest, files, sender=desk.leader_keys)
    assert not_taken(desk, other) == "hq.package_replaced"


def test_a_full_disk_leaves_nothing(case, monkeypatch):
    path = case.deliver()

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("inspector_app.system.safe_files.flush_to_disk", full)
        assert not_taken(case, path) == "system.disk_full"
    with monkeypatch.context() as patch:
        patch.setattr("inspector_app.system.space.free_bytes", lambda _: 1000)
        assert not_taken(case, path) == "system.not_enough_space"
    assert case.receive(path).verdict is Verdict.ACCEPTED


def test_a_register_that_cannot_be_written_leaves_nothing(case, monkeypatch):
    path = case.deliver()

    def fail(*_):
        raise KnownError("store.disk_full", file="mission.db")

    files = contents(case)[1]
    with monkeypatch.context() as patch:
        patch.setattr(type(case.hq.journal), "write", fail)
        with pytest.raises(KnownError):
            case.receive(path)
    assert contents(case)[1] == files
    assert case.receive(path).number == "0001"


# --- refused with a receipt -------------------------------------------------------------


def journal_with(files, change):
    lines = [json.loads(line) for line in files["journal.jsonl"].splitlines()]
    change(lines)
    files["journal.jsonl"] = b"".join(canonical(line) + b"\n" for line in lines)


def body_of(lines, record_type, field):
    return next(
        line["body"]
        for line in lines
        if line.get("body", {}).get("record_type") == record_type and field in line["body"]["new"]
    )


def test_a_changed_body_in_the_journal_is_found(desk):
    def change(files, _):
        journal_with(
            files, lambda lines: body_of(lines, "fact", "text")["new"].update(text="改过的事实")
        )

    assert refused(desk, Forger(desk)(change), "journal")


def test_a_link_taken_out_of_the_journal_is_remarked_or_refused(desk):
    forge = Forger(desk)
    count = forge.files["journal.jsonl"].count(b"\n")
    for number, place in enumerate(range(3, count - 3, count // 6)):
        path = forge(
            lambda files, _, place=place: journal_with(files, lambda lines: lines.pop(place)),
            package_id=uuid7(1_800_000_000_000 + number),
        )
        assert desk.receive(path).verdict is Verdict.REFUSED  # no approval for this id
    path = forge(lambda files, _: journal_with(files, lambda lines: lines.pop(3)))
    received = desk.receive(path)
    assert received.remarks or received.faults


def test_a_link_put_in_the_place_of_another_is_found(desk):
    def swap(lines):
        lines[5]["prev"] = lines[7]["prev"]

    assert refused(desk, Forger(desk)(lambda files, _: journal_with(files, swap)), "journal")


def test_an_entry_that_is_there_twice_is_found(desk):
    def double(lines):
        lines.append(lines[4])

    assert refused(desk, Forger(desk)(lambda files, _: journal_with(files, double)), "journal")


def replacing(name, data):
    def change(files, _):
        files[name] = data

    return change


def removing(name):
    def change(files, _):
        del files[name]

    return change


def test_a_journal_that_is_none_is_refused(desk):
    junk = [b"\n", b"null\n", b"{}\n", b"[1]\n", b"{" * 5000, b"\xff\xfe\n", b'{"id":1e400}\n']
    changes = [replacing("journal.jsonl", data) for data in junk]
    assert len(list(Forger(desk).many(changes, "journal"))) == len(junk)


def test_a_file_that_is_needed_must_be_there(desk):
    names = [
        *("mission.json", "journal.jsonl", "access.jsonl"),
        *("papers/report.pdf", "checksums.sha256"),
    ]
    told = list(Forger(desk).many(map(removing, names), "file_missing"))
    assert all(name in fault for name, fault in zip(names, told, strict=True))


def test_a_description_that_is_none_is_refused(desk):
    junk = [b"", b"[]", b"{", b"\xff", b"[" * 10**5]
    changes = [replacing("mission.json", data) for data in junk]
    assert len(list(Forger(desk).many(changes, "file_unreadable"))) == len(junk)


def test_a_description_without_an_approval_is_refused(desk):
    change = replacing("mission.json", b'{"approved": 3}')
    assert refused(desk, Forger(desk)(change), "delivery_not_signed")


def test_wrong_checksums_are_found(desk):
    path = Forger(desk)(replacing("checksums.sha256", b"00  x\n"), sums=False)
    assert refused(desk, path, "checksums")


def test_what_the_leader_approved_must_be_what_is_inside(desk):
    """Papers, access log, package and number are covered by his signature on the delivery."""
    forge = Forger(desk)
    paper = replacing("papers/report.pdf", b"%PDF another report")
    assert refused(desk, forge(paper), "delivery_other_content")
    other = uuid7(1_800_000_000_000)
    path = forge(lambda *_: {}, package_id=other, sequence=7)
    assert refused(desk, path, "delivery_other_content")


def test_the_last_line_of_the_access_log_cannot_be_altered_either(desk):
    def change(files, _):
        lines = [json.loads(line) for line in files["access.jsonl"].splitlines()]
        lines[-1]["body"]["author"] = "somebody else"
        files["access.jsonl"] = b"".join(canonical(line) + b"\n" for line in lines)

    assert refused(desk, Forger(desk)(change), "delivery_other_content")


def test_a_broken_access_log_is_found(desk):
    path = Forger(desk)(replacing("access.jsonl", b'{"seq":2}\n'))
    assert refused(desk, path, "access_log")


def test_what_is_said_to_be_approved_must_be_what_was_signed(desk):
    def change(files, _):
        files["mission.json"] = edited(
            files["mission.json"], lambda tree: tree["approved"].update(report="other")
        )

    assert refused(desk, Forger(desk)(change), "delivery_not_signed")


@pytest.mark.parametrize("change", [removing, lambda name: replacing(name, b"other")])
def test_evidence_that_is_missing_or_exchanged_is_found(desk, change):
    forge = Forger(desk)
    name = next(name for name in forge.files if name.startswith("evidence/Z-002"))
    assert "Z-002" in refused(desk, forge(change(name)), "evidence_missing")


def test_fewer_entries_than_announced_are_found(desk):
    def change(_, manifest):
        log = {device: LogRange(1, part.last + 5) for device, part in manifest.header.log.items()}
        return {"log": log}

    assert refused(desk, Forger(desk)(change), "journal_range")


def added(files, manifest, *bodies):
    """Append entries by a device of their own to the journal, as a forger would."""
    prev, lines = "", []
    for seq, body in enumerate(bodies, start=1):
        from inspector_app.domain.canonical import digest

        stub = Stub(f"forged-{seq}", "forged-device", seq, prev, digest(body.as_json()))
        prev = stub.hash
        lines.append(canonical(foreign_as_json(Foreign(stub, body))) + b"\n")
    files["journal.jsonl"] += b"".join(lines)
    log = dict(manifest.header.log) | {"forged-device": LogRange(1, len(bodies))}
    return {"log": log}


def body(record_type, record_id, new, base=None):
    return Body(
        author="u-x",
        claimed_at="2026-10-21T15:00:00+08:00",
        record_type=record_type,
        record_id=record_id,
        op=Operation.SET,
        new=new,
        base=base or {},
        salt="00" * 16,
    )


#: Fields that are not what they are declared to be.
MALFORMED = [
    ("user", {"role": "emperor"}),
    ("talk", {"state": "half held"}),
    ("talk", {"starts_at": 7}),
    ("official", {"number_one": "yes"}),
    ("evidence", {"sha256": ["a"], "number": {"x": 1}}),
    ("approval", {"purpose": "nothing", "subject_type": "report", "subject": "x"}),
]


def test_records_that_are_not_to_the_rules_are_found(desk):
    def forging(record_type, new):
        return lambda files, manifest: added(files, manifest, body(record_type, "forged", new))

    changes = [forging(*one) for one in MALFORMED]
    told = list(Forger(desk).many(changes, "record_malformed"))
    assert "user.role" in told[0]


def test_a_certificate_that_is_none_is_found(desk):
    def change(files, manifest):
        return added(files, manifest, body("user", "forged", {"certificate": "garbage"}))

    assert refused(desk, Forger(desk)(change), "journal")


def written_in(files, record_id, *names):
    """The entries that wrote fields of a record: what a forger must say he has seen."""
    bodies = [json.loads(line) for line in files["journal.jsonl"].splitlines()]
    return {
        name: [
            line["id"]
            for line in bodies
            if line["body"]["record_id"] == record_id and name in line["body"]["new"]
        ]
        for name in names
    }


def test_a_delivery_of_a_mission_bound_to_another_office_is_found(desk):
    other = identity.generate().public

    def change(files, manifest):
        fields = {"hq_sign_key": other.sign, "hq_seal_key": other.seal}
        seen = written_in(files, desk.mission.id, *fields)
        return added(files, manifest, body("mission", desk.mission.id, fields, seen))

    assert refused(desk, Forger(desk)(change), "other_headquarters")


def test_a_report_changed_after_it_was_signed_is_found(desk):
    block = next(
        one
        for one in desk.mission.reader.find("report_block", {"report": desk.report})
        if one.text("text")
    )

    def change(files, manifest):
        seen = written_in(files, block.id, "text")
        return added(files, manifest, body("report_block", block.id, {"text": "偷改"}, seen))

    assert refused(desk, Forger(desk)(change), "report_not_signed")


def test_a_value_that_had_not_seen_the_signed_one_is_remarked(desk):
    """The signed value stands until somebody decides; headquarters is told."""
    block = next(
        one
        for one in desk.mission.reader.find("report_block", {"report": desk.report})
        if one.text("text")
    )

    def change(files, manifest):
        return added(files, manifest, body("report_block", block.id, {"text": "另一个"}))

    received = desk.receive(Forger(desk)(change))
    assert received.verdict is Verdict.ACCEPTED
    assert len(received.remarks) == 1


def test_a_refusal_is_signed_and_reaches_the_team(desk):
    """The team makes a delivery whose journal does not hold: it learns why, and that it failed."""
    manifest, files = unpack(desk.made, desk.hq.keys, desk.leader_keys)
    files["mission.json"] = b"{}"
    path = repack(desk.folder / "坏.age", manifest, files, sender=desk.leader_keys)
    received = desk.receive(path)
    own = desk.hq.keys.public
    receipt = read_receipt(received.receipt.encode(), resolve_key=lambda _: own)
    assert receipt.verdict is Verdict.REFUSED
    assert receipt.note == "\n".join(received.faults)
    again = desk.receive(path)
    assert again.again
    assert again.faults == received.faults


def test_a_newer_programs_entries_are_no_damage(desk):
    """Types that this program does not know are kept in the journal and not looked into."""

    def change(files, manifest):
        return added(files, manifest, body("a_later_type", "x", {"something": [1, {"y": None}]}))

    assert desk.receive(Forger(desk)(change)).verdict is Verdict.ACCEPTED


def test_trouble_with_the_offices_own_disk_is_no_fault_of_the_delivery(case, monkeypatch):
    path = case.deliver()

    def damaged(*_):
        raise DamagedError("store.evidence_damaged", file="x")

    monkeypatch.setattr(receiving.blobs, "open_blob", damaged)
    assert not_taken(case, path) == "store.evidence_damaged"


# --- the register -----------------------------------------------------------------------


def test_the_register_as_text_json_and_spreadsheet(case):
    assert "没有" in register.register_text(case.hq)
    assert json.loads(register.register_json(case.hq)) == []
    case.receive(case.deliver("一.age"))
    case.receive(case.deliver("三.age"))
    text = register.register_text(case.hq)
    assert "示例市园林局" in text
    assert "B-001 采购先定调后上会（涉一把手）" in text
    assert "共收到 2 件，涉及 1 个任务：收下 2 件，退回 0 件。" in text
    assert "收件时间：2026-" in text
    rows = json.loads(register.register_json(case.hq))
    assert [row["number"] for row in rows] == ["0001", "0002"]
    assert rows[0]["look_back"] is True
    assert rows[0]["findings"][0]["concerns_number_one"] is True
    book = openpyxl.load_workbook(io.BytesIO(register.register_sheet(case.hq)))
    table = list(book.worksheets[0].iter_rows(values_only=True))
    assert len(table) == 3
    assert table[1][0] == "0001"
    assert "示例市园林局" in table[1]
    assert dict(zip(table[0], table[1], strict=True))["涉一把手"] == 1
    book = openpyxl.load_workbook(io.BytesIO(register.findings_sheet(case.hq)))
    table = list(book.worksheets[0].iter_rows(values_only=True))
    assert [row[4:6] for row in table[1:]] == [("B-001", "采购先定调后上会")] * 2


def test_two_missions_in_one_register(case, tmp_path):
    other = another_mission(tmp_path / "别的", case.hq)
    path = delivery.make_delivery(other.mission, tmp_path / "别.age", papers=PAPERS).path
    case.receive(case.deliver())
    received = case.receive(path)
    assert received.verdict is Verdict.ACCEPTED
    assert received.number == "0002"
    assert received.remarks == ()
    rows = register.register(case.hq)
    assert len({row.entry.text("mission") for row in rows}) == 2
    with pytest.raises(RefusedError, match="other_mission"):
        receipts.take_receipt(case.mission, received.receipt.encode())
    other.sitting.end()


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ([], ""),
        ([1, 2, 3], ""),
        ([2], "1"),
        ([4], "1-3"),
        ([1, 3, 7, 7], "2, 4-6"),
        ([2**53 - 1], f"1-{2**53 - 2}"),
        ([None, 2], "1"),
    ],
)
def test_missing_numbers(numbers, text):
    assert missing_numbers(numbers) == text


def test_every_file_received_is_encrypted_under_a_key_of_its_own(desk):
    entry = desk.receive(desk.made).entry
    records = [entry, *register.hq_files(desk.hq.reader, entry.id)]
    assert len({record.text("blob_key") for record in records}) == len(records)
    for record in records:
        assert blobs.blob_path(desk.hq.folder.blobs, record.text("blob")).exists()
