"""The documents say what is true of the tree beside them."""

import re
from enum import StrEnum
from pathlib import Path

import pytest

from inspector_app.domain import vocabulary
from inspector_app.domain.records import HQ_TYPES, MISSION_TYPES

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
DECISIONS = sorted((ROOT / "docs" / "adr").glob("0*.md"))
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
TREE_PATH = re.compile(r"`((?:inspector_app|resources|forms|docs|tests|packaging)/[\w./-]*)`")


def test_documents_found():
    names = {path.name for path in DOCUMENTS}
    assert {"README.md", "CONTRIBUTING.md", "SECURITY.md", "architecture.md"} <= names


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_and_paths_lead_somewhere(document):
    text = document.read_text(encoding="utf-8")
    links = [link for link in LINK.findall(text) if "://" not in link]
    lost = [link for link in links if not (document.parent / link).exists()]
    lost += [path for path in TREE_PATH.findall(text) if not (ROOT / path).exists()]
    assert lost == []


def glossary_codes() -> set[str]:
    rows = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows if "|" in row]
    assert all(len(row) == 3 and all(row) for row in cells), "three filled columns a row"
    return {code for row in cells for code in re.findall(r"`([^`]+)`", row[0])}


def test_glossary_has_every_record_type():
    assert {*MISSION_TYPES, *HQ_TYPES} - glossary_codes() == set()


def test_glossary_has_every_code_of_the_vocabulary():
    kinds = [kind for kind in vars(vocabulary).values() if isinstance(kind, type)]
    codes = {code.value for kind in kinds if issubclass(kind, StrEnum) for code in kind}
    letters = {code.value for code in vocabulary.TalkCategory}
    talkers = {code.name.lower() for code in vocabulary.TalkCategory}
    assert (codes - letters | talkers) - glossary_codes() == set()


def test_decisions_are_numbered_listed_and_complete():
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    listed = (ROOT / "docs" / "adr" / "README.md").read_text(encoding="utf-8")
    for path in DECISIONS:
        text = path.read_text(encoding="utf-8")
        assert f"({path.name})" in listed
        assert text.startswith(f"# {path.name[:4]} · ")
        assert [f"**{part}.**" in text for part in ("Context", "Decision", "Consequences")] == [
            True,
            True,
            True,
        ]
