"""Forms as they are published in a mission: immutable versions, kept with their answers.

A published version is a record of type ``form`` with its compiled definition, the hash of
that, and the sheets it was made of, so that an office can take it out and edit it. A changed
form is a new version beside the old one.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from inspector_app.domain.canonical import Json
from inspector_app.domain.errors import InputError, RefusedError
from inspector_app.domain.record import Record
from inspector_app.forms.checklist import ITEM, checklist_items
from inspector_app.forms.load import form_from
from inspector_app.forms.model import Form
from inspector_app.forms.register import register_of
from inspector_app.services.form_source import FormSource, source_from
from inspector_app.services.mission import OpenMission, require_leader
from inspector_app.services.results import Created
from inspector_app.store.reader import Reader

_PARTS = re.compile(r"\d+|\D+")


@dataclass(frozen=True, slots=True)
class PublishedForm:
    """A version of a form that a mission holds. ``register`` is its code, "" for other forms."""

    record: Record

    @property
    def form_id(self) -> str:
        """Return which form it is a version of."""
        return self.record.text("form_id")

    @property
    def version(self) -> str:
        """Return the version as its author named it."""
        return self.record.text("version")

    @property
    def title(self) -> str:
        """Return the form's title."""
        return self.record.text("title")

    @property
    def hash(self) -> str:
        """Return the hash of the definition."""
        return self.record.text("hash")

    @property
    def register(self) -> str:
        """Return the code of the register whose entries it is, or an empty text."""
        return self.record.text("register")

    def form(self) -> Form:
        """Return the form, ready to be filled."""
        return _compiled(self.record.text("definition"), self.title)

    def source(self) -> FormSource:
        """Return what it was made of; no sheets where it came as an XForm."""
        return source_from(self.record.text("source"))


@lru_cache(maxsize=64)
def _compiled(definition: str, title: str) -> Form:
    """Read a published form once: it never changes."""
    return form_from(definition.encode(), name=title)


def version_key(version: str) -> tuple[tuple[int, int, str], ...]:
    """Return what versions sort by: 2026.10 comes behind 2026.9."""
    return tuple(
        (1, int(part), "") if part.isdigit() else (0, 0, part) for part in _PARTS.findall(version)
    )


def published_forms(reader: Reader, form_id: str = "") -> list[PublishedForm]:
    """Return the published forms, or the versions of one, the oldest version first."""
    found = reader.find("form", {"form_id": form_id} if form_id else None)
    forms = [PublishedForm(record) for record in found]
    return sorted(forms, key=lambda one: (one.form_id, version_key(one.version), one.record.id))


def newest_forms(reader: Reader) -> list[PublishedForm]:
    """Return the newest version of each form."""
    return list({one.form_id: one for one in published_forms(reader)}.values())


def newest_form(reader: Reader, form_id: str) -> PublishedForm:
    """Return the newest version of a form; raises ``RefusedError('published.unknown')``."""
    found = published_forms(reader, form_id)
    if not found:
        raise RefusedError("published.unknown", form=form_id[:80])
    return found[-1]


def form_with_hash(reader: Reader, hash_: str) -> PublishedForm:
    """Return the version with a hash; raises ``RefusedError('published.unknown')``."""
    found = reader.find("form", {"hash": hash_})
    if not found:
        raise RefusedError("published.unknown", form=hash_[:12])
    return PublishedForm(found[0])


def form_fields(form: Form, source: FormSource | None = None) -> dict[str, Json]:
    """Return the record of a published form.

    Raises ``InputError`` when it says that it is a checklist or a register and is none that
    the program can run.
    """
    if any(ITEM in node.attributes for node in form.nodes):
        checklist_items(form)
    register = register_of(form)
    return {
        "form_id": form.id,
        "version": form.version,
        "title": form.title,
        "hash": form.hash,
        "definition": form.definition,
        "register": register.code if register else None,
        "source": (source.text() if source else "") or None,
    }


def publish(mission: OpenMission, form: Form, source: FormSource | None = None) -> Created:
    """Publish a version of a form in the mission (leader, store lane).

    Raises ``RefusedError`` ``mission.leader_only``, ``published.already`` for the very
    same form, ``published.version_taken`` when another form stands under the same version; and
    ``InputError`` ``published.no_version``, ``register.…``, ``forms.item_…``.
    """
    journal = mission.journal
    require_leader(journal.reader, mission.me)
    if not form.version:
        raise InputError("published.no_version", title=form.title)
    for other in published_forms(journal.reader, form.id):
        if other.hash == form.hash:
            raise RefusedError("published.already", title=other.title, version=other.version)
        if other.version == form.version:
            raise RefusedError("published.version_taken", title=form.title, version=form.version)
    write = journal.create("form", form_fields(form, source))
    return Created(write.record_id, journal.write(write))
