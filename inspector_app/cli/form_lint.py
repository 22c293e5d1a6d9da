"""``inspector form lint``: check a form and tell its author what to mend."""

import argparse
from pathlib import Path

from inspector_app.cli.console import Console
from inspector_app.forms.lint import LintReport, finding_text, lint_form
from inspector_app.forms.lint_findings import LintFinding
from inspector_app.forms.load import MAX_FORM_BYTES, files_beside
from inspector_app.intake.files import display_name, read_plain
from inspector_app.services.session import Surroundings


def add_lint(
    actions: "argparse._SubParsersAction[argparse.ArgumentParser]", console: Console
) -> None:
    """Declare the sub-command."""
    lint = actions.add_parser("lint", help=console.words("help.form_lint"))
    lint.add_argument("file", type=Path, help=console.words("help.form_file"))
    lint.set_defaults(run=lint_file)


def lint_file(args: argparse.Namespace, console: Console, surroundings: Surroundings) -> int:
    """Print what the check of a form finds; exit 1 when there is an error among it."""
    del surroundings  # a form is checked without anybody's mission
    path: Path = args.file
    data = read_plain(path, limit=MAX_FORM_BYTES)
    report = lint_form(data, name=display_name(path), beside=files_beside(path))
    form = report.form
    values: dict[str, object] = {
        "form": None
        if form is None
        else {"id": form.id, "version": form.version, "title": form.title},
        "errors": report.errors,
        "warnings": len(report.findings) - report.errors,
        "findings": [_values(each, console) for each in report.findings],
    }
    lines = [_line(each, console) for each in report.findings]
    if report.errors:
        return console.no(values, [*lines, _sum(report, console)])
    return console.result(values, [*lines, _sum(report, console)])


def _values(finding: LintFinding, console: Console) -> dict[str, object]:
    place = finding.place
    return {
        "severity": finding.severity.value,
        "code": finding.code,
        "sheet": place.sheet if place else "",
        "row": place.row if place else 0,
        "column": place.column if place else finding.column,
        "cell": place.cell if place else "",
        "line": finding.line,
        "path": finding.path,
        "message": finding_text(finding, console.wording),
    }


def _line(finding: LintFinding, console: Console) -> str:
    words = console.wording
    severity = words.text(f"forms.lint_words.{finding.severity.value}")
    message = finding_text(finding, words)
    if "sheet" in finding.params or (finding.place is None and "." in finding.code):
        # a refusal's own words say where
        return console.words("form_lint.finding", severity=severity, message=message)
    if finding.place is not None:
        place = words.text(
            "forms.lint_words.cell", sheet=finding.place.sheet, cell=finding.place.cell
        )
    elif finding.line:
        place = words.text("forms.lint_words.line", line=finding.line)
    else:
        place = words.text("forms.lint_words.whole")
    return console.words("form_lint.finding_at", severity=severity, place=place, message=message)


def _sum(report: LintReport, console: Console) -> str:
    if not report.findings:
        return console.words("form_lint.nothing")
    warnings = len(report.findings) - report.errors
    return console.words("form_lint.sum", errors=report.errors, warnings=warnings)
