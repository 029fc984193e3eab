"""Write the generated pages of docs/reference, or say which are not current.

    python scripts/make_reference.py            # writes them
    python scripts/make_reference.py --check    # exit code 1 if one differs

A page is a line in PAGES: its name, and the function that gives its text.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import reference_changes
import reference_formats
import reference_problems
import reference_tables
import reference_templates

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "reference"
PAGES: dict[str, Callable[[], str]] = {
    "changes.md": reference_changes.page,
    "formats.md": reference_formats.page,
    "problems.md": reference_problems.page,
    "tables.md": reference_tables.page,
    "templates.md": reference_templates.page,
}


def main() -> int:
    """Write or compare every page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args().check
    stale = 0
    for name, page in PAGES.items():
        path, text = FOLDER / name, page()
        if path.exists() and path.read_bytes() == text.encode("utf-8"):
            continue
        stale += 1
        if check:
            print(f"docs/reference/{name} is not current: run scripts/make_reference.py")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"wrote docs/reference/{name}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
