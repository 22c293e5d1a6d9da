"""移交清单: the paper that goes along with a delivery, to be checked and signed on both sides.

It is printed once the package is made, so that it can bear the package's own SHA-256; it is
therefore beside the package, not in it. It lies open on a desk: evidence is named by its
number only, since file names may hold the names of those who talked.
"""

from datetime import date

from inspector_app.documents.papers.common import MissionFacts
from inspector_app.documents.papers.delivery_list import (
    DeliveredCount,
    DeliveredFile,
    DeliveryListContent,
    delivery_list_paper,
)
from inspector_app.services.delivery import DeliveryMade
from inspector_app.services.delivery_contents import COUNTED, EVIDENCE, evidence_files
from inspector_app.services.mission import OpenMission, mission_record
from inspector_app.services.packages import view_of
from inspector_app.services.paper_words import Printable


def delivery_list(mission: OpenMission, made: DeliveryMade) -> Printable:
    """Return the list of a delivery just made, ready to be rendered (window's thread)."""
    facts = mission_record(mission.reader, mission.id)
    view, wording = view_of(made.info.manifest), mission.wording
    numbers = {
        one.name: f"{EVIDENCE}{one.record.text('number')}" for one in evidence_files(mission.reader)
    }
    content = DeliveryListContent(
        mission=MissionFacts(
            facts.text("body_name"), facts.text("team_name"), facts.text("sending_committee")
        ),
        classification=facts.text("classification"),
        package_id=view.package_id,
        sequence=view.sequence,
        file_name=made.path.name,
        size=made.info.size,
        sha256=made.info.sha256,
        made_on=date.fromisoformat(view.created[:10]),
        sender=view.sender_name,
        recipients=(view.about_text("office"),),
        counts=tuple(
            DeliveredCount(wording.text(f"package.counts.{name}"), made.counts[name])
            for name in COUNTED
        ),
        files=tuple(
            DeliveredFile(numbers.get(file.name, file.name), file.size, file.sha256)
            for file in view.files
        ),
    )
    return Printable(delivery_list_paper(content, wording))
