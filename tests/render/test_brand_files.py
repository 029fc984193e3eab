"""Brand files as firms write them: each gives a page that can be read, or says fairly why not."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest
from sample_briefing import briefing
from test_brand import unreadable

from cartreport.problems import Level
from cartreport.render import brand
from cartreport.render.html import render_html
from cartreport.render.look import open_look

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><path id="a" d="M0 0h9"/></svg>'
FILES = {
    "a web team's, with everything": """
meta:
  name: {full: Northwind Analytics Ltd, short: Northwind}
  link: {home: https://northwind.example, mastodon: https://social.example/@nw, intranet: https://x.example}
logo:
  images:
    mark: {path: logos/mark.svg, alt: A compass}
    white: logos/mark.svg
  small: mark
  medium: {light: mark, dark: white}
  large: {path: logos/mark.svg, alt: A compass and the word Northwind}
color:
  palette: {blue: '#2f6db3', grey: '#6f7173', white: '#FFF', black: '#101010', coral: '#f2714e'}
  foreground: black
  background: white
  primary: blue
  secondary: grey
  tertiary: '#c4c6c8'
  success: '#5d9b50'
  info: primary
  warning: coral
  danger: '#9c4059'
  light: white
  dark: '#404143'
typography:
  fonts:
    - {family: Quicksand Book, source: google, weight: 300..700, style: [normal, italic], display: block}
    - {family: Anonymous Pro, source: bunny}
  base: {family: Quicksand Book, size: 1rem, weight: 400, line-height: 1.4}
  headings: {family: Quicksand Book, weight: semi-bold, color: primary, style: normal, line-height: 1.2}
  monospace: {family: Anonymous Pro, size: 0.9em}
  monospace-inline: {color: black, background-color: '#eeeeee80'}
  monospace-block: {color: foreground, background-color: background, line-height: 1.4}
  link: {color: danger, decoration: underline, weight: 600, background-color: white}
defaults:
  bootstrap: {version: 5, defaults: {navbar-bg: $primary}}
  shiny: {theme: {preset: shiny}}
""",
    "a dark one": "color: {background: '#16161a', foreground: '#fffffe', primary: '#7f5af0', "
    "secondary: '#72757e', danger: '#e53170', light: '#94a1b2', dark: '#010101'}",
    "one for light and dark": """
color:
  palette:
    sea: {light: '#0b6e72', dark: '#5bd1d6'}
  foreground: {light: '#1a1a1a', dark: '#f5f5f5'}
  background: {light: '#ffffff', dark: '#101418'}
  primary: sea
typography:
  headings: {color: {light: sea, dark: '#ffd166'}}
""",
    "a university's, one colour and a name": "meta: {name: University of Freedonia}\n"
    "color: {primary: maroon}\nlogo: logos/mark.svg\n",
    "a bank's, in CSS notation": "color: {foreground: 'rgb(20, 20, 43)', background: '#fafafa', "
    "primary: 'hsl(151, 64%, 27%)', secondary: '#5a9', danger: crimson}",
    "an agency's, all loud": "color: {primary: '#ff005c', secondary: '#ff7a00', tertiary: '#ffe600', "
    "danger: '#ff0000', light: '#fff5f5'}",
    "a package's, with its own files": """
meta: {name: tidywidgets, link: https://widgets.example}
color: {primary: '#3f7cac'}
typography:
  fonts:
    - family: Widget Sans
      source: file
      files:
        - path: fonts/own.ttf
        - {path: fonts/own.ttf, weight: bold}
        - {path: fonts/own.ttf, weight: 400, style: italic}
        - https://fonts.example/widget.woff2
  base: Widget Sans
  headings: {family: Widget Sans, weight: 700}
""",
    "one that is hardly begun": "meta:\n  name: New\nlogo:\ncolor:\n  primary: ~\ntypography:\n",
}


TOLD = {
    "---\nmeta: {name: Harrow, link: 'https://harrow.example'}\nlogo: logos/mark.svg\n"
    "color: {primary: '#2A5CAA'}\ntypography: {base: Open Sans, headings: Source Serif 4, "
    "monospace: Fira Code}\n": "b.yml:5:20 W705 the face 'Open Sans' is not here: Inter is set",
    "color:\n  palette:\n    blue: &blue '#1b4f9c'\n  primary: *blue\n": "b.yml:4:12 E012 a YAML alias "
    "(*name): write the value out",
    "color: {primary: navy}\ntypography:\n  fonts:\n"
    "    - {family: Public Sans, source: google, weight: [400, 700], style: [normal, italic]}\n"
    "    - {family: Lora, source: bunny, weight: 400..700}\n"
    "  headings: {family: Lora, weight: 600, color: primary, line-height: 1.1}\n": "b.yml:6:22 W705 the "
    "face 'Lora' is not here: Source Serif is set in its place",
    "color:\n  palette: {blue: '#3355dd', alert: red, red: '#cc2233', sun: '#ffcc00'}\n"
    "  primary: blue\n  secondary: sun\n  info: primary\n  warning: sun\n  danger: alert\n": "",
    "color: {primary: '#663399'}\nlogo:\n  medium: https://cdn.example/logo.svg\n"
    "  small: {light: 'https://cdn.example/l.png', dark: 'https://cdn.example/d.png'}\n": "",
    "\ufeffmeta:\r\n  name: Crlf Ltd\r\ncolor:\r\n  palette:\r\n    teal: '#00796b'  # house\r\n"
    "  primary: teal\r\n": "",
    "meta: {name: X, description: A firm}\ncolor: {primary: '#00558c'}\nvoice: {tone: plain}\n": "b.yml:3:1 "
    "W706 the convention has no key 'voice' here: it is passed over",
    "meta: {name: Y, links: {home: 'https://y.example'}, author: {name: A}}\ncolor:\n"
    "  primary: teal\n  accent: plum\nbutton: {style: {borderRadius: 4px}}\n": "b.yml:4:3 W706 the convention "
    "has no key 'accent' here: it is passed over",
    "color:\n  palette:\n    sea: '#0b6e72'\n    primary: sea\n    foreground: black\n": "b.yml:4:5 W706 "
    "'primary' is a name in the palette here, and colours nothing: set it beside `palette`, as color.primary",
    "color: {primary: '#0b6e72ff', secondary: 'rgba(20,20,20,0.5)', tertiary: 'hsl(20 80% 40%)', "
    "danger: 'oklch(0.6 0.2 30)'}\n": "b.yml:1:101 E702 'oklch(0.6 0.2 30)' is no colour: write such as",
    "color:\n  primary: #447099 # the blue\n": "b.yml:2:12 E702 #447099 without quotes is a comment",
    "color: {primary: #447099, danger: #c00}\n": "b.yml:1:18 E702 #447099 without quotes is a comment",
    "meta: {name: 'Logo, color: #fff'}\ncolor: # ours\n  primary: teal #fff\n": "",
    "typography: {base: 'Inter, Arial, sans-serif', headings: serif}\n": "",
    "typography: {base: '\"Noto Serif Tall\", Source Serif, serif'}\n": "b.yml:1:20 W705 the face 'Noto Serif "
    "Tall' is not here: Source Serif is set",
    "typography: {base: 'system-ui, -apple-system, BlinkMacSystemFont, \"Segoe UI\", Inter'}\n": "b.yml:1:20 W705 "
    "the face 'Segoe UI' is not here: Inter is set",
    "typography: {headings: {family: 思源宋体}}\n": "b.yml:1:33 W705 the face '思源宋体' is not here: Source Serif is",
    "typography: {base: Microsoft Sans Serif}\n": "b.yml:1:20 W705 the face 'Microsoft Sans Serif' is not "
    "here: Inter is set",
    "defaults: {cartreport: {fonts: sytem}}\n": "b.yml:1:32 E702 'sytem' is no place of faces",
    "color: {primary: teal}\ntypography: {fonts: [Inter], base: Inter}\n": "b.yml:2:22 E702 a text stands "
    "here: write a mapping of keys",
}
"""Forms that the convention's pages show and that nothing else here has; what is said of them, if anything."""


def folder_of(tmp_path: Path, text: str) -> Path:
    from cartreport.render.faces import shipped_families

    folder = tmp_path / "brands" / "mine"
    for part in ("logos", "fonts"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    (folder / "_brand.yml").write_text(text, "utf-8")
    (folder / "logos" / "mark.svg").write_text(SVG, "utf-8")
    (folder / "fonts" / "own.ttf").write_bytes(shipped_families()["Inter"].path.read_bytes())
    return folder


def test_eight_files_of_the_kinds_that_firms_write_are_brands(tmp_path: Path) -> None:
    """None has an error, each gives pages that can be read in light and dark, and says what it uses."""
    broken = {}
    for kind, text in FILES.items():
        found, problems = brand.examine(folder_of(tmp_path, text), "b.yml")
        faults = [str(problem) for problem in problems if problem.level is Level.ERROR]
        if found is None or faults or unreadable(found) or " applied" not in found.applied:
            broken[kind] = (faults, found and unreadable(found))
    assert broken == {}


def test_further_forms_build_or_get_a_fair_message(tmp_path: Path) -> None:
    """Document marks, aliases, lists of weights, chains of names, logos abroad, other notations."""
    wrong = {}
    for text, told in TOLD.items():
        found, problems = brand.examine(folder_of(tmp_path, text), "b.yml")
        said = [str(problem) for problem in problems]
        if any(told in one for one in said) != bool(told) or (not told and (not found or said)):
            wrong[text] = said
    assert wrong == {}


@pytest.mark.parametrize("kind", [next(iter(FILES)), "a package's, with its own files"])
def test_such_a_brand_makes_a_page(tmp_path: Path, kind: str) -> None:
    """The fullest and the one with faces of its own are set whole."""
    folder_of(tmp_path, FILES[kind])
    page = render_html(briefing(), open_look(tmp_path, "mine")).decode()
    assert ("Widget Sans" in page) == ("Widget" in FILES[kind])
    assert "cv-top" in page


def test_each_brand_in_the_docs_is_one(tmp_path: Path) -> None:
    """Every block of the how-to is taken as it stands, with the files and faces that it names."""
    page = (Path(__file__).parents[2] / "docs" / "how-to" / "brands.md").read_text("utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert len(blocks) == 5
    broken = {}
    for block in blocks:
        folder = folder_of(tmp_path, block)
        (folder / "mark.svg").write_text(SVG, "utf-8")
        (folder / "mark-white.png").write_bytes(PNG)
        for name in ("AcmeSans.ttf", "AcmeSans-Bold.ttf"):
            (folder / name).write_bytes((folder / "fonts" / "own.ttf").read_bytes())
        found, problems = brand.examine(folder, "b.yml")
        if found is None or problems or unreadable(found):
            broken[block] = problems
    assert broken == {}
    assert "brand Acme: 9 settings applied; 2 not used: color.success, typography.base.size" in page
