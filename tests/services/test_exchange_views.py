"""What the exchange shows: incoming files recognised, laptops, papers, trust, values in words."""

import dataclasses

import pytest

from inspector_app.domain.errors import InputError, KnownError, RefusedError
from inspector_app.domain.must_ask import AnswerKind, ItemAnswer
from inspector_app.domain.vocabulary import Role
from inspector_app.services import certification, conflicts, delivery_papers, talks, work_packages
from inspector_app.services.hq import certify, hq_card
from inspector_app.services.incoming import IncomingKind, incoming_reader
from inspector_app.services.team_logs import (
    laptops,
    recipients,
    suggested_work_name,
    work_packages_made,
    work_packages_taken,
)
from inspector_app.services.value_words import field_label, record_name, value_text
from inspector_app.store.journal import Write
from inspector_app.system.fonts import bundled_fonts
from inspector_app.system.wording import LANGUAGES, Wording
from tests.delivery_fixture import CaseTemplate
from tests.paper_fixture import LEADER, MEMBER, NUMBER_ONE


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    return CaseTemplate(tmp_path_factory.mktemp("case"))


@pytest.fixture
def case(template, tmp_path):
    case = template.copy(tmp_path)
    yield case
    case.end()


@pytest.fixture
def member(template, tmp_path):
    """A member's laptop: a copy of the folder on a machine of its own."""
    (tmp_path / "other").mkdir()
    small = template.laptop(tmp_path / "other" / "示例.mission", MEMBER)
    yield small
    small.sitting.end()


def written(case, name, data):
    path = case.folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


class TestIncoming:
    def test_every_kind_is_recognised_whatever_its_name(self, case):
        delivery = case.deliver()
        received = case.receive(delivery)
        request = certification.certificate_request(case.mission)
        files = {
            IncomingKind.PACKAGE: delivery.rename(case.folder / "某某.bin"),
            IncomingKind.RECEIPT: written(case, "某.doc", received.receipt),
            IncomingKind.CARD: written(case, "名.txt", "\ufeff" + hq_card(case.hq) + "\r\n"),
            IncomingKind.CERTIFICATE: written(
                case, "证.txt", certify(case.hq, request).certificate
            ),
        }
        read = incoming_reader(case.mission)
        found = {kind: read(path) for kind, path in files.items()}
        assert [one.kind for one in found.values()] == list(files)
        assert found[IncomingKind.PACKAGE].package.sender_name == LEADER
        assert found[IncomingKind.RECEIPT].receipt.register_number == received.number
        assert found[IncomingKind.CARD].card.name == case.hq.name
        assert found[IncomingKind.CERTIFICATE].certificate.role is Role.LEADER

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (b"", "intake.empty"),
            (b"{", "incoming.unknown"),
            (b"[1]", "incoming.unknown"),
            (b"[" * 200_000, "incoming.unknown"),
            (b'{"kind": "other"}', "incoming.unknown"),
            (b"\xff\xfe\x00", "incoming.unknown"),
            (b"age-encryption.org/v1\n", "exchange.incomplete"),
            (b"-----BEGIN INSPECTOR RECEIPT-----\nabc", "exchange.not_a_receipt"),
        ],
    )
    def test_anything_else_is_refused_in_plain_words(self, case, data, code):
        read = incoming_reader(case.mission)
        with pytest.raises(KnownError) as caught:
            read(written(case, "来路不明.age", data))
        if code != "exchange.incomplete":
            assert caught.value.code == code
        for language in LANGUAGES:
            assert Wording(language).error(caught.value)

    def test_a_request_belongs_to_headquarters(self, case):
        path = written(case, "申请.json", certification.certificate_request(case.mission))
        with pytest.raises(RefusedError, match="request"):
            incoming_reader(case.mission)(path)

    def test_before_headquarters_is_known_only_its_card_can_be_read(self, case):
        path, card = case.deliver(), written(case, "名片.json", hq_card(case.hq))
        write = Write("mission", case.mission.id, {"hq_sign_key": None, "hq_seal_key": None})
        case.mission.journal.write(write)
        read = incoming_reader(case.mission)
        assert read(card).kind is IncomingKind.CARD
        with pytest.raises(RefusedError, match="no_headquarters"):
            read(path)


class TestLaptops:
    def carried(self, case, member, name="汇总.age"):
        made = work_packages.make_work(member.mission, case.folder / name, [member.users[LEADER]])
        return work_packages.take_work(case.mission, made.path)

    def test_each_laptop_with_its_people_and_entries(self, case, member):
        assert laptops(case.mission)[0].here
        case.small.clock.advance(minutes=5)
        member.plan("佘翊")
        self.carried(case, member)
        found = laptops(case.mission)
        theirs = next(one for one in found if one.device == member.mission.folder.setting.device)
        assert theirs.people == (MEMBER,)
        assert theirs.last_at.startswith("2026-10-21T15:05")
        assert theirs.gaps == theirs.forks == ()
        assert sum(one.entries for one in found) == case.mission.reader.entry_count()
        assert len({one.number for one in found}) == len(found)

    def test_packages_made_and_taken(self, case, member):
        assert suggested_work_name(member.mission, 1).endswith("-001.age")
        assert LEADER in [user.text("name") for user in recipients(member.mission)]
        assert MEMBER not in [user.text("name") for user in recipients(member.mission)]
        member.plan("佘翊")
        self.carried(case, member)
        assert [p.text("counterpart") for p in work_packages_made(member.mission.reader)] == [
            LEADER
        ]
        taken = work_packages_taken(case.mission.reader)
        assert [(one.sender, one.package.new_entries > 0) for one in taken] == [(MEMBER, True)]

    def test_a_fork_is_seen(self, case):
        case.small.plan("佘翊")
        device = laptops(case.mission)[0].device
        case.mission.journal.db.conn.execute(
            "INSERT INTO entry (id, device, seq, prev, hash, body_hash)"
            " SELECT 'x' || id, device, seq, prev, 'f' || substr(hash, 2), body_hash FROM entry"
            " WHERE device = ? ORDER BY seq DESC LIMIT 1",
            (device,),
        )
        found = next(one for one in laptops(case.mission) if one.device == device)
        assert len(found.forks) == 1


class TestPapers:
    def test_everything_that_headquarters_reads_on_paper(self, case):
        papers = delivery_papers.papers_to_deliver(case.mission)
        names = [one.name for one in papers]
        assert names[:2] == ["report.pdf", "report.docx"]
        assert any(name.startswith("working-paper-") for name in names)
        told = []
        printed = delivery_papers.print_papers(
            papers, bundled_fonts(), progress=lambda *step: told.append(step)
        )
        assert list(printed) == names
        assert printed["report.pdf"].startswith(b"%PDF")
        assert printed["report.docx"].startswith(b"PK")
        assert [step[0] for step in told] == list(range(len(names)))


def test_trust_is_read_as_it_stands(case):
    found = certification.trust_state(case.mission.reader, case.mission.id)
    assert (found.office, found.confirmed, found.leader_certified) == (case.hq.name, True, True)
    assert len(found.fingerprint.split(" ")) == 8
    assert found.team[0] == (LEADER, Role.LEADER, True)
    write = Write("mission", case.mission.id, {"hq_sign_key": None, "hq_seal_key": None})
    case.mission.journal.write(write)
    found = certification.trust_state(case.mission.reader, case.mission.id)
    assert found.fingerprint == ""
    assert not found.leader_certified


class TestWords:
    def words(self, case, record_type, field, value, language="zh_CN"):
        return value_text(case.mission.reader, Wording(language), record_type, field, value)

    def test_values_as_a_person_reads_them(self, case):
        officials = [case.small.officials[NUMBER_ONE], case.small.officials["虞堃"]]
        assert self.words(case, "talk", "category", "N") == "一把手"
        assert self.words(case, "talk", "category", "N", "en") != "N"
        assert self.words(case, "talk", "opening_done", True) == "是"
        assert self.words(case, "talk", "opening_done", None) == ""
        assert self.words(case, "lead", "officials", officials) == f"{NUMBER_ONE}、虞堃"
        assert self.words(case, "talk", "official", officials[1]) == "虞堃"
        assert self.words(case, "talk", "official", "gone") == "gone"
        assert self.words(case, "evidence", "tags", ["甲", "乙"]) == "甲、乙"
        assert self.words(case, "evidence", "pages", 3) == "3"
        assert self.words(case, "talk", "audience", "team") == "全组"
        assert self.words(case, "talk", "readers", [case.small.users[MEMBER]]) == MEMBER
        assert self.words(case, "newer", "thing", "值") == "值"

    def test_answers_are_called_by_their_item(self, case):
        item = case.mission.checklist.items[0]
        talk = case.mission.reader.find("talk")[0].id
        talks.set_answer(case.mission, talk, ItemAnswer(item.code, AnswerKind.GENERAL))
        label = field_label(case.mission.checklist, Wording(), "submission", f"{item.path}/kind")
        assert label == f"{item.label['zh_CN']} · 答复"
        assert self.words(case, "submission", f"{item.path}/kind", "general") == "一般评价"
        found = case.mission.reader.find("submission")[0].id
        assert "虞堃" in record_name(case.mission.reader, "submission", found)

    def test_records_have_names(self, case):
        reader = case.mission.reader
        paper = reader.find("working_paper")[0]
        assert paper.text("title") in record_name(reader, "working_paper", paper.id)
        assert record_name(reader, "official", case.small.officials[NUMBER_ONE]) == NUMBER_ONE
        assert record_name(reader, "official", "nobody") == ""
        fact = reader.find("fact")[0]
        assert record_name(reader, "fact", fact.id)

    def test_every_field_of_every_type_has_a_label(self, case):
        for language in LANGUAGES:
            for declared in case.mission.reader.types.values():
                for field in (*declared.fields, dataclasses.replace(declared.fields[0])):
                    label = field_label(
                        case.mission.checklist, Wording(language), declared.name, field.name
                    )
                    assert label
                    assert label != field.name or language == "en"


def test_conflicts_of_a_merge_can_be_read(case, member):
    official = case.small.officials["佘翊"]
    for small, value in ((case.small, "主任"), (member, "副主任")):
        small.mission.journal.write(Write("official", official, {"office": value}))
    made = work_packages.make_work(member.mission, case.folder / "汇总.age", [member.users[LEADER]])
    work_packages.take_work(case.mission, made.path)
    found = conflicts.open_conflicts(case.mission.reader)
    assert [(one.record_type, one.field) for one in found] == [("official", "office")]
    assert {value.author_name for value in found[0].values} == {LEADER, MEMBER}
    with pytest.raises(InputError, match="bad_value"):
        conflicts.decide(
            case.mission, "official", official, "office", 3, reason="核对", heads=found[0].heads
        )
