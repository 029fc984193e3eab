"""Whatever bytes a project is made of, checking it ends in problems and never in an exception."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

import pytest

from cartreport.problems import CODE_BY_ID, Problems
from cartreport.sources import checks
from cartreport.sources.load import load_records

PROJECT = Path(__file__).resolve().parents[1] / "project"
FILES = sorted(path.relative_to(PROJECT) for path in PROJECT.rglob("*") if path.is_file())
ROUNDS = 60
SPICE = (
    *(b"", b"\x00", b"\xff", b"\t", b"\n", b"\r", b'"', b"'", b",", b"|", b": ", b"- ", b"#", b"{"),
    *(
        b"[",
        b"}",
        b"]",
        b"&a ",
        b"*a",
        b"!!python/object ",
        b"<<: ",
        b"---\n",
        b"~",
        b"null",
        b"NO",
    ),
    *(b"0", b"-1", b"1e999", b"9" * 40, b"2026-02-30", b"0000", b"9999-12-31", b"2024-Q4", b"1.10"),
    *(
        "é".encode(),
        "\u202e".encode(),
        "漢".encode(),
        "\ufeff".encode(),
        b"\\",
        b"(",
        b"(?P<a>",
        b"a" * 300,
    ),
)


def mutated(raw: bytes, dice: random.Random) -> bytes:
    """The bytes with a few of: a piece cut, doubled, moved, replaced, or something put in."""
    for _ in range(dice.choice((1, 1, 1, 2, 4))):
        start = dice.randrange(len(raw) + 1)
        end = min(len(raw), start + dice.choice((0, 1, 1, 3, 12, 80)))
        piece = raw[start:end]
        new = dice.choice(
            (b"", piece * 2, dice.choice(SPICE), piece[::-1], bytes([dice.randrange(256)]))
        )
        raw = raw[:start] + new + raw[end:]
        if dice.random() < 0.3:  # a word of the file in the place of another
            words = raw.split(b" ")
            words[dice.randrange(len(words))] = dice.choice(words)
            raw = b" ".join(words)
    return raw


def swapped(raw: bytes, dice: random.Random) -> bytes:
    """The bytes with a value after `: ` or between commas changed to something spicy."""
    separator = dice.choice((b": ", b",", b", ", b"|"))
    parts = raw.split(separator)
    parts[dice.randrange(len(parts))] = dice.choice((*SPICE, dice.choice(parts)))
    return separator.join(parts)


WORD = re.compile(rb"[\w-]+")
WORDS = sorted(
    {word for name in FILES for word in WORD.findall((PROJECT / name).read_bytes())}
    | {b"2026-02-29", b"2019", b"2031-01-01", b"2025-Q3", b"2024-H2", b"phase-3", b"unverified"}
)
DATES = [word for word in WORDS if re.fullmatch(rb"\d{4}(-[\w]+)*", word)]


def traded(raw: bytes, dice: random.Random) -> bytes:
    """The bytes with up to six words changed for others of the project, dates for dates.

    The result can mostly be read, so that it is the checks that meet it.
    """
    for _ in range(dice.randint(1, 6)):
        found = dice.choice(list(WORD.finditer(raw)))
        new = dice.choice(DATES if found[0] in DATES else WORDS)
        raw = raw[: found.start()] + new + raw[found.end() :]
    return raw


@pytest.mark.parametrize("seed", range(4))
def test_no_bytes_break_the_check(tmp_path: Path, seed: int) -> None:
    """Sixty broken projects a seed: each gives located problems of known codes, or none."""
    dice = random.Random(seed)
    folder = tmp_path / "project"
    shutil.copytree(PROJECT, folder)
    met = 0
    for _ in range(ROUNDS):
        names = dice.sample(FILES, dice.choice((1, 1, 2)))
        for name in names:
            change = dice.choice((mutated, swapped, traded, traded))
            (folder / name).write_bytes(change((PROJECT / name).read_bytes(), dice))
        problems = Problems()
        records = load_records(folder, problems)
        if records is not None:
            problems.extend(checks.run(records))
        for problem in problems:
            assert problem.code in CODE_BY_ID
            assert problem.where.file
            assert "\n" not in str(problem)
        met += bool(len(problems))
        for name in names:
            shutil.copyfile(PROJECT / name, folder / name)
    assert met > ROUNDS // 3
