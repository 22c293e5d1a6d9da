"""Every record type of a mission, declared once.

From here come tables, validation, list columns, spreadsheet export and merging. A field is
renamed by giving it an alias, never by reuse of the name; a new field raises the version.
"""

from inspector_app.domain.briefing import BRIEFING_TYPES
from inspector_app.domain.record_type import (
    Audience,
    Merge,
    RecordType,
    boolean,
    by_name,
    choice,
    day,
    integer,
    long_text,
    moment,
    reference,
    references,
    text,
    texts,
)
from inspector_app.domain.vocabulary import (
    BlockKind,
    Capacity,
    Decision,
    Direction,
    Duty,
    FindingClass,
    Head,
    ItemState,
    MissionKind,
    Opinion,
    Organ,
    PackageKind,
    ParagraphKind,
    Phase,
    Purpose,
    Role,
    Section,
    TalkCategory,
    TalkKind,
    TalkState,
    TaskState,
    WorkingPaperState,
)

MISSION = RecordType(
    "mission",
    (
        text("body_name", searchable=True),
        text("body_short_name"),
        text("round"),
        integer("year"),
        choice("kind", MissionKind),
        text("team_name"),
        text("sending_committee"),
        text("addressee"),
        text("office"),
        choice("phase", Phase),
        day("entry_on"),
        day("leave_on"),
        day("report_due_on"),
        day("period_from"),
        day("period_to"),
        text("classification"),
        text("hq_sign_key"),
        text("hq_seal_key"),
        text("hq_name"),
        boolean("hq_confirmed"),
    ),
)
TERM = RecordType("term", (text("key"), text("text")))
SETTING = RecordType("setting", (text("key"), text("value"), text("basis")))
MILESTONE = RecordType(
    "milestone",
    (choice("phase", Phase), text("title"), day("due_on"), day("done_on"), text("basis")),
)
USER = RecordType(
    "user",
    (
        text("name", searchable=True),
        choice("role", Role),
        text("post"),
        text("sign_key"),
        text("seal_key"),
        text("certificate"),
        boolean("active"),
    ),
)
OFFICIAL = RecordType(
    "official",
    (
        text("name", searchable=True),
        text("gender"),
        text("birth"),
        text("body", searchable=True),
        text("office", searchable=True),
        text("duties", searchable=True),
        choice("category", TalkCategory),
        # As far as the roster says: yyyy, yyyy-mm (the usual form) or yyyy-mm-dd.
        text("in_office_since"),
        text("left_on"),
        boolean("number_one"),
        choice("capacity", Capacity),
        boolean("leadership"),
        boolean("party_member"),
        text("contact"),
        text("note", searchable=True),
    ),
)
BRIEFING = RecordType(
    "briefing",
    (
        choice("organ", Organ),
        text("organ_name"),
        text("letter_number"),
        day("sent_on"),
        day("due_on"),
        day("received_on"),
        day("held_on"),
        text("form"),
        text("briefed_by"),
        references("listeners", "user"),
        long_text("main_points"),
        references("evidence", "evidence"),
        # Added with version 2: ``form`` stays for what is said in words of one's own.
        texts("forms"),
        text("contact"),
        long_text("letter_note"),
    ),
    version=2,
)
BRIEFING_ITEM = RecordType(
    "briefing_item",
    (
        reference("briefing", "briefing"),
        reference("official", "official"),
        choice("head", Head),
        text("theme"),
        choice("state", ItemState),
        long_text("text"),
        references("evidence", "evidence"),
        day("as_of"),
    ),
    parent="briefing",
)
TALK = RecordType(
    "talk",
    (
        text("number", searchable=True),
        choice("kind", TalkKind),
        # Whom an individual talk is with. A 座谈会 has speakers instead: of the roster, or by the
        # name they gave. Of an unnamed talker there is only what he may be described as.
        reference("official", "official"),
        references("speakers", "official"),
        texts("other_speakers"),
        text("described_as"),
        text("topic"),
        choice("category", TalkCategory),
        references("interviewers", "user"),
        reference("recorder", "user"),
        moment("starts_at"),
        moment("ends_at"),
        text("place"),
        choice("state", TalkState),
        boolean("opening_done"),
        boolean("read_back_done"),
        long_text("gap_reason"),
        text("materials"),
        # All files of the talk; of them, which one is its handwritten record, and which are the
        # pages that the talker signed.
        references("evidence", "evidence"),
        reference("record_scan", "evidence"),
        references("signature_pages", "evidence"),
    ),
    version=2,
)
PARAGRAPH = RecordType(
    "paragraph",
    (
        reference("talk", "talk"),
        text("order"),
        choice("kind", ParagraphKind),
        long_text("text"),
        text("said_at"),
        # Who of several speakers said it: somebody of the roster, or the name he gave.
        reference("speaker", "official"),
        text("speaker_name"),
    ),
    version=2,
    parent="talk",
)
ABSENCE = RecordType(
    "absence",
    (
        # Somebody of the roster, or of the team, who cannot be met from one day to another.
        reference("official", "official"),
        reference("user", "user"),
        day("from_on"),
        day("until_on"),
        text("note"),
    ),
)
FORM = RecordType(
    "form",
    (
        text("form_id"),
        text("version"),
        text("title"),
        text("hash"),
        text("definition"),
        # The code of the register whose entries it is, empty for other forms; its sheets.
        text("register"),
        text("source"),
    ),
    version=2,
)
SUBMISSION = RecordType(
    "submission",
    (
        text("form_id"),
        text("form_hash"),
        text("version"),
        text("number", searchable=True),
        text("subject_type"),
        text("subject"),
    ),
    version=2,
    parent="subject",
    dynamic=True,
)
INSTANCE = RecordType(
    "instance",
    (
        # One instance of a repeat in a filled form; below the form, or below an outer instance.
        reference("submission", "submission"),
        text("parent_type"),
        text("parent"),
        text("repeat"),
        text("order"),
    ),
    parent="parent",
    dynamic=True,
)
EVIDENCE = RecordType(
    "evidence",
    (
        text("number", searchable=True),
        text("title", searchable=True),
        text("file_name", searchable=True),
        text("media_type"),
        integer("size"),
        text("sha256"),
        integer("pages"),
        text("source", searchable=True),
        text("supplier", searchable=True),
        day("obtained_on"),
        boolean("original"),
        texts("tags"),
        long_text("note"),
        text("captured_at"),
        text("blob"),
        text("blob_key"),
    ),
)
WORKING_PAPER = RecordType(
    "working_paper",
    (
        text("draft_number", searchable=True),
        text("number", searchable=True),
        text("title", searchable=True),
        choice("finding_class", FindingClass),
        boolean("concerns_number_one"),
        text("sources"),
        long_text("analysis"),
        long_text("basis"),
        text("responsible_body"),
        references("first_responsible", "official"),
        references("main_leaders", "official"),
        references("supervising", "official"),
        text("responsible_text"),
        references("undertakers", "user"),
        reference("reviewer", "user"),
        choice("state", WorkingPaperState),
        long_text("return_reason"),
    ),
)
FACT = RecordType(
    "fact",
    (
        reference("working_paper", "working_paper"),
        text("order"),
        long_text("text"),
        text("method"),
        text("when"),
        text("where"),
    ),
    parent="working_paper",
)
PROOF = RecordType(
    "proof",
    (
        reference("fact", "fact"),
        reference("evidence", "evidence"),
        integer("page"),
        reference("paragraph", "paragraph"),
        text("note"),
    ),
    parent="fact",
)
STATEMENT = RecordType(
    "statement",
    (
        reference("working_paper", "working_paper"),
        reference("official", "official"),
        long_text("text"),
        day("given_on"),
    ),
    parent="working_paper",
)
LEAD = RecordType(
    "lead",
    (
        text("number", searchable=True),
        references("officials", "official"),
        boolean("about_number_one"),
        text("source"),
        long_text("content"),
        day("received_on"),
        text("disposal"),
        reference("talk", "talk"),
    ),
    audience=Audience.LEADER,
)
REPORT = RecordType(
    "report",
    (
        text("title", searchable=True),
        text("addressee"),
        integer("edition"),
        boolean("final"),
        day("dated_on"),
    ),
)
REPORT_BLOCK = RecordType(
    "report_block",
    (
        reference("report", "report"),
        choice("section", Section),
        reference("official", "official"),
        text("order"),
        choice("kind", BlockKind),
        text("heading", searchable=True),
        long_text("text"),
        references("working_papers", "working_paper"),
        choice("duty", Duty),
        choice("opinion", Opinion),
        day("deadline"),
        references("responsible", "official"),
        text("responsible_text"),
    ),
    parent="report",
)
NUMBER_ONE_TALK_REPORT = RecordType(
    "number_one_talk_report",
    (
        reference("talk", "talk"),
        reference("official", "official"),
        text("addressee"),
        long_text("matters"),
        long_text("statements"),
        long_text("explanations"),
        long_text("reminders"),
        long_text("assessment"),
        day("dated_on"),
    ),
    parent="talk",
)
TASK = RecordType(
    "task",
    (
        text("title", searchable=True),
        reference("assignee", "user"),
        day("due_on"),
        choice("state", TaskState),
        text("subject_type"),
        text("subject"),
        # The must-ask item that it is about, and what is to be found out.
        text("item"),
        long_text("note"),
        text("outcome"),
        day("done_on"),
    ),
    version=2,
)
APPROVAL = RecordType(
    "approval",
    (
        choice("purpose", Purpose),
        text("subject_type"),
        text("subject"),
        choice("decision", Decision),
        text("content_hash"),
        reference("signer", "user"),
        text("signature"),
        text("signed_at"),
        long_text("reason"),
    ),
    parent="subject",
)
PACKAGE = RecordType(
    "package",
    (
        choice("kind", PackageKind),
        choice("direction", Direction),
        text("package_id"),
        integer("sequence"),
        text("file_name"),
        text("sha256"),
        integer("size"),
        text("counterpart"),
        text("made_at"),
        text("receipt"),
        text("receipt_number"),
        texts("seen_heads", Merge.APPEND),
    ),
)

MISSION_TYPES = by_name(
    (
        MISSION,
        TERM,
        SETTING,
        MILESTONE,
        USER,
        OFFICIAL,
        BRIEFING,
        BRIEFING_ITEM,
        TALK,
        PARAGRAPH,
        ABSENCE,
        FORM,
        SUBMISSION,
        INSTANCE,
        EVIDENCE,
        WORKING_PAPER,
        FACT,
        PROOF,
        STATEMENT,
        LEAD,
        REPORT,
        REPORT_BLOCK,
        NUMBER_ONE_TALK_REPORT,
        TASK,
        APPROVAL,
        PACKAGE,
        *BRIEFING_TYPES,
    )
)

# --- headquarters -----------------------------------------------------------------------

HQ = RecordType("hq", (text("name"), text("sign_key"), text("seal_key")))
ISSUED_MISSION = RecordType(
    "issued_mission",
    (
        text("mission"),
        text("body_name", searchable=True),
        text("round"),
        integer("year"),
        text("team_name"),
        text("leader_name"),
        text("leader_sign_key"),
        text("certificate"),
        text("issued_at"),
    ),
)
REGISTER_ENTRY = RecordType(
    "register_entry",
    (
        integer("number"),
        text("mission"),
        text("body_name", searchable=True),
        text("round"),
        text("team_name"),
        text("package_id"),
        integer("sequence"),
        text("previous"),
        text("sha256"),
        integer("size"),
        text("sender"),
        text("sender_name"),
        text("received_at"),
        text("verdict"),
        long_text("note"),
        text("receipt"),
        text("blob"),
        text("blob_key"),
        integer("talks"),
        integer("working_papers"),
        integer("evidence"),
        boolean("look_back"),
    ),
)
HQ_FINDING = RecordType(
    "hq_finding",
    (
        reference("register_entry", "register_entry"),
        text("number"),
        text("title", searchable=True),
        text("finding_class"),
        boolean("concerns_number_one"),
    ),
    parent="register_entry",
)
RECEIVED_FILE = RecordType(
    "received_file",
    (
        reference("register_entry", "register_entry"),
        text("name", searchable=True),
        integer("size"),
        text("sha256"),
        text("blob"),
        text("blob_key"),
    ),
    parent="register_entry",
)
HQ_TYPES = by_name(
    (HQ, ISSUED_MISSION, USER, REGISTER_ENTRY, HQ_FINDING, RECEIVED_FILE, EVIDENCE, SETTING)
)
