"""What the checkers of others say of a briefing's pages: axe-core, the Nu checker, outloud.

    scripts/page_tools.py out/2026-11 [--axe axe.min.js] [--vnu vnu.jar] [--outloud outloud]

A tool that isn't given, or isn't on this machine, is named and passed over. axe-core and vnu-jar are
npm packages, outloud a Python package; none of them is needed to build. It ends with 1 where one of
them found something.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from browser import CHROMIUM, browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (390, 1440)


def axe(page: Path, script: Path) -> Iterator[str]:
    """WCAG 2.2 AA and best practices, on a phone and a desk, light and dark."""
    options = json.dumps({"runOnly": TAGS, "resultTypes": ["violations"]})
    with browser() as shown:
        for width in WIDTHS:
            for dark in (False, True):
                shown.open(page, width=width, dark=dark)
                shown.ask(script.read_text("utf-8") + ";0")
                found = shown.ask(f"axe.run(document, {options}).then(told => told.violations)")
                mode = "dark" if dark else "light"
                for rule in found:
                    for node in rule["nodes"]:
                        yield f"{width} {mode}: {rule['id']}: {node['html'][:160]}"


def vnu(page: Path, jar: Path) -> Iterator[str]:
    """The Nu checker's errors and warnings; that <br/> is written closed is meant."""
    done = subprocess.run(
        ["java", "-jar", str(jar), "--format", "json", str(page)], capture_output=True, check=False
    )
    for message in json.loads(done.stderr or done.stdout)["messages"]:
        if message["type"] == "error" or message.get("subType") == "warning":
            yield f"line {message.get('lastLine')}: {message['message']}"


def outloud(pdf: Path, command: str) -> Iterator[str]:
    """PDF/UA-1 and what a validator can't know."""
    done = subprocess.run(
        [command, "--no-info", str(pdf)], capture_output=True, text=True, check=False
    )
    yield from (
        line for line in done.stdout.splitlines() if " ERROR " in line or " WARNING " in line
    )


def main() -> int:
    """Each tool that is there, on each page that is there."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path, help="an edition")
    asked.add_argument("--axe", type=Path, default=Path("node_modules/axe-core/axe.min.js"))
    asked.add_argument("--vnu", type=Path, default=Path("node_modules/vnu-jar/build/dist/vnu.jar"))
    asked.add_argument("--outloud", default=shutil.which("outloud") or "")
    given, count = asked.parse_args(), 0
    tools = (
        ("axe", axe, given.axe, given.axe.is_file() and CHROMIUM, "*.html"),
        ("vnu", vnu, given.vnu, given.vnu.is_file() and shutil.which("java"), "*.html"),
        ("outloud", outloud, given.outloud, given.outloud, "*.pdf"),
    )
    for name, tool, where, there, files in tools:
        if not there:
            print(f"{name}: not on this machine")
        for file in sorted(given.folder.glob(files)) if there else ():
            found = list(tool(file, where))
            count += len(found)
            print(f"{name}: {file.name}: {len(found) or 'nothing'}", *found, sep="\n  ")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
