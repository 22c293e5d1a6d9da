"""Findings lead to their proof, and only what is proved stands in the report."""

import re
import zipfile
from collections import Counter

import pypdfium2
import pytest
from PIL import Image

CLASSES = {"decisions", "strict_governance", "organization_line", "rectification"}


@pytest.fixture(scope="module")
def pages(files, evidence):
    """How many pages each piece of evidence has: read from the file, or what Word counted."""
    counted = {}
    for key, item in evidence.items():
        path = files / item["file"]
        if path.suffix == ".pdf":
            document = pypdfium2.PdfDocument(path)
            counted[key] = len(document)
            document.close()
        elif path.suffix in {".png", ".jpg"}:
            with Image.open(path) as image:
                image.load()
            counted[key] = 1
        elif path.suffix == ".docx":
            with zipfile.ZipFile(path) as archive:
                found = re.search(rb"<Pages>(\d+)</Pages>", archive.read("docProps/app.xml"))
            counted[key] = int(found[1])
        else:
            counted[key] = 1
    return counted


def test_evidence_is_there_and_described(evidence, files, mission):
    assert len(evidence) >= 25
    assert len({item["file"] for item in evidence.values()}) == len(evidence)
    for key, item in evidence.items():
        assert (files / item["file"]).is_file(), key
        assert all(item[field] for field in ("title", "source", "supplier", "tags")), key
        assert item["obtained_on"] <= mission["mission"]["story_today"], key
        assert isinstance(item["original"], bool), key


def test_no_file_of_the_demonstration_lies_unused(evidence, files, talks):
    used = {item["file"] for item in evidence.values()} | {talk["file"] for talk in talks}
    others = {
        str(path.relative_to(files).as_posix())
        for path in files.rglob("*")
        if path.is_file() and path.parent != files and path.parent.name != "legacy"
    }
    assert others == used


def test_ten_findings_in_all_four_classes(working_papers):
    assert [paper["key"] for paper in working_papers] == [f"wp-{n:02}" for n in range(1, 11)]
    classes = Counter(paper["finding_class"] for paper in working_papers)
    assert set(classes) == CLASSES
    assert sum(paper["concerns_number_one"] for paper in working_papers) >= 4


def test_every_fact_has_proof_that_exists(working_papers, evidence, pages, spoken):
    for paper in working_papers:
        assert len(paper["facts"]) >= 2, paper["key"]
        for fact in paper["facts"]:
            assert all(fact[field] for field in ("text", "method", "when", "where", "subject"))
            assert fact["proofs"], fact["text"]
            for proof in fact["proofs"]:
                if "talk" in proof:
                    hits = [text for text in spoken[proof["talk"]] if proof["find"] in text]
                    assert len(hits) == 1, (paper["key"], proof)
                else:
                    assert proof["evidence"] in evidence, (paper["key"], proof)
                    assert 1 <= proof["page"] <= pages[proof["evidence"]], (paper["key"], proof)


def test_papers_are_signed_by_different_people_of_the_team(working_papers, users):
    for paper in working_papers:
        assert len(set(paper["undertakers"])) >= 2, paper["key"]
        assert users[paper["reviewer"]] == "deputy_leader"
        assert users[paper["signer"]] == "leader"
        assert not {paper["reviewer"], paper["signer"]} & set(paper["undertakers"])
        assert set(paper["undertakers"]) <= set(users)


def test_responsibility_is_named_and_the_named_have_their_say(
    working_papers, responsible, roster, mission
):
    number_ones = {one["name"] for one in mission["number_ones"]}
    for paper in working_papers:
        duty = paper["responsibility"]
        assert duty["body"] == mission["mission"]["body_name"]
        assert responsible[paper["key"]] <= set(roster)
        assert bool(number_ones & responsible[paper["key"]]) == paper["concerns_number_one"]
        assert all(name in duty["text"] for name in responsible[paper["key"]]), paper["key"]
        assert "主体责任" in duty["text"]
        speakers = {statement["name"] for statement in paper["statements"]}
        assert speakers, paper["key"]
        assert speakers <= responsible[paper["key"]], paper["key"]
        assert all(s["given_on"] > mission["mission"]["entry_on"] for s in paper["statements"])


def test_leads_stand_apart(leads, demo, roster, talks):
    assert len(leads) == 3
    numbers = [lead["number"] for lead in leads]
    assert len(set(numbers)) == 3
    about = [lead for lead in leads if lead["about_number_one"]]
    assert len(about) == 1
    assert about[0]["audience"] == "leader"
    for lead in leads:
        assert set(lead["officials"]) <= set(roster)
        assert lead["talk"] in {talk["number"] for talk in talks}
    for name in ("working_papers", "report", "number_one_talk"):
        text = (demo / f"{name}.toml").read_text(encoding="utf-8")
        assert not any(number in text for number in numbers), name
        assert "线索〔" not in text
    assert "示例安信" not in (demo / "report.toml").read_text(encoding="utf-8")


def test_no_finding_is_a_quotation_of_the_rules(working_papers):
    for paper in working_papers:
        assert not re.search(r"第[一二三四五六七八九十百\d]+条", paper["basis"]), paper["key"]
