"""Write a form that was made: as an XForm, or as an XLSForm in markdown."""

from xml.sax.saxutils import escape, quoteattr

NAMESPACES = (
    'xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
    'xmlns:jr="http://openrosa.org/javarosa" xmlns:odk="http://www.opendatakit.org/xforms" '
    'xmlns:orx="http://openrosa.org/xforms" xmlns:xsd="http://www.w3.org/2001/XMLSchema"'
)
LANGUAGES = ("中文 (zh)", "English (en)")
CHOICES = {
    "letters": [("a", "甲"), ("b", "乙"), ("c", "丙")],
    "numbers": [("0", "无"), ("1", "一"), ("2", "二"), ("10", "十")],
}
PLACES = [
    ("p1", "x", "示例甲"), ("p2", "x", "示例乙"), ("p3", "y", "示例丙"), ("p4", "", "示例丁"),
    ("p5", "a", "示例戊"), ("p6", "a", "示例己"), ("p7", "b", "示例庚"),
]  # fmt: skip

COLUMNS = (
    "type", "name", "label::中文 (zh)", "label::English (en)", "relevant", "required", "readonly",
    "constraint", "constraint_message", "calculation", "default", "trigger", "choice_filter",
    "repeat_count", "parameters",
)  # fmt: skip


def _setvalue(event, target, value):
    return f'<setvalue event="{event}" ref="{target.path}" value={quoteattr(value)}/>'


class XFormWriter:
    """Writes XForms as pyxform does, and some of what it never writes."""

    def __init__(self, root, items, *, languages):
        self.root, self.items, self.languages = root, items, languages

    def xform(self):
        lists = [
            f'<instance id="{name}"><root>'
            + "".join(
                f"<item><name>{v}</name><label>{self.shown(t)}</label></item>" for v, t in rows
            )
            + "</root></instance>"
            for name, rows in CHOICES.items()
        ]
        places = "".join(
            f"<item><name>{v}</name><kind>{k}</kind><label>{t}</label></item>" for v, k, t in PLACES
        )
        lists.append(f'<instance id="places"><root>{places}</root></instance>')
        data = "".join(self.instance(child) for child in self.root.children)
        model = f'<instance><data id="made" version="7">{data}</data></instance>{"".join(lists)}'
        binds = "".join(self.bind(item) for item in self.items)
        top = "".join(
            _setvalue("odk-instance-first-load", item, value)
            for item in self.items
            for when, _, value in item.actions
            if when == "load" and not item.repeats
        )
        body = "".join(self.control(child) for child in self.root.children)
        return (
            f"<h:html {NAMESPACES}><h:head><h:title>示例 made</h:title><model>{self.itext()}{model}"
            f"{binds}{top}</model></h:head><h:body>{body}</h:body></h:html>"
        )

    def shown(self, text):
        return escape(text)

    def instance(self, item):
        if item.leaf:
            return f"<{item.name}>{escape(item.default)}</{item.name}>"
        inner = "".join(self.instance(child) for child in item.children)
        if item.kind == "group":
            return f"<{item.name}>{inner}</{item.name}>"
        # the template holds the inner repeats as templates, as pyxform writes them
        return f'<{item.name} jr:template="">{inner}</{item.name}>' + self.plain(item)

    def plain(self, item):
        """The first instance of a repeat, without templates."""
        if item.leaf:
            return f"<{item.name}>{escape(item.default)}</{item.name}>"
        return f"<{item.name}>{''.join(self.plain(child) for child in item.children)}</{item.name}>"

    def bind(self, item):
        parts = "".join(f" {name}={quoteattr(rule)}" for name, rule in item.rules.items())
        kind = {"select1": "string", "select": "string", "trigger": "string"}.get(
            item.type, item.type
        )
        typed = f' type="{kind}"' if item.leaf else ""
        if "constraint" in item.rules:
            parts += f' jr:constraintMsg="{item.name} 不符"'
        if "required" in item.rules and item.order % 2:
            parts += f' jr:requiredMsg="{item.name} 必填"'
        return f'<bind nodeset="{item.path}"{typed}{parts}/>' if parts or typed else ""

    def words(self, label):
        """A label with its pieces in braces as outputs."""
        head, brace, rest = label.partition("{")
        if not brace:
            return escape(label)
        inner, _, tail = rest.rpartition("}")
        return f"{escape(head)}<output value={quoteattr(inner)}/>{escape(tail)}"

    def itext(self):
        if not self.languages:
            return ""
        out = []
        for number, language in enumerate(LANGUAGES):
            texts = [
                f'<text id="{item.path}:label"><value>{self.words(item.label)}'
                f"{' en' if number else ''}</value></text>"
                for item in self.items
                if item.label and not (number and item.order % 5 == 0)
            ]
            out.append(f'<translation lang="{language}">{"".join(texts)}</translation>')
        return f"<itext>{''.join(out)}</itext>" if any(i.label for i in self.items) else ""

    def label(self, item):
        if self.languages and item.label:
            return f"<label ref=\"jr:itext('{item.path}:label')\"/>"
        return f"<label>{self.words(item.label)}</label>"

    def control(self, item):
        if item.kind == "calculate":
            return ""
        if item.kind == "group":
            inner = "".join(self.control(child) for child in item.children)
            return f'<group ref="{item.path}"><label>组</label>{inner}</group>'
        if item.kind == "repeat":
            inner = "".join(self.control(child) for child in item.children)
            news = "".join(
                _setvalue("odk-instance-first-load odk-new-repeat", child, value)
                for child in self.items
                if child.repeats and child.repeats[-1] is item
                for when, _, value in child.actions
                if when == "load"
            )
            count = f" jr:count={quoteattr(item.count)}" if item.count else ""
            return (
                f'<group ref="{item.path}"><label>多项</label><repeat nodeset="{item.path}"{count}>'
                f"{news}{inner}</repeat></group>"
            )
        return self.question(item)

    def question(self, item):
        if item.control == "hidden":
            return ""
        inner = self.label(item) + "".join(
            _setvalue("xforms-value-changed", target, value)
            for when, target, value in item.actions
            if when == "change"
        )
        tag, more = {
            "select1": ("select1", ""), "select": ("select", ""), "trigger": ("trigger", ""),
            "binary": ("upload", ' mediatype="image/*"'),
        }.get(item.type, ("input", ""))  # fmt: skip
        tag = "odk:rank" if item.control == "rank" else tag
        if item.control == "range":
            tag, more = "range", ' start="0" end="12" step="1"'
        if item.choices and item.choices != "places" and item.order % 2:
            inner += "".join(
                f"<item><label>{self.shown(t)}</label><value>{v}</value></item>"
                for v, t in CHOICES[item.choices]
            )
        elif item.choices:
            nodes = f"instance('{item.choices}')/root/item" + (
                f"[{item.filter}]" if item.filter else ""
            )
            if item.seed:
                nodes = f"randomize({nodes}, {item.seed})"
            parts = '<value ref="name"/><label ref="label"/>'
            inner += f"<itemset nodeset={quoteattr(nodes)}>{parts}</itemset>"
        return f'<{tag} ref="{item.path}"{more}>{inner}</{tag}>'


class SheetWriter:
    """Writes XLSForms in markdown."""

    def __init__(self, root):
        self.root = root

    def markdown(self):
        survey = [list(COLUMNS)]
        for child in self.root.children:
            survey += [[row.get(column, "") for column in COLUMNS] for row in self.rows(child)]
        choices = [["list_name", "name", "label::中文 (zh)", "label::English (en)", "kind"]]
        for name, rows in CHOICES.items():
            choices += [[name, value, text, f"{text} en", ""] for value, text in rows]
        choices += [["places", value, text, f"{text} en", kind] for value, kind, text in PLACES]
        settings = [["form_id", "form_title", "version"], ["made", "示例 made", "7"]]
        sheets = {"survey": survey, "choices": choices, "settings": settings}
        lines = []
        for name, rows in sheets.items():
            lines.append(f"| {name} |")
            lines += [
                "| | " + " | ".join(each.replace("|", "\\|") for each in row) + " |" for row in rows
            ]
        return "\n".join(lines) + "\n"

    def rows(self, item):
        """Yield the rows of an item and of all inside, by column."""
        row = {"name": item.name, **item.rules, "repeat_count": item.count}
        row["calculation"] = row.pop("calculate", "")
        if not item.leaf:
            row |= {"type": f"begin {item.kind}", COLUMNS[2]: "组", COLUMNS[3]: "group"}
            yield row
            for child in item.children:
                yield from self.rows(child)
            yield {"type": f"end {item.kind}"}
            return
        row["type"] = self.kind(item)
        if item.kind == "calculate" or item.control == "hidden":
            row.pop("required", None)
            yield row
            return
        value = next((text for when, _, text in item.actions if when == "load"), item.default)
        if not row["calculation"] and value.startswith("'") and value.endswith("'"):
            value = value[1:-1]
        label = f"问 {item.name}"
        if "{${" in item.label and "(" not in item.label:
            label = item.label.replace("{${", "${").replace("}}", "}").replace("} 完", "} 完")
        row |= {
            COLUMNS[2]: label, COLUMNS[3]: f"{label} en", "default": value,
            "constraint_message": "不符" if "constraint" in item.rules else "",
            "choice_filter": item.filter, "parameters": self.parameters(item),
        }  # fmt: skip
        if item.trigger is not None and not item.default and row["calculation"]:
            row["trigger"] = "${" + item.trigger.name + "}"
        yield row

    def kind(self, item):
        other = " or_other" if item.choices and not item.filter and item.order % 7 == 0 else ""
        if item.control == "rank":
            return f"rank {item.choices}"
        if item.control:
            return item.control
        kinds = {
            "string": "text", "int": "integer", "select1": f"select_one {item.choices}{other}",
            "select": f"select_multiple {item.choices}{other}", "trigger": "acknowledge",
            "dateTime": "datetime", "binary": "image",
        }  # fmt: skip
        return item.kind if item.kind == "calculate" else kinds.get(item.type, item.type)

    def parameters(self, item):
        if item.control == "range":
            return f"start=0 end=12 step={'1' if item.type == 'int' else '0.5'}"
        return f"randomize=true seed={item.seed}" if item.seed in {"1", "42"} else ""
