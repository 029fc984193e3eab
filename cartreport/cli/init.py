"""``cartreport init``: a new landscape that builds at once."""

from __future__ import annotations

from pathlib import Path

import click

from cartreport.cli import say
from cartreport.cli.options import example, option
from cartreport.errors import counted


@click.command(
    epilog=example(
        "cartreport init my-landscape --subject 'obesity drugs' --ci github",
        "cartreport init . --ci gitlab",
    )
)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@option("--subject", metavar="NAME", help="What the landscape is of, for its title and its query.")
@option(
    "--ci",
    type=click.Choice(("github", "gitlab")),
    help="Add the scheduled job for this forge; in a landscape that is there, add it alone.",
)
def init(folder: Path, subject: str | None, ci: str | None) -> None:
    """Write a small landscape to DIR: a few real records, vocabularies, rules, a brand.

    It can be built at once; its README.md says what to change first. No file is overwritten.
    """
    from cartreport.starter import LOCK, start

    files = start(folder, subject, ci)
    say.result(f"{counted(len(files), 'file')} in {folder}")
    for path in files:
        if path.name.endswith((f"{ci}-ci.yml", LOCK)) or ".github" in path.parts:
            say.note(f"the job: {path}")
        if path.name == LOCK and path.read_text("utf-8").startswith("#"):
            say.hint("its first lines say what to put there: no index of packages gave cartreport")
    say.note(f"next: cartreport build -p {folder}; {folder / 'README.md'} says what to change")
