"""The pictures of the documentation, made by the program that it documents.

    .venv/bin/python scripts/docs_pictures.py            # all of docs/*.png but pages.png
    .venv/bin/python scripts/docs_pictures.py brands     # one of them

Each is some pages side by side, of the landscape that `cartreport init` writes or of the bundled one. Needs pdftoppm
(Debian: poppler-utils). The same program, faces and poppler give the same bytes.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from PIL import Image

from cartreport.starter import start
from cartreport.story import Options, build

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
GROUND, GAP, SHARP, COLOURS = "#8f979d", 12, 44, 112
FENCED = re.compile(r"^`([\w./-]+)`\n\n```\w+\n(.*?)```", re.MULTILINE | re.DOTALL)


def landscape(folder: Path) -> Path:
    """The landscape that `init` writes."""
    start(folder, None, None)
    return folder


def dressed(folder: Path) -> Path:
    """The same after docs/tutorial/yours.md."""
    page = (DOCS / "tutorial" / "yours.md").read_text("utf-8")
    landscape(folder)
    for name, text in FENCED.findall(page):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    (plan,) = re.findall(r"```yaml\n(briefings:.*?)```", page, re.DOTALL)
    declared = (folder / "sources.yaml").read_text("utf-8")
    (folder / "sources.yaml").write_text(declared[: declared.index("briefings:")] + plan, "utf-8")
    return folder


def branded(folder: Path, brand: str) -> Path:
    """The landscape that `init` writes, in a brand that ships."""
    path = landscape(folder) / "sources.yaml"
    text = path.read_text("utf-8").replace("brand: own", f"brand: {brand}")
    path.write_text(text, "utf-8")
    return folder


def pages(project: Path, *numbers: int) -> Iterator[Image.Image]:
    """Pages of a project's briefing as pictures."""
    made = build(project, Options(out=project / "out", formats=("pdf",), record=False))
    yield from cut(made.folder, *numbers)


def cut(edition: Path, *numbers: int) -> Iterator[Image.Image]:
    """Pages of the one PDF in an edition's folder as pictures."""
    (pdf,) = edition.glob("*.pdf")
    for number in numbers:
        stem = str(edition.parent / f"page-{number}")
        page = ["-r", str(SHARP), "-png", "-singlefile", "-f", str(number), "-l", str(number)]
        subprocess.run(["pdftoppm", *page, str(pdf), stem], check=True)
        yield Image.open(f"{stem}.png").convert("RGB")


def yours(folder: Path) -> Iterator[Image.Image]:
    """The cover as it ships, and the cover and the section of the tutorial."""
    yield from pages(landscape(folder / "shipped"), 1)
    yield from pages(dressed(folder / "dressed"), 1, 2)


def brands(folder: Path) -> Iterator[Image.Image]:
    """Two pages in each of the brands that ship."""
    for brand in ("ledger", "harbour", "quarto"):
        yield from pages(branded(folder / brand, brand), 1, 6)


def languages(folder: Path) -> Iterator[Image.Image]:
    """The cover and a page of the bundled briefing in English and in Chinese."""
    yield from bundled(folder, ("landscape", 1), ("landscape", 13))
    yield from bundled(folder, ("landscape-zh", 1), ("landscape-zh", 13))


def profiles(folder: Path) -> Iterator[Image.Image]:
    """A page of each briefing of the bundled project: everything, four pages, a company, a target."""
    return bundled(folder, ("landscape", 13), ("executive", 2), ("company", 2), ("target", 2))


def bundled(folder: Path, *asked: tuple[str, int]) -> Iterator[Image.Image]:
    """Pages of briefings of the bundled project, each built once."""
    for briefing, number in asked:
        told = Options(out=folder / briefing, formats=("pdf",), briefings=(briefing,), record=False)
        edition = folder / briefing / "latest"
        yield from cut(edition if edition.exists() else build(ROOT, told).folder, number)


PICTURES: dict[str, tuple[str, Callable[[Path], Iterator[Image.Image]]]] = {
    "yours": ("tutorial/yours.png", yours),
    "brands": ("brands.png", brands),
    "languages": ("languages.png", languages),
    "profiles": ("profiles.png", profiles),
}


def main(*asked: str) -> None:
    """Draw the pictures that are asked for, all of them by default, in few colours."""
    for name in asked or PICTURES:
        target, drawn = PICTURES[name]
        with tempfile.TemporaryDirectory() as folder:
            shown = list(drawn(Path(folder)))
        width, height = shown[0].size
        sheet = Image.new("RGB", (len(shown) * (width + GAP) + GAP, height + 2 * GAP), GROUND)
        for index, picture in enumerate(shown):
            sheet.paste(picture, (GAP + index * (width + GAP), GAP))
        sheet.quantize(COLOURS, Image.Quantize.MAXCOVERAGE).save(DOCS / target, optimize=True)
        print(DOCS / target)


if __name__ == "__main__":
    main(*sys.argv[1:])
