"""The README's picture: three pages of the bundled briefing side by side.

    python scripts/make_picture.py out/2026-11/landscape.pdf docs/pages.png

Needs pdftoppm (Debian: poppler-utils) and Pillow, which WeasyPrint brings.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile

from PIL import Image

PAGES = (1, 13, 15)
GROUND = "#8f979d"
GAP = 14


def main(pdf: str, target: str) -> None:
    """Draw the pages and paste them onto one ground, in few colours."""
    with tempfile.TemporaryDirectory() as folder:
        pictures = []
        for page in PAGES:
            stem = f"{folder}/page-{page}"
            command = ["pdftoppm", "-r", "64", "-png", "-singlefile", "-f", str(page)]
            subprocess.run([*command, "-l", str(page), pdf, stem], check=True)
            pictures.append(Image.open(f"{stem}.png").convert("RGB"))
        width, height = pictures[0].size
        across = len(pictures) * (width + GAP) + GAP
        sheet = Image.new("RGB", (across, height + 2 * GAP), GROUND)
        for index, picture in enumerate(pictures):
            sheet.paste(picture, (GAP + index * (width + GAP), GAP))
        sheet.quantize(96).save(target, optimize=True)


if __name__ == "__main__":
    main(*sys.argv[1:3])
