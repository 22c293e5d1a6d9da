"""Questions that come from the briefing, as optional items of a talker's checklist.

They stand behind the form's items, with a code of their own (+1, +2 …) and their source where
the form's items say what to call for. Their answers are records as restricted as the question.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from inspector_app.domain.must_ask import Asking, ItemAnswer, MustAskItem
from inspector_app.domain.vocabulary import TalkCategory
from inspector_app.services.extra_questions import ExtraQuestion

_LANGUAGES = ("zh_CN", "en")


@dataclass(frozen=True, slots=True)
class ExtraItem:
    """A question as an item of the checklist."""

    question: ExtraQuestion
    item: MustAskItem

    @property
    def answer(self) -> ItemAnswer:
        """Return what was answered to it so far."""
        given = self.question.answer
        if given is None:
            return ItemAnswer(self.item.code)
        return ItemAnswer(self.item.code, given.kind, given.text, paragraph=given.paragraph)


def extra_items(questions: Sequence[ExtraQuestion], category: TalkCategory) -> dict[str, ExtraItem]:
    """Return *questions* as items by code, optional for the talker's category."""
    found = {}
    for number, question in enumerate(questions, 1):
        code = f"+{number}"
        words = dict.fromkeys(_LANGUAGES, question.text)
        found[code] = ExtraItem(
            question,
            MustAskItem(
                code=code,
                head=question.head,
                articles=(),
                asking={category: Asking.OPTIONAL},
                path="",
                label=words,
                question=words,
            ),
        )
    return found
