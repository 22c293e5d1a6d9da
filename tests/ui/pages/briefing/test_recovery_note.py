"""A recovery code counts as noted once a group of it was typed again; a new one begins anew."""

import pytest

from inspector_app.services.team import note_recovery, recovery_notes
from inspector_app.store.recovery_code import groups
from inspector_app.ui.pages.settings.recovery import RecoveryCard

CODE = "AAAAAA-BBBBBB-CCCCCC-DDDDDD-EEEEEE-FFFFFF"


class Seat:
    """A seat whose program gives the same code each time."""

    sitting = None

    class program:  # noqa: N801 - stands for an instance
        @staticmethod
        def new_recovery_code(_sitting):
            return CODE


@pytest.fixture
def card(small, page_context, qtbot):
    made = RecoveryCard(page_context(small.mission), Seat())
    qtbot.addWidget(made)
    made.show()
    return made


def test_noted_when_a_group_is_typed_again_and_not_before(small, card, hands):
    mission = small.mission
    note_recovery(mission, mission.me)
    assert mission.me in recovery_notes(mission.reader)
    hands.click(card.renew)
    assert recovery_notes(mission.reader) == {}  # what was checked before is worth nothing now
    card.typed.setText("XXXXXX")
    hands.click(card.confirm)
    assert card.row.error
    assert recovery_notes(mission.reader) == {}
    card.typed.setText(groups(CODE)[card._number - 1])
    hands.click(card.confirm)
    assert recovery_notes(mission.reader) == {mission.me: mission.today()}
