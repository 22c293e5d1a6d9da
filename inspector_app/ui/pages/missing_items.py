"""What services say is missing, as lines of the window."""

from inspector_app.domain.missing import Missing, Severity
from inspector_app.services.missing_words import missing_text
from inspector_app.system.wording import Wording
from inspector_app.ui.widgets import MissingItem
from inspector_app.ui.widgets.missing import Severity as Shown

#: How severities of services are shown.
SHOWN_SEVERITY: dict[Severity, Shown] = {
    Severity.BLOCK: "blocking",
    Severity.DUE: "due",
    Severity.NOTE: "note",
}


def missing_item(one: Missing, wording: Wording, caption: str = "") -> MissingItem:
    """Return the line for one missing thing; *caption* says where it stands."""
    return MissingItem(
        title=missing_text(one, wording),
        caption=caption,
        severity=SHOWN_SEVERITY[one.severity],
        page=one.page,
        target=tuple(one.target.items()),
    )
