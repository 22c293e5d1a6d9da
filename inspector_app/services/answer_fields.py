"""Fields that are answers of a form, in the words of the version they were given in."""

from dataclasses import replace

from inspector_app.domain.canonical import Json
from inspector_app.domain.errors import RefusedError
from inspector_app.services.answer_words import answer_words, question_words
from inspector_app.services.checklist import FORM_ID
from inspector_app.services.mission import OpenMission
from inspector_app.services.published_forms import form_with_hash
from inspector_app.services.submissions import new_sitting


def answer_in_words(
    mission: OpenMission, language: str, record: tuple[str, str], field: str, value: Json = None
) -> tuple[str, str] | None:
    """Return what a *field* of a filled form asks and what *value* answers.

    *record* is type and id of the form's record or of an instance in it. ``None`` for what is
    no answer, is asked by the must-ask checklist (which has words of its own), or belongs to a
    form that is not here.
    """
    reader = mission.reader
    found = reader.get(*record) if field.startswith("/") and record[0] in reader.types else None
    if found is not None and found.type == "instance":
        found = reader.get("submission", found.text("submission"))
    if found is None or found.text("form_id") == FORM_ID:
        return None
    try:
        form = form_with_hash(reader, found.text("form_hash")).form()
    except RefusedError:
        return None
    if field not in form.by_path:
        return None
    about = (found.text("subject_type"), found.text("subject"))
    sitting = new_sitting(replace(mission, language=language), reader, form, *about)
    said = answer_words(form, field, value, sitting.language) if isinstance(value, str) else ""
    return question_words(sitting, field), said
