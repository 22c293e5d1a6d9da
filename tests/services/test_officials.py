"""The roster: previewed, decided row by row, imported whole, taken back; officials corrected."""

import pytest
from openpyxl import Workbook

from inspector_app.domain.errors import InputError, RefusedError
from inspector_app.domain.vocabulary import Capacity, TalkCategory
from inspector_app.intake.matching import MatchKind
from inspector_app.services import officials, roster
from inspector_app.services.officials import Listing, listed
from inspector_app.services.steps import take_back
from tests.mission_fixture import OFFICIALS, small_mission
from tests.paper_fixture import Template

HEAD = ("姓名", "性别", "出生年月", "职务", "谈话类别", "是否一把手")


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    return Template(
        tmp_path_factory.mktemp("small"), lambda folder: (small_mission(folder), "", "")
    )


@pytest.fixture(scope="module")
def unchanged(template, tmp_path_factory):
    """A mission that tests only read."""
    made, _, _ = template.copy(tmp_path_factory.mktemp("read"))
    yield made
    made.sitting.end()


@pytest.fixture
def small(template, tmp_path):
    made, _, _ = template.copy(tmp_path)
    yield made
    made.sitting.end()


@pytest.fixture
def table(tmp_path):
    """Write a roster with these rows; returns its path."""

    def write(*rows, name="名册.xlsx"):
        book = Workbook()
        sheet = book.active
        sheet.append(HEAD)
        for row in rows:
            sheet.append(row)
        path = tmp_path / name
        book.save(path)
        return path

    return write


def names(small):
    return {one.text("name") for one in small.mission.reader.find("official")}


def official(small, name):
    return small.mission.reader.get("official", small.officials[name])


class TestImport:
    def test_whole_and_taken_back(self, small, table):
        path = table(
            ("冉芸菲", "女", "1990.05", "城建科科长", "M", "否"),
            ("虞堃", "男", "1975-01", "党组副书记、副局长", "D", ""),
        )
        preview = roster.preview_roster(small.mission.reader, path)
        assert preview.count(MatchKind.NEW) == 1
        done = roster.import_roster(small.mission, preview)
        assert (done.added, done.changed) == (1, 1)
        assert official(small, "虞堃").text("birth") == "1975-01"
        assert "冉芸菲" in names(small)
        take_back(small.mission, done.entries)
        assert official(small, "虞堃").text("birth") == ""
        assert names(small) == {one[0] for one in OFFICIALS}

    def test_not_while_a_row_is_wrong(self, small, table):
        path = table(("冉芸菲", "女", "去年", "科长", "", ""), ("宣鸷", "男", "", "科员", "", ""))
        preview = roster.preview_roster(small.mission.reader, path)
        with pytest.raises(RefusedError, match="rows_wrong"):
            roster.import_roster(small.mission, preview)
        assert names(small) == {one[0] for one in OFFICIALS}

    def test_doubtful_rows_are_decided(self, small, table):
        path = table(("虞堃", "男", "", "工会主席", "", ""))
        preview = roster.preview_roster(small.mission.reader, path)
        row = preview.undecided[0].row.number
        with pytest.raises(RefusedError, match="undecided") as refused:
            roster.import_roster(small.mission, preview)
        assert refused.value.params["rows"] == str(row)
        known = small.officials["虞堃"]
        done = roster.import_roster(small.mission, preview, same={row: known})
        assert (done.added, done.changed) == (0, 1)
        changed = official(small, "虞堃")
        assert changed.text("office") == "工会主席"
        # what was only derived from the new office does not overrule what is recorded
        assert changed.text("category") == TalkCategory.DEPUTY.value

    def test_a_namesake_is_a_new_person_if_so_decided(self, small, table):
        preview = roster.preview_roster(
            small.mission.reader, table(("虞堃", "男", "", "工会主席", "", ""))
        )
        row = preview.undecided[0].row.number
        assert roster.import_roster(small.mission, preview, new=[row]).added == 1
        assert small.mission.reader.count("official", {"name": "虞堃"}) == 2

    def test_two_rows_are_never_one_person(self, small, table):
        path = table(
            ("虞堃", "男", "", "党组副书记、副局长", "", ""),
            ("虞堃", "男", "", "工会主席", "", ""),
        )
        preview = roster.preview_roster(small.mission.reader, path)
        doubtful = preview.undecided
        assert len(doubtful) == 1
        with pytest.raises(RefusedError, match="same_twice"):
            roster.import_roster(
                small.mission, preview, same={doubtful[0].row.number: small.officials["虞堃"]}
            )

    def test_not_after_the_roster_changed_behind_the_preview(self, small, table):
        preview = roster.preview_roster(
            small.mission.reader, table(("冉芸菲", "女", "", "科长", "M", ""))
        )
        officials.update_official(small.mission, small.officials["虞堃"], office="调研员")
        with pytest.raises(RefusedError, match="changed_since_preview"):
            roster.import_roster(small.mission, preview)
        assert "冉芸菲" not in names(small)

    def test_importing_the_same_again_changes_nothing(self, small, table):
        path = table(("冉芸菲", "女", "1990.05", "城建科科长", "M", "否"))
        roster.import_roster(small.mission, roster.preview_roster(small.mission.reader, path))
        again = roster.import_roster(
            small.mission, roster.preview_roster(small.mission.reader, path)
        )
        assert (again.added, again.changed, again.unchanged) == (0, 0, 1)
        assert again.changes.ids == frozenset()


class TestListing:
    def all_names(self, small, **listing):
        ids = listed(small.mission.reader, Listing(**listing))
        found = small.mission.reader.many("official", ids)
        return [found[one].text("name") for one in ids]

    def test_number_ones_first_then_by_category(self, unchanged):
        assert self.all_names(unchanged)[0] == "岑𬀩"
        assert self.all_names(unchanged)[-1] == "滕老"

    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("𫖯", {"阮𫖯"}),
            ("副局长 蔺", {"蔺㛃"}),
            ("办公室", {"佘翊", "郗𠮷"}),
            ("  ", {one[0] for one in OFFICIALS}),
            ("没有这个人", set()),
        ],
    )
    def test_words(self, unchanged, words, expected):
        assert set(self.all_names(unchanged, words=words)) == expected

    def test_category_and_order(self, small):
        assert set(self.all_names(small, category=TalkCategory.DEPUTY)) == {"虞堃", "蔺㛃"}
        officials.update_official(small.mission, small.officials["滕老"], in_office_since="2001")
        officials.update_official(small.mission, small.officials["佘翊"], in_office_since="2020-03")
        down = self.all_names(small, sort_by="in_office_since", descending=True)
        up = self.all_names(small, sort_by="in_office_since")
        assert (down[:2], up[:2]) == (["佘翊", "滕老"], ["滕老", "佘翊"])


class TestOne:
    @pytest.mark.parametrize(
        ("given", "kept"),
        [
            ("2022年3月", "2022-03"),
            ("2022.03.18", "2022-03-18"),
            ("2019", "2019"),
            ("二〇二二年三月", "2022-03"),
            ("  ", ""),
        ],
    )
    def test_dates_are_read_as_people_write_them(self, small, given, kept):
        officials.update_official(small.mission, small.officials["虞堃"], in_office_since=given)
        assert official(small, "虞堃").text("in_office_since") == kept

    @pytest.mark.parametrize("given", ["去年春天", "2018-02-30", "9999", "x" * 5000])
    def test_what_is_no_date_is_refused_in_words(self, unchanged, given):
        mission, person = unchanged.mission, unchanged.officials["虞堃"]
        with pytest.raises(InputError, match="bad_date") as refused:
            officials.update_official(mission, person, left_on=given)
        assert len(str(refused.value.params["value"])) <= 40

    @pytest.mark.parametrize("name", ["", "  ", "\u3000"])
    def test_nobody_without_a_name(self, unchanged, name):
        mission, person = unchanged.mission, unchanged.officials["虞堃"]
        with pytest.raises(InputError, match="no_name"):
            officials.update_official(mission, person, name=name)
        with pytest.raises(InputError, match="no_name"):
            officials.add_official(mission, name=name)

    def test_names_are_spelt_one_way(self, small):
        officials.update_official(small.mission, small.officials["虞堃"], name=" 虞　堃 ")
        assert official(small, "虞堃").text("name") == "虞堃"

    def test_added_and_taken_back(self, small):
        entry = small.mission.journal.new_id()
        made = officials.add_official(small.mission, entry=entry, name="冉芸菲")
        assert small.mission.reader.get("official", made.id).text("category") == "O"
        take_back(small.mission, (entry,))
        assert "冉芸菲" not in names(small)

    def test_marked_as_number_one_and_unmarked(self, small):
        entry = small.mission.journal.new_id()
        officials.mark_number_one(
            small.mission, small.officials["虞堃"], Capacity.ADMINISTRATIVE_HEAD, entry=entry
        )
        marked = official(small, "虞堃")
        assert marked.flag("number_one")
        assert marked.text("category") == "N"
        assert {one.text("name") for one in roster.number_ones(small.mission.reader)} == {
            "岑𬀩",
            "虞堃",
        }
        take_back(small.mission, (entry,))
        assert official(small, "虞堃").text("category") == "D"
        officials.mark_number_one(small.mission, small.officials["岑𬀩"], None)
        assert roster.number_ones(small.mission.reader) == []

    def test_who_is_named_somewhere_stays(self, small):
        small.plan("虞堃", "2026-10-22T09:00")
        with pytest.raises(RefusedError, match="in_use") as refused:
            officials.remove_official(small.mission, small.officials["虞堃"])
        assert refused.value.params["count"] == 1
        entry = small.mission.journal.new_id()
        officials.remove_official(small.mission, small.officials["郗𠮷"], entry=entry)
        assert "郗𠮷" not in names(small)
        take_back(small.mission, (entry,))
        assert "郗𠮷" in names(small)
