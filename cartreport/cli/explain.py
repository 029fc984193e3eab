"""``cartreport explain``: why a trial has the labels that it has."""

from __future__ import annotations

from pathlib import Path

import click

from cartreport.cli import say
from cartreport.cli.classify import checked
from cartreport.cli.options import example, project_option


@click.command(epilog=example("cartreport explain NCT05181501"))
@project_option
@click.argument("reference")
def explain(project: Path, reference: str) -> int:
    """The labels of a trial, each with its rule, what it rests on and the words behind it.

    REFERENCE is the trial's number. Words are quoted as the record has them, with their field.
    """
    from cartreport.classify.run import labels_of
    from cartreport.errors import RequestError
    from cartreport.sources.suggest import did_you_mean

    records = checked(project)
    if reference not in records.trials:
        hint = did_you_mean(reference, records.trials).capitalize()
        raise RequestError(f"the project has no trial {reference!r}", hint)
    trial = records.trials[reference]
    lines = [f"{reference}  {trial.where('id')}", f"sponsor: {trial.record.sponsor}", ""]
    for label in labels_of(records, reference):
        words = f' "{label.span}" in {label.field}' if label.field else f" {label.span}"
        told = f"{label.label:<14} {label.value:<28} {label.rule:<20} {label.basis}"
        record = f" {label.record}" if label.record else ""
        lines.append(told + record + (words if label.span else ""))
    say.document("\n".join(line.rstrip() for line in lines) + "\n")
    return 0
