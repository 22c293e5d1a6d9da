"""Headquarters: its folder, its card, whom it certifies, how the team comes to trust it."""

import json

import pytest

from inspector_app.domain.errors import DamagedError, InputError, KnownError, RefusedError
from inspector_app.domain.vocabulary import Role
from inspector_app.exchange.cards import (
    CertificateRequest,
    read_card,
    read_request,
    write_card,
    write_request,
)
from inspector_app.services import certification, hq, session
from inspector_app.services.mission import certified, mission_record, trust_root
from inspector_app.store import identity, keys
from inspector_app.store.certificates import Certificate
from tests.delivery_fixture import OFFICE, OFFICER, in_clear, make_office
from tests.mission_fixture import CHEAP, PASSPHRASE, small_mission


@pytest.fixture
def small(tmp_path):
    small = small_mission(tmp_path)
    yield small
    small.sitting.end()


@pytest.fixture
def office(small, tmp_path):
    sitting = make_office(small, tmp_path / "示例.hq")
    yield sitting
    sitting.end()


# --- the folder -------------------------------------------------------------------------


def test_the_folder_opens_again_with_the_passphrase_and_the_same_keys(small, tmp_path):
    path = tmp_path / "办.hq"
    first = make_office(small, path)
    officer, card = first.hq.me, hq.hq_card(first.hq)
    first.end()
    again = hq.open_hq(small.surroundings, path, user=officer, passphrase=PASSPHRASE)
    assert again.hq.name == OFFICE
    assert hq.hq_card(again.hq) == card
    again.end()
    assert in_clear(path, OFFICE) == []  # the officer's name is on the unlock page
    assert (
        hq.verify_hq(small.surroundings, path, user=officer, passphrase=PASSPHRASE).problems == ()
    )


def test_a_folder_in_use_or_not_headquarters_is_refused(small, office):
    path = office.hq.folder.path
    with pytest.raises(KnownError) as caught:
        hq.open_hq(small.surroundings, path, user=office.hq.me, passphrase=PASSPHRASE)
    assert caught.value.code == "store.in_use"
    leader = small.users["郁澄"]
    with pytest.raises(KnownError) as caught:
        hq.open_hq(small.surroundings, small.folder, user=leader, passphrase=PASSPHRASE)
    assert caught.value.code == "hq.not_headquarters"
    with pytest.raises(KnownError) as caught:
        session.open_mission(small.surroundings, path, user=office.hq.me, passphrase=PASSPHRASE)
    assert caught.value.code == "mission.not_a_mission"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": "  "}, "hq.name_missing"),
        ({"passphrase": "1"}, "store.passphrase_short"),
        ({"officer": ""}, "store.bad_user_name"),
    ],
)
def test_what_cannot_be_made_leaves_nothing(small, tmp_path, change, code):
    asked = {"name": OFFICE, "officer": OFFICER, "passphrase": PASSPHRASE, "cost": CHEAP}
    with pytest.raises(KnownError) as caught:
        hq.create_hq(small.surroundings, tmp_path / "新.hq", **(asked | change))
    assert caught.value.code == code
    assert not (tmp_path / "新.hq").exists()


def test_a_folder_that_holds_something_is_left_alone(small, tmp_path):
    path = tmp_path / "有.hq"
    path.mkdir()
    (path / "别人的.txt").write_text("x", encoding="utf-8")
    with pytest.raises(RefusedError) as caught:
        make_office(small, path)
    assert caught.value.code == "store.folder_in_place"
    assert (path / "别人的.txt").exists()


def test_another_officer_holds_the_same_keys(small, office):
    added, code = hq.add_officer(
        office.hq, small.surroundings, name="第二人（示例）", passphrase="江枫渔火-44", cost=CHEAP
    )
    path, card = office.hq.folder.path, hq.hq_card(office.hq)
    office.end()
    second = hq.open_hq(small.surroundings, path, user=added.id, passphrase="江枫渔火-44")
    assert hq.hq_card(second.hq) == card
    assert second.hq.me != office.hq.me
    second.end()
    assert (
        keys.unlock_recovery(path, added.id, code).keys.public.key_id == read_card(card).keys.key_id
    )


# --- cards and requests -----------------------------------------------------------------


def test_a_card_survives_mail_and_shows_the_fingerprint(office):
    card = hq.hq_card(office.hq)
    read = read_card(f"\ufeff  {card}\r\n\r\n")
    assert read.name == OFFICE
    assert read.keys == office.hq.keys.public
    assert read.fingerprint == office.hq.keys.public.fingerprint
    assert office.hq.keys.age_identity not in card
    assert office.hq.keys.seed.hex() not in card


def test_no_character_of_a_card_can_be_changed():
    card = write_card(OFFICE, identity.generate())
    for place in range(len(card)):
        replacement = "1" if card[place] != "1" else "2"
        with pytest.raises(KnownError) as caught:
            read_card(card[:place] + replacement + card[place + 1 :])
        assert caught.value.code.startswith("exchange.")


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", "null", "名片", '{"v":1}', "{" * 100_000, "9" * 10_000, "\ud800", "x" * 10**6],
)
def test_what_is_no_card_is_refused(text):
    for read in (read_card, read_request):
        with pytest.raises(InputError):
            read(text)


def test_a_card_of_somebody_elses_key_does_not_pass():
    mine, other = identity.generate(), identity.generate()
    tree = json.loads(write_card(OFFICE, mine))
    tree["keys"] = other.public.to_json()
    tree["fingerprint"] = other.public.fingerprint
    text = json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    with pytest.raises(DamagedError) as caught:
        read_card(text)
    assert caught.value.code == "exchange.card_altered"


def test_a_request_proves_that_its_maker_holds_the_keys():
    mine, other = identity.generate(), identity.generate()
    request = CertificateRequest("m-1", "u-1", "郁澄", "示例局", "", 2026, "", mine.public)
    text = write_request(request, mine)
    assert read_request(text) == request
    with pytest.raises(ValueError, match="names the keys"):
        write_request(request, other)
    with pytest.raises(KnownError):
        read_request(text.replace("郁澄", "別人"))


# --- certifying -------------------------------------------------------------------------


def test_card_request_and_certificate_carried_by_hand(small, office):
    mission = small.mission
    card, _changes = certification.pin_headquarters(mission, hq.hq_card(office.hq))
    assert certification.headquarters_fingerprint(mission.reader, mission.id) == card.fingerprint
    request = certification.certificate_request(mission)
    issued = hq.certify(office.hq, request)
    assert issued.leader == "郁澄"
    assert issued.fingerprint == mission.folder.vault.keys.public.fingerprint
    certification.install_certificate(mission, issued.certificate)
    assert certified(mission.reader, mission.id)[mission.me].role is Role.LEADER
    # the members whom the leader had certified hang on the new chain at once
    assert len(certified(mission.reader, mission.id)) == 3
    record = office.hq.reader.get("issued_mission", mission.id)
    assert record.text("body_name") == "示例市园林局"
    assert record.text("leader_name") == "郁澄"


def test_asking_again_gives_the_same_certificate(small, office):
    request = certification.certificate_request(small.mission)
    first, second = hq.certify(office.hq, request), hq.certify(office.hq, request)
    assert not first.again
    assert second.again
    assert second.certificate == first.certificate
    assert len(hq.issued_missions(office.hq.reader)) == 1


def test_another_leader_of_the_mission_takes_the_place_of_the_first(small, office):
    first = hq.certify(office.hq, certification.certificate_request(small.mission))
    new = identity.generate()
    request = CertificateRequest(
        small.mission.id, "u-new", "桑𠮷", "示例市园林局", "", 2026, "", new.public
    )
    second = hq.certify(office.hq, write_request(request, new))
    assert not second.again
    assert (
        Certificate.from_text(second.certificate).serial
        == Certificate.from_text(first.certificate).serial + 1
    )
    record = office.hq.reader.get("issued_mission", small.mission.id)
    assert record.text("leader_name") == "桑𠮷"


def test_a_certificate_of_another_office_is_not_installed(small, office, tmp_path):
    mission = small.mission
    other = make_office(small, tmp_path / "别的.hq", "别的办公室（示例）")
    certification.pin_headquarters(mission, hq.hq_card(office.hq))
    issued = hq.certify(other.hq, certification.certificate_request(mission))
    with pytest.raises(KnownError) as caught:
        certification.install_certificate(mission, issued.certificate)
    assert caught.value.code.startswith("store.certificate")
    other.end()


def test_a_certificate_for_somebody_else_is_not_installed(small, office):
    mission = small.mission
    certification.pin_headquarters(mission, hq.hq_card(office.hq))
    other = identity.generate()
    request = CertificateRequest(mission.id, mission.me, "郁澄", "示例", "", 1, "", other.public)
    issued = hq.certify(office.hq, write_request(request, other))
    with pytest.raises(DamagedError) as caught:
        certification.install_certificate(mission, issued.certificate)
    assert caught.value.code == "mission.certificate_for_other"


def test_a_new_card_needs_a_new_comparison_and_a_confirmed_one_stays(small, office, tmp_path):
    mission = small.mission
    certification.pin_headquarters(mission, hq.hq_card(office.hq))
    other = make_office(small, tmp_path / "别的.hq", "别的办公室（示例）")
    certification.pin_headquarters(mission, hq.hq_card(other.hq))
    certification.pin_headquarters(mission, hq.hq_card(office.hq))
    assert not mission_record(mission.reader, mission.id).flag("hq_confirmed")
    certification.confirm_headquarters(mission)
    with pytest.raises(RefusedError) as caught:
        certification.pin_headquarters(mission, hq.hq_card(other.hq))
    assert caught.value.code == "hq.another_confirmed"
    certification.pin_headquarters(mission, hq.hq_card(office.hq))  # the same one is welcome
    assert mission_record(mission.reader, mission.id).flag("hq_confirmed")
    assert trust_root(mission.reader, mission.id) == office.hq.keys.public
    other.end()


def test_members_neither_pin_nor_ask_nor_confirm(small, office):
    card = hq.hq_card(office.hq)
    mission = small.reopen("骆珩")
    for act in (
        lambda: certification.pin_headquarters(mission, card),
        lambda: certification.certificate_request(mission),
        lambda: certification.confirm_headquarters(mission),
    ):
        with pytest.raises(RefusedError) as caught:
            act()
        assert caught.value.code == "mission.leader_only"


def test_at_one_desk_it_is_one_step(small, office):
    mission = small.mission
    certification.issue_here(office.hq, mission)
    assert certified(mission.reader, mission.id)[mission.me].role is Role.LEADER
    assert not mission_record(mission.reader, mission.id).flag("hq_confirmed")
