"""Two hundred hostile or mangled exports from a seed, and what the import makes of each.

Run by hand:  python scripts/mangle_exports.py [SEED] [COUNT]
Each ends in rows or in located problems. The process limits itself first: no more memory than
MEMORY bytes of address space and no more than SECONDS of processor time for one input.
"""

from __future__ import annotations

import io
import json
import random
import resource
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from cartreport.registries import rows_of
from cartreport.registries.reading import Reading

MEMORY = 1_500_000_000
SECONDS = 60
CSV = "NCT Number,Study Title,Study Status,Sponsor,Phases,Start Date,Locations\n"
ROW = 'NCT{:08d},"Cells, {}",RECRUITING,Acme,PHASE1|PHASE2,2024-03-05,"A, Lyon, France|B, Wuhan, China"\n'
ICTRP = "<Trial><TrialID>EUCTR2015-{:06d}-28-DE</TrialID><Public_title>{}</Public_title><Primary_sponsor>Acme</Primary_sponsor><Recruitment_Status>Recruiting</Recruitment_Status><Phase>Phase 1</Phase><Countries>Germany</Countries></Trial>"
ALIEN = [
    "\x00",
    "\x1b[2J",
    "\ud83d",
    "\ufeff",
    "\u202e",
    "\u2028",
    "=cmd()",
    '"',
    "'",
    "|",
    "&#xD800;",
    "]]>",
    "\r",
    "<",
    "&x;",
]


def study(number: int, title: str) -> dict[str, object]:
    """A study as the API gives it."""
    return {
        "protocolSection": {
            "identificationModule": {"nctId": f"NCT{number:08d}", "briefTitle": title},
            "statusModule": {"overallStatus": "RECRUITING", "startDateStruct": {"date": "2024-03"}},
            "sponsorCollaboratorsModule": {"leadSponsor": {"name": "Acme", "class": "OTHER"}},
        }
    }


def whole(chance: random.Random, title: str = "cells") -> bytes:
    """A good export in one of the forms."""
    numbers = range(1, chance.randrange(3, 30))
    studies = [study(number, title) for number in numbers]
    form = chance.randrange(5)
    if form == 0:
        return (CSV + "".join(ROW.format(n, title) for n in numbers)).encode(
            "utf-8", "surrogatepass"
        )
    if form == 1:
        return json.dumps({"totalCount": len(studies), "studies": studies}).encode()
    if form == 2:
        return "\n".join(map(json.dumps, studies)).encode()
    if form == 3:
        return json.dumps(studies, indent=1).encode()
    trials = "\n".join(ICTRP.format(n, title) for n in numbers)
    return f"<Trials_downloaded_from_ICTRP>{trials}</Trials_downloaded_from_ICTRP>".encode(
        "utf-8", "surrogatepass"
    )


def scratched(chance: random.Random) -> bytes:
    """Bytes changed, taken out and put in."""
    raw = bytearray(whole(chance))
    for _ in range(chance.randrange(1, 12)):
        place = chance.randrange(len(raw))
        sort = chance.randrange(3)
        if sort == 0:
            raw[place] = chance.choice(b"\"',|<>{}[]\n\r\t\x00\xff\\/:9")
        elif sort == 1:
            del raw[place : place + chance.randrange(1, 60)]
        else:
            raw[place:place] = chance.randbytes(chance.randrange(1, 5))
    return bytes(raw)


def cut(chance: random.Random) -> bytes:
    """The end is missing, or two are joined somewhere."""
    raw = whole(chance)
    return raw[: chance.randrange(len(raw))] + (whole(chance) if chance.random() < 0.5 else b"")


def alien(chance: random.Random) -> bytes:
    """A title with characters that do harm somewhere."""
    return whole(chance, "".join(chance.choice(ALIEN) for _ in range(6)))


def encoded(chance: random.Random) -> bytes:
    """Another encoding than UTF-8."""
    codec = chance.choice(("utf-16", "utf-16-le", "latin-1", "gb18030", "utf-8-sig", "utf-32"))
    return whole(chance, "caf\xe9").decode("utf-8").encode(codec, "replace")


def spreadsheet(chance: random.Random) -> bytes:
    """What Excel does to a table."""
    text = CSV + "".join(ROW.format(n, "x") for n in range(1, 9))
    text = text.replace(
        "2024-03-05", chance.choice(("Mar-24", "5-Mar-24", "3/5/2024", "45356", "31/12/9999"))
    )
    text = chance.choice(("sep=,\n", "", "\ufeffsep=;\n")) + text
    return (text + chance.choice(("", CSV, ",,,,,,\n", text))).encode()


def bomb(chance: random.Random) -> bytes:
    """Little that would become much."""
    size = 40_000_000
    text = chance.choice(
        (b'{"studies":[' + b"{}," * (size // 3), b"[" * size, b'{"a":"' + b"x" * size)
    )
    text = chance.choice(
        (text, CSV.encode() + b'NCT00000001,"' + b"x" * size, b"<Triall>" + b"<a/>" * (size // 4))
    )
    text = chance.choice(
        (
            text,
            b'<!DOCTYPE a [<!ENTITY b "' + b"c" * 70_000 + b'">]><Trials_downloaded_from_ICTRP>&b;',
        )
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("a.csv", "b.json", "c.xml")[: chance.randrange(1, 3)]:
            archive.writestr(name, text)
    return packed.getvalue()


def stranger(chance: random.Random) -> bytes:
    """No export at all."""
    heads = (
        b"\x1f\x8b",
        b"%PDF-1.7\n",
        b"PK\x03\x04",
        b"SQLite format 3\0",
        b"\x00\x05\x16\x07",
        b"<html>",
        b"",
        b"{",
        b"a,b\n1,2\n",
    )
    return chance.choice(heads) + chance.randbytes(chance.randrange(0, 3000))


KINDS: tuple[Callable[[random.Random], bytes], ...] = (
    *(scratched, scratched, cut, cut, alien, alien, encoded, spreadsheet, stranger),
)
RARE = 25
"""One input of so many is a bomb: those take a second each."""


def inputs(seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each input; the same seed gives the same."""
    chance = random.Random(seed)
    for number in range(count):
        kind = bomb if number % RARE == RARE - 1 else KINDS[number % len(KINDS)]
        yield f"{number:03d}-{kind.__name__}", kind(chance)


def outcome(path: Path) -> tuple[int, int, int]:
    """Rows, bad records and errors of an input; an assertion fails where neither is told."""
    reading = Reading(focus="China")
    rows = 0
    for located in rows_of("auto", [path], reading):
        row = located.row
        assert row.id, path
        assert row.sponsor, path
        assert row.status, path
        "".join(row.cells().values()).encode()
        rows += 1
    found = list(reading.found())
    assert rows or reading.errors, path
    for problem in found:
        assert problem.where.file.startswith(str(path)), problem
        assert str(problem).removeprefix(str(path)).isprintable(), problem
        assert problem.message, problem
    return rows, reading.bad, reading.errors


def main(seed: int, count: int) -> None:
    """Import every input within the limits, and say how many rows and problems there were."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    rows = bad = errors = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, raw in inputs(seed, count):
            used = int(resource.getrusage(resource.RUSAGE_SELF).ru_utime)
            resource.setrlimit(resource.RLIMIT_CPU, (used + SECONDS, resource.RLIM_INFINITY))
            path = Path(folder) / name
            path.write_bytes(raw)
            one = outcome(path)
            path.unlink()
            rows, bad, errors = rows + one[0], bad + one[1], errors + one[2]
    print(f"{count} inputs: {rows} rows, {bad} bad records, {errors} errors, each in its place")


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(*(given + [7, 200][len(given) :]))
