"""WeasyPrint, and what makes it fast: the same bytes in little more than half the time.

What is measured to pay and changes no byte: no garbage collection while
it works, a user-agent sheet without rules for every element's markers and notes, one frame with a
large stack, and the page handed over as the tree that it already is.
"""

from __future__ import annotations

import logging
import os
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from datetime import UTC, datetime
from functools import cache
from io import StringIO
from itertools import count
from types import FunctionType
from typing import TYPE_CHECKING, Any, TypeVar
from xml.etree import ElementTree as ET

from cartreport.errors import MachineError
from cartreport.render.install import install_line

if TYPE_CHECKING:
    from types import ModuleType

    from weasyprint import CSS, HTML
    from weasyprint.urls import URLFetcher

T = TypeVar("T")
TESTED = "70.0"
"""The release of WeasyPrint whose pages were looked at; others move them."""
LEAST = 14400  # Pango 1.44
STACK = 90_000
ADVICE = "Using fontTools instead of HarfBuzz"  # the page is the same; `doctor` speaks of it
COSTLY = ("::marker", "::footnote-call", "::footnote-marker", "::note-")


def engine() -> ModuleType:
    """WeasyPrint. Raises :class:`MachineError` where it or a library that it opens is missing."""
    # It warns of what the system lacks, and prints advice of its own where results go.
    with warnings.catch_warnings(), redirect_stdout(StringIO()), _by_name():
        warnings.simplefilter("ignore")
        try:
            import weasyprint
        except OSError as error:
            said = str(error).split(":", 1)[0]
            library = said.removeprefix("cannot load library ").strip("'\" ")
            raise MachineError("Pango", f"{library} cannot be loaded", install_line()) from error
        except ImportError as error:
            line = f"pip install weasyprint=={TESTED}"
            raise MachineError("WeasyPrint", f"{error.name} is not installed", line) from error
    if _pango() < LEAST:
        raise MachineError("Pango", f"{pango_version()} is older than 1.44", install_line())
    return weasyprint  # type: ignore[no-any-return]


def _pango() -> int:
    """Pango's version as one number: 15012 is 1.50.12."""
    from weasyprint.text.ffi import pango

    return int(pango.pango_version())


def pango_version() -> str:
    """Pango's version, such as 1.50.12, on a machine that has it."""
    number = _pango()
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


def cutter() -> str | None:
    """The system's HarfBuzz by which WeasyPrint cuts faces, such as ``HarfBuzz 6.0.0``.

    ``None`` where its subsetter is missing or older than 4.1: fontTools stands in, more slowly.
    """
    from weasyprint.text.ffi import harfbuzz, harfbuzz_subset

    at_least = harfbuzz.hb_version_atleast
    if not harfbuzz_subset or not at_least(4, 1, 0):
        return None
    version: tuple[int, ...] = ()
    for rest in ((0, 0), (0,), ()):  # the library is asked for no more than whether it is old
        version += (next(n for n in count() if not at_least(*version, n + 1, *rest)),)
    return "HarfBuzz " + ".".join(map(str, version))


@contextmanager
def _by_name() -> Iterator[None]:
    """Let libraries be found by the loader alone.

    WeasyPrint asks for each library under several names, and for a name that fails Python starts
    ldconfig, gcc and ld: half of the import's time. On Linux the last name asked for is the one
    that the loader knows.
    """
    import ctypes.util

    usual = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None  # noqa: ARG005
    try:
        yield
    finally:
        ctypes.util.find_library = usual


def document(page: str, fetcher: URLFetcher) -> HTML:
    """The page as WeasyPrint's document: its own tree if it is well-formed, else parsed as HTML."""
    tree = _tree(page)
    weasyprint = engine()
    slim = _slim_sheet(weasyprint)

    class Page(weasyprint.HTML):  # type: ignore[misc, name-defined]
        def __init__(self) -> None:
            if tree is None:
                super().__init__(string=page, url_fetcher=fetcher)
                return
            import cssselect2

            self.base_url = None
            self.url_fetcher = fetcher
            self.media_type = "print"
            self.wrapper_element = cssselect2.ElementWrapper.from_html_root(
                tree, content_language=None
            )
            self.etree_element = self.wrapper_element.etree_element

        def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
            usual: list[CSS] = super()._ua_stylesheets(forms)
            return [slim] if slim is not None and not forms else usual

    return Page()


def _tree(page: str) -> ET.Element | None:
    try:
        return ET.fromstring(page)  # noqa: S314 - our own page
    except ET.ParseError:
        return None


@cache
def _slim_sheet(weasyprint: ModuleType) -> CSS | None:
    """The user-agent sheet without the rules that make six styles for every element."""
    from importlib.resources import files

    if weasyprint.__version__ != TESTED:
        return None
    sheet = files("weasyprint") / "css" / "html5_ua.css"
    if not sheet.is_file():
        return None
    lines = sheet.read_text("utf-8").splitlines()
    kept = "\n".join(line for line in lines if not line.startswith(COSTLY))
    return weasyprint.CSS(string=kept)


def roomy(work: Callable[[], T]) -> T:
    """``work`` run above a frame so large that the calls under it share one piece of stack."""

    def frame(work: Callable[[], Any]) -> Any:
        return work()

    code = frame.__code__.replace(co_stacksize=STACK)
    result: T = FunctionType(code, globals())(work)
    return result


@contextmanager
def dated(date: str) -> Iterator[None]:
    """``SOURCE_DATE_EPOCH`` at an ISO date: fonts and metadata are stamped with it."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromisoformat(date).replace(tzinfo=UTC)
    os.environ["SOURCE_DATE_EPOCH"] = str(int(moment.timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


@contextmanager
def overheard() -> Iterator[list[str]]:
    """What WeasyPrint warns of while it works, each sentence once, without mere advice."""
    heard: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            message = record.getMessage()
            if message not in heard and not message.startswith(ADVICE):
                heard.append(message)

    listener = Listener(logging.WARNING)
    loggers = [logging.getLogger("weasyprint"), logging.getLogger("fontTools")]
    loggers[0].addHandler(listener)
    level = loggers[1].level
    loggers[1].setLevel(logging.ERROR)
    try:
        yield heard
    finally:
        loggers[0].removeHandler(listener)
        loggers[1].setLevel(level)
