"""``inspector mission``: new, info, verify, request, certify."""

import random

import pytest

from inspector_app.services.mission import mission_record, vocabulary
from inspector_app.services.session import open_mission
from inspector_app.store.keys import list_users
from inspector_app.system.wording import LANGUAGES
from tests.mission_fixture import PASSPHRASE

NEW = {
    "--body": "示例市水务局",
    "--round": "2026年第四轮",
    "--team": "第一巡视组",
    "--committee": "中共示例市委",
    "--addressee": "示例市委书记",
    "--office": "示例市委巡视办",
    "--leader": "郁澄",
    "--year": "2026",
}


def new(desk, name="水务", language="zh_CN", passphrases=None, **changes):
    options = {**NEW, **{f"--{key.replace('_', '-')}": value for key, value in changes.items()}}
    words = [word for pair in options.items() for word in pair]
    file = passphrases or desk.passphrases
    arguments = ("mission", "new", desk.place / name, *words, "--passphrase-file", file)
    return desk(*arguments, "--json", language=language)


def opened(desk, folder):
    leader = list_users(folder)[0].user_id
    return open_mission(desk.surroundings, folder, user=leader, passphrase=PASSPHRASE)


def test_a_new_mission_is_what_was_said_and_has_the_words_its_papers_need(young):
    answer = new(young, short_name="水务局", classification="工作秘密", inspection="巡视")
    assert answer.code == 0
    folder = young.place / "水务.mission"
    assert answer.json["folder"] == str(folder)
    assert len(answer.json["recovery_code"].replace("-", "")) == 36
    sitting = opened(young, folder)
    record = mission_record(sitting.mission.reader, sitting.mission.id)
    assert answer.json["mission"] == sitting.mission.id
    for field, value in (
        ("body_name", "示例市水务局"),
        ("body_short_name", "水务局"),
        ("round", "2026年第四轮"),
        ("classification", "工作秘密"),
        ("kind", "routine"),
    ):
        assert record.text(field) == value
    assert vocabulary(sitting.mission.reader) == {
        "inspection": "巡视",
        "party_group": "党组",
        "number_one": "一把手",
    }
    sitting.end()
    assert young.opened("mission", "verify", folder).code == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_after_making_one(young, language):
    words = [word for pair in NEW.items() for word in pair]
    answer = young.opened("mission", "new", young.place / "x.mission", *words, language=language)
    assert answer.code == 0
    assert str(young.place / "x.mission") in answer.out
    assert ("恢复码" if language == "zh_CN" else "Recovery code of 郁澄") in answer.out


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, ("", "", "")),
        ({"entry": "2026-10-12"}, ("2026-10-12", "2026-12-11", "2027-01-01")),
        ({"entry": "2026-10-12", "kind": "look_back"}, ("2026-10-12", "2026-11-06", "2026-11-27")),
        (
            {"entry": "2026-10-12", "leaving": "2026-11-30", "report": "2026-12-20"},
            ("2026-10-12", "2026-11-30", "2026-12-20"),
        ),
        ({"report": "2026-12-20"}, ("", "", "2026-12-20")),
    ],
)
def test_the_days_that_are_given_and_the_usual_ones(young, given, expected):
    answer = new(young, **given)
    assert answer.code == 0
    sitting = opened(young, young.place / "水务.mission")
    record = mission_record(sitting.mission.reader, sitting.mission.id)
    assert tuple(record.text(day) for day in ("entry_on", "leave_on", "report_due_on")) == expected
    assert tuple(answer.json[day] for day in ("entry_on", "leave_on", "report_due_on")) == expected
    sitting.end()


def test_days_in_the_wrong_order_or_that_are_none_make_nothing(young):
    reversed_days = new(young, entry="2026-10-12", leaving="2026-10-01")
    assert reversed_days.code == 1
    assert reversed_days.json["error"] == "mission.days_reversed"
    assert new(young, entry="12. Oktober").code == 2
    assert not (young.place / "水务.mission").exists()


def test_nothing_is_left_behind_when_it_cannot_be_made(young):
    weak = young.file("weak.txt", "aaa")
    card = young.file("card.json", "no card")
    refused = {
        "store.folder_in_place": new(young, "示例.mission"),
        "mission.spec_blank": new(young, body=" "),
        "store.passphrase_short": new(young, passphrases=weak),
        "store.bad_user_name": new(young, leader="a\nb", passphrases=young.file("p", PASSPHRASE)),
        "exchange.bad_card": new(young, hq_card=str(card)),
        "intake.missing": new(young, hq_card=str(young.place / "nirgends.json")),
    }
    assert {code: answer.json["error"] for code, answer in refused.items()} == {
        code: code for code in refused
    }
    assert all(answer.code == 1 for answer in refused.values())
    assert not (young.place / "水务.mission").exists()
    assert young.opened("mission", "verify", young.mission).code == 0


def test_a_file_in_the_place_of_the_folder_is_not_overwritten(young):
    path = young.file("水务.mission", "notes")
    assert new(young).json["error"] == "store.folder_in_place"
    assert path.read_text(encoding="utf-8") == "notes"


def test_the_card_of_headquarters_is_pinned_and_shown(desk):
    card = desk.place / "card.json"
    fingerprint = desk.opened("hq", "card", desk.hq, "--out", card, "--json").json["fingerprint"]
    answer = new(desk, hq_card=str(card))
    assert answer.code == 0
    assert answer.json["hq_fingerprint"] == fingerprint
    info = desk.opened("mission", "info", desk.place / "水务.mission", "--json").json
    assert info["hq"]["fingerprint"] == fingerprint
    assert info["hq"]["confirmed"] is False


@pytest.mark.parametrize("language", LANGUAGES)
def test_info_says_who_how_far_and_what_is_missing(young, language):
    said = young.opened("mission", "info", young.mission, language=language)
    found = young.opened("mission", "info", young.mission, "--json", language=language).json
    assert said.code == 0
    assert found["counts"]["official"] == 9
    assert found["users"][0] == {"name": "郁澄", "role": "leader"}
    assert found["phase"] == "on_site"
    assert found["missing"]
    for line in found["missing"]:
        assert line in said.out
    words = ("组长", "还差：") if language == "zh_CN" else ("Leader", "Missing:")
    assert [word for word in words if word not in said.out] == [], said.out


def test_a_member_is_not_told_that_something_is_missing_which_he_cannot_see(desk):
    leader = desk.opened("mission", "info", desk.mission, "--json").json
    member = desk.opened("mission", "info", desk.mission, "--user", "骆珩", "--json").json
    assert set(member["missing"]) <= set(leader["missing"])
    assert leader["counts"]["lead"] == 1
    assert member["counts"]["lead"] == 0


def test_a_folder_put_back_as_it_was_is_pointed_out(young):
    import shutil

    kept = young.place / "früher"
    shutil.copytree(young.mission, kept)
    changed = young.opened("import", "evidence", young.mission, young.file("a.txt", "neu"))
    assert changed.code == 0
    shutil.rmtree(young.mission)
    shutil.copytree(kept, young.mission)
    answer = young.opened("mission", "info", young.mission, "--json")
    assert answer.code == 0
    assert "比上次看到的旧" in answer.err
    assert answer.json["rolled_back"] is True


def test_verify_finds_a_changed_byte_in_any_file_names_it_and_changes_nothing(young):
    young.opened("import", "evidence", young.mission, young.file("a.txt", "证据" * 2000))
    chance = random.Random(7)  # noqa: S311 - the same places every time
    files = sorted(path for path in young.mission.rglob("*") if path.is_file())
    assert {path.name for path in files} >= {"keys.json", "mission.db", "drafts.db"}
    for path in files * 2:
        whole = path.read_bytes()
        place = chance.randrange(len(whole))
        changed = bytearray(whole)
        changed[place] ^= 1 << chance.randrange(8)
        path.write_bytes(changed)
        answer = young.opened("mission", "verify", young.mission, "--json")
        name = path.relative_to(young.mission).as_posix()
        assert answer.code == 1, (name, place)
        assert [one["file"] for one in answer.json["problems"]] == [name]
        assert name in answer.err
        assert path.read_bytes() == bytes(changed)
        path.write_bytes(whole)
    assert young.opened("mission", "verify", young.mission).code == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_verify_says_what_is_wrong_or_that_nothing_is(young, language):
    answer = young.opened("mission", "verify", young.mission, language=language)
    assert ("核对无误" if language == "zh_CN" else "Nothing wrong") in answer.out
    (young.mission / "fremd.txt").write_text("x", encoding="utf-8")
    answer = young.opened("mission", "verify", young.mission, language=language)
    assert answer.code == 1
    assert answer.out == ""
    assert answer.err.startswith("fremd.txt: ")
    (young.mission / "keys.json").unlink()
    answer = young.opened("mission", "verify", young.mission, "--json", language=language)
    assert answer.json["problems"][0]["code"] == "store.file_missing"
    assert "keys.json" in answer.err


def test_request_and_certificate_go_to_headquarters_and_back(desk):
    new(desk)
    folder, other = desk.place / "水务.mission", desk.place / "andere.mission"
    new(desk, "andere")
    card, request, certificate = (desk.place / n for n in ("card.json", "r.json", "c.json"))
    desk.opened("hq", "card", desk.hq, "--out", card)
    asked = desk.opened("mission", "request", folder, "--hq-card", card, "--out", request, "--json")
    assert asked.code == 0
    certify = ("hq", "certify", desk.hq, request, "--out", certificate)
    shown = desk.opened(*certify, "--json")
    assert shown.code == 1
    assert shown.json["fingerprint"] == asked.json["fingerprint"]
    assert "--fingerprint-confirmed" in shown.err
    assert not certificate.exists()
    issued = desk.opened(*certify, "--fingerprint-confirmed", "--json")
    assert issued.code == 0
    assert issued.json["leader"] == "郁澄"
    again = desk.opened(*certify, "--fingerprint-confirmed", "--json")
    assert again.json["again"] is True
    refused = desk.opened("mission", "certify", other, certificate, "--json")
    assert (refused.code, refused.json["error"]) == (1, "mission.no_headquarters")
    desk.opened("mission", "request", other, "--hq-card", card, "--out", desk.place / "o.json")
    refused = desk.opened("mission", "certify", other, certificate, "--json")
    assert (refused.code, refused.json["error"]) == (1, "store.certificate_of_other_mission")
    taken = desk.opened("mission", "certify", folder, certificate)
    assert taken.code == 0
    assert "示例市委巡察办" in taken.out


def test_only_the_leader_asks_and_nonsense_is_no_certificate(desk):
    answer = desk.opened("mission", "request", desk.mission, "--user", "骆珩", "--json")
    assert (answer.code, answer.json["error"]) == (1, "mission.leader_only")
    for content in ("", "{}", "nonsense", "[" * 2000):
        file = desk.file("c.json", content)
        answer = desk.opened("mission", "certify", desk.mission, file, "--json")
        assert (answer.code, answer.json["error"]) == (1, "store.bad_certificate")
