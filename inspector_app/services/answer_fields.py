"""Fields that are answers of a form, in the words of the version they were given in."""

from inspector_app.domain.canonical import Json
from inspector_app.domain.errors import RefusedError
from inspector_app.services.answer_words import answer_words
from inspector_app.services.checklist import FORM_ID
from inspector_app.services.published_forms import form_with_hash
from inspector_app.store.reader import Reader


def answer_in_words(
    reader: Reader, language: str, record: tuple[str, str], field: str, value: Json = None
) -> tuple[str, str] | None:
    """Return what a *field* of a filled form asks and what *value* answers.

    *record* is type and id of the form's record or of an instance in it. ``None`` for what is
    no answer, is asked by the must-ask checklist (which has words of its own), or belongs to a
    form that is not here.
    """
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
    spoken = form.language_for(language)
    asked = form.node(field).label.in_some_language(spoken, form.languages[0])
    said = answer_words(form, field, value, spoken) if isinstance(value, str) else ""
    return asked or form.node(field).name, said
