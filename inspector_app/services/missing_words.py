"""The words of what is missing: codes in its parameters are worded too."""

from inspector_app.domain.missing import Missing
from inspector_app.system.wording import Wording

#: Parameters that are codes, and under which terms they are worded.
_TERMS = {"organ": "organ", "section_name": "section", "duty": "duty"}


def missing_text(one: Missing, wording: Wording) -> str:
    """Return the sentence of one missing thing in the user's language."""
    params = dict(one.params)
    for name, term in _TERMS.items():
        if name in params:
            params[name] = wording.text(f"terms.{term}.{params[name]}")
    record_type = params.get("record_type")
    if record_type is not None:
        key = f"records.{record_type}.fields.{params['field']}"
        if wording.has(key):
            params["field"] = wording.text(key)
        params["record_type"] = wording.text(f"records.{record_type}.label")
    return wording.text(f"missing.{one.code}", **params)
