"""Who of the team holds work that is not here: a line for each laptop that is behind."""

from PySide6.QtCore import QCoreApplication

from inspector_app.services.laptops_behind import laptops_behind
from inspector_app.services.mission import OpenMission
from inspector_app.services.team_logs import Laptop
from inspector_app.ui.widgets import MissingItem

translate = QCoreApplication.translate


def laptop_items(mission: OpenMission, caption: str) -> list[MissingItem]:
    """Return the laptops to ask for a work package."""
    return [
        MissingItem(
            title=_words(laptop),
            caption=caption,
            severity="due" if laptop.gaps else "note",
            page="exchange",
            target=(("view", "team"),),
        )
        for laptop in laptops_behind(mission)
    ]


def _words(laptop: Laptop) -> str:
    if laptop.gaps:
        text = translate("LaptopItems", "{people}的电脑 {number} 缺一段记录，请再要一份汇总包")
    else:
        text = translate("LaptopItems", "{people}的电脑 {number} 汇总到 {day}，之后的还没有到")
    people = "、".join(laptop.people)
    return text.format(people=people, number=laptop.number, day=laptop.last_at[5:10])
