"""Who answered a question of a filled form, when, and what: in words."""

from dataclasses import dataclass

from inspector_app.forms.sitting import Sitting
from inspector_app.services.answer_words import answer_words
from inspector_app.services.history import writings
from inspector_app.services.submissions import place_of_answer, plain_path
from inspector_app.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer that was given; ``when`` to the minute, as the laptop's clock claimed."""

    who: str
    when: str
    value: str


def answer_history(reader: Reader, sitting: Sitting, submission: str, path: str) -> list[Answered]:
    """Return every answer at *path* (with positions), the last one first."""
    place = place_of_answer(sitting, submission, path)
    told = writings(reader, place.record_type, place.record_id, place.field)
    return [
        Answered(
            one.author,
            one.moment,
            answer_words(
                sitting.form,
                plain_path(path),
                one.value if isinstance(one.value, str) else "",
                sitting.language,
            ),
        )
        for one in reversed(told)
    ]
