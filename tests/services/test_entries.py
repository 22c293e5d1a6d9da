"""Entries of registers: numbered, listed, closed to the team, merged from two laptops."""

import pytest

from inspector_app.domain.errors import RefusedError
from inspector_app.services import work_packages
from inspector_app.services.answer_fields import answer_in_words
from inspector_app.services.conflicts import open_conflicts
from inspector_app.services.entries import (
    begin_entry,
    create_entry,
    entry_signature,
    letter_of,
    next_number,
    open_entry,
    remove_entry,
    save_entry,
    sign_entry,
)
from inspector_app.services.places import place_of
from inspector_app.services.registers import (
    entry_rows,
    list_entries,
    open_register,
    registers,
    wanted_entries,
)
from inspector_app.services.submissions import open_form, stored
from inspector_app.services.value_words import record_name
from inspector_app.store.search import search
from tests.delivery_fixture import CaseTemplate
from tests.mission_fixture import small_mission
from tests.services.test_work_packages import Laptops

XF = "petitions"


@pytest.fixture
def small(tmp_path):
    made = small_mission(tmp_path)
    yield made
    made.sitting.end()


def entered(mission, form_id, answers):
    """Make an entry with *answers* by path; return its id."""
    register = open_register(mission, mission.reader, form_id).register
    sitting = begin_entry(mission, mission.reader, register)
    for path, value in answers.items():
        sitting.set(f"/{form_id}/{path}", value)
    return create_entry(mission, register, sitting.filled()).id


def petition(mission, content, *, about="no", channel="letter", **more):
    return entered(
        mission,
        XF,
        {
            "about_number_one": about,
            "channel": channel,
            "sender/signed": "anonymous",
            "persons[1]/name": "贾某某（示例）",
            "content_group/content": content,
            **more,
        },
    )


def answered(mission, entry, path, value):
    """Answer a question of an entry that is there, as the page does."""
    opened = open_form(mission, mission.reader, entry)
    register = open_register(mission, mission.reader, opened.form.id).register
    opened.sitting.set(f"/{opened.form.id}/{path}", value)
    return save_entry(mission, register, entry, opened.saved, opened.sitting.filled())


def number_of(mission, entry):
    return mission.reader.get("submission", entry).text("number")


def ids(mission, form_id=XF, **wanted):
    register = open_register(mission, mission.reader, form_id).register
    return list_entries(mission.reader, wanted_entries(register, **wanted))


# --- the seven that are shipped -------------------------------------------------------------


def test_a_new_mission_has_the_registers_in_their_order(small):
    found = registers(small.mission.reader, "zh_CN")
    assert [one.title for one in found] == [
        "调阅资料台账",
        "来信来电来访登记",
        "下沉了解",
        "听取汇报与列席会议",
        "立行立改",
        "个人有关事项抽查",
        "组务会纪要",
    ]
    assert {one.entries for one in found} == {0}
    assert registers(small.mission.reader, "en")[1].title == "Letters, calls and visits"


def test_labels_have_the_words_of_the_mission(small):
    opened = open_register(small.mission, small.mission.reader, XF)
    assert opened.question(f"/{XF}/about_number_one") == "是否反映一把手"
    meetings = open_register(small.mission, small.mission.reader, "meetings")
    assert meetings.question("/meetings/team") == "巡察组参加人（出访人）"


def test_an_unknown_register_is_refused(small):
    for form_id in ("must_ask", "nothing"):
        with pytest.raises(RefusedError) as refused:
            open_register(small.mission, small.mission.reader, form_id)
        assert refused.value.code == "register.unknown"


# --- numbers --------------------------------------------------------------------------------


def test_numbers_count_on_and_are_never_given_again(small):
    mission = small.mission
    first = petition(mission, "一")
    second = petition(mission, "二")
    assert [number_of(mission, one) for one in (first, second)] == ["XF-2026-A001", "XF-2026-A002"]
    remove_entry(mission, second, reason="登记重复")
    third = petition(mission, "三")
    assert number_of(mission, third) == "XF-2026-A003"
    visit = entered(mission, "field_visits", {"place": "苗圃"})
    assert number_of(mission, visit) == "XC-2026-A001"


def test_the_thousandth_follows_the_999th(small):
    mission = small.mission
    one = petition(mission, "一")
    mission.journal.write(
        mission.journal.create(
            "submission",
            {"form_id": XF, "number": "XF-2026-A999", "subject_type": "mission",
             "subject": mission.id, "form_hash": "0"},
        )
    )  # fmt: skip
    register = open_register(mission, mission.reader, XF).register
    assert next_number(mission, register) == "XF-2026-A1000"
    assert number_of(mission, one) == "XF-2026-A001"


def test_everybody_numbers_in_a_series_of_his_own(small):
    letters = {name: letter_of(small.mission.reader, user) for name, user in small.users.items()}
    assert letters == {"郁澄": "A", "骆珩": "B", "阚玥": "C"}


# --- lists ----------------------------------------------------------------------------------


def test_entries_are_listed_with_their_words(small):
    mission = small.mission
    entry = petition(mission, "反映食堂采购\n不招标", channel="call")
    opened = open_register(mission, mission.reader, XF)
    row = entry_rows(mission.reader, opened, [entry])[entry]
    cells = dict(zip(opened.register.columns, row.cells, strict=True))
    assert row.number == "XF-2026-A001"
    assert not row.restricted
    assert not row.earlier
    assert cells[f"/{XF}/channel"] == "来电"
    assert cells[f"/{XF}/persons/name"] == "贾某某（示例）"
    assert cells[f"/{XF}/content_group/content"] == "反映食堂采购 不招标"
    assert cells[f"/{XF}/received_at"].startswith("2026-10-21 15:0")


def test_entries_are_filtered_and_sorted(small):
    mission = small.mission
    early = petition(mission, "早", received_at="2026-10-11T09:00:00.000+08:00")
    late = petition(mission, "晚", received_at="2026-10-12T09:00:00.000+08:00", channel="visit")
    assert ids(mission) == [late, early]
    assert ids(mission, order="number") == [early, late]
    assert ids(mission, order="number", descending=True) == [late, early]
    assert ids(mission, picked={f"/{XF}/channel": "visit"}) == [late]
    days = f"/{XF}/received_at"
    assert ids(mission, between={days: ("", "2026-10-11")}) == [early]
    assert ids(mission, between={days: ("2026-10-12", "")}) == [late]
    assert ids(mission, between={days: ("2026-10-11", "2026-10-12")}) == [late, early]
    assert ids(mission, between={days: ("2026-10-13", "2026-10-12")}) == []
    assert ids(mission, restricted=True) == []


def test_several_choices_are_filtered_by_one_of_them(small):
    entry = petition(small.mission, "一", **{"content_group/disciplines": "integrity life"})
    where = f"/{XF}/content_group/disciplines"
    assert ids(small.mission, picked={where: "life"}) == [entry]
    assert ids(small.mission, picked={where: "lif"}) == []


def test_unanswered_entries_come_last_whichever_way(small):
    mission = small.mission
    blank = petition(mission, "一")
    given = petition(mission, "二", **{"disposal/accepted": "yes"})
    order = f"/{XF}/disposal/accepted"
    assert ids(mission, order=order) == ids(mission, order=order, descending=True)
    assert ids(mission, order=order) == [given, blank]


def test_words_are_found_in_answers_and_in_what_is_repeated(small):
    mission = small.mission
    one = petition(mission, "反映食堂采购不招标")
    two = petition(mission, "反映车辆私用", **{"persons[1]/office": "苗圃主任𬀩"})
    for _ in range(2):  # before and after it is indexed
        assert ids(mission, words="食堂") == [one]
        assert ids(mission, words="主任𬀩") == [two]
        assert ids(mission, words="食堂 车辆") == []
        assert ids(mission, words="XF-2026-A002") == [two]
        while small.sitting.index():
            pass
    assert search(mission.reader, "车辆私用")[0].record_id == two


# --- about the number one -------------------------------------------------------------------


def test_what_concerns_the_number_one_is_for_the_leader_and_its_author(small):
    mission = small.reopen("骆珩")
    entry = petition(mission, "反映一把手", about="yes")
    mission = small.reopen("郁澄")
    opened = open_register(mission, mission.reader, XF)
    assert entry_rows(mission.reader, opened, ids(mission))[entry].restricted
    assert ids(mission, restricted=True) == [entry]
    assert registers(mission.reader, "zh_CN")[1].entries == 1
    mission = small.reopen("骆珩")
    assert ids(mission) == [entry]
    mission = small.reopen("阚玥")
    assert ids(mission) == []
    assert search(mission.reader, "反映一把手") == []
    assert registers(mission.reader, "zh_CN")[1].entries == 0


def test_an_answer_closes_an_entry_with_all_that_belongs_to_it(small):
    mission = small.reopen("骆珩")
    entry = petition(mission, "先没看出来")
    while small.sitting.index():
        pass
    answered(mission, entry, "about_number_one", "yes")
    person = mission.reader.find("instance", {"submission": entry})[0]
    assert person.audience == "leader"
    mission = small.reopen("阚玥")
    assert mission.reader.get("submission", entry) is None
    assert mission.reader.get("instance", person.id) is None
    assert search(mission.reader, "看出来") == []


def test_only_the_leader_opens_an_entry_again_and_only_when_it_no_longer_says_why(small):
    mission = small.reopen("骆珩")
    entry = petition(mission, "误标", about="yes")
    with pytest.raises(RefusedError) as refused:
        open_entry(mission, entry)
    assert refused.value.code == "register.not_yours_to_open"
    mission = small.reopen("郁澄")
    with pytest.raises(RefusedError) as refused:
        open_entry(mission, entry)
    assert refused.value.code == "register.still_restricted"
    answered(mission, entry, "about_number_one", "no")
    assert mission.reader.get("submission", entry).audience == "leader"  # not by an answer
    open_entry(mission, entry)
    mission = small.reopen("阚玥")
    assert ids(mission) == [entry]


def test_taking_out_needs_a_reason(small):
    entry = petition(small.mission, "一")
    with pytest.raises(RefusedError) as refused:
        remove_entry(small.mission, entry, reason="  ")
    assert refused.value.code == "register.needs_reason"
    remove_entry(small.mission, entry, reason="登记重复")
    assert ids(small.mission) == []
    with pytest.raises(RefusedError) as refused:
        remove_entry(small.mission, entry, reason="再来")
    assert refused.value.code == "record.gone"


# --- two laptops ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    return CaseTemplate(tmp_path_factory.mktemp("case"))


@pytest.fixture
def two(template, tmp_path):
    laptops = Laptops(template, tmp_path)
    yield laptops
    laptops.end()


def exchanged(two):
    """Let each laptop have what the other wrote."""
    work_packages.take_work(two.ours, two.to_leader())
    work_packages.take_work(two.theirs, two.to_member())


def add_person(mission, entry, name):
    opened = open_form(mission, mission.reader, entry)
    register = open_register(mission, mission.reader, XF).register
    path = opened.sitting.add(f"/{XF}/persons")
    opened.sitting.set(f"{path}/name", name)
    save_entry(mission, register, entry, opened.saved, opened.sitting.filled())


def names(mission, entry):
    filled = stored(mission.reader, entry)[1]
    return [one.values[f"/{XF}/persons/name"] for one in filled.repeats[f"/{XF}/persons"]]


def test_two_laptops_number_apart_and_their_people_come_together(two):
    ours = petition(two.ours, "组长收到的")
    theirs = petition(two.theirs, "组员收到的")
    assert number_of(two.ours, ours) != number_of(two.theirs, theirs)
    exchanged(two)
    assert ids(two.ours, order="number") == ids(two.theirs, order="number") == [ours, theirs]
    add_person(two.ours, ours, "示例甲")
    add_person(two.theirs, ours, "示例乙")
    answered(two.theirs, ours, "disposal/accepted", "yes")
    exchanged(two)
    assert sorted(names(two.ours, ours)) == sorted(["贾某某（示例）", "示例甲", "示例乙"])
    assert stored(two.ours.reader, ours)[1] == stored(two.theirs.reader, ours)[1]
    assert stored(two.ours.reader, ours)[1].values[f"/{XF}/disposal/accepted"] == "yes"


def test_a_member_may_close_what_the_leader_has_already(two):
    entry = petition(two.theirs, "先没看出来")
    exchanged(two)
    answered(two.theirs, entry, "about_number_one", "yes")
    seen = work_packages.preview_work(two.ours, path := two.to_leader())
    assert seen.held_back == ()
    work_packages.take_work(two.ours, path)
    assert two.ours.reader.get("submission", entry).audience == "leader"
    assert stored(two.ours.reader, entry)[1].values[f"/{XF}/about_number_one"] == "yes"


def test_values_side_by_side_are_told_in_the_words_of_the_form(two):
    entry = petition(two.ours, "两边都改的")
    exchanged(two)
    answered(two.ours, entry, "channel", "call")
    answered(two.theirs, entry, "channel", "visit")
    opened = open_form(two.theirs, two.theirs.reader, entry)
    person = opened.sitting.instance_key(f"/{XF}/persons[1]")
    exchanged(two)
    [conflict] = [one for one in open_conflicts(two.ours.reader) if one.record_id == entry]
    words = {
        answer_in_words(two.ours, "zh_CN", ("submission", entry), conflict.field, one.value)
        for one in conflict.values
    }
    assert words == {("方式", "来电"), ("方式", "来访")}
    inside = answer_in_words(two.ours, "en", ("instance", person), f"/{XF}/persons/managed", "yes")
    assert inside == ("Managed by the sending committee?", "Yes")
    for field in ("number", f"/{XF}/nothing"):
        assert answer_in_words(two.ours, "en", ("submission", entry), field) is None
    assert record_name(two.ours.reader, "instance", person).endswith("来信来电来访登记")


def test_a_hit_in_an_entry_leads_to_its_register(small):
    entry = petition(small.mission, "一", **{"persons[1]/office": "苗圃主任𬀩"})
    while small.sitting.index():
        pass
    [hit] = search(small.mission.reader, "主任𬀩")
    assert hit.record_type == "instance"
    page, target = place_of(small.mission.reader, hit.record_type, hit.record_id)
    assert (page, target["submission"]) == ("evidence", entry)
    name = record_name(small.mission.reader, *list(target.items())[-1])
    assert name == "XF-2026-A001 来信来电来访登记"


def test_the_leader_signs_what_is_complete_and_a_change_ends_it(two):
    entry = petition(two.ours, "要签字的", note="备注")
    assert entry_signature(two.ours, two.ours.reader, entry) is None
    sign_entry(two.ours, entry)
    assert entry_signature(two.ours, two.ours.reader, entry).counts
    exchanged(two)
    assert entry_signature(two.theirs, two.theirs.reader, entry).counts
    answered(two.ours, entry, "note", "改过的备注")
    assert not entry_signature(two.ours, two.ours.reader, entry).counts
    sign_entry(two.ours, entry)
    add_person(two.ours, entry, "示例丙")  # what belongs to it counts, too
    assert not entry_signature(two.ours, two.ours.reader, entry).counts
    with pytest.raises(RefusedError) as refused:
        sign_entry(two.theirs, entry)
    assert refused.value.code == "approval.not_your_right"


def test_what_is_incomplete_is_not_signed_and_what_is_calculated_is_kept(two):
    open_one = entered(two.ours, "borrowed_papers", {"subject": "会议记录"})
    with pytest.raises(RefusedError) as refused:
        sign_entry(two.ours, open_one)
    assert refused.value.code == "register.incomplete"
    done = entered(
        two.ours, "borrowed_papers", {"subject": "会议记录", "papers[1]/title": "2025年记录"}
    )
    path = "/borrowed_papers/open_papers"
    assert path not in stored(two.ours.reader, done)[1].values
    sign_entry(two.ours, done)
    assert stored(two.ours.reader, done)[1].values[path] == "1"
    assert entry_signature(two.ours, two.ours.reader, done).counts


def test_a_form_that_cannot_be_run_hides_no_other(small):
    journal = small.mission.journal
    broken = {"form_id": "newer", "version": "1", "register": "NEU", "definition": "<nothing/>"}
    journal.write(journal.create("form", {**broken, "hash": "0", "title": "新程序的"}))
    assert len(registers(small.mission.reader, "zh_CN")) == 7
