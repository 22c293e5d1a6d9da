"""The plan of talks: calendar, who must be talked to, proposals, settings, absences."""
