"""Papers of the plan: what stands in them, and what must not."""

import pytest

from inspector_app.documents.extract import plain_text
from inspector_app.documents.papers.talk_outline import outline_paper
from inspector_app.documents.papers.talk_record import talk_record_paper
from inspector_app.documents.papers.talk_schedule import (
    notice_cards,
    schedule_paper,
    team_cards,
)
from inspector_app.documents.papers.talk_statistics import talk_statistics_paper
from inspector_app.documents.pdf import render_pdf
from inspector_app.documents.tree import PageMark, Table
from inspector_app.domain.vocabulary import TalkCategory
from inspector_app.system.fonts import bundled_fonts
from tests.documents import plan_samples
from tests.documents.pages import all_text, fonts
from tests.documents.samples import CHINESE, ENGLISH, RARE_NAMES


def built(wording):
    return {
        "schedule": schedule_paper(plan_samples.schedule(), wording),
        "cards": team_cards(plan_samples.schedule(), wording),
        "notices": notice_cards(plan_samples.schedule(), wording, dated=plan_samples.FIRST),
        "outline": outline_paper(plan_samples.outline(), wording),
        "statistics": talk_statistics_paper(plan_samples.statistics(), wording),
        "group": talk_record_paper(plan_samples.group_record(), wording),
    }


@pytest.mark.parametrize("name", ["schedule", "cards", "notices", "group"])
def test_every_name_extracts_again_and_all_fonts_are_embedded(name):
    data = render_pdf(built(CHINESE)[name], bundled_fonts())
    text = all_text(data)
    assert all(one in text for one in RARE_NAMES)
    assert fonts(data)
    assert all(embedded for _, embedded in fonts(data))


@pytest.mark.parametrize("name", built(ENGLISH))
def test_there_is_a_reading_copy_of_each(name):
    words = plain_text(built(ENGLISH)[name])
    assert "{" not in words.replace("{page}", "").replace("{pages}", "")
    assert render_pdf(built(ENGLISH)[name], bundled_fonts()).startswith(b"%PDF")


def test_days_stand_in_order_and_what_has_no_day_last():
    words = plain_text(built(CHINESE)["schedule"])
    assert words.index("10月22日") < words.index("10月23日") < words.index("日期未定")
    assert "共安排谈话8场" in words
    assert "座谈会：职工座谈会" in words
    assert "一名一般职工（不具名）" in words


def test_cards_carry_the_mark_each_and_notices_none():
    cards, notices = built(CHINESE)["cards"], built(CHINESE)["notices"]
    count = len(plan_samples.schedule().talks)
    assert plain_text(cards).count("工作秘密") == count
    assert "工作秘密" not in plain_text(notices)
    assert plain_text(notices).count("同志：") == len(RARE_NAMES) + 2  # the group's two
    assert cards.footer.mark is PageMark.NONE
    assert all(len(b.columns) == 2 for b in cards.blocks if isinstance(b, Table))


def test_an_outline_has_must_ask_items_by_head_then_what_is_his_own_then_the_rest():
    words = plain_text(built(CHINESE)["outline"])
    order = [
        "开场交代",
        "必谈内容（18项）",
        "工作方面（11项）",
        "生活方面（7项）",
        "针对本人",
        "可以谈的",
    ]
    places = [words.index(one) for one in order]
    assert places == sorted(places)
    assert "由来：纪检机关通报" in words
    own = outline_paper(plan_samples.outline(TalkCategory.NUMBER_ONE), CHINESE)
    assert "本人自述" in plain_text(own)
    assert "本人自述" not in words


def test_few_answers_to_an_item_are_not_shown():
    paper = built(CHINESE)["statistics"]
    tables = [block for block in paper.blocks if isinstance(block, Table)]
    rows = {row[0]: row for row in tables[1].rows}
    assert rows["W5-1"][3:] == ("不单列", "—", "—", "—", "—", "—")
    assert rows["W6-1"][3] == "35"


def test_those_who_spoke_sign_and_the_recorder_signs_every_page():
    paper = built(CHINESE)["group"]
    words = plain_text(paper)
    assert all(f"发言人签名（{name}）" in words for name in RARE_NAMES)
    assert "记录人签名" in paper.footer.signature_label
    assert paper.footer.mark is PageMark.OF_TOTAL
