"""The DOCX in a word processor: as many pages as the PDF, every name intact.

LibreOffice opens them with the bundled fonts standing in for the official ones, which no
test machine has. It knows nothing of the PDF: what agrees here agrees by the layout alone.
"""

import os
import shutil
import subprocess
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from inspector_app.documents.papers.blank_form import blank_form_paper
from inspector_app.documents.papers.briefing_record import briefing_record_paper
from inspector_app.documents.papers.common import Passage
from inspector_app.documents.papers.delivery_list import delivery_list_paper
from inspector_app.documents.papers.entry_certificate import entry_certificate_paper
from inspector_app.documents.papers.inquiry_letter import inquiry_paper
from inspector_app.documents.papers.number_one_talk_report import number_one_talk_paper
from inspector_app.documents.papers.register_entry import register_entry_paper
from inspector_app.documents.papers.report import report_paper
from inspector_app.documents.papers.talk_outline import outline_paper
from inspector_app.documents.papers.talk_record import talk_record_paper
from inspector_app.documents.papers.talk_schedule import schedule_paper
from inspector_app.documents.papers.talk_statistics import talk_statistics_paper
from inspector_app.documents.papers.working_paper import working_paper_paper
from inspector_app.documents.pdf import render_pdf
from inspector_app.documents.tree import RedHead
from inspector_app.documents.word import render_docx
from inspector_app.domain.vocabulary import Capacity
from inspector_app.system.fonts import bundled_fonts
from inspector_app.system.resources import resources
from tests.documents import pages, plan_samples, samples

pytestmark = [pytest.mark.papers, pytest.mark.timeout(300)]

RED_HEAD = RedHead("中共示例市委巡察组", "示巡〔2026〕12号")
TWO = (
    samples.number_one("赵𫖯", "党组书记", Capacity.PARTY_SECRETARY),
    samples.number_one("李㛃", "局长", Capacity.ADMINISTRATIVE_HEAD),
)
#: Sentences in every order: forty pages in which no paragraph is like another.
LONG = replace(
    samples.report(),
    overview=tuple(
        Passage("".join(sentences))
        for length in (2, 3, 4)
        for sentences in permutations((one.text for one in samples.report().overview), length)
    ),
)
PAPERS = {
    "report": report_paper(samples.report(), samples.CHINESE),
    "issued": report_paper(samples.report(red_head=RED_HEAD), samples.CHINESE),
    "two-number-ones": report_paper(samples.report(number_ones=TWO), samples.CHINESE),
    "long": report_paper(LONG, samples.CHINESE),
    "talk": talk_record_paper(samples.talk_record(), samples.CHINESE),
    "number-one-talk": number_one_talk_paper(samples.number_one_talk(), samples.CHINESE),
    "working-paper": working_paper_paper(samples.working_paper(), samples.CHINESE),
    "delivery": delivery_list_paper(samples.delivery_list(), samples.CHINESE),
    "inquiry": inquiry_paper(samples.inquiry(), samples.CHINESE),
    "briefing": briefing_record_paper(samples.briefing_record(), samples.CHINESE),
    "entry": entry_certificate_paper(samples.entry_certificate(), samples.CHINESE),
    "blank-form": blank_form_paper(samples.blank_form(), samples.CHINESE),
    "register-entry": register_entry_paper(samples.register_entry(), samples.CHINESE),
    "schedule": schedule_paper(plan_samples.schedule(), samples.CHINESE),
    "outline": outline_paper(plan_samples.outline(), samples.CHINESE),
    "talk-statistics": talk_statistics_paper(plan_samples.statistics(), samples.CHINESE),
    "group-record": talk_record_paper(plan_samples.group_record(), samples.CHINESE),
    "reading-copy": report_paper(samples.report(), samples.ENGLISH),
}
#: What stands in for the official fonts, as a machine without them would choose.
STAND_INS = {
    "仿宋_GB2312": "Zhuque Fangsong (technical preview)",
    "楷体_GB2312": "LXGW WenKai GB Lite",
    "黑体": "Inspector Hei SC",
    "方正小标宋简体": "Inspector Song SC",
    "宋体": "Inspector Song SC",
}


def font_settings(folder: Path) -> Path:
    """Write a fontconfig file that knows the bundled fonts and nothing else."""
    aliases = "".join(
        f'<alias binding="same"><family>{name}</family>'
        f"<prefer><family>{stand_in}</family></prefer></alias>"
        for name, stand_in in STAND_INS.items()
    )
    path = folder / "fonts.conf"
    path.write_text(
        f'<?xml version="1.0"?><fontconfig><dir>{resources() / "fonts"}</dir>'
        f"<cachedir>{folder / 'cache'}</cachedir>{aliases}</fontconfig>",
        encoding="utf-8",
    )
    return path


@pytest.fixture(scope="module")
def converted(tmp_path_factory) -> dict[str, bytes]:
    """Every paper's DOCX, turned into a PDF by LibreOffice."""
    folder = tmp_path_factory.mktemp("papers")
    files = []
    for name, paper in PAPERS.items():
        files.append(folder / f"{name}.docx")
        files[-1].write_bytes(render_docx(paper))
    soffice = shutil.which("soffice")
    assert soffice, "LibreOffice is missing: dev.py papers installs it"
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            *map(str, files),
        ],
        env={**os.environ, "FONTCONFIG_FILE": str(font_settings(folder))},
        check=True,
        capture_output=True,
        timeout=240,
    )
    return {name: (folder / f"{name}.pdf").read_bytes() for name in PAPERS}


@pytest.fixture(scope="module")
def rendered() -> dict[str, bytes]:
    fonts = bundled_fonts()
    return {name: render_pdf(paper, fonts) for name, paper in PAPERS.items()}


@pytest.mark.parametrize("name", PAPERS)
def test_page_for_page_alike(converted, rendered, name):
    expected, actual = pages.page_count(rendered[name]), pages.page_count(converted[name])
    assert abs(expected - actual) <= 1


@pytest.mark.parametrize("name", PAPERS)
def test_every_name_is_intact(converted, rendered, name):
    printed, opened = pages.all_text(rendered[name]), pages.all_text(converted[name])
    named = [rare for rare in samples.RARE_NAMES if rare in printed]
    assert named == [rare for rare in samples.RARE_NAMES if rare in opened]


def test_the_report_bears_every_name(converted):
    whole = pages.all_text(converted["report"])
    assert all(name in whole for name in samples.RARE_NAMES)


@pytest.mark.parametrize("name", ["report", "issued", "talk", "working-paper"])
def test_the_first_page_begins_alike(converted, rendered, name):
    ours, theirs = pages.line_texts(rendered[name], 1), pages.line_texts(converted[name], 1)
    assert ours[:5] == theirs[:5]
    for one, other in zip(pages.lines(rendered[name], 1), pages.lines(converted[name], 1)):  # noqa: B905 - the first five of each
        if one[0].top > 130:
            break
        assert other[0].left == pytest.approx(one[0].left, abs=2)


def test_a_page_of_the_report_has_22_lines(converted):
    counts = [len(pages.line_texts(converted["long"], page)) for page in (2, 3, 4)]
    assert counts == [23, 23, 23]  # and the page number


def test_page_numbers_run_on_at_the_outer_edge(converted):
    for page in range(1, pages.page_count(converted["report"]) + 1):
        mark = pages.lines(converted["report"], page)[-1]
        assert "".join(char.char for char in mark) == f"—{page}—"
        middle = (mark[0].left + mark[-1].right) / 2
        assert (middle > 105) == bool(page % 2)


def test_each_page_of_the_talk_record_is_signed(converted):
    count = pages.page_count(converted["talk"])
    for page in range(1, count + 1):
        last = pages.line_texts(converted["talk"], page)[-1]
        assert last.startswith("被谈话人签名：")
        assert last.endswith(f"第{page}页共{count}页")


def test_attachments_begin_on_pages_of_their_own(converted):
    whole = [
        pages.line_texts(converted["report"], page)[0]
        for page in range(1, pages.page_count(converted["report"]) + 1)
    ]
    assert [first for first in whole if first.startswith("附件")] == ["附件1", "附件2", "附件3"]


def test_a_table_repeats_its_header(converted):
    starts = [
        pages.line_texts(converted["delivery"], page)[:2]
        for page in range(2, pages.page_count(converted["delivery"]) + 1)
    ]
    assert sum("SHA-256" in "".join(lines) for lines in starts) >= 3
