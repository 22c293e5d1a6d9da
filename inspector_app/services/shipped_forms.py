"""The forms that come with the program: the must-ask checklist, and the registers."""

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import InputError
from inspector_app.forms.model import Form
from inspector_app.services.checklist import FORM_ID
from inspector_app.services.form_source import FormSource, read_form_file
from inspector_app.services.mission import OpenMission, require_leader
from inspector_app.services.published_forms import form_fields, published_forms
from inspector_app.system.resources import shipped_forms

#: In the order in which their pages list them (handbook §1.3 B).
SHIPPED = (
    FORM_ID,
    "borrowed_papers",
    "petitions",
    "field_visits",
    "meetings",
    "immediate_rectification",
    "personal_matters",
    "team_meetings",
)


def shipped_form(form_id: str) -> tuple[Form, FormSource]:
    """Compile a form that comes with the program; raises ``InputError('published.unknown')``."""
    if form_id not in SHIPPED:
        raise InputError("published.unknown", form=form_id[:80])
    return read_form_file(shipped_forms() / f"{form_id}.md")


def shipped_form_records() -> list[dict[str, Json]]:
    """Compile every form for a new mission, as the records to be published (some seconds)."""
    return [form_fields(*shipped_form(form_id)) for form_id in SHIPPED]


def publish_missing(mission: OpenMission) -> Changes:
    """Publish the shipped forms that a mission made by an earlier program lacks (leader).

    Runs in the store lane; raises ``RefusedError('mission.leader_only')``.
    """
    journal = mission.journal
    require_leader(journal.reader, mission.me)
    known = {one.form_id for one in published_forms(journal.reader)}
    missing = [form_id for form_id in SHIPPED if form_id not in known]
    fields = [form_fields(*shipped_form(form_id)) for form_id in missing]
    return journal.write(*(journal.create("form", one) for one in fields))
