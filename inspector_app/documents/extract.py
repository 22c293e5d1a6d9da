"""All the text of a paper with the place where each piece stands.

The rule that keeps sources out of papers reads a paper through this: what is printed, in the
form in which it is printed, tables, annexes, footers and file properties included.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from inspector_app.documents.cleaning import clean
from inspector_app.documents.numbering import labelled
from inspector_app.documents.tree import (
    Block,
    Heading,
    Numbered,
    PageMark,
    Paper,
    Paragraph,
    RedHead,
    SignatureLine,
    Table,
)


@dataclass(frozen=True, slots=True)
class Located:
    """A piece of text and its place.

    ``path`` names the place in the tree, e.g. ``blocks/3`` or ``attachments/0/blocks/1/rows/4/2``
    (all counted from 0); ``source`` is the id of the record the words come from, if known.
    """

    path: str
    text: str
    source: str = ""


def _block(path: str, label: str, block: Block) -> Iterator[Located]:
    match block:
        case Heading():
            yield Located(path, label + block.text, block.source)
        case Numbered():
            yield Located(path, label + "".join(span.text for span in block.text), block.source)
        case Paragraph():
            yield Located(path, "".join(span.text for span in block.text), block.source)
        case SignatureLine():
            yield Located(path, block.label)
            yield Located(f"{path}/date", block.date_words)
        case Table():
            yield Located(f"{path}/caption", block.caption)
            if block.header:
                for place, column in enumerate(block.columns):
                    yield Located(f"{path}/columns/{place}", column.header)
            for number, row in enumerate(block.rows):
                for place, cell in enumerate(row):
                    yield Located(f"{path}/rows/{number}/{place}", cell)
        case _:
            pass


def _blocks(path: str, blocks: tuple[Block, ...], language: str) -> Iterator[Located]:
    for number, (label, block) in enumerate(labelled(blocks, language)):
        yield from _block(f"{path}/{number}", label, block)


def _head(paper: Paper) -> Iterator[Located]:
    marks = paper.marks
    yield Located("kind", paper.kind)
    yield Located("marks/copy_number", marks.copy_number)
    if marks.classification is not None:
        yield Located("marks/classification", marks.classification.words())
    yield Located("marks/urgency", marks.urgency)
    if paper.red_head is not None:
        yield Located("red_head/body", paper.red_head.body)
        yield Located("red_head/number", paper.red_head.number)
    if isinstance(paper.red_head, RedHead):
        yield Located("red_head/approved_label", paper.red_head.approved_label)
        yield Located("red_head/approved_by", paper.red_head.approved_by)
    # a name may run over two lines of the title
    yield Located("title", ("" if paper.language == "zh_CN" else " ").join(paper.title))
    yield Located("addressee", paper.addressee)


def _all(paper: Paper) -> Iterator[Located]:
    yield from _head(paper)
    yield from _blocks("blocks", paper.blocks, paper.language)
    if paper.closing is not None:
        for number, signer in enumerate(paper.closing.signers):
            yield Located(f"closing/signers/{number}", signer)
        yield Located("closing/date", paper.closing.date)
    yield Located("note", paper.note)
    for number, attachment in enumerate(paper.attachments):
        yield Located(f"attachments/{number}/title", attachment.title)
        yield from _blocks(f"attachments/{number}/blocks", attachment.blocks, paper.language)
    yield Located("footer/signature_label", paper.footer.signature_label)
    if paper.footer.mark is PageMark.OF_TOTAL:
        yield Located("footer/of_total", paper.footer.of_total)


def located_text(paper: Paper) -> Iterator[Located]:
    """Give every piece of text of *paper* that is not empty, cleaned as it is printed."""
    for piece in _all(paper):
        cleaned = clean(piece.text)
        if cleaned:
            yield Located(piece.path, cleaned, piece.source)


def plain_text(paper: Paper) -> str:
    """Return all the text of *paper*, one piece a line."""
    return "\n".join(piece.text for piece in located_text(paper))
