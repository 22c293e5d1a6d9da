"""How XLSForms write the types that are more than a word: begin, end, selections."""

import re

_CONTROLS = r"(group|repeat|loop|lgroup|looped group)"
BEGIN = re.compile(rf"begin[\s_]{_CONTROLS}(?: (?:over )?(\S+))?")
END = re.compile(rf"end[\s_]{_CONTROLS}")
#: The command and the list of a selection: ``select_one yes_no or_other``.
SELECT = re.compile(
    r"(?P<command>select_one_from_file|select_multiple_from_file|select_one_external|select_one"
    r"|select_multiple|select one from|select one|select1|select all that apply from"
    r"|select all that apply|rank) (?P<list>\S+)(?: (?:or specify other|or_other|or other))?"
)
#: Spellings of "yes" in columns and settings.
YES = frozenset({"yes", "true", "true()"})
