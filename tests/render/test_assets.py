"""Pictures beside a template: carried from the project, the brand and the template's folder alone."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest
from sample_briefing import briefing
from test_brand_files import PNG, SVG

from cartreport.editions.inputs import look_inputs
from cartreport.render.gates import outside
from cartreport.render.gates.document import Document
from cartreport.render.html import render_html
from cartreport.render.look import open_look
from cartreport.render.overrides.faults import faults
from cartreport.render.pdf import prepared, print_page
from cartreport.sources.project import Project

DRAWN = 'var(--hue-a)"/>'
MARKED = SVG.replace('"/>', f'" fill="{DRAWN}', 1)
PAGE = '{% extends "builtin/briefing/page.html" %}\n{% block foot %}{{ super() }}'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A brand, a template with a page of its own, and pictures in each of the three places."""
    root = tmp_path / "own"
    for place, data in {
        "templates/briefing/beside.png": PNG,
        "templates/briefing/sections/deep.png": PNG,
        "brands/mine/ours.svg": MARKED.encode(),
        "pictures/far away.png": PNG,
        "pictures/computed.png": PNG,
        "brands/mine/_brand.yml": b"color: {primary: '#0b6e72'}\n",
    }.items():
        path = root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (tmp_path / "outside.png").write_bytes(PNG)
    (root / "templates/briefing/link.png").symlink_to(tmp_path / "outside.png")
    (root / "pictures/link.png").symlink_to(tmp_path / "outside.png")
    return root


def shows(project: Path, name: str, quote: str = '"') -> str:
    """What the address of a picture of this name becomes in a page that shows it."""
    image = f"<img class={quote}x{quote} src={quote}{name}{quote} alt=''/>"
    (project / "templates/briefing/page.html").write_text(f"{PAGE}{image}{{% endblock %}}", "utf-8")
    look = open_look(project, "mine")
    image = look.templates.environment.from_string(image).render()
    made = look.assets.page(image, "briefing", lambda picture: picture.url)
    return re.findall(r"src=[\"']([^\"']*)", made)[0]


def told(project: Path) -> list[str]:
    brands = {"briefing": [project / "brands/mine"]}
    return [str(problem) for problem in faults(project, brands=brands) if problem.code != "W601"]


CARRIED = ("beside.png", "deep.png", "ours.svg", "pictures/far%20away.png", "sections/deep.png")
REFUSED = {
    "../../../outside.png": "leads out of",
    "link.png": "leads out of",
    "pictures/link.png": "leads out of",
    "gone.png": "there is no picture 'gone.png'",
    "besid.png": "did you mean 'beside.png'?",
    "/etc/hostname": "there is no picture",
    "file:///etc/hostname": "a page fetches nothing",
    "https://example.org/a.png": "a page fetches nothing",
    "//example.org/a.png": "a page fetches nothing",
    "page.html": "is not well-formed",
    "pictures/../../outside.png": "leads out of",
}


def test_a_picture_is_carried_from_the_three_places(project: Path) -> None:
    """Beside the template, beside the brand, in the project: the page holds its bytes."""
    png = f"data:image/png;base64,{base64.b64encode(PNG).decode()}"
    for name in CARRIED:
        assert shows(project, name, "'" if "deep" in name else '"').startswith("data:"), name
        assert told(project) == [], name
    assert shows(project, "beside.png") == png
    drawn = base64.b64decode(shows(project, "ours.svg").partition(",")[2]).decode()
    assert open_look(project, "mine").brand.light["hue-a"] in drawn


def test_nothing_is_carried_from_elsewhere(project: Path) -> None:
    """Outside paths, links, and what is no picture: refused with the place, and by the gate."""
    for name, said in REFUSED.items():
        assert shows(project, name) == name
        (problem,) = told(project)
        assert problem.startswith("templates/briefing/page.html:2:50 E608 "), problem
        assert said in problem, problem
        page = f'<html><body><img src="{name}" alt=""/></body></html>'
        (closed,) = outside.gate(Document(briefing(), screen=page))
        assert closed.code == "E809"


def test_a_computed_name_is_looked_for_beside_the_template_alone(project: Path) -> None:
    """What a build cannot hash before it renders is not read: the project's folder at large."""
    assert shows(project, "{{ 'beside' ~ '.png' }}").startswith("data:")
    assert shows(project, "{{ 'pictures/computed' ~ '.png' }}") == "pictures/computed.png"


def test_a_sheet_names_pictures_too(project: Path) -> None:
    """`url()` in a sheet, a style element and an attribute: on screen and in print."""
    sheet = project / "templates/briefing"
    for name in ("screen.css", "print.css"):
        sheet.joinpath(name).write_text("p { background: url('beside.png') }", "utf-8")
    page = "<style>b { background: url(ours.svg) }</style><i style='background: url(deep.png)'></i>"
    sheet.joinpath("page.html").write_text(f"{PAGE}{page}{{% endblock %}}", "utf-8")
    look = open_look(project, "mine")
    made = render_html(briefing(), look).decode()
    assert re.findall(r"background: url\((data:image/[a-z+]+);", made) == [
        "data:image/png",
        "data:image/svg+xml",
        "data:image/png",
    ]
    printed, pictures = print_page(briefing(), look)
    assert re.findall(r"background: url\((\w+):", printed) == ["svg", "png"]
    given = prepared(printed, pictures, briefing(), look)
    assert given.refused == []
    assert list(pictures.kept.values()).count(PNG) == 1
    assert told(project) == []


def test_an_edition_knows_the_pictures_that_it_shows(project: Path) -> None:
    """A picture of the project is an input, with its hash; one that nobody names is none."""
    shows(project, "pictures/far%20away.png")
    plan = {"briefings": {"landscape": {"sections": ["cover"]}}, "brand": "mine"}
    said = {
        "title": "T",
        "edition": "2026-01",
        "as_of": "2026-01-01",
        "focus": {"country": "F", "label": "F"},
    }
    declared = Project.model_validate({**said, **plan, "vocabulary": {}, "sources": []})
    assert list(look_inputs(project, declared)["pictures briefing"]) == ["pictures/far away.png"]
