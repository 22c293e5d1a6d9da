"""Compare what ``form try`` prints with JavaRosa's, and know the differences we keep.

The differences are described for authors in ``docs/forms.md``; here each has a name, is
recognised as narrowly as it can be, and is counted.
"""

import math
import re
import traceback
from collections import Counter
from dataclasses import dataclass, field
from xml.etree import ElementTree

from inspector_app.domain.errors import KnownError
from inspector_app.forms.load import form_from
from inspector_app.forms.trial import try_form

#: Java's exceptions where a value is of a kind it did not think of; we convert the value.
JAVA_BUGS = ("ClassCastException", "NumberFormatException", "NullPointerException", "NoClassDef")
SEVERAL = frozenset({"select", "rank"})
POSITIONS = re.compile(r"\[\d+\]")
NUMBER = re.compile(r"-?\d+\.\d+(?:E-?\d+)?")
#: Functions whose last digit differs between Java's and C's mathematics.
INEXACT = re.compile(r"\b(?:sin|cos|tan|a?tan2?|asin|acos|exp|exp10|log|log10|pow|sqrt)\(")


@dataclass
class Tally:
    """What came of many comparisons."""

    forms: int = 0
    refused: int = 0
    steps: int = 0
    nodes: int = 0
    known: Counter = field(default_factory=Counter)
    different: list[str] = field(default_factory=list)

    def __str__(self):
        kept = ", ".join(f"{name} {count}" for name, count in self.known.most_common())
        return (
            f"{self.forms} forms ({self.refused} refused by both), {self.steps} steps, "
            f"{self.nodes} nodes compared; known differences: {kept or 'none'}; "
            f"others: {len(self.different)}"
        )


def ours(case):
    """Return our answer to a case, as the peer gives its own; its XForm is filled in."""
    source = (case.markdown or case.xml).encode()
    try:
        form = form_from(source, name="case")
        case.xml = case.xml or form.definition
        return {"result": try_form(form, case.steps)}
    except KnownError as problem:
        return {"error": f"{problem} {problem.__cause__ or ''}"}
    except Exception:  # noqa: BLE001 - a mistake of ours is a difference, too
        return {"error": "CRASH " + traceback.format_exc()[-800:]}


def compare(case, peer, tally):
    """Put a case to both engines and note in *tally* what came of it."""
    mine = ours(case)
    if not case.xml:  # a sheet that was refused: pyxform and our rules for sheets, not JavaRosa's
        tally.refused += 1
        return
    theirs = peer.try_form(case.xml, case.steps)
    tally.forms += 1
    tally.steps += len(case.steps)
    found = list(_differences(case, theirs, mine, peer, tally))
    if found:
        tally.different += [
            f"seed {case.seed}{' sheet' if case.markdown else ''}: {one}" for one in found
        ]


def _differences(case, theirs, mine, peer, tally):
    if "error" in mine or "error" in theirs:
        yield from _error_differences(case, theirs, mine, tally)
        return
    theirs, mine = theirs["result"], mine["result"]
    tally.nodes += len(mine["nodes"])
    if theirs["form"] != mine["form"]:
        yield f"form {theirs['form']} | {mine['form']}"
    known = _Known(case, theirs, mine)
    open_ones = [one for one in known.unequal() if one[2] != one[3]]
    if not open_ones:
        return
    whole = known.whole_case()
    if whole:
        tally.known[whole] += 1
        return
    settled = peer.ask(form=case.xml, steps=case.steps, files={}, scratch=True)
    fresh = {node["path"]: node for node in settled.get("result", {}).get("nodes", ())}
    for path, name, their_value, my_value in open_ones:
        if name != "there" and path in fresh and fresh[path][name] == my_value:
            tally.known["not worked out again"] += 1
            continue
        reason = known.reason(path, name, their_value, my_value)
        if reason:
            tally.known[reason] += 1
        else:
            yield f"{path} {name}: {their_value!r} | {my_value!r}"


def _went_away(case, theirs):
    """Say whether JavaRosa may have stopped at what was mended by what came after."""
    if "Condition expression" in theirs["error"]:
        return True  # what is required or read-only is looked up here when it is shown
    at_load = theirs["stage"] == "load" and "Error evaluating" in theirs["error"]
    return at_load and "odk-instance-first-load" in case.xml


def _error_differences(case, theirs, mine, tally):
    my_error, their_error = mine.get("error", ""), theirs.get("error", "")
    if "CRASH" in my_error:
        yield my_error
    elif my_error and their_error:
        tally.refused += 1
    elif any(bug in their_error for bug in JAVA_BUGS):
        tally.known["exceptions of Java"] += 1
    elif "forms.calculated" in my_error:
        tally.known["a calculated value that is given"] += 1
    elif "date_range" in my_error:
        tally.known["years beyond 9999"] += 1
    elif not my_error and _went_away(case, theirs):
        tally.known["an error that went away"] += 1
    else:
        yield f"{theirs.get('stage', '')} {their_error[:300]} | {my_error[:300]}"


class _Known:
    """The differences of one case, and which of them are known."""

    def __init__(self, case, theirs, mine):
        self.case, self.theirs, self.mine = case, theirs, mine
        self.mine_by_path = {node["path"]: node for node in mine["nodes"]}
        self.multiple = {
            n["path"] for n in mine["nodes"] if n["type"] in SEVERAL and not n["value"]
        }
        self.sensed = {n["path"] for n in mine["nodes"] if n["type"].startswith("geo")}

    def unequal(self):
        """Yield path, field, their value, our value of every field that differs."""
        theirs = {node["path"]: node for node in self.theirs["nodes"]}
        for path in theirs.keys() | self.mine_by_path.keys():
            if path not in theirs or path not in self.mine_by_path:
                yield path, "there", path in theirs, path in self.mine_by_path
                continue
            for name, value in theirs[path].items():
                if name == "value" and path.endswith("/instanceID"):
                    continue
                if name == "type" and self.mine_by_path[path][name] == "rank":
                    continue  # which is a multiple selection to JavaRosa
                if value != self.mine_by_path[path][name]:
                    yield path, name, value, self.mine_by_path[path][name]
        mine = sorted((one["path"], one["kind"]) for one in self.mine["problems"])
        yield "", "problems", sorted((o["path"], o["kind"]) for o in self.theirs["problems"]), mine
        yield "", "complete", self.theirs["complete"], self.mine["complete"]

    def whole_case(self):
        """Return why a whole case is not comparable, or nothing."""
        root = ElementTree.fromstring(self.case.xml)  # noqa: S314 - our own
        binds = root.iter("{http://www.w3.org/2002/xforms}bind")
        calculated = {bind.get("nodeset") for bind in binds if bind.get("calculate") is not None}
        if any(POSITIONS.sub("", step.get("set", "")) in calculated for step in self.case.steps):
            return "an overwritten calculation"
        if "jr:choice-name" in self.case.xml and "itemset" in self.case.xml:
            return "choice-name takes an answer away"
        return ""

    def reason(self, path, name, theirs, mine):
        """Return the name of a known difference of one field, or nothing."""
        if name in {"problems", "complete"}:
            paths = self.multiple | self.sensed
            return "of such a node" if paths else ""
        if path in self.sensed and name in {"valid", "message"}:
            return "a sensor's answer is not required"
        if path in self.multiple and name in {"valid", "message"}:
            return "a multiple selection that lost all"
        if INEXACT.search(self.case.xml) and name in {"value", "label"} and _close(theirs, mine):
            return "the last digit of a function"
        return ""


def _close(theirs, mine):
    first, second = NUMBER.findall(theirs), NUMBER.findall(mine)
    return NUMBER.sub("#", theirs) == NUMBER.sub("#", mine) and all(
        math.isclose(float(a), float(b), rel_tol=1e-13) for a, b in zip(first, second, strict=True)
    )
