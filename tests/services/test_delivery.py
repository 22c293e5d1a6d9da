"""Making a delivery: what it needs, what it holds, what it never leaves behind; receipts."""

import errno
import hashlib
import json
import shutil
import subprocess

import pypdfium2 as pdfium
import pytest

from inspector_app.domain.errors import DamagedError, InputError, KnownError, RefusedError
from inspector_app.domain.missing import blocking
from inspector_app.domain.vocabulary import PackageKind, Purpose
from inspector_app.exchange.names import is_safe
from inspector_app.exchange.receipt import Verdict, write_receipt
from inspector_app.services import (
    approvals,
    delivery,
    evidence,
    packages,
    receipts,
    report_final,
)
from inspector_app.services.delivery_contents import absent_evidence
from inspector_app.services.delivery_list import delivery_list
from inspector_app.services.missing_words import missing_text
from inspector_app.services.mission import trust_root
from inspector_app.services.receipts import DeliveryState
from inspector_app.store import blobs, identity
from inspector_app.store.journal import Write
from inspector_app.system.fonts import bundled_fonts
from inspector_app.system.wording import LANGUAGES, Wording
from tests.delivery_fixture import (
    EVIDENCE_NAME,
    EVIDENCE_TEXT,
    LEAD,
    NOTE,
    OFFICE,
    PAPERS,
    CaseTemplate,
    in_clear,
    unpack,
)


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    return CaseTemplate(tmp_path_factory.mktemp("case"))


@pytest.fixture
def case(template, tmp_path):
    case = template.copy(tmp_path)
    yield case
    case.end()


def codes(case):
    return [one.code for one in delivery.delivery_missing(case.mission.reader, case.mission.id)]


def refused(case, **more):
    """Try to deliver; return the code and check that nothing was left."""
    reader = case.mission.reader
    before = reader.entry_count()
    with pytest.raises(KnownError) as caught:
        delivery.make_delivery(case.mission, case.folder / "拒.age", **({"papers": PAPERS} | more))
    assert not (case.folder / "拒.age").exists()
    assert reader.entry_count() == before
    assert reader.count("package") == 0
    return caught.value.code


# --- what it holds ----------------------------------------------------------------------


def test_a_delivery_holds_everything_and_says_what(case):
    told = []
    made = delivery.make_delivery(
        case.mission,
        case.folder / "移交.age",
        papers=PAPERS,
        progress=lambda done, total: told.append((done, total)),
    )
    assert made.path.stat().st_size == made.info.size
    assert hashlib.sha256(made.path.read_bytes()).hexdigest() == made.info.sha256
    assert made.counts == {
        "briefings": 2,
        "talks": 1,
        "people_talked_to": 1,
        "number_one_talk_reports": 0,
        "working_papers": 1,
        "leads": 1,
        "evidence": 3,
        "reports": 1,
    }
    assert told[-1][0] == told[-1][1]
    assert [done for done, _ in told] == sorted(done for done, _ in told)

    manifest, files = unpack(made.path, case.hq.keys, case.leader_keys)
    assert files["papers/report.pdf"] == PAPERS["report.pdf"]
    assert manifest.header.sequence == 1
    assert manifest.header.previous is None
    assert set(manifest.to) == {case.hq.keys.public.seal, case.leader_keys.public.seal}
    names = [name for name in files if name.startswith("evidence/")]
    assert len(names) == 3
    assert all(is_safe(name) for name in names)
    assert any("现场𬀩记录" in name for name in names)
    assert EVIDENCE_TEXT.encode() in files.values()
    described = json.loads(files["mission.json"])
    assert described["facts"]["body_name"] == "示例市园林局"
    assert described["number_ones"][0]["name"] == "岑𬀩"
    assert {one["file"] for one in described["evidence"]} == set(names)
    journal = files["journal.jsonl"].decode()
    assert LEAD in journal  # the leader's view: restricted bodies are open to headquarters
    assert "sealed" not in {key for line in journal.splitlines() for key in json.loads(line)}
    assert [name for name in files if name.startswith("forms/must_ask-")]


def test_the_checksums_are_those_that_sha256sum_reads(case, tmp_path):
    _manifest, files = unpack(case.deliver(), case.hq.keys, case.leader_keys)
    out = tmp_path / "out"
    for name, data in files.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(data)
    lines = files["checksums.sha256"].decode().splitlines()
    assert len(lines) == len(files) - 1
    for line in lines:
        digest, _, name = line.partition("  ")
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == digest
    program = shutil.which("sha256sum")
    if program is not None:
        done = subprocess.run(
            [program, "--check", "--strict", "checksums.sha256"],
            cwd=out,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr


def test_nothing_lies_in_clear_anywhere(case, tmp_path, monkeypatch):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr("tempfile.tempdir", None)
    received = case.receive(case.deliver())
    assert received.verdict is Verdict.ACCEPTED
    phrases = (LEAD, NOTE, EVIDENCE_TEXT[:18], EVIDENCE_NAME[:6], "示例市园林局", "printed 岑")
    assert in_clear(case.folder, *phrases) == []  # both folders are open: WAL included
    (case.folder / "对照.txt").write_text(LEAD, encoding="utf-8")
    assert len(in_clear(case.folder, *phrases)) == 1  # the search itself works
    assert list(temporary.iterdir()) == []


def test_deliveries_are_numbered_and_chained(case):
    first = delivery.make_delivery(case.mission, case.folder / "一.age", papers=PAPERS)
    assert delivery.suggested_name(case.mission).endswith("-002.age")
    second = delivery.make_delivery(case.mission, case.folder / "二.age", papers=PAPERS)
    header = second.info.manifest.header
    assert header.sequence == 2
    assert header.previous == first.info.sha256
    rows = receipts.deliveries(case.mission.reader, case.mission.id)
    assert [row.package.number("sequence") for row in rows] == [2, 1]
    assert all(row.state is DeliveryState.MADE for row in rows)


def test_the_leader_signs_exactly_what_is_delivered(case):
    path = case.deliver()
    _manifest, files = unpack(path, case.hq.keys, case.leader_keys)
    approved = json.loads(files["mission.json"])["approved"]
    found = approvals.approvals(
        case.mission.reader,
        case.mission.id,
        subject_type="report",
        subject=case.report,
        purposes=(Purpose.DELIVERY,),
        content=approved,
    )
    assert [view.counts for view in found] == [True]
    covered = {f"papers/{name}": data for name, data in PAPERS.items()}
    covered["access.jsonl"] = files["access.jsonl"]
    assert approved["files"] == {
        name: hashlib.sha256(data).hexdigest() for name, data in covered.items()
    }


def test_both_sides_can_look_at_it(case):
    path = case.deliver()
    for view in (packages.show_to_team(case.mission, path), packages.show_to_hq(case.hq, path)):
        assert view.sender_name == "郁澄"
        assert view.sender_role == "leader"
        assert view.about_text("body") == "示例市园林局"
        assert view.about_text("office") == OFFICE
        assert view.counts["evidence"] == 3


# --- what it needs ----------------------------------------------------------------------


def test_nothing_is_missing_in_a_finished_mission(case):
    assert codes(case) == []


def test_only_the_leader_delivers(case):
    case.small.reopen("骆珩")
    assert refused(case) == "mission.leader_only"


def test_headquarters_must_be_pinned_and_confirmed(case):
    mission = case.mission
    mission.journal.write(Write("mission", mission.id, {"hq_confirmed": False}))
    assert codes(case) == ["delivery_hq_unconfirmed"]
    assert refused(case) == "delivery.hq_unconfirmed"
    mission.journal.write(Write("mission", mission.id, {"hq_sign_key": None}))
    found = codes(case)
    assert found[:2] == ["delivery_no_headquarters", "delivery_not_certified"]
    assert refused(case) == "delivery.no_headquarters"


def test_the_leader_must_be_certified(case):
    mission = case.mission
    mission.journal.write(Write("user", mission.me, {"certificate": None}))
    assert "delivery_not_certified" in codes(case)
    assert refused(case) == "delivery.not_certified"


def test_the_report_must_be_final_and_as_it_was_signed(case):
    mission = case.mission
    mission.journal.write(Write("report", case.report, {"title": "签字以后又改的题目"}))
    assert codes(case) == ["delivery_report_changed"]
    assert refused(case) == "delivery.report_changed"
    report_final.reopen_report(mission, case.report, reason="补充")
    assert codes(case) == ["delivery_report_not_final"]
    assert refused(case) == "delivery.report_not_final"


def test_a_report_is_needed_at_all(case):
    from inspector_app.domain.entry import Operation

    case.mission.journal.write(Write("report", case.report, op=Operation.DELETE))
    assert codes(case) == ["delivery_no_report"]
    assert refused(case) == "delivery.no_report"


def test_a_final_flag_without_a_signature_is_not_enough(case):
    mission = case.mission
    signed = mission.reader.find("approval", {"purpose": Purpose.REPORT_FINAL.value})
    mission.journal.write(Write("approval", signed[0].id, {"signature": "00" * 64}))
    assert refused(case) == "delivery.report_changed"


def test_printed_papers_and_evidence_must_be_there(case):
    assert refused(case, papers={"report.docx": b"x"}) == "delivery.no_report_paper"
    record = case.mission.reader.find("evidence")[0]
    path = blobs.blob_path(case.mission.folder.blobs, record.text("blob"))
    kept = path.read_bytes()
    path.unlink()
    assert [one.code for one in absent_evidence(case.mission)] == ["delivery_evidence_absent"]
    assert refused(case) == "delivery.evidence_absent"
    path.write_bytes(kept)
    case.deliver()


def test_evidence_that_was_changed_stops_the_delivery(case):
    record = case.mission.reader.find("evidence", {"title": EVIDENCE_NAME})[0]
    path = blobs.blob_path(case.mission.folder.blobs, record.text("blob"))
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    with pytest.raises(DamagedError) as caught:
        case.deliver()
    assert caught.value.code == "store.evidence_damaged"
    assert not (case.folder / "移交.age").exists()
    assert case.mission.reader.count("package") == 0


def test_an_existing_file_is_left_alone(case):
    path = case.folder / "已有.age"
    path.write_bytes(b"important")
    with pytest.raises(KnownError) as caught:
        delivery.make_delivery(case.mission, path, papers=PAPERS)
    assert caught.value.code == "system.file_exists"
    assert path.read_bytes() == b"important"


@pytest.mark.parametrize("name", ["../report.pdf", "a:b.pdf", "CON.pdf"])
def test_papers_with_unsafe_names_are_refused(case, name):
    with pytest.raises(RefusedError) as caught:
        delivery.make_delivery(case.mission, case.folder / "名.age", papers=PAPERS | {name: b"x"})
    assert caught.value.code == "exchange.unsafe_name"
    assert not (case.folder / "名.age").exists()


def test_a_full_disk_leaves_no_file_and_no_record(case, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("inspector_app.system.safe_files.flush_to_disk", full)
        with pytest.raises(KnownError) as caught:
            case.deliver()
    assert caught.value.code == "system.disk_full"
    assert [path.name for path in case.folder.iterdir() if "移交" in path.name] == []
    assert case.mission.reader.count("package") == 0
    assert case.receive(case.deliver()).verdict is Verdict.ACCEPTED  # and it can be done again


def test_too_little_space_is_said_before_anything_is_written(case, monkeypatch):
    monkeypatch.setattr("inspector_app.system.space.free_bytes", lambda _: 1000)
    assert refused(case) == "system.not_enough_space"


def test_a_cancelled_delivery_leaves_nothing(case):
    class StoppedError(Exception):
        pass

    def stop(_done, _total):
        raise StoppedError

    with pytest.raises(StoppedError):
        delivery.make_delivery(case.mission, case.folder / "停.age", papers=PAPERS, progress=stop)
    assert not list(case.folder.glob("*停*"))
    assert case.mission.reader.count("package") == 0


def test_a_record_that_cannot_be_written_takes_the_file_along(case, monkeypatch):
    journal = case.mission.journal
    write = type(journal).write

    def fail_on_package(self, *writes):
        if any(one.record_type == "package" for one in writes):
            raise KnownError("store.disk_full", file="mission.db")
        return write(self, *writes)

    monkeypatch.setattr(type(journal), "write", fail_on_package)
    with pytest.raises(KnownError) as caught:
        case.deliver()
    assert caught.value.code == "store.disk_full"
    assert not (case.folder / "移交.age").exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_and_every_missing_thing_reads_as_a_sentence(case, language):
    mission, wording = case.mission, Wording(language)
    mission.journal.write(
        Write("mission", mission.id, {"hq_confirmed": False}),
        Write("report", case.report, {"final": False}),
    )
    record = mission.reader.find("evidence")[0]
    blobs.blob_path(mission.folder.blobs, record.text("blob")).unlink()
    found = delivery.delivery_missing(mission.reader, mission.id) + absent_evidence(mission)
    assert len(found) == len(blocking(found)) == 3
    for one in found:
        assert missing_text(one, wording)
        error = RefusedError(f"delivery.{one.code.removeprefix('delivery_')}", **one.params)
        assert wording.error(error)


# --- the receipt ------------------------------------------------------------------------


def test_from_delivery_to_receipt(case):
    received = case.receive(case.deliver())
    changes = receipts.take_receipt(case.mission, received.receipt.encode())
    assert changes.touches("package")
    row = receipts.deliveries(case.mission.reader, case.mission.id)[0]
    assert row.state is DeliveryState.ACCEPTED
    assert row.package.text("receipt_number") == "0001"
    assert row.receipt is not None
    assert row.receipt.counts["talks"] == 1
    again = receipts.take_receipt(case.mission, received.receipt.encode("utf-8-sig"))
    assert not again.record_types


def receipt_of(case, path, keys=None, **changes):
    from dataclasses import replace

    from inspector_app.exchange.receipt import read_receipt

    received = case.receive(path)
    signer = keys or case.hq.keys
    own = case.hq.keys.public
    genuine = read_receipt(received.receipt.encode(), resolve_key=lambda _: own)
    return write_receipt(
        replace(genuine, hq_key_id=signer.public.key_id, **changes), signer
    ).encode()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"mission_id": "another-mission"}, "receipt.other_mission"),
        ({"package_id": "01a15d42-79db-7398-abdf-618c378a5dc2"}, "receipt.unknown_package"),
        ({"package_sha256": "ab" * 32}, "receipt.other_file"),
    ],
)
def test_a_receipt_for_something_else_does_not_count(case, changes, code):
    data = receipt_of(case, case.deliver(), **changes)
    with pytest.raises(RefusedError) as caught:
        receipts.take_receipt(case.mission, data)
    assert caught.value.code == code
    row = receipts.deliveries(case.mission.reader, case.mission.id)[0]
    assert row.state is DeliveryState.MADE


def test_a_receipt_by_another_key_or_altered_does_not_count(case):
    path = case.deliver()
    with pytest.raises(RefusedError) as caught:
        receipts.take_receipt(case.mission, receipt_of(case, path, identity.generate()))
    assert caught.value.code == "exchange.receipt_unknown_key"
    good = receipt_of(case, path)
    for place in range(40, len(good) - 40, 97):
        altered = good[:place] + (b"A" if good[place] != 65 else b"B") + good[place + 1 :]
        with pytest.raises((DamagedError, InputError, RefusedError)):
            receipts.take_receipt(case.mission, altered)
    with pytest.raises(InputError):
        receipts.take_receipt(case.mission, b"")


def test_an_accepted_delivery_stays_accepted(case):
    path = case.deliver()
    receipts.take_receipt(case.mission, receipt_of(case, path))
    with pytest.raises(RefusedError) as caught:
        receipts.take_receipt(
            case.mission, receipt_of(case, path, verdict=Verdict.REFUSED, note="x")
        )
    assert caught.value.code == "receipt.another_one"


def test_a_receipt_written_into_the_folder_by_hand_is_not_believed(case):
    path = case.deliver()
    forged = receipt_of(case, path, identity.generate()).decode()
    record = packages.sent(case.mission.reader, case.mission.me, PackageKind.DELIVERY)[0]
    case.mission.journal.write(Write("package", record.id, {"receipt": forged}))
    row = receipts.deliveries(case.mission.reader, case.mission.id)[0]
    assert row.state is DeliveryState.MADE
    assert trust_root(case.mission.reader, case.mission.id) == case.hq.keys.public


def test_evidence_taken_in_after_a_delivery_goes_with_the_next(case, tmp_path):
    case.receive(case.deliver())
    path = tmp_path / "补充.txt"
    path.write_text("补充", encoding="utf-8")
    evidence.add_evidence(case.mission, path, title="补充")
    second = case.receive(case.deliver("二.age"))
    assert second.counts["evidence"] == 4
    assert second.remarks == ()


def test_the_list_that_goes_along_names_every_file_and_the_package_itself(case):
    made = delivery.make_delivery(case.mission, case.folder / "移交.age", papers=PAPERS)
    printed = delivery_list(case.mission, made).pdf(bundled_fonts())
    document = pdfium.PdfDocument(printed)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    plain = "".join(text.split())
    assert made.info.sha256 in plain
    assert made.info.manifest.header.package_id in plain
    for file in made.info.manifest.files:
        assert file.sha256 in plain, file.name
    assert OFFICE in plain
    assert "evidence/Z-001" in plain
    assert LEAD not in plain
    assert "现场" not in plain  # file names of evidence may name who talked
    document.close()
