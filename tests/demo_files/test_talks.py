"""Every answer of the story stands in its transcript; nothing that must be asked is missing."""

import zipfile
from collections import Counter, defaultdict
from itertools import pairwise

import pytest

KINDS = {"specific", "general", "none", "unknown", "declined"}
SHARES = {"N": 1, "D": 4, "S": 1, "H": 1, "M": 8, "U": 5, "O": 7, "R": 3}
QUESTIONS = ("问：", "谈话人：")


@pytest.fixture(scope="module")
def must_ask(demo):
    """Item -> (categories that must answer it, categories that may), from the shipped form."""
    text = (demo.parents[1] / "forms" / "must_ask.md").read_text(encoding="utf-8")
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in text.splitlines()
        if line.startswith("|")
    ]
    head = next(row for row in rows if "bind::insp:item" in row)
    item, must, may = (head.index(f"bind::insp:{name}") for name in ("item", "must", "optional"))
    return {
        row[item]: (set(row[must].split()), set(row[may].split()))
        for row in rows
        if len(row) == len(head) and row[item] and row is not head
    }


def test_the_form_was_read_whole(must_ask):
    assert len(must_ask) >= 35
    assert all(must | may <= set(SHARES) for must, may in must_ask.values())
    assert must_ask["L9-9"][0] == set(SHARES)


def test_thirty_talks_cover_all_categories(talks):
    assert [talk["number"] for talk in talks] == [f"T-{n:03}" for n in range(1, 31)]
    assert Counter(talk["category"] for talk in talks) == SHARES
    assert len({talk["talker"] for talk in talks}) == 30


def test_talkers_are_in_the_roster_with_their_category(talks, roster):
    words = {
        "N": "一把手",
        "D": "班子成员",
        "S": "纪检负责人",
        "H": "组织人事负责人",
        "M": "中层干部",
        "U": "下属单位负责人",
        "O": "一般干部职工",
        "R": "退休(离任)领导",
    }
    for talk in talks:
        assert roster[talk["talker"]]["谈话类别"] == words[talk["category"]], talk["number"]


def test_every_find_stands_in_exactly_one_paragraph(talks, spoken):
    for talk in talks:
        for answer in talk["answers"]:
            hits = [text for text in spoken[talk["number"]] if answer["find"] in text]
            assert len(hits) == 1, (talk["number"], answer["item"], answer["find"])
            assert not hits[0].startswith(QUESTIONS), (talk["number"], answer["item"])


def test_every_must_item_is_answered_or_a_listed_gap(talks, must_ask):
    for talk in talks:
        answered = [answer["item"] for answer in talk["answers"]]
        must = {item for item, (asked, _) in must_ask.items() if talk["category"] in asked}
        may = {item for item, (_, asked) in must_ask.items() if talk["category"] in asked}
        assert len(answered) == len(set(answered)), talk["number"]
        assert must - set(answered) == set(talk.get("gap_items", [])), talk["number"]
        assert set(answered) <= must | may, talk["number"]


def test_two_talks_have_gaps_that_the_leader_consented_to(talks, users):
    gaps = [talk for talk in talks if "gap_items" in talk]
    assert len(gaps) == 2
    for talk in gaps:
        assert 1 <= len(talk["gap_items"]) <= 2
        assert len(talk["gap_reason"]) > 10
        assert users[talk["gap_consent"]["by"]] == "leader"
        assert talk["gap_consent"]["on"] > talk["ends_at"].date()
        assert talk["gap_consent"]["reason"]


def test_answers_are_of_a_known_kind_and_say_something(talks):
    kinds = Counter()
    for talk in talks:
        for answer in talk["answers"]:
            kinds[answer["kind"]] += 1
            assert answer["text"].endswith("。"), (talk["number"], answer["item"])
            if answer["lead"] or answer["verify"]:
                assert answer["kind"] in {"specific", "general"}, (talk["number"], answer["item"])
    assert set(kinds) == KINDS
    assert sum(1 for talk in talks for answer in talk["answers"] if answer["lead"]) >= 5


def test_people_contradict_each_other_on_who_spoke_first(talks):
    who_first = {
        talk["talker"]: answer["kind"]
        for talk in talks
        for answer in talk["answers"]
        if answer["item"] == "W3-1"
    }
    assert len(who_first) >= 10
    assert {"specific", "general"} <= set(who_first.values())


def test_talks_are_held_by_two_of_the_team_and_recorded_by_one(talks, users):
    for talk in talks:
        assert len(set(talk["interviewers"])) >= 2, talk["number"]
        assert {*talk["interviewers"], talk["recorder"]} <= set(users), talk["number"]
        assert talk["starts_at"] < talk["ends_at"], talk["number"]
        assert talk["opening_done"]
        assert talk["read_back"]
        assert talk["signed"]


def test_nobody_is_in_two_talks_at_once(talks, mission):
    busy = defaultdict(list)
    for talk in talks:
        day = talk["starts_at"].date()
        assert mission["mission"]["entry_on"] < day <= mission["mission"]["story_today"]
        assert day.weekday() < 5, talk["number"]
        for seat in {*talk["interviewers"], talk["recorder"], talk["place"]}:
            busy[seat].append((talk["starts_at"], talk["ends_at"], talk["number"]))
    for seat, sittings in busy.items():
        for one, next_one in pairwise(sorted(sittings)):
            assert one[1] <= next_one[0], (seat, one[2], next_one[2])


def test_every_talk_has_its_turns_and_its_layout(talks, spoken):
    marks = {"table": "问：", "lines": "问：", "tracked": "问：", "speaker": "谈话人："}
    assert {talk["layout"] for talk in talks} == {*marks, "bold"}
    for talk in talks:
        lines = spoken[talk["number"]]
        if talk["layout"] == "bold":
            assert not any(line.startswith(("问：", "答：")) for line in lines)
            continue
        mark = marks[talk["layout"]]
        start = 1 if talk["layout"] == "speaker" else 0  # the head names the interviewers
        turns = sum(1 for line in lines if line.startswith(mark)) - start
        assert 12 <= turns <= 30, (talk["number"], turns)


def test_one_record_has_tracked_changes(talks, files):
    changed = []
    for talk in talks:
        with zipfile.ZipFile(files / talk["file"]) as archive:
            body = archive.read("word/document.xml")
        if b"<w:ins " in body and b"<w:del " in body:
            changed.append(talk["number"])
    assert changed == ["T-005"]


def test_every_record_has_its_facts_and_a_line_to_sign(talks, spoken):
    for talk in talks:
        text = "\n".join(spoken[talk["number"]])
        day = talk["starts_at"]
        for fact in (
            talk["number"],
            talk["talker"],
            talk["place"],
            f"{day.year}年{day.month}月{day.day}日{day:%H:%M}至{talk['ends_at']:%H:%M}",
            "、".join(talk["interviewers"]),
            "以上记录已由本人核对",
            "谈话对象签名：",
        ):
            assert fact in text, (talk["number"], fact)
