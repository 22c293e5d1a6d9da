"""The demonstration's story and files, read with standard tools only."""

import tomllib
import zipfile
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

DEMO = Path(__file__).resolve().parents[2] / "resources" / "demo"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _table(name: str) -> dict:
    return tomllib.loads((DEMO / f"{name}.toml").read_text(encoding="utf-8"))


def _paragraphs(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        tree = etree.fromstring(archive.read("word/document.xml"))
    return [
        "".join(text.text or "" for text in paragraph.iter(f"{WORD}t"))
        for paragraph in tree.iter(f"{WORD}p")
    ]


@pytest.fixture(scope="session")
def demo():
    """resources/demo."""
    return DEMO


@pytest.fixture(scope="session")
def files():
    """resources/demo/files."""
    return DEMO / "files"


@pytest.fixture(scope="session")
def paragraphs():
    """Gives the paragraphs of a .docx as they stand when all tracked changes are accepted."""
    return _paragraphs


@pytest.fixture(scope="session")
def talks():
    return _table("talks")["talks"]


@pytest.fixture(scope="session")
def spoken(talks, files):
    """Every talk's paragraphs by its number."""
    return {talk["number"]: _paragraphs(files / talk["file"]) for talk in talks}


@pytest.fixture(scope="session")
def mission():
    return _table("mission")


@pytest.fixture(scope="session")
def users(mission):
    """The team: name -> role."""
    return {user["name"]: user["role"] for user in mission["users"]}


@pytest.fixture(scope="session")
def briefings():
    return _table("briefing")["briefings"]


@pytest.fixture(scope="session")
def evidence():
    """Evidence by key."""
    return {item["key"]: item for item in _table("evidence")["evidence"]}


@pytest.fixture(scope="session")
def working_papers():
    return _table("working_papers")["working_papers"]


@pytest.fixture(scope="session")
def leads():
    return _table("leads")["leads"]


@pytest.fixture(scope="session")
def number_one_talk():
    return _table("number_one_talk")["report"]


@pytest.fixture(scope="session")
def report():
    return _table("report")


@pytest.fixture(scope="session")
def roster():
    """The officials of roster.xlsx by name, without the spaces that spread short names."""
    sheet = openpyxl.load_workbook(DEMO / "files" / "roster.xlsx").active
    _, head, *rows = sheet.iter_rows(values_only=True)
    people = [dict(zip(head, row, strict=True)) for row in rows if row[1]]
    return {str(person["姓名"]).replace("　", ""): person for person in people}


@pytest.fixture(scope="session")
def responsible(working_papers):
    """Those whom a working paper holds responsible, by key."""
    lists = ("first_responsible", "main_leaders", "supervising")
    return {
        paper["key"]: {name for role in lists for name in paper["responsibility"][role]}
        for paper in working_papers
    }
