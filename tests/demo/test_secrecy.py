"""Nothing of the demonstration lies in clear, also while it is open, and no network is used."""

import os
import re
from pathlib import Path

import pytest

from tests.demo.performer import TYPED, WRITTEN

#: Playing the demonstration counts towards whichever test comes first.
pytestmark = pytest.mark.timeout(300)

#: What the user asked to have in clear, what is public, and headquarters' answer.
IN_CLEAR = {
    "passphrase.txt",
    "report.pdf",
    "report.docx",
    "talk-record.pdf",
    "number-one-talk-report.pdf",
    "hq/hq-card.json",
    "hq/receipt.txt",
    "hq/register.txt",
    "hq/register.xlsx",
}
#: Six Chinese characters in a row in UTF-8: in random bytes once in 10^16 places.
HAN = re.compile(rb"(?:[\xe4-\xe9][\x80-\xbf]{2}){6}")


def phrases(story, stage) -> list[str]:
    """Passages and names of the demonstration, and the passphrases."""
    found = [TYPED, WRITTEN, *stage.passphrases.values()]
    for talk in story["talks"]["talks"]:
        found += [answer["find"][:16] for answer in talk["answers"][:2] if answer.get("find")]
    for paper in story["working_papers"]["working_papers"]:
        found += [paper["title"], paper["facts"][0]["text"][:16]]
    found += [lead["content"][:16] for lead in story["leads"]["leads"]]
    found += [item["title"] for item in story["evidence"]["evidence"][:10]]
    found += [block["text"][:16] for block in story["report"]["blocks"] if block["text"]]
    return sorted({phrase for phrase in found if len(phrase) >= 8})


def clear_text(path: Path, needles: list[bytes]) -> list[str]:
    """What of the demonstration can be read in a file."""
    data = path.read_bytes()
    found = [match.group().decode() for match in HAN.finditer(data)][:3]
    return found + [needle.hex() for needle in needles if needle in data]


def spelt(found: list[str]) -> list[bytes]:
    """The phrases as other encodings write them; Chinese in UTF-8 the pattern finds by itself."""
    spelling = [p.encode(code) for p in found for code in ("utf-16-le", "utf-16-be", "gb18030")]
    escaped = [p.encode("ascii", "backslashreplace") for p in found]
    plain = [p.encode() for p in found if p.isascii()]
    return spelling + escaped + plain


def scanned(stage) -> list[Path]:
    """Every file that the program made, except those that shall be read."""
    places = [stage.out, stage.place / "open", stage.place / "home", stage.place / "tmp"]
    files = [path for place in places for path in place.rglob("*") if path.is_file()]
    left_out = {stage.out / name for name in IN_CLEAR}
    return [*(path for path in files if path not in left_out), stage.place / "errors.txt"]


@pytest.fixture(scope="module")
def needles(story, stage):
    return spelt(phrases(story, stage))


def test_the_search_finds_what_is_in_clear(stage, needles):
    """Or finding nothing would prove nothing."""
    assert len(needles) > 300
    assert clear_text(stage.out / "hq" / "register.txt", needles)
    assert clear_text(stage.out / "passphrase.txt", needles)


def test_nothing_is_in_clear_while_it_is_open_nor_after_the_power_is_gone(stage, needles):
    opened = stage.place / "open" / stage.mission.name
    assert stage.process.poll() is None
    assert (opened / "mission.db-wal").stat().st_size > 0
    assert (opened / "drafts.db-wal").stat().st_size > 0
    assert (opened / "lock").exists()
    names = {path.name for path in scanned(stage)}
    assert {"mission.db", "mission.db-wal", "drafts.db", "drafts.db-wal", "keys.json"} <= names
    assert {path: found for path in scanned(stage) if (found := clear_text(path, needles))} == {}
    stage.process.kill()
    stage.process.wait()
    assert (opened / "mission.db-wal").exists()
    assert {path: found for path in scanned(stage) if (found := clear_text(path, needles))} == {}


def test_names_of_files_tell_nothing(stage, roster, story):
    told = {name for name in roster if any(name in str(path) for path in scanned(stage))}
    assert told == set()
    titles = [item["title"] for item in story["evidence"]["evidence"]]
    assert not [t for t in titles if any(t in path.name for path in scanned(stage))]


def test_no_socket_was_asked_for(stage):
    assert stage.told["code"] == 0
    assert stage.told["network"] == []


def test_files_were_written_only_where_they_belong(stage, story, needles):
    """The form's compiler passes the empty form through a temporary file; nothing else may."""
    places = (stage.out, stage.place / "home")
    temporary = stage.place / "tmp"
    written = [Path(path) for path in stage.told["written"]]
    assert len(written) > 30
    strays = [p for p in written if not any(p.is_relative_to(q) for q in (*places, temporary))]
    assert {str(path) for path in strays} <= {os.devnull, "/dev/tty"}
    told = [*needles, *(phrase.encode() for phrase in phrases(story, stage))]
    gone = [bytes.fromhex(data) for data in stage.told["gone"]]
    assert any("工作" in data.decode("utf-8", "replace") for data in gone)  # the form itself
    assert not [needle for needle in told if any(needle in data for data in gone)]
    assert list(temporary.iterdir()) == []
