"""Random expressions over the nodes of a form that is being made."""

import random
from dataclasses import dataclass, field

SHORT = ["'a'", "'1'", "1", "''"]
PATTERNS = ["[a-z]+", ".*a.*", "[0-9.]*", "[一-龥]+"]
TEXTS = ["a", "b", "a b", "", "示例", "甲", "𬀩", "1", "2.5", "x-y-z", " a  b ", "1,5",
         "-", ".5", "NaN", "true", "2024-02-29", "09:30", "1 1;1 2;2 2;1 1"]  # fmt: skip


@dataclass(eq=False)
class Item:
    """A node of the form that is being made."""

    name: str
    kind: str  # question, calculate, group, repeat
    type: str = "string"
    parent: "Item | None" = None
    children: list["Item"] = field(default_factory=list)
    order: int = 0
    rules: dict[str, str] = field(default_factory=dict)
    default: str = ""
    choices: str = ""
    filter: str = ""
    label: str = ""
    count: str = ""
    actions: list[tuple[str, "Item", str]] = field(default_factory=list)
    seed: str = ""
    control: str = ""  # where it is not the usual one of the type
    trigger: "Item | None" = None
    counts: bool = False  # says how many instances a repeat has: small, and only answered

    @property
    def path(self):
        return f"{self.parent.path}/{self.name}" if self.parent else f"/{self.name}"

    @property
    def repeats(self):
        """The repeats around it, outermost first, itself included."""
        above = self.parent.repeats if self.parent else ()
        return (*above, self) if self.kind == "repeat" else above

    @property
    def leaf(self):
        return self.kind in {"question", "calculate"}


class Expressions:
    """Makes expressions that read earlier nodes, of a wanted kind, now and then of another."""

    def __init__(self, chance: random.Random, items: list[Item], *, sheet: bool, wild: float):
        self.chance, self.items, self.sheet, self.wild = chance, items, sheet, wild
        self.in_list = 0

    def one(self, *options):
        return self.chance.choice(options)

    def known(self, at, types=None):
        """The leaves declared before *at* (now and then any of them: a cycle)."""
        later = self.chance.random() < self.wild / 4
        return [
            item
            for item in self.items
            if item.leaf and item is not at and (later or item.order < at.order)
            and (types is None or item.type in types)
        ]  # fmt: skip

    def scalars(self, at, types=None):
        found = [i for i in self.known(at, types) if at.repeats[: len(i.repeats)] == i.repeats]
        # JavaRosa takes an absolute path in a list's condition for every instance
        return [i for i in found if not i.repeats] if self.in_list and not self.sheet else found

    def listed(self, make):
        """Make what stands in a condition on a list: relative paths start from its items."""
        self.in_list += 1
        made = make()
        self.in_list -= 1
        return made

    def ref(self, target, at):
        """A path to *target* from *at*: absolute, relative, or as the sheet writes it."""
        if self.sheet:
            return "${" + target.name + "}"
        if not self.in_list and self.chance.random() < 0.3 and target.repeats == at.repeats:
            steps, base = [], at
            while base is not None and not target.path.startswith(base.path + "/"):
                steps.append("..")
                base = base.parent
            if base is not None:
                rest = target.path[len(base.path) + 1 :]
                start = "current()/" if self.chance.random() < 0.3 else ""
                return start + "/".join([*steps, rest])
        return target.path

    def nodeset(self, at, types=None):
        """A path to many nodes, from outside their repeat; ``None`` if there are none."""
        many = [i for i in self.known(at, types) if len(i.repeats) > len(at.repeats)
                and i.repeats[: len(at.repeats)] == at.repeats]  # fmt: skip
        if not many:
            return None
        item = self.chance.choice(many)
        path = self.ref(item, at)
        if not self.sheet and self.chance.random() < 0.2:
            repeat = item.repeats[-1].path
            number = self.chance.randint(1, 3)
            which = f"position() {self.one('=', '<', '>=')} {number}"
            path = f"{repeat}[{which}]{item.path[len(repeat) :]}"
        return path

    def make(self, kind, at, depth=0):
        if self.chance.random() < self.wild / 3:
            kind = self.one("number", "text", "truth", "date")
        return getattr(self, kind)(at, depth)

    def leaf(self, at, types, otherwise):
        found = self.scalars(at, types)
        if found and self.chance.random() < 0.75:
            return self.ref(self.chance.choice(found), at)
        return otherwise

    def number(self, at, depth):
        c = self.chance
        if depth > 2 or c.random() < 0.35:
            literal = self.one(
                "0",
                "1",
                "2",
                "10",
                "2.5",
                "0.1",
                "-1",
                "100",
                "3",
                "007",
                ".5",
                "1.50",
                "99999999999",
                "0.0000001",
                "123456.789",
            )
            return self.leaf(at, {"int", "decimal"}, literal)
        n = lambda: self.make("number", at, depth + 1)  # noqa: E731
        t = lambda: self.make("text", at, depth + 1)  # noqa: E731
        b = lambda: self.make("truth", at, depth + 1)  # noqa: E731
        many = self.nodeset(at, {"int", "decimal"})
        whole = self.nodeset(at)
        several = self.leaf(at, {"select"}, "'a c'")
        options = [
            lambda: f"{n()} + {n()}", lambda: f"{n()} - {n()}", lambda: f"{n()} * {n()}",
            lambda: f"{n()} div {n()}", lambda: f"{n()} mod {n()}", lambda: f"({n()})",
            lambda: f"-{n()}" if self.sheet else f"- {n()}",
            lambda: f"round({n()})", lambda: f"round({n()}, {self.one('0', '1', '2', '-1')})",
            lambda: f"int({n()})", lambda: f"number({t()})", lambda: f"abs({n()})",
            lambda: f"string-length({t()})", lambda: f"count-selected({several})",
            lambda: f"if({b()}, {n()}, {n()})", lambda: f"coalesce({n()}, {n()})",
            lambda: f"max({n()}, {n()})", lambda: f"min({n()}, {n()}, {n()})",
            lambda: f"pow({n()}, {self.one('2', '0.5', '-1', '0')})", lambda: f"sqrt({n()})",
            lambda: f"{self.one('sin', 'cos', 'tan', 'exp', 'log', 'log10', 'atan')}({n()})",
            lambda: "round(pi(), 4)", lambda: f"round(atan2({n()}, {n()}), 6)",
            lambda: f"decimal-date-time({self.make('date', at, depth + 1)})",
            lambda: f"checklist({self.one('0', '1')}, {self.one('-1', '1', '2')}, {b()}, {b()})",
            lambda: f"weighted-checklist(1, {self.one('-1', '3')}, {b()}, {n()}, {b()}, 2)",
            lambda: f"boolean-from-string({t()})",
            lambda: f"number({self.make('date', at, depth + 1)})",
            lambda: f"decimal-time({self.make('date', at, depth + 1)})",
            lambda: f"exp10({self.one('0', '2', '-3', '0.5')})",
            lambda: f"{self.one('asin', 'acos')}({self.one('0', '1', '0.5', '2', n())})",
            lambda: f"round({n()}, {n()})", lambda: f"string-length({t()})",
            lambda: f"distance({self.one(repr('1 1;1 2;2 2;1 1'), t())})",
            lambda: f"count(instance('places')/root/item[kind = {self.listed(t)}])",
            lambda: f"count(instance('places')/root/item[{self.one('kind', 'name')} != ''])",
            lambda: f"sum(instance('numbers')/root/item[name > {self.listed(n)}]/name)",
        ]  # fmt: skip
        if at.kind == "calculate" and not depth:  # elsewhere it depends on how often it is asked
            options += [lambda: f"once({n()})"]
        if many:
            options += [lambda: f"{self.one('sum', 'max', 'min', 'count')}({many})"] * 6
        if whole:
            options += [lambda: f"{self.one('count', 'count-non-empty')}({whole})"] * 2
        if at.repeats:
            options += [lambda: "position(..)"] * 3
        return c.choice(options)()

    def text(self, at, depth):
        c = self.chance
        if depth > 2 or c.random() < 0.35:
            literal = "'" + c.choice(TEXTS) + "'"
            return self.leaf(
                at, None if c.random() < 0.4 else {"string", "select1", "select"}, literal
            )
        n = lambda: self.make("number", at, depth + 1)  # noqa: E731
        t = lambda: self.make("text", at, depth + 1)  # noqa: E731
        b = lambda: self.make("truth", at, depth + 1)  # noqa: E731
        d = lambda: self.make("date", at, depth + 1)  # noqa: E731
        several = self.leaf(at, {"select", "string"}, "'a c b'")
        style = self.one("%Y-%m-%d", "%d/%m/%y", "%e %b %Y", "%n-%a", "%H:%M:%S", "%h %3")
        options = [
            lambda: f"concat({t()}, {t()})", lambda: f"concat({n()}, '|', {t()})",
            lambda: f"string({n()})", lambda: f"string({b()})", lambda: f"string({d()})",
            lambda: f"substr({t()}, {self.one('0', '1', '-2', '5')})",
            lambda: f"substr({t()}, {self.one('0', '1')}, {self.one('1', '2', '-1', '9')})",
            lambda: f"substring-before({t()}, {t()})", lambda: f"substring-after({t()}, {t()})",
            lambda: f"translate({t()}, 'ab甲', 'xy')", lambda: f"normalize-space({t()})",
            lambda: f"if({b()}, {t()}, {t()})", lambda: f"coalesce({t()}, {t()})",
            lambda: f"join({self.one(repr('-'), repr(''))}, {t()}, {n()})",
            lambda: f"selected-at({several}, {self.one('0', '1', '7')})",
            lambda: f"format-date({d()}, '{style}')", lambda: f"format-date-time({d()}, '{style}')",
            lambda: f"digest({t()}, '{self.one('MD5', 'SHA-1', 'SHA-256')}')",
            lambda: f"digest({t()}, 'SHA-256', '{self.one('hex', 'base64')}')",
            lambda: f"instance('places')/root/item[name = {self.listed(t)}]/label",
            lambda: f"instance('places')/root/item[position() = {self.listed(n)}]/@id",
            lambda: f"instance('letters')/root/item[name = {self.listed(t)} or label = '乙']/label",
            lambda: f"string(instance('numbers')/root/item[{self.listed(n)}]/name)",
            lambda: "join(',', instance('numbers')/root/item[position() > 1]/label)",
            lambda: f"normalize-space({t()})", lambda: f"digest({t()}, 'SHA-512', 'hex')",
            lambda: f"base64-decode({t()})", lambda: f"substr({t()}, {n()}, {n()})",
            lambda: f"selected-at({t()}, {n()})", lambda: f"translate({t()}, {t()}, {t()})",
            lambda: "version()", lambda: "base64-decode('56S65L6L')",
        ]  # fmt: skip
        if at.kind == "calculate" and not depth:
            options += [lambda: f"once({t()})"]
        many = self.nodeset(at)
        if many:
            options += [lambda: f"join(' ', {many})", lambda: f"concat({many})"] * 2
        inside = [i for i in self.known(at) if len(i.repeats) == 1 and not at.repeats]
        if inside:
            item = c.choice(inside)
            place = f"indexed-repeat({self.ref(item, at)}, {self.ref(item.repeats[0], at)}, {n()})"
            options += [lambda: place] * 2
        selects = self.scalars(at, {"select1"})
        if selects:
            item = c.choice(selects)
            path = self.ref(item, at)
            named = f"'{path}'" if self.sheet else f"'{item.path}'"
            options += [lambda: f"jr:choice-name({path}, {named})"] * 2
        return c.choice(options)()

    def truth(self, at, depth):
        c = self.chance
        if depth > 2 or c.random() < 0.1:
            return self.one("true()", "false()", f"{self.leaf(at, None, '1')} != ''")
        n = lambda: self.make("number", at, depth + 1)  # noqa: E731
        t = lambda: self.make("text", at, depth + 1)  # noqa: E731
        b = lambda: self.make("truth", at, depth + 1)  # noqa: E731
        d = lambda: self.make("date", at, depth + 1)  # noqa: E731
        several = self.leaf(at, {"select", "select1"}, "'a c b'")
        return c.choice([
            lambda: f"{n()} {self.one('=', '!=', '<', '>', '<=', '>=')} {n()}",
            lambda: f"{n()} {self.one('=', '<', '>')} {n()}",
            lambda: f"{t()} {self.one('=', '!=')} {t()}", lambda: f"{t()} = ''",
            lambda: f"{self.leaf(at, None, repr('a'))} = {self.one(*SHORT)}",
            lambda: f"{self.leaf(at, None, repr('a'))} != ''",
            lambda: f"{b()} and {b()}", lambda: f"{b()} or {b()}", lambda: f"not({b()})",
            lambda: f"selected({several}, {self.one(repr('a'), repr('b'), repr('1'))})",
            lambda: f"selected({t()}, {t()})", lambda: f"is-selected({several}, {t()})",
            lambda: f"contains({t()}, {t()})", lambda: f"starts-with({t()}, {t()})",
            lambda: f"ends-with({t()}, {t()})", lambda: f"boolean({t()})",
            lambda: f"boolean({n()})", lambda: f"regex({t()}, '{self.one(*PATTERNS)}')",
            lambda: f"{d()} {self.one('=', '<', '>=')} {d()}",
            lambda: f"if({b()}, {b()}, {b()})", lambda: f"boolean-from-string({t()})",
            lambda: f"{b()} = {b()}",
        ])()  # fmt: skip

    def date(self, at, depth):
        literal = f"date('{self.one('2024-02-29', '2023-12-31', '1969-07-20')}')"
        if depth > 2 or self.chance.random() < 0.5:
            return self.leaf(at, {"date", "dateTime"}, literal)
        n = self.number(at, depth + 1)
        return self.chance.choice([
            lambda: f"date({self.make('number', at, depth + 1)})",
            lambda: f"date({self.leaf(at, {'date'}, literal)} + {self.one('1', '30', '-366')})",
            lambda: f"date-time({literal[5:-1]})", lambda: f"date({self.text(at, depth + 1)})",
            lambda: f"date-time({self.one(repr('2024-02-29T23:59:59.000+08:00'), n)})",
            lambda: "now() - now()" if depth else literal,
            lambda: f"if({self.truth(at, depth + 1)}, {self.date(at, depth + 1)}, {literal})",
        ])()  # fmt: skip
