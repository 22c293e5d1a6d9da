"""One consistent invented world: dates in order, companies marked, nothing real."""

import re
import zipfile

import openpyxl
import pypdfium2
import pytest
import xlrd
from PIL import ExifTags, Image, ImageOps

TEXTS = ("*.toml", "source/**/*.md", "source/**/*.csv", "source/*.toml")
ORGANS = ("discipline", "organization", "audit", "petitions")
RARE = "𬀩㛃䶮𫖯喆堃𠮷"


@pytest.fixture(scope="module")
def texts(demo):
    return {
        path.relative_to(demo).as_posix(): path.read_text(encoding="utf-8")
        for pattern in TEXTS
        for path in sorted(demo.glob(pattern))
    }


def test_roster_is_large_and_has_rare_characters_in_the_leadership(roster, users):
    assert len(roster) >= 46
    leadership = "".join(name for name, person in roster.items() if person["是否班子成员"] == "是")
    assert set("𬀩㛃䶮𫖯喆堃") <= set(leadership)
    assert set(RARE) <= set("".join([*roster, *users]))
    assert not set(roster) & set(users)


def test_there_is_one_number_one(roster, mission):
    (one,) = [name for name, person in roster.items() if person["是否一把手"] == "是"]
    assert [o["name"] for o in mission["number_ones"]] == [one]
    assert mission["number_ones"][0]["capacity"] == "both"
    assert roster[one]["职务"] == "党组书记、局长"


def test_team_has_all_its_roles(users):
    roles = sorted(users.values())
    assert roles == ["deputy_leader", "leader", "liaison", "member", "member", "member"]


def test_briefings_come_before_entry(briefings, mission, users, evidence):
    assert [briefing["organ"] for briefing in briefings] == list(ORGANS)
    entry = mission["mission"]["entry_on"]
    for briefing in briefings:
        assert briefing["sent_on"] < briefing["received_on"] <= briefing["due_on"]
        assert briefing["received_on"] <= briefing["briefed_on"] < entry
        assert len(briefing["listeners"]) >= 2
        assert set(briefing["listeners"]) <= set(users)
        assert briefing["evidence"] in evidence
        for item in briefing["items"]:
            assert item["head"] in {"work", "life"}
            assert item["state"] in {"has", "none", "not_provided"}
            assert item["text"].endswith("。")
            assert item["as_of"] <= briefing["received_on"]
    states = {item["state"] for briefing in briefings for item in briefing["items"]}
    assert states == {"has", "none", "not_provided"}
    for organ in ("discipline", "organization"):
        briefing = next(b for b in briefings if b["organ"] == organ)
        assert {item["head"] for item in briefing["items"]} == {"work", "life"}


def test_letters_answer_the_numbers_they_were_sent_under(briefings, demo):
    replies = {"discipline": 0, "organization": 1, "audit": 2, "petitions": 3}
    for organ, place in replies.items():
        text = (demo / "source" / "papers" / f"reply-{organ}.md").read_text(encoding="utf-8")
        assert briefings[place]["letter_number"] in text, organ


def test_milestones_are_in_order(mission):
    due = [milestone["due_on"] for milestone in mission["milestones"]]
    assert due == sorted(due)
    facts = mission["mission"]
    assert facts["entry_on"] < facts["story_today"] < facts["leave_on"] < facts["report_due_on"]


def test_everything_is_marked_as_an_example(texts):
    for name, text in texts.items():
        if "/transcripts/" in name or name.startswith("source/roster"):
            continue
        assert "示例" in text, name


def test_every_company_is_called_an_example(texts):
    for name, text in texts.items():
        for found in re.finditer(r"\w{2,14}?(?:有限公司|经营部|服务部|饭庄|餐馆)", text):
            assert "示例" in found[0] or found[0].startswith("公司"), (name, found[0])


def test_nothing_real_and_no_path_of_a_machine(texts):
    for name, text in texts.items():
        found = re.search(r"北京|上海|https?:|/(?:work|root|home|tmp)\b", text)
        assert not found, (name, found)


def test_office_files_say_so_themselves(files, paragraphs):
    for path in files.rglob("*.docx"):
        with zipfile.ZipFile(path) as archive:
            header = archive.read("word/header1.xml").decode()
        assert "示例" in header, path.name
        assert any(paragraphs(path)), path.name
    for path in files.rglob("*.xlsx"):
        assert "示例" in openpyxl.load_workbook(path).active["A1"].value, path.name
    book = xlrd.open_workbook(files / "roster-update.xls")
    assert "示例" in book.sheet_by_index(0).cell_value(0, 0)
    assert "示例" in (files / "roster-errors.csv").read_bytes().decode("gb18030")


def test_pdfs_and_pictures_say_so_themselves(files):
    for path in files.rglob("*.pdf"):
        document = pypdfium2.PdfDocument(path)
        assert "示例" in document.get_metadata_dict()["Title"], path.name
        document.close()
    for path in (files / "photos").iterdir():
        with Image.open(path) as image:
            exif = image.getexif()
            assert exif[ExifTags.Base.Make] == "SHILI"
            taken = exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal]
            assert taken.startswith("2026:10:")
            upright = ImageOps.exif_transpose(image)
        if path.name == "vacant-housing.jpg":
            assert upright.height > upright.width


def test_printed_record_gives_back_the_rare_names(files):
    document = pypdfium2.PdfDocument(files / "minutes" / "2026-06-18-record.pdf")
    text = "".join(page.get_textpage().get_text_range() for page in document)
    for name in ("岑𬀩", "屈𫖯", "蔺㛃", "闻䶮", "邝喆", "虞堃"):
        assert name in text, name
    assert text.index("这个项目我先表个态") < text.index("我建议先做市场调研")


def test_scans_hold_no_text(files):
    document = pypdfium2.PdfDocument(files / "replies" / "petitions.pdf")
    assert not "".join(page.get_textpage().get_text_range() for page in document).strip()


def test_figures_of_the_ledgers_are_those_of_the_story(files):
    sheet = openpyxl.load_workbook(files / "papers" / "renovation-progress.xlsx").active
    rows = [row for row in sheet.iter_rows(min_row=3, values_only=True) if isinstance(row[0], int)]
    assert len(rows) == 14
    assert sum(row[2] for row in rows) == 5126
    late = [row for row in rows if row[6] == "未竣工"]
    assert len(late) == 5
    assert sum(row[2] for row in late) == 1789
    assert sum(1 for row in rows if row[5] and row[5] <= row[4]) == 4
    sheet = openpyxl.load_workbook(files / "papers" / "housing-allocation.xlsx").active
    *parts, total = [row for row in sheet.iter_rows(min_row=3, values_only=True) if row[2]]
    for column in (2, 3, 4, 5):
        assert sum(part[column] for part in parts) == total[column]
    assert total[2:6] == (612, 395, 217, 96)


def test_the_folder_stays_small(files):
    assert sum(path.stat().st_size for path in files.rglob("*") if path.is_file()) < 6_000_000
