"""Random forms and random steps, for comparing engines.

``make_case(seed)`` gives the same form and the same steps for the same seed: an XForm, or an
XLSForm in markdown. Forms have every type, groups, nested repeats with and without a count,
conditions, calculations, actions, cascades, two languages and texts that calculate; most are
sound, some are broken on purpose.
"""

import random
from dataclasses import dataclass

from tests.perf.forms_expressions import Expressions, Item
from tests.perf.forms_writing import CHOICES, LANGUAGES, PLACES, SheetWriter, XFormWriter

#: Answers by type: usual ones, edges, then (with a small chance) what is of a wrong type.
ANSWERS = {
    "string": [
        "a",
        "b a",
        "示例乡",
        "𬀩喆",
        "3",
        "2.5",
        "2024-02-29",
        " x ",
        "a b c",
        "-1",
        "0",
        "true",
    ],
    "int": ["0", "1", "2", "7", "-3", "12", "100000", "2147483647"],
    "decimal": ["0.5", "1.25", "-2", "3.0", "1000000", "0.1", "12.345"],
    "date": ["2024-02-29", "2023-12-31", "2024-01-01", "1970-01-01", "2030-07-15"],
    "time": ["09:30:00.000+08:00", "23:59:59.000+08:00", "00:00:00.000+08:00"],
    "dateTime": ["2024-02-29T09:30:00.000+08:00", "2023-12-31T23:59:59.000+08:00"],
    "barcode": ["690123", "X-1"],
    "binary": ["a.jpg", "示例.png"],
    "geopoint": ["30.1 114.2 5.0 1.0"],
    "trigger": ["OK"],
}
WRONG = ["x", "3x", "2024-02-30", "1,5", "九", "2.5", " 1"]


@dataclass
class Case:
    """A form, its steps, and the sheet if it is an XLSForm."""

    seed: int
    steps: list[dict[str, str]]
    xml: str = ""
    markdown: str = ""


class Maker:
    """Makes one form."""

    def __init__(self, seed, *, sheet):
        self.chance = random.Random(seed)  # noqa: S311 - the same forms every time
        self.sheet = sheet
        self.items: list[Item] = []
        self.root = Item("data", "group")
        self.wild = self.chance.choice([0, 0, 0.1, 0.3])
        self.say = Expressions(self.chance, self.items, sheet=sheet, wild=self.wild)
        self.languages = self.chance.random() < 0.3
        self.fill(self.root, self.chance.randint(4, 9), 0)
        for item in self.items:
            self.rule(item)
        self.act()

    # --- structure ----------------------------------------------------------------------

    def fill(self, parent, count, depth):
        for _ in range(count):
            kind = self.chance.choices(
                ["question", "calculate", "group", "repeat"],
                [8, 3, 1.2 if depth < 2 else 0, 1.3 if depth < 2 else 0],
            )[0]
            item = self.add(parent, kind)
            if kind in {"group", "repeat"}:
                self.fill(item, self.chance.randint(2, 4), depth + 1)
            elif kind == "question":
                self.ask(item)
            else:
                item.type = self.chance.choice(["string", "string", "int", "decimal", "date"])

    def add(self, parent, kind):
        letter = {"question": "q", "calculate": "c", "group": "g", "repeat": "r"}[kind]
        item = Item(f"{letter}{len(self.items)}", kind, parent=parent, order=len(self.items))
        parent.children.append(item)
        self.items.append(item)
        return item

    def ask(self, item):
        shares = {
            "string": 6, "int": 6, "decimal": 4, "date": 3, "select1": 5, "select": 4, "rank": 1,
            "time": 1, "dateTime": 1, "trigger": 0.5, "barcode": 0.5, "binary": 0.5,
            "geopoint": 0.3, "note": 1, "range": 0.8, "hidden": 0.5,
        }  # fmt: skip
        kind = self.chance.choices(list(shares), list(shares.values()))[0]
        if kind in {"rank", "note", "range", "hidden"}:
            item.control = kind
            kind = {"rank": "select", "range": self.chance.choice(["int", "decimal"])}.get(
                kind, "string"
            )
        item.type = kind
        if item.type in {"select1", "select"}:
            item.choices = self.chance.choice(["letters", "numbers", "places"])
        elif self.sheet and item.type in {"string", "int"} and self.chance.random() < 0.15:
            asked = [i for i in self.items if i.kind == "question" and i.repeats == item.repeats]
            item.trigger = self.chance.choice(asked)

    # --- rules --------------------------------------------------------------------------

    def rule(self, item):  # noqa: PLR0912 - one line for each thing a form can say
        c, say = self.chance, self.say
        maybe = lambda share: c.random() < share  # noqa: E731
        if maybe(0.3) and item.kind != "calculate":
            item.rules["relevant"] = say.make("truth", item)
        if item.kind == "repeat":
            if maybe(0.35):
                item.count = self.count(item)
            return
        if item.kind == "group":
            if maybe(0.1):
                item.rules["readonly"] = say.make("truth", item)
            return
        if item.kind == "calculate":
            wanted = {"int": "number", "decimal": "number", "date": "date"}.get(item.type)
            item.rules["calculate"] = say.make(
                wanted or c.choice(["number", "text", "truth", "date"]), item
            )
            return
        if item.control == "note":
            item.rules["readonly"] = "true()"
        if maybe(0.3) and item.control != "note":
            item.rules["required"] = self.chance.choice(["true()", say.make("truth", item)])
        if maybe(0.12):
            item.rules["readonly"] = self.chance.choice(["true()", say.make("truth", item)])
        if maybe(0.25):
            item.rules["constraint"] = self.constraint(item)
        if maybe(0.08) and item.type in {"string", "int", "decimal"} and not item.counts:
            item.rules["calculate"] = say.make("number" if item.type != "string" else "text", item)
        elif maybe(0.2) and item.type != "trigger" and not item.counts:
            item.default = self.answer(item)
        if item.choices == "places" and maybe(0.7):
            item.filter = self.filter(item)
        if maybe(0.15) and not item.filter and item.choices:
            item.seed = self.one_seed()
        item.label = f"问 {item.name}"
        if maybe(0.3):
            item.label += " {" + say.make(c.choice(["text", "number"]), item, 2) + "} 完"

    def count(self, item):
        """Return what says how many instances a repeat has, or nothing if nothing can."""
        asked = [i for i in self.say.scalars(item, {"int"}) if i.kind == "question"]
        if not asked:
            return self.chance.choice(["1", "2", "3"]) if self.sheet else ""
        chosen = self.chance.choice(asked)
        chosen.counts = True
        chosen.rules.pop("calculate", None)
        return self.say.ref(chosen, item)

    def one_seed(self):
        return self.chance.choice(["", "1", "42", "-7", "1.5"])

    def constraint(self, item):
        say, c = self.say, self.chance
        here = {
            "int": [". > 0", ". <= 10", ". mod 2 = 0", ". != 7"],
            "decimal": [". < 2.5", ". >= 0"],
            "string": [
                "string-length(.) < 4",
                "regex(., '[a-z ]+')",
                ". != 'a'",
                "not(contains(., '例'))",
            ],
            "date": [". > date('2024-01-01')", ". <= today()", ". != '2024-01-01'"],
            "select": ["count-selected(.) < 2", "not(selected(., 'a') and selected(., 'b'))"],
            "select1": [". != 'a'", "selected(., '1') or . = 'b'"],
        }.get(item.type, [". != ''"])
        return (
            f"{c.choice(here)} {say.one('and', 'or')} {say.make('truth', item)}"
            if c.random() < 0.4
            else c.choice(here)
        )

    def filter(self, item):
        """A condition on a place: by an answer, a text or both."""
        say = self.say
        readable = say.scalars(item, {"string", "select1"})
        if not readable:
            return f"kind = '{say.one('x', 'a', '')}'"
        target = self.chance.choice(readable)
        ref = say.ref(target, item)
        if target.repeats and not self.sheet:  # as pyxform writes it: an absolute one is ambiguous
            climb = len(item.path.split("/")) - len(target.repeats[-1].path.split("/"))
            ref = (
                "/".join(["current()", *[".."] * climb])
                + target.path[len(target.repeats[-1].path) :]
            )
        if not ref.startswith(("/", "$", "current()")):
            ref = "current()/" + ref
        tail = self.chance.choice(
            ["", "", " or kind = ''", " and name != 'p5'", f" or selected({ref}, name)"]
        )
        return f"kind = {ref}{tail}"

    def act(self):
        """Some actions: at the first load, in a new repeat, after a change."""
        c, say = self.chance, self.say
        questions = [item for item in self.items if item.kind == "question"]
        for item in questions:
            if item.counts:
                item.default = ""
            elif c.random() < 0.1 and item.type not in {"trigger", "binary", "geopoint"}:
                item.rules.pop("calculate", None)
                item.default = ""
                kind = {"int": "number", "decimal": "number", "date": "date"}.get(item.type, "text")
                value = (
                    say.make(kind, item)
                    if item.type in {"string", "int", "decimal", "date"}
                    else f"'{self.answer(item)}'"
                )
                item.actions.append(("load", item, value))
        if self.sheet:
            return
        for item in questions:
            if c.random() < 0.12:
                same = [
                    q
                    for q in questions
                    if item.repeats[: len(q.repeats)] == q.repeats
                    and q is not item
                    and q.type == "string"
                ]
                if same:
                    target = c.choice(same)
                    item.actions.append(("change", target, say.make("text", target)))

    def answer(self, item, wrong=False):
        if item.counts:
            return self.chance.choice(["0", "1", "2", "3", "-1"])
        if wrong:
            return self.chance.choice(WRONG)
        if item.choices:
            names = [
                name for name, *_ in (PLACES if item.choices == "places" else CHOICES[item.choices])
            ]
            if item.type == "select1":
                return self.chance.choice(names)
            return " ".join(self.chance.sample(names, self.chance.randint(1, min(3, len(names)))))
        return self.chance.choice(ANSWERS[item.type])

    # --- steps --------------------------------------------------------------------------

    def steps(self, count):
        """Random steps: answers mostly right, instances added and removed, languages switched."""
        held = {}  # how many instances a repeat has, by the path of its instance
        self.begin(self.root, "/data", held)
        made = []
        for _ in range(count):
            roll = self.chance.random()
            repeats = [i for i in self.items if i.kind == "repeat" and not i.count]
            if roll < 0.12 and repeats:
                item = self.chance.choice(repeats)
                path = self.place(item.parent, held)
                made.append({"add": f"{path}/{item.name}"})
                number = held[f"{path}/{item.name}"] = held.get(f"{path}/{item.name}", 0) + 1
                self.begin(item, f"{path}/{item.name}[{number}]", held, template=True)
            elif roll < 0.17 and repeats:
                item = self.chance.choice(repeats)
                path = f"{self.place(item.parent, held)}/{item.name}"
                if held.get(path, 0) > 0:
                    number = self.chance.randint(1, held[path])
                    made.append({"remove": f"{path}[{number}]"})
                    self.drop(path, held)
            elif roll < 0.21 and self.languages:
                made.append({"language": self.chance.choice(LANGUAGES)})
            else:
                questions = [i for i in self.items if i.kind == "question"]
                if questions:
                    item = self.chance.choice(questions)
                    wrong = self.chance.random() < 0.04
                    value = "" if self.chance.random() < 0.1 else self.answer(item, wrong)
                    made.append({"set": self.place(item, held), "value": value})
        return made

    def begin(self, item, path, held, template=False):
        """Note the instances that a new instance begins with."""
        for child in item.children:
            if child.kind == "repeat":
                held[f"{path}/{child.name}"] = 0 if template and not self.sheet else 1
                if held[f"{path}/{child.name}"]:
                    self.begin(child, f"{path}/{child.name}[1]", held, template)
            elif child.kind == "group":
                self.begin(child, f"{path}/{child.name}", held, template)

    def place(self, item, held):
        """Return a path with positions that are there (counted repeats: that may be)."""
        if item.parent is None:
            return "/data"
        path = f"{self.place(item.parent, held)}/{item.name}"
        if item.kind != "repeat":
            return path
        most = self.chance.randint(1, 3) if item.count else max(held.get(path, 0), 1)
        return f"{path}[{self.chance.randint(1, most)}]"

    def drop(self, path, held):
        for key in sorted(k for k in held if k.startswith(f"{path}[")):
            del held[key]
        held[path] -= 1  # what inner repeats have is forgotten: such steps may lead nowhere


def make_case(seed, *, sheet=False, steps=12):
    """Return the case of a seed."""
    maker = Maker(seed, sheet=sheet)
    made = maker.steps(maker.chance.randint(0, steps))
    if sheet:
        return Case(seed, made, markdown=SheetWriter(maker.root).markdown())
    return Case(
        seed, made, xml=XFormWriter(maker.root, maker.items, languages=maker.languages).xform()
    )
