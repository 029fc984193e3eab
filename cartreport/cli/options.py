"""Options that several commands share, and the forms of values that they take."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from cartreport.cli.results import heal_beside

F = TypeVar("F", bound=Callable[..., Any])

EDITION = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def option(*names: str, **settings: Any) -> Callable[[F], F]:
    """A click option whose help names its environment variable."""
    return click.option(*names, **{"show_envvar": True, **settings})


def example(*lines: str) -> str:
    """The example under a command's help: pass it as the command's ``epilog``."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)


class ProjectFolder(click.Path):
    """A folder; the ``sources.yaml`` in it is as good a name for it."""

    def __init__(self) -> None:
        super().__init__(exists=True, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The folder, or the folder of the file that was named."""
        path = Path(str(super().convert(value, param, ctx)))
        if path.is_dir():
            return path
        if path.name == "sources.yaml":
            return path.parent
        return self.fail(f"{str(value)!r} is neither a folder nor a sources.yaml.", param, ctx)


class Day(click.ParamType[str]):
    """A whole ISO date, given back as text."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text, if it is a day of the calendar."""
        from datetime import date

        try:
            if DAY.fullmatch(value):
                return date.fromisoformat(value).isoformat()
        except ValueError:
            pass
        return self.fail(f"{value!r} is no date: write YYYY-MM-DD.", param, ctx)


class Edition(click.ParamType[str]):
    """The month of an edition, ``YYYY-MM``."""

    name = "month"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text, if it is a month."""
        if EDITION.fullmatch(value):
            return str(value)
        return self.fail(f"{value!r} is no edition: write YYYY-MM.", param, ctx)


class NameList(click.ParamType[tuple[str, ...]]):
    """Names with commas between them, each one of ``known``."""

    name = "names"

    def __init__(self, known: tuple[str, ...]) -> None:
        self.known = known

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """The names without repeats, in the order given."""
        if isinstance(value, tuple):
            return value
        names = tuple(dict.fromkeys(name.strip().lower() for name in value.split(",")))
        for name in names:
            if name not in self.known:
                self.fail(f"{name!r} is not one of {', '.join(self.known)}.", param, ctx)
        return names


def names_option(
    *names: str, known: tuple[str, ...], usual: tuple[str, ...], help: str
) -> Callable[[F], F]:
    """An option that names some of ``known``, with commas or given again; else the ``usual``."""
    return option(
        *names,
        type=NameList(known),
        multiple=True,
        default=[",".join(usual)],
        show_default=True,
        callback=_each_once,
        metavar="NAMES",
        help=help,
    )


def _each_once(
    _: click.Context, __: click.Parameter, value: tuple[tuple[str, ...], ...]
) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for names in value for name in names))


project_option = option(
    "-p",
    "--project",
    type=ProjectFolder(),
    default=".",
    show_default=True,
    envvar="CARTREPORT_PROJECT",
    metavar="DIR",
    callback=heal_beside,
    help="The folder that holds sources.yaml.",
)


def form_option(
    forms: Sequence[str], help: str, *, default: str = "text", envvar: str | None = None
) -> Callable[[F], F]:
    """The form of what a command prints, with a line of help of the command's own."""
    return option(
        *("-f", "--format", "form"),
        is_eager=True,
        type=click.Choice(forms),
        default=default,
        show_default=True,
        envvar=envvar,
        help=help,
    )


def out_option(help: str) -> Callable[[F], F]:
    """Where editions are published, with a line of help of the command's own."""
    return option(
        "-o",
        "--out",
        type=click.Path(path_type=Path),
        default="out",
        show_default=True,
        envvar="CARTREPORT_OUT",
        metavar="DIR",
        help=help,
    )


as_of_option = option(
    "--as-of",
    type=Day(),
    envvar="CARTREPORT_AS_OF",
    metavar="DATE",
    help="The date to speak of, in place of the project's own.",
)
focus_option = option(
    "--focus",
    metavar="AXIS=PLACE",
    envvar="CARTREPORT_FOCUS",
    help="What the briefings along this axis are about, such as company=acme.",
)
set_option = option(
    "--set",
    "values",
    multiple=True,
    metavar="NAME=VALUE",
    help="A parameter of sources.yaml; repeat for several.",
)
on_option = option("--on", type=Day(), metavar="DATE", help="The day it is; else today's.")
strict_option = option(
    "--strict", is_flag=True, envvar="CARTREPORT_STRICT", help="Warnings count as errors."
)
json_option = option("--json", is_flag=True, is_eager=True, help="A summary as JSON on stdout.")


def today() -> str:
    """The day by this machine's clock: what no library code asks for."""
    import datetime

    return datetime.datetime.now().astimezone().date().isoformat()
