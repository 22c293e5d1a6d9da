"""The report names whom it may, cites what is approved, and says all that the section must say."""

import pytest

SECTIONS = (
    "overview",
    "decisions",
    "strict_governance",
    "organization_line",
    "rectification",
    "first_responsibility",
    "integrity",
    "opinion",
    "requirements",
    "suggestions",
    "other",
)
KINDS = {"paragraph", "problem", "fact", "no_problem", "opinion", "requirement"}


@pytest.fixture(scope="module")
def blocks(report):
    return report["blocks"]


@pytest.fixture(scope="module")
def text(blocks):
    return "\n".join(block["heading"] + block["text"] for block in blocks)


def test_sections_come_in_printing_order_and_all_are_there(blocks):
    order = [SECTIONS.index(block["section"]) for block in blocks]
    assert order == sorted(order)
    assert set(order) == set(range(len(SECTIONS)))
    assert {block["kind"] for block in blocks} == KINDS


def test_length_is_that_of_a_real_report(text):
    assert 5_000 <= len(text) <= 7_000


def test_only_allowed_names_stand_in_it(text, roster, users, responsible, mission):
    allowed = {one["name"] for one in mission["number_ones"]}.union(*responsible.values())
    forbidden = (set(roster) | set(users)) - allowed
    assert not [name for name in forbidden if name in text]
    assert all(name in text for name in allowed)


def test_no_source_is_named_or_hinted_at(text):
    for phrase in ("反映", "谈到", "提供", "举报", "线索", "T-0", "wp-"):
        assert phrase not in text, phrase


def test_problems_cite_working_papers_of_their_class(blocks, working_papers):
    classes = {paper["key"]: paper["finding_class"] for paper in working_papers}
    cited = set()
    for block in blocks:
        assert set(block["working_papers"]) <= set(classes)
        if block["kind"] == "problem":
            assert block["working_papers"], block["heading"]
            assert {classes[key] for key in block["working_papers"]} == {block["section"]}
            cited.update(block["working_papers"])
    assert cited == set(classes)


def test_problems_name_exactly_those_held_responsible(blocks, responsible, roster):
    for block in blocks:
        if block["kind"] == "problem":
            named = {name for name in roster if name in block["text"]}
            held = set().union(*(responsible[key] for key in block["working_papers"]))
            assert named == held, block["heading"]


def test_the_number_one_section_is_complete(blocks, working_papers, mission):
    (number_one,) = [one["name"] for one in mission["number_ones"]]
    about = [block for block in blocks if block.get("official") == number_one]
    concerning = {paper["key"] for paper in working_papers if paper["concerns_number_one"]}
    facts = [block for block in about if block["kind"] == "fact"]
    assert all(block["working_papers"] for block in facts)
    assert set().union(*(block["working_papers"] for block in facts)) == concerning
    assert {block["duty"] for block in facts} == {"first_responsibility", "integrity"}
    clean = [block for block in about if block["kind"] == "no_problem"]
    assert clean
    assert all("未发现" in block["text"] for block in clean)
    opinions = {block["duty"]: block for block in about if block["kind"] == "opinion"}
    assert set(opinions) == {"first_responsibility", "integrity"}
    for opinion in opinions.values():
        assert opinion["opinion"] in {"good", "fairly_good", "average", "poor"}
        assert opinion["text"]


def test_every_problem_of_the_number_one_has_a_requirement_with_a_deadline(
    blocks, working_papers, report
):
    concerning = {paper["key"] for paper in working_papers if paper["concerns_number_one"]}
    required = [block for block in blocks if block["kind"] == "requirement"]
    assert set().union(*(block["working_papers"] for block in required)) == concerning
    for block in required:
        assert block["responsible"]
        assert block["deadline"] > report["report"]["dated_on"]


def test_numbers_agree_with_the_rest_of_the_story(text, talks, working_papers):
    assert f"个别谈话{len(talks)}人次" in text
    assert f"问题底稿{len(working_papers)}份" in text


def test_report_is_dated_between_leaving_and_due_date(report, mission):
    facts = mission["mission"]
    assert facts["leave_on"] <= report["report"]["dated_on"] <= facts["report_due_on"]


def test_talk_with_the_number_one_is_reported_whole(number_one_talk, talks, mission, users):
    talk = next(talk for talk in talks if talk["number"] == number_one_talk["talk"])
    assert number_one_talk["name"] == talk["talker"] == mission["number_ones"][0]["name"]
    assert number_one_talk["held_on"] == talk["starts_at"].date()
    assert number_one_talk["start"] == f"{talk['starts_at']:%H:%M}"
    assert number_one_talk["end"] == f"{talk['ends_at']:%H:%M}"
    assert number_one_talk["place"] == talk["place"]
    assert number_one_talk["interviewers"] == talk["interviewers"]
    assert number_one_talk["addressee"] == mission["mission"]["addressee"]
    assert users[number_one_talk["signer"]] == "leader"
    assert number_one_talk["dated_on"] >= number_one_talk["held_on"]
    for part in ("matters", "statements", "explanations", "reminders"):
        assert number_one_talk[part]
        assert all(line.endswith("。") for line in number_one_talk[part])
    assert number_one_talk["assessment"]
