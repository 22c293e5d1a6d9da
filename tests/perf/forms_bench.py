"""The forms that engines are timed on, and what is done with them.

A *request* is what the peers understand: the form, how often to load it, and rows of turns;
the median of a row's turns is what counts.
"""

from tests.perf.forms_writing import NAMESPACES

GROUPS, IN_GROUP = 20, 50
INSTANCES, COLUMNS = 200, 15
PROVINCES, CITIES, DISTRICTS = 25, 15, 53


def _form(instance, binds, body, lists=""):
    return (
        f"<h:html {NAMESPACES}><h:head><h:title>示例</h:title><model><instance>"
        f'<data id="bench" version="1">{instance}</data></instance>{lists}{binds}</model></h:head>'
        f"<h:body>{body}</h:body></h:html>"
    )


def _input(path, label="问"):
    return f'<input ref="{path}"><label>{label}</label></input>'


def chain():
    """1,000 questions in 20 groups: each waits for the one before, and counts on from it."""
    paths = [f"/data/g{g}/q{q}" for g in range(GROUPS) for q in range(IN_GROUP)]
    instance, binds, body = "", "", ""
    for g in range(GROUPS):
        names = [f"q{q}" for q in range(IN_GROUP)]
        instance += f"<g{g}>{''.join(f'<{name}/>' for name in names)}</g{g}>"
        if g:
            binds += f'<bind nodeset="/data/g{g}" relevant="{paths[g * IN_GROUP - 1]} != \'\'"/>'
        inner = "".join(_input(f"/data/g{g}/{name}") for name in names)
        body += f'<group ref="/data/g{g}"><label>组</label>{inner}</group>'
    last = len(paths) - 1
    for at, path in enumerate(paths):
        before = paths[at - 1]
        if at == 0:
            binds += f'<bind nodeset="{path}" type="int"/>'
            continue
        if at == last:
            condition = f'relevant="{before} &gt; 0" constraint=". &lt; {before}"'
            binds += f'<bind nodeset="{path}" type="int" {condition}/>'
            continue
        relevant = f' relevant="{before} &gt; 0"' if at % 2 else ""
        binds += f'<bind nodeset="{path}" type="int" calculate="{before} + 1"{relevant}/>'
    first, end = paths[0], paths[-1]
    turns = [
        [{"set": first, "value": str(n)}, {"expect": paths[-2], "value": str(n + last - 1)}]
        for n in range(1, 41)
    ]
    lasts = [
        [{"set": end, "value": str(n)}, {"expect": end, "value": str(n)}] for n in range(1, 61)
    ]
    rows = [{"name": "first answer", "turns": turns}, {"name": "last answer", "turns": lasts}]
    return {"form": _form(instance, binds, body), "loads": 9, "bench": rows}


def table():
    """200 instances of 15 questions, with sums over rows and columns."""
    names = [f"q{n}" for n in range(COLUMNS - 2)]
    row = "".join(f"<{name}>1</{name}>" for name in names) + "<sum/><share/>"
    instance = f'<row jr:template="">{row}</row>' + f"<row>{row}</row>" * INSTANCES
    instance += "".join(f"<t{n}/>" for n in range(5)) + "<all/>"
    binds = "".join(f'<bind nodeset="/data/row/{name}" type="int"/>' for name in names)
    added = " + ".join(f"../{name}" for name in names)
    binds += f'<bind nodeset="/data/row/sum" type="int" calculate="{added}"/>'
    binds += '<bind nodeset="/data/row/share" type="decimal" calculate="../sum div 2"/>'
    for n in range(5):
        binds += f'<bind nodeset="/data/t{n}" type="int" calculate="sum(/data/row/q{n})"/>'
    binds += '<bind nodeset="/data/all" type="int" calculate="sum(/data/row/sum)"/>'
    inner = "".join(_input(f"/data/row/{name}") for name in (*names, "sum", "share"))
    repeat = f'<repeat nodeset="/data/row">{inner}</repeat>'
    body = f'<group ref="/data/row"><label>行</label>{repeat}</group>'
    body += "".join(_input(f"/data/t{n}") for n in range(5)) + _input("/data/all")
    whole = INSTANCES * len(names)
    sets = [
        [
            {"set": f"/data/row[{100 + n % 50}]/q1", "value": "3"},
            {"expect": "/data/all", "value": str(whole + 2 * (n + 1))},
        ]
        for n in range(45)
    ]
    start = whole + 2 * len(sets)
    adds = [
        [{"add": "/data/row"}, {"expect": "/data/all", "value": str(start + (n + 1) * len(names))}]
        for n in range(15)
    ]
    rows = [{"name": "set", "turns": sets}, {"name": "add", "turns": adds}]
    return {"form": _form(instance, binds, body), "loads": 6, "bench": rows}


def cascade():
    """20,000 places: a province, its cities, their districts."""
    items = {"provinces": [], "cities": [], "districts": []}
    for p in range(PROVINCES):
        items["provinces"].append(f"<item><name>p{p}</name><label>省{p}</label></item>")
        for c in range(CITIES):
            city = f"p{p}c{c}"
            items["cities"].append(
                f"<item><name>{city}</name><label>市{c}</label><province>p{p}</province></item>"
            )
            items["districts"] += [
                f"<item><name>{city}d{d}</name><label>县{d}</label><city>{city}</city></item>"
                for d in range(DISTRICTS)
            ]
    lists = "".join(
        f'<instance id="{name}"><root>{"".join(found)}</root></instance>'
        for name, found in items.items()
    )
    filters = {
        "province": "instance('provinces')/root/item",
        "city": "instance('cities')/root/item[province = /data/province]",
        "district": "instance('districts')/root/item[city = /data/city]",
    }
    body = "".join(
        f'<select1 ref="/data/{name}"><label>选</label><itemset nodeset="{nodes}">'
        '<value ref="name"/><label ref="label"/></itemset></select1>'
        for name, nodes in filters.items()
    )
    binds = "".join(f'<bind nodeset="/data/{name}" type="string"/>' for name in filters)
    instance = "".join(f"<{name}/>" for name in filters)
    provinces = [
        [
            {"set": "/data/province", "value": f"p{n % PROVINCES}"},
            {"choices": "/data/city", "count": CITIES},
        ]
        for n in range(1, 46)
    ]
    at = 45 % PROVINCES
    cities = [
        [
            {"set": "/data/city", "value": f"p{at}c{n % CITIES}"},
            {"choices": "/data/district", "count": DISTRICTS},
        ]
        for n in range(1, 46)
    ]
    rows = [{"name": "province", "turns": provinces}, {"name": "city", "turns": cities}]
    return {"form": _form(instance, binds, body, lists), "loads": 4, "bench": rows}


def requests():
    """Return every request by the name of its form."""
    return {"1,000 questions": chain(), "200 × 15": table(), "20,000 choices": cascade()}
