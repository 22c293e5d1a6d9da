"""Evidence: taken in in two steps, listed, used, looked into, copied out, withdrawn."""

import hashlib
import io

import openpyxl
import pytest

from inspector_app.domain.errors import DamagedError, InputError, RefusedError
from inspector_app.domain.record_type import Audience
from inspector_app.domain.vocabulary import Head, ItemState, Organ
from inspector_app.services import access, briefing, evidence, history, working_papers
from inspector_app.services.evidence_content import (
    Showing,
    check_evidence,
    copy_out,
    evidence_content,
    note_export,
)
from inspector_app.services.evidence_list import EvidenceFilter, FileKind, evidence_ids, kind_of
from inspector_app.services.evidence_use import use_counts, uses_of, view_is_logged
from inspector_app.store.access_log import AccessKind
from inspector_app.store.blobs import blob_path
from inspector_app.system.wording import LANGUAGES, Wording
from tests import paper_fixture as made


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    return made.Template(tmp_path_factory.mktemp("begun"), made.begun_mission)


@pytest.fixture
def small(template, tmp_path):
    copied, _report, _paper = template.copy(tmp_path)
    yield copied
    copied.sitting.end()


def note(folder, name="𠮷说明.txt", text="会议室门口的监控录像说明"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def add(small, path, **more):
    return evidence.add_evidence(small.mission, path, **more).id


def record(small, identifier):
    return small.mission.reader.get("evidence", identifier)


def ids(small, **wanted):
    order = wanted.pop("order", "number")
    descending = wanted.pop("descending", False)
    wanted = EvidenceFilter(**wanted)
    return evidence_ids(small.mission.reader, wanted, order=order, descending=descending)


# --- taking in --------------------------------------------------------------------------


def test_in_two_steps_with_progress_that_can_stop_it(small, tmp_path):
    path = tmp_path / "录像.bin"
    path.write_bytes(bytes(range(256)) * 12_000)  # three chunks
    told = []
    taken = evidence.take_file(small.mission, path, progress=lambda *step: told.append(step))
    assert told[-1] == (2 * path.stat().st_size, 2 * path.stat().st_size)
    assert [done for done, _total in told] == sorted(done for done, _total in told)
    made_one = evidence.record_evidence(
        small.mission, taken, title=" ", source="调阅", original=True, tags=["照片"]
    )
    found = record(small, made_one.id)
    assert (found.text("number"), found.text("title")) == ("Z-001", "录像")
    assert found.text("sha256") == hashlib.sha256(path.read_bytes()).hexdigest()
    assert made_one.changes.touches("evidence")


@pytest.mark.parametrize("after", [0, 1, 3, 4, 5])
def test_cancelled_while_taken_in_leaves_nothing(small, tmp_path, after):
    path = tmp_path / "录像.bin"
    path.write_bytes(bytes(3_000_000))
    steps = []

    def stop(*step):
        if len(steps) == after:
            raise KeyboardInterrupt
        steps.append(step)

    with pytest.raises(KeyboardInterrupt):
        evidence.take_file(small.mission, path, progress=stop)
    assert [p for p in small.mission.folder.blobs.rglob("*") if p.is_file()] == []


def test_a_taken_file_can_be_dropped(small, tmp_path):
    taken = evidence.take_file(small.mission, note(tmp_path))
    evidence.drop_file(small.mission, taken)
    evidence.drop_file(small.mission, taken)
    assert [p for p in small.mission.folder.blobs.rglob("*") if p.is_file()] == []


@pytest.mark.parametrize("kind", ["missing", "empty", "folder"])
def test_what_is_no_file_is_said_plainly(small, tmp_path, kind):
    path = tmp_path / "某.txt"
    if kind == "empty":
        path.touch()
    elif kind == "folder":
        path.mkdir()
    for call in (evidence.preview_evidence, lambda p: evidence.take_file(small.mission, p)):
        with pytest.raises(InputError) as caught:
            call(path)
        for language in LANGUAGES:
            assert "某.txt" in Wording(language).error(caught.value)


def test_the_same_content_is_found_whatever_its_name(small, tmp_path):
    first = add(small, note(tmp_path))
    again = evidence.preview_evidence(note(tmp_path, "改了名.txt"))
    assert [one.id for one in evidence.same_content(small.mission.reader, again.sha256)] == [first]


# --- what is written about it -----------------------------------------------------------


def test_words_change_the_file_does_not(small, tmp_path):
    one = add(small, note(tmp_path))
    before = record(small, one).text("sha256")
    evidence.update_evidence(small.mission, one, title="现场𬀩说明", tags=["会议"], original=False)
    after = record(small, one)
    assert (after.text("title"), after.items("tags")) == ("现场𬀩说明", ("会议",))
    assert after.values["original"] is False
    assert after.text("sha256") == before
    with pytest.raises(InputError, match=r"evidence\.no_title"):
        evidence.update_evidence(small.mission, one, title=" ")
    with pytest.raises(ValueError, match="sha256"):
        evidence.update_evidence(small.mission, one, sha256="0" * 64)
    with pytest.raises(RefusedError, match=r"record\.gone"):
        evidence.update_evidence(small.mission, "nobody", title="某")


def test_a_step_can_be_taken_back(small, tmp_path):
    one = add(small, note(tmp_path), title="旧题目")
    step = small.mission.journal.new_id()
    evidence.update_evidence(small.mission, one, entry=step, title="新题目")
    history.undo(small.mission, step)
    assert record(small, one).text("title") == "旧题目"


def test_only_the_leader_decides_who_reads(small, tmp_path):
    one = add(small, note(tmp_path), title="限制的材料")
    named = small.users[made.MEMBER]
    evidence.set_evidence_audience(small.mission, one, Audience.NAMED, readers=[named])
    names = [u.text("name") for u in access.readers_of(small.mission.reader, record(small, one))]
    assert names == [made.LEADER, made.MEMBER]
    small.reopen(made.OTHER_MEMBER)
    assert record(small, one) is None
    small.reopen(made.MEMBER)
    assert record(small, one).text("title") == "限制的材料"
    for call in (
        lambda: evidence.update_evidence(small.mission, one, title="改"),
        lambda: evidence.set_evidence_audience(small.mission, one, Audience.TEAM),
    ):
        with pytest.raises(RefusedError, match=r"record\.not_your_right"):
            call()


def test_a_member_may_word_what_is_open_but_not_close_it(small, tmp_path):
    one = add(small, note(tmp_path))
    small.reopen(made.MEMBER)
    evidence.update_evidence(small.mission, one, title="组员改的题目")
    with pytest.raises(RefusedError, match="audience_not_your_right"):
        evidence.set_evidence_audience(small.mission, one, Audience.LEADER)


def test_withdrawn_with_a_reason_unless_something_rests_on_it(small, tmp_path):
    one, other = add(small, note(tmp_path)), add(small, note(tmp_path, "乙.txt", "乙"))
    fact = small.mission.reader.find("fact")[0].id
    working_papers.add_proof(small.mission, fact, evidence=one)
    with pytest.raises(RefusedError, match="in_use") as caught:
        evidence.withdraw_evidence(small.mission, one, reason="重复")
    assert "采购先定调后上会" in Wording().error(caught.value)
    with pytest.raises(RefusedError, match="needs_reason"):
        evidence.withdraw_evidence(small.mission, other, reason=" ")
    evidence.withdraw_evidence(small.mission, other, reason="收错了")
    assert ids(small) == [one]
    third = add(small, note(tmp_path, "丙.txt", "丙"))
    assert record(small, third).text("number") == "Z-003", "a number is never given twice"


# --- the list ---------------------------------------------------------------------------


def test_filtered_by_words_kind_and_use(small, tmp_path):
    minutes = add(small, note(tmp_path), title="党组会𬀩纪要", supplier="办公室", tags=["党组会"])
    photo = add(small, made.photo(tmp_path), title="现场照片", audience="leader")
    assert ids(small) == [minutes, photo]
    assert ids(small, descending=True) == [photo, minutes]
    assert ids(small, text="纪要 办公室") == [minutes]
    assert ids(small, text="党组会", kind=FileKind.PICTURE) == []
    assert ids(small, kind=FileKind.PICTURE) == [photo]
    assert ids(small, text="ｚ－００２") == [photo], "full-width digits are the same"
    assert ids(small, restricted=True) == [photo]
    fact = small.mission.reader.find("fact")[0].id
    working_papers.add_proof(small.mission, fact, evidence=photo)
    assert ids(small, unused=True) == [minutes]
    assert ids(small, order="used", descending=True) == [photo, minutes]
    assert ids(small, order="kind") == [photo, minutes]
    assert ids(small, order="tags") == [photo, minutes]


def test_kinds_are_worded(small):
    assert small is not None
    for language in LANGUAGES:
        assert all(Wording(language).text(f"evidence.kinds.{kind.value}") for kind in FileKind)
    assert kind_of("application/octet-stream") is FileKind.OTHER
    assert kind_of("") is FileKind.OTHER


# --- what it is used for ----------------------------------------------------------------


def test_uses_lead_to_facts_and_briefings(small, tmp_path):
    one = add(small, note(tmp_path))
    assert uses_of(small.mission.reader, one) == []
    assert not view_is_logged(record(small, one), [])
    reply = briefing.record_briefing(
        small.mission, organ=Organ.DISCIPLINE, organ_name="示例市纪委监委", evidence=[one]
    ).id
    briefing.record_item(
        small.mission,
        briefing=reply,
        official=small.officials[made.NUMBER_ONE],
        head=Head.LIFE,
        theme="个人事项",
        state=ItemState.HAS,
        text="有一项漏报",
        evidence=[one],
    )
    fact = small.mission.reader.find("fact")[0]
    proof = working_papers.add_proof(small.mission, fact.id, evidence=one).id
    uses = uses_of(small.mission.reader, one)
    assert [use.record_type for use in uses] == ["proof", "briefing", "briefing_item"]
    assert uses[0].record_id == proof
    assert uses[0].detail == fact.text("text")
    assert all(use.number_one for use in uses)
    assert use_counts(small.mission.reader) == {one: 3}
    assert view_is_logged(record(small, one), uses)


# --- looking into it --------------------------------------------------------------------


def workbook():
    book = openpyxl.Workbook()
    book.active.append(["姓名", "金额"])
    book.active.append(["邝喆", 1200])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_shown_by_content_not_by_name(small, tmp_path):
    talk = small.mission.reader.find("talk")[0].id
    files = {
        "现场照片.png": made.photo(tmp_path).read_bytes(),
        "党组会纪要.pdf": made.scan(small, tmp_path, talk).read_bytes(),
        "说明.dat": "文字说明\n第二行".encode(),
        "表.doc": workbook(),
        "旧.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "坏.pdf": b"%PDF-1.7 broken",
    }
    shown = {}
    for name, data in files.items():
        path = tmp_path / name
        path.write_bytes(data)
        shown[name] = evidence_content(small.mission, record(small, add(small, path)))
    assert shown["现场照片.png"].showing is Showing.PICTURE
    assert shown["现场照片.png"].format == "png"
    assert shown["党组会纪要.pdf"].data == files["党组会纪要.pdf"]
    assert shown["说明.dat"].text.startswith("文字说明")
    assert not shown["说明.dat"].formatted
    assert "邝喆" in shown["表.doc"].text
    assert shown["表.doc"].formatted
    assert shown["旧.doc"].showing is Showing.NOTHING
    assert shown["坏.pdf"].showing is Showing.PDF, "the view says that it is broken"


def test_a_changed_file_is_never_shown_copied_or_called_the_same(small, tmp_path):
    one = record(small, add(small, note(tmp_path)))
    assert check_evidence(small.mission, one) == one.text("sha256")
    stored = blob_path(small.mission.folder.blobs, one.text("blob"))
    data = bytearray(stored.read_bytes())
    data[-3] ^= 1
    stored.write_bytes(data)
    target = tmp_path / "副本.txt"
    for call in (
        lambda: evidence_content(small.mission, one),
        lambda: check_evidence(small.mission, one),
        lambda: copy_out(small.mission, one, target),
    ):
        with pytest.raises(DamagedError):
            call()
    assert not target.exists()


def test_a_copy_is_what_was_captured_and_is_logged(small, tmp_path):
    path = note(tmp_path, text="正文" * 900_000)
    one = record(small, add(small, path))
    target = tmp_path / "副本.txt"
    told = []
    note_export(small.mission, one.id)
    copy_out(small.mission, one, target, progress=lambda *step: told.append(step))
    assert target.read_bytes() == path.read_bytes()
    assert told[-1] == (one.number("size"), one.number("size"))
    looks = access.looks_at(small.mission.reader, "evidence", one.id)
    assert [(look.kind, look.author) for look in looks] == [
        (AccessKind.EXPORT, small.users[made.LEADER])
    ]


def test_no_copy_in_clear_inside_the_mission_folder(small, tmp_path):
    one = record(small, add(small, note(tmp_path)))
    for inside in (small.folder / "副本.txt", small.folder / "blobs" / ".." / "副本.txt"):
        with pytest.raises(RefusedError, match="inside_mission"):
            copy_out(small.mission, one, inside)
    assert not (small.folder / "副本.txt").exists()


def test_stopped_while_copying_leaves_nothing(small, tmp_path):
    one = record(small, add(small, note(tmp_path, text="正文" * 900_000)))

    def stop(_done, _total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy_out(small.mission, one, tmp_path / "副本.txt", progress=stop)
    assert sorted(p.name for p in tmp_path.iterdir() if "副本" in p.name) == []
