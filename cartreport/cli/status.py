"""``cartreport status``: what is stale, due or overdue on a day."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cartreport.cli import say
from cartreport.cli.command import Command
from cartreport.cli.options import example, json_option, on_option, project_option, today

if TYPE_CHECKING:
    from cartreport.editions.standing import Standing


@click.command(
    cls=Command,
    epilog=example("cartreport status", "cartreport status -p my-landscape --on 2026-12-02 --json"),
)
@project_option
@on_option
@json_option
def status(project: Path, on: str | None, json: bool) -> int:
    """Say which sources are stale, which will be before the next edition, and what is overdue.

    The age of a source counts from the day up to which it was looked through; its limit is its
    `max_age_days`. An edition is overdue when the day that `month: due` names is over and
    editions/ has no record of the month. The exit code is 4 if anything is stale or overdue.
    """
    from cartreport.editions.standing import standing_on

    found = standing_on(project, on or today())
    if json:
        from json import dumps

        say.result(dumps(as_held(found), ensure_ascii=False, indent=2))
    else:
        for line in found.lines():
            say.result(line)
    error = found.error()
    return say.failure(error) if error else 0


def as_held(found: Standing) -> dict[str, Any]:
    """The standing for a program."""
    return {
        "on": found.on,
        "edition": found.edition,
        "last": found.last,
        "due": found.due,
        "next": found.next,
        "overdue": found.overdue,
        "stale": [source.id for source in found.stale],
        "sources": [
            {
                "id": source.id,
                "state": source.state,
                "age": source.fresh.age,
                "limit": source.fresh.limit,
                "measured": source.fresh.measured,
                "until": source.renew,
                "where": str(source.fresh.where),
            }
            for source in found.sources
        ],
    }
