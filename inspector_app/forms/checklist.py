"""The must-ask items of a form, and the answers to them as the form's values.

A form is a checklist by its bind attributes (``insp:item`` on a group and those beside it).
Whether an item must, may or is not to be asked of a category stands in the attributes and,
for other programs that run the form, in its conditions: both are compared, so that neither
is edited without the other.
"""

from collections.abc import Iterable, Mapping

from inspector_app.domain.errors import InputError
from inspector_app.domain.must_ask import AnswerKind, Asking, ItemAnswer, MustAskItem
from inspector_app.domain.vocabulary import Head, TalkCategory
from inspector_app.forms.model import Form, Node, Words
from inspector_app.forms.sitting import FROM, Sitting

ITEM = "item"
CATEGORY_FIELD = "talk.category"
#: The questions of an item, by the name of their node below the item's group.
QUESTIONS = ("kind", "text", "lead", "verify", "paragraph")
YES = "yes"
_THEMES = "theme"
_LANGUAGES = ("zh_CN", "en")


def checklist_items(form: Form) -> tuple[MustAskItem, ...]:
    """Return the items of *form* in its order.

    Raises ``InputError``: ``forms.no_items``, ``forms.item_twice``, ``forms.item_incomplete``
    (an attribute or question missing or wrong), ``forms.item_disagrees`` (attributes and
    conditions say different things about a category).
    """
    nodes = [node for node in form.nodes if ITEM in node.attributes]
    if not nodes:
        raise InputError("forms.no_items", name=form.title or form.id)
    items = tuple(_item(form, node) for node in nodes)
    codes = [item.code for item in items]
    for code in codes:
        if codes.count(code) > 1:
            raise InputError("forms.item_twice", item=code)
    _check_conditions(form, items)
    return items


def _item(form: Form, node: Node) -> MustAskItem:
    code = node.attributes[ITEM]
    for question in QUESTIONS:
        if f"{node.path}/{question}" not in form.by_path:
            raise InputError("forms.item_incomplete", item=code, what=question)
    kind = form.node(f"{node.path}/kind")
    offered = {choice.value for choice in kind.choices.listed} if kind.choices else set()
    if offered != {kind.value for kind in AnswerKind}:
        raise InputError("forms.item_incomplete", item=code, what="answer_kind")
    try:
        head = Head(node.attributes.get("head", ""))
    except ValueError as problem:
        raise InputError("forms.item_incomplete", item=code, what="head") from problem
    articles = node.attributes.get("article", "").split()
    if not all(article.isascii() and article.isdigit() for article in articles):
        raise InputError("forms.item_incomplete", item=code, what="article")
    theme = {choice.value: choice.label for choice in form.choices_in(_THEMES)}
    return MustAskItem(
        code=code,
        head=head,
        articles=tuple(map(int, articles)),
        asking=_asking(node),
        path=node.path,
        label=_in_languages(form, node.label),
        question=_in_languages(form, kind.label),
        theme=_in_languages(form, theme.get(node.attributes.get(_THEMES, ""), Words())),
        call_for=_in_languages(form, kind.guidance),
    )


def _asking(node: Node) -> dict[TalkCategory, Asking]:
    code = node.attributes[ITEM]
    asking = dict.fromkeys(TalkCategory, Asking.NOT_ASKED)
    for attribute, meaning in (("optional", Asking.OPTIONAL), ("must", Asking.MUST)):
        for letter in node.attributes.get(attribute, "").split():
            try:
                category = TalkCategory(letter)
            except ValueError as problem:
                raise InputError("forms.item_incomplete", item=code, what=attribute) from problem
            if asking[category] is not Asking.NOT_ASKED:
                raise InputError("forms.item_disagrees", item=code, category=letter)
            asking[category] = meaning
    return asking


def _in_languages(form: Form, words: Words) -> dict[str, str]:
    return {code: words.in_language(form.language_for(code)) for code in _LANGUAGES}


def _check_conditions(form: Form, items: Iterable[MustAskItem]) -> None:
    if not any(node.attributes.get(FROM) == CATEGORY_FIELD for node in form.nodes):
        raise InputError("forms.item_incomplete", item=form.id, what=CATEGORY_FIELD)
    for category in TalkCategory:
        sitting = Sitting(form, prefill={CATEGORY_FIELD: category.value})
        for item in items:
            state = sitting.state(f"{item.path}/kind")
            found = Asking.NOT_ASKED
            if state.relevant:
                found = Asking.MUST if state.required else Asking.OPTIONAL
            if found is not item.asked_of(category):
                raise InputError("forms.item_disagrees", item=item.code, category=category.value)


def answer_values(item: MustAskItem, answer: ItemAnswer) -> dict[str, str]:
    """Return an answer as the values of the form's nodes, by path; "" for what is not said."""
    return {
        f"{item.path}/kind": answer.kind.value if answer.kind else "",
        f"{item.path}/text": answer.text,
        f"{item.path}/lead": YES if answer.lead else "",
        f"{item.path}/verify": answer.verify,
        f"{item.path}/paragraph": answer.paragraph,
    }


def item_answers(items: Iterable[MustAskItem], values: Mapping[str, str]) -> dict[str, ItemAnswer]:
    """Return the answers among *values* (by node path), by item code.

    An item without any value is not there; a kind that the checklist does not know counts
    as not answered.
    """
    found: dict[str, ItemAnswer] = {}
    kinds = {kind.value: kind for kind in AnswerKind}
    for item in items:
        said = {name: values.get(f"{item.path}/{name}", "") for name in QUESTIONS}
        if any(said.values()):
            found[item.code] = ItemAnswer(
                code=item.code,
                kind=kinds.get(said["kind"]),
                text=said["text"],
                lead=said["lead"] == YES,
                verify=said["verify"],
                paragraph=said["paragraph"],
            )
    return found
