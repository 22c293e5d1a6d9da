"""谈话: plan talks, hold them against the must-ask checklist, see what is still open."""

from inspector_app.ui.pages.talk.page import TalkPage, talk_badge

__all__ = ["TalkPage", "talk_badge"]
