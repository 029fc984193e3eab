"""Elements that a template leaves open: told where it is sure, and nothing where it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from cartreport.render.overrides.balanced import unbalanced
from cartreport.render.overrides.text import Own
from cartreport.shipped import shipped

NAME = "briefing/parts/exhibit.html"
SHIPPED = sorted(path for path in shipped().rglob("*.html") if "init" not in path.parts)


def told(text: str, name: str = NAME) -> list[str]:
    return [str(one).removeprefix(f"templates/{name}:") for one in unbalanced(Own(name, text), "")]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_what_is_shipped_is_whole(path: Path) -> None:
    """Each shipped template closes what it opens."""
    assert told(path.read_text("utf-8"), path.relative_to(shipped()).as_posix()) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<div>\n  <b>x</b>", ["1:1 E602 <div> is never closed: write </div> where it ends"]),
        ("x</div>", ["1:2 E602 </div> closes nothing: take it out, or open the element"]),
        (
            "<div>\n<b>x\n</div>",
            [
                "3:1 E602 </div> stands where <b> of line 2 is still open: write </b> before it",
            ],
        ),
        ("{% for a in b %}<div>{% endfor %}{% if a %}</b>{% endif %}", []),  # as often as b has
        ("{% if a %}<div>{% endif %}x{% if a %}</div>{% endif %}", []),  # one condition
        ("{% if a %}<div>{% else %}<div id='x'>{% endif %}</div>", []),
        (
            "{% if a %}<div>{% else %}<div id='x'>{% endif %}",
            ["1:26 E602 <div> is never closed: write </div> where it ends"],
        ),
        ("<ul><li>a<li>b</ul><p>c<br>", []),  # ends that may be left out
        ("<a{% if x > 1 %} class=\"{{ '>' }}\"{% endif %} title='a > b'>y</a>", []),
        ("{# <div> #}<!-- <div> --><script>'<div>'</script><svg><path/></svg>", []),
    ],
)
def test_what_is_open_is_told_where_it_is_sure(text: str, said: list[str]) -> None:
    """The first fault, with its place; a condition that decides it silences the rest."""
    assert told(text) == said


def test_a_file_that_replaces_none_may_open_what_another_closes() -> None:
    """The head and the foot of a page may be two files of the project's own."""
    assert told("<div>", "briefing/parts/head.html") == []
