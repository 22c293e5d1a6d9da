"""What must be there before the team enters: green, or why not, and where to mend it.

The check is a list of rules (``entry_rules.RULES``, and ``entry_machine`` for this computer);
a capability that comes later adds its line there. What stays open needs the leader's reason.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.entry import Operation
from inspector_app.domain.errors import InputError
from inspector_app.domain.missing import Severity
from inspector_app.domain.vocabulary import Role
from inspector_app.intake.text import clean_line
from inspector_app.services.mission import OpenMission, require_leader, role_of
from inspector_app.store.journal import Write
from inspector_app.store.reader import Order, Reader
from inspector_app.system.wording import Wording

PAGE = "briefing"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; ``code`` is worded under ``entry_check``.

    ``severity`` says how much it matters while it is not *done*; ``target`` is where it is
    mended, empty for what is mended outside the window. ``about`` tells lines of one code
    apart. ``reason`` is the leader's, for entering all the same.
    """

    code: str
    done: bool
    severity: Severity = Severity.BLOCK
    params: Mapping[str, str | int] = field(default_factory=dict)
    target: Mapping[str, str] = field(default_factory=dict)
    about: str = ""
    on_page: str = PAGE
    reason: str = ""

    @property
    def page(self) -> str:
        """Return the page on which it is mended."""
        return self.on_page if self.target else ""

    @property
    def key(self) -> str:
        """Return what a reason is given for: another finding needs another reason."""
        return f"{self.code}/{self.about}"

    @property
    def open(self) -> bool:
        """Say whether it stands in the way of entering."""
        return not (self.done or self.reason or self.severity is Severity.NOTE)


def check_text(check: Check, wording: Wording) -> str:
    """Return the sentence of one check in the user's language."""
    params = dict(check.params)
    for name, group in (("organ", "organ"), ("filing", "filing")):
        if name in params:
            params[name] = wording.text(f"terms.{group}.{params[name]}")
    if "categories" in params:
        codes = str(params["categories"]).split()
        names = [wording.text(f"terms.talk_category.{code}") for code in codes]
        params["categories"] = "、".join(names)
    return wording.text(f"entry_check.{check.code}", **params)


def ready(checks: Sequence[Check]) -> bool:
    """Say whether nothing stands in the way of entering: green, or reasoned by the leader."""
    return not any(check.open for check in checks)


# --- the leader's reasons -----------------------------------------------------------------


def entry_reasons(reader: Reader) -> dict[str, str]:
    """Return the reasons given by a leader, by ``Check.key``; the latest of each counts."""
    return {
        one.text("key"): one.text("reason")
        for one in reader.find("entry_reason", order=[Order("id")])
        if one.text("reason") and role_of(reader, one.owner) is Role.LEADER
    }


def with_reasons(reader: Reader, checks: Sequence[Check]) -> list[Check]:
    """Return *checks* with the leader's reasons beside what is open."""
    reasons = entry_reasons(reader)
    return [
        check if check.done else replace(check, reason=reasons.get(check.key, ""))
        for check in checks
    ]


def give_reason(mission: OpenMission, check: Check, reason: str, *, entry: str = "") -> Changes:
    """Enter all the same although *check* is open, because of *reason* (leader, store lane).

    An empty *reason* takes an earlier one back. *entry* fixes the id of the entry, so that the
    step can be taken back with it. Raises ``RefusedError('mission.leader_only')`` and
    ``InputError('entry.no_reason')`` when there is nothing to take back.
    """
    reader = mission.journal.reader
    require_leader(reader, mission.me)
    words = clean_line(reason)
    there = reader.find("entry_reason", {"key": check.key}, order=[Order("id")])
    mine = [one for one in there if one.owner == mission.me]
    if not words:
        if not mine:
            raise InputError("entry.no_reason")
        return mission.journal.write(
            Write("entry_reason", mine[-1].id, op=Operation.DELETE, entry_id=entry)
        )
    said = check_text(check, mission.wording)
    values: dict[str, Json] = {"key": check.key, "said": said, "reason": words}
    if mine:
        write = Write("entry_reason", mine[-1].id, values)
    else:
        write = mission.journal.create("entry_reason", values)
    return mission.journal.write(replace(write, entry_id=entry))
