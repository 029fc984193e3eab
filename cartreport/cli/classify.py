"""``cartreport classify``: labels for the project's trials, and how right they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cartreport.cli import say
from cartreport.cli.command import Command
from cartreport.cli.options import example, form_option, option, project_option
from cartreport.errors import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartreport.classify.evaluate import Evaluation, Score
    from cartreport.classify.run import Classified
    from cartreport.sources.records import Records


@click.command(
    cls=Command,
    epilog=example(
        "cartreport classify -o data/trials/2026-11-20-labels.csv",
        "cartreport classify --evaluate tests/labels/held-out.csv",
        "cartreport classify --trials full.csv --evaluate labels.csv --format json",
    ),
)
@project_option
@option(
    "-o",
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="CSV",
    help="The table to write; its sidecar <name>.source.yaml goes beside it. Else to stdout.",
)
@option(
    "--trials",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="CSV",
    help="Read these trials, as `cartreport import` wrote them, in place of the project's.",
)
@option(
    "--evaluate",
    type=click.Path(path_type=Path),
    envvar="CARTREPORT_CLASSIFY_EVALUATE",
    help="Hold the labels against this CSV of labels that a person gave.",
)
@form_option(("text", "json"), "Of the evaluation.", envvar="CARTREPORT_CLASSIFY_FORMAT")
def classify(
    project: Path, out: Path | None, trials: Path | None, evaluate: Path | None, form: str
) -> int:
    """Label the project's trials by the rules in its vocabulary.

    The table has one row a label, with the rule that gave it and the words behind it. With
    --evaluate, precision, recall and F1 of the rules are printed with their intervals, and every
    row that differs; the project's corrections are left out of it.
    """
    from cartreport.classify.run import classify as run
    from cartreport.errors import RequestError

    if out is not None and not out.parent.is_dir():
        raise RequestError(f"there is no folder {out.parent}", "make it, or write elsewhere")
    records = checked(project, trials, out)
    found = run(records, corrections=evaluate is None)
    say.list_problems(found.problems)
    if found.bare:
        say.note(_bare(found))
    if evaluate is None:
        _written(found, records, out, trials)
        return 0
    from cartreport.classify.evaluate import as_json

    result = _evaluated(evaluate, found, records)
    if form == "json":
        say.document(json.dumps(as_json(result), indent=2, ensure_ascii=False) + "\n")
    else:
        say.document("\n".join(as_text(result)) + "\n")
    return 0


def _evaluated(path: Path, found: Classified, records: Records) -> Evaluation:
    """The evaluation; raises :class:`ProjectError` where the file holds a word that is no term."""
    from cartreport.classify.evaluate import evaluate
    from cartreport.classify.run import truth_of
    from cartreport.errors import ProjectError
    from cartreport.problems import Problems

    problems = Problems()
    result = evaluate(path, found, truth_of(records), records.vocabulary, problems)
    if problems.errors:
        raise ProjectError(problems)
    say.list_problems(problems)
    return result


def _bare(found: Classified) -> str:
    """What becomes of trials without words."""
    told = f"{found.bare:,} of {found.trials:,} trials have no title or summary"
    if len(found.kept) == found.bare:
        return f"{told}: they keep the labels that the project holds; --trials gives fuller ones"
    rest = "they are read by conditions, interventions and programmes alone"
    return f"{told}: {rest}" + (f", {len(found.kept):,} keep their labels" if found.kept else "")


def _written(found: Classified, records: Records, out: Path | None, trials: Path | None) -> None:
    """The table to stdout, or into a file with its sidecar: both, or neither."""
    from cartreport.classify.table import as_csv, write

    if out is None:
        say.document(as_csv(found.labels))
        return
    write(out, found.labels, records, trials.name if trials else None)
    say.result(f"{counted(len(found.labels), 'label')} of {found.trials:,} trials in {out}")


def checked(project: Path, trials: Path | None = None, out: Path | None = None) -> Records:
    """The records of a project, of other trials where asked; ``out`` need not be there yet.

    Raises :class:`ProjectError` for a file with an error.
    """
    from cartreport.errors import ProjectError
    from cartreport.problems import Problems
    from cartreport.sources.load import load_records

    problems = Problems()
    records = load_records(project, problems, trials, out)
    if records is None or problems.errors:
        raise ProjectError(problems)
    return records


def as_text(found: Evaluation) -> Iterator[str]:
    """The figures for a person: what was measured, shares with 95 % intervals, misses."""
    yield _measured(found)
    yield ""
    for name, score in found.scores.items():
        told = f"{name}, exact set" if name == found.singles else name
        yield f"{told:<22} {_share(score.exact, score.n)}"
        yield f"{'  single ones':<22} {_rates(score)}"
        if score.stated < score.n and name != found.singles:
            yield f"{'  where stated':<22} {_share(score.stated_right, score.stated)}"
            yield f"{'  claimed, not stated':<22} {score.false_claims:>7}"
    if found.by_value:
        yield ""
        yield f"{found.singles:<18} {'n':>4}  {'precision, 95 %':<18} {'recall, 95 %':<18}   F1"
    for name, score in found.by_value.items():
        yield f"{name:<18} {score.hits + score.missed:>4}  {_row(score)}"
    if found.misses:
        yield ""
        yield f"{len(found.misses)} differ:"
        for miss in found.misses:
            truth, ours = miss["truth"] or "not stated", miss["ours"] or "not stated"
            yield f"  {miss['nct_id']} {miss['label']}: {truth}, ours {ours}"
    if found.unknown:
        yield ""
        yield f"Not in the project: {', '.join(found.unknown)}"


def _measured(found: Evaluation) -> str:
    """Whether the rules were measured, or labels that the project holds."""
    rules, stored = found.measured["rules"], found.measured["stored"]
    told = []
    if rules:
        told.append(f"the rules, without corrections, on {rules} of {rules + stored} trials")
    if stored:
        told.append(
            f"the labels that the project holds, corrections included, on {stored} of"
            f" {rules + stored} trials, which have no title or summary here (--trials gives them)"
        )
    return f"Measured: {'; '.join(told) or 'nothing'}."


def _share(part: int, whole: int) -> str:
    from cartreport.classify.evaluate import interval

    low, high = interval(part, whole)
    figure = f"{part / whole:.1%}" if whole else "–"
    return f"{figure:>7} ({part} of {whole}; 95 % {low:.1%} to {high:.1%})"


def _rates(score: Score) -> str:
    return f"precision {score.precision:.3f}, recall {score.recall:.3f}, F1 {score.f1:.3f}"


def _row(score: Score) -> str:
    return f"{_ranged(score.hits, score.wrong)} {_ranged(score.hits, score.missed)} {score.f1:.2f}"


def _ranged(hits: int, others: int) -> str:
    """A share with its interval, for a column."""
    from cartreport.classify.evaluate import interval

    if not hits + others:
        return f"{'–':<18}"
    low, high = interval(hits, hits + others)
    return f"{hits / (hits + others):.2f} ({low:.2f} to {high:.2f})"
