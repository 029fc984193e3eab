"""Registry exports in, located rows out: what an export says, in every form it comes in.

An importer is a module: ``KIND``, ``recognises(part, head)`` and ``read(parts, reading)``. It is
found by the content of a file, never by its name. :func:`rows_of` reads what a user names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

from cartreport.problems import Where
from cartreport.registries import (
    aact,
    ctgov_csv,
    ctgov_json,
    ctgov_xml,
    ictrp_csv,
    ictrp_xml,
    registry_csv,
    sql,
)
from cartreport.registries.folders import container
from cartreport.registries.parts import DAMAGED, Part, beginning, parts_of
from cartreport.registries.reading import Reading
from cartreport.registries.row import Located
from cartreport.sources.files import guess

__all__ = ["IMPORTERS", "KINDS", "Importer", "rows_of"]


class Importer(Protocol):
    """What a module of this folder must have to be in :data:`IMPORTERS`."""

    KIND: str

    def recognises(self, part: Part, head: str) -> bool:
        """Whether this importer reads the file with this beginning."""

    def read(self, parts: Sequence[Part], reading: Reading) -> Iterator[Located]:
        """The rows of the files; whatever can't be used is told to ``reading``."""


IMPORTERS: tuple[Importer, ...] = (
    ctgov_json,
    ctgov_xml,
    ctgov_csv,
    ictrp_xml,
    ictrp_csv,
    aact,
    registry_csv,
)
TOGETHER: tuple[Importer, ...] = (aact, registry_csv)
"""Those whose files belong together and are read at the end; the others' one after another."""
KNOWN = {
    '"ctNumber"': (
        "a record of the EU's trial portal",
        "download its results as CSV and declare a mapping for them",
    ),
    '"isrctn"': ("an ISRCTN record", "the WHO's export holds ISRCTN trials: use `ictrp`"),
    "full details on each clinical trial": (
        "the EU register's text download",
        "the WHO's export holds EUCTR trials: use `ictrp`",
    ),
}
"""What is met in the wild and has no importer: a sign in its beginning, its name, a way round."""
KINDS: tuple[str, ...] = ("auto", *dict.fromkeys(importer.KIND for importer in IMPORTERS), sql.KIND)


def rows_of(kind: str, paths: Sequence[Path], reading: Reading) -> Iterator[Located]:
    """The rows of all files, importer by importer; ``auto`` takes every kind that it meets."""
    if kind == sql.KIND:
        yield from sql.read(reading)
        return
    with ExitStack() as stack:
        together: dict[int, list[Part]] = {}
        for path in paths:
            for part in parts_of(path, reading, stack):
                number = _importer(kind, part, reading)
                if number is None:
                    continue
                if IMPORTERS[number] in TOGETHER:
                    together.setdefault(number, []).append(part)
                else:
                    yield from IMPORTERS[number].read([part], reading)
        for number, held in sorted(together.items()):
            yield from IMPORTERS[number].read(held, reading)


def _importer(kind: str, part: Part, reading: Reading) -> int | None:
    """The number of the importer that knows the file; ``None`` and a problem where none does."""
    where = Where(part.name)
    try:
        named, remedy = container(part.head())
        head = beginning(part, reading)
    except (*DAMAGED, OSError) as error:
        reading.error(where, "E002", f"the file can't be read: {error}", "load it again")
        return None
    if named:
        reading.error(where, "E031", f"this is {named}, which is not read", remedy)
        return None
    if kind == registry_csv.KIND or (kind == "auto" and registry_csv.declared(part, reading)):
        return IMPORTERS.index(registry_csv)
    if not head:
        reading.error(where, "E013", "the file holds no data", "load the export again")
        return None
    known = [n for n, importer in enumerate(IMPORTERS) if importer.recognises(part, head)]
    fitting = [n for n in known if kind in ("auto", IMPORTERS[n].KIND)]
    if fitting:
        return fitting[0]
    if known:
        other = IMPORTERS[known[0]].KIND
        hint = f"import it with `{other}` or `auto`"
        reading.error(where, "E031", f"this is no {kind} export but one of {other}", hint)
    else:
        _refuse(part, head, reading)
    return None


def _refuse(part: Part, head: str, reading: Reading) -> None:
    """Say what a file is that no importer knows, and what to do."""
    raw = part.head()
    wrong = undecodable(raw) if raw[:2] not in (b"\xff\xfe", b"\xfe\xff") else -1
    if wrong >= 0 and reading.encoding == "utf-8":
        line = raw.count(b"\n", 0, wrong) + 1
        column = wrong - raw.rfind(b"\n", 0, wrong)
        byte, hint = (
            f"0x{raw[wrong]:02x}",
            guess(raw).replace("declare `encoding: ", "use `--encoding "),
        )
        reading.error(
            Where(part.name, line, column), "E005", f"byte {byte} is not UTF-8", hint, byte
        )
        return
    message, hint = _unknown(part, head)
    reading.error(Where(part.name), "E031", message, hint)


def undecodable(raw: bytes) -> int:
    """Where bytes stop to be UTF-8, -1 if nowhere; a character cut off at the end is none."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start if error.start < len(raw) - 3 else -1
    return -1


def _unknown(part: Part, head: str) -> tuple[str, str]:
    """What stands in a file that is text: the message and the hint."""
    begin = head[:200].casefold()
    if begin.startswith(("<!doctype html", "<html")):
        named = f" saved under a name with .{part.name.rsplit('.', 1)[-1]}"
        return f"this is a web page (HTML){named}", "use the registry's own download or export"
    for sign, (named, hint) in KNOWN.items():
        if sign in head[:400]:
            return f"this is {named}, which is not read", hint
    if begin[:1] in "[{":
        return "this JSON holds no study", "a study has a protocolSection with an nctId"
    if begin.startswith("<"):
        return "this XML is none of a registry that is known", "see the list of kinds"
    columns = head.splitlines()[0][:80].strip()
    if columns.startswith("#"):
        return "the table begins with a comment, not with its column names", "take the comment out"
    hint = "declare its columns under `imports` in sources.yaml and use `registry-csv`"
    return f"no registry's table begins with {columns!r}", hint
