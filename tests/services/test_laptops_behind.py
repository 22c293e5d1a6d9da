"""Whose work is not all here."""

import pytest

from inspector_app.services import work_packages
from inspector_app.services.laptops_behind import laptops_behind
from tests.delivery_fixture import CaseTemplate
from tests.paper_fixture import LEADER, MEMBER


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    return CaseTemplate(tmp_path_factory.mktemp("case"))


@pytest.fixture
def case(template, tmp_path):
    case = template.copy(tmp_path)
    yield case
    case.end()


@pytest.fixture
def member(template, tmp_path):
    """A member's laptop: a copy of the folder on a machine of its own."""
    (tmp_path / "other").mkdir()
    small = template.laptop(tmp_path / "other" / "示例.mission", MEMBER)
    yield small
    small.sitting.end()


def carried(case, member, name):
    made = work_packages.make_work(member.mission, case.folder / name, [member.users[LEADER]])
    work_packages.take_work(case.mission, made.path)


def behind(case):
    return [one.device for one in laptops_behind(case.mission)]


def test_what_came_today_is_not_behind_and_tomorrow_it_is(case, member):
    case.small.clock.advance(minutes=5)
    member.plan("佘翊")
    carried(case, member, "一.age")
    theirs = member.mission.folder.setting.device
    assert theirs not in behind(case)
    case.small.clock.advance(days=1)
    assert theirs in behind(case)
    member.plan("佘翊")
    carried(case, member, "二.age")
    assert theirs not in behind(case)


def test_a_laptop_that_was_replaced_is_not_asked_for(case, member):
    member.plan("佘翊")
    carried(case, member, "一.age")
    theirs = member.mission.folder.setting.device
    case.small.clock.advance(days=1)
    assert theirs in behind(case)
    case.small.reopen(MEMBER)  # the same person goes on here
    case.small.plan("郗𠮷")
    assert theirs not in behind(case)


def test_this_laptop_is_never_behind(case):
    case.small.clock.advance(days=30)
    assert case.mission.folder.setting.device not in behind(case)
