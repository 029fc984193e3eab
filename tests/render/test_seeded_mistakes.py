"""Mistakes that people make in brand, words, plan and templates: each is found where it stands."""

from __future__ import annotations

import re
from pathlib import Path

from cartreport.errors import ProjectError
from cartreport.render.overrides.placed import column_of
from cartreport.story import check, check_templates
from tests.small import edit, put, small_project

BRAND, WORDS, PLAN = "brands/mine/_brand.yml", "templates/briefing/words.yaml", "sources.yaml"
PAGE, COVER = "templates/briefing/page.html", "templates/briefing/sections/cover.html"
PRINT, SCREEN = "templates/briefing/print.css", "templates/briefing/screen.css"
COLOUR = "color: {primary: '#0b6e72'}\n"
EXTENDS = '{% extends "builtin/briefing/page.html" %}\n'
OWN = "cover, {section: own, name: Own, title: T, exhibits: [{table: by-target, title: T}]}"
SCRIPT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 1"><script>alert(1)</script></svg>'

# What is wrong: file, its text (in the plan: what stands in place of its sections), the place and
# code, words of the cure.
MISTAKES = {
    "brand: a key misspelt": (BRAND, "color: {primery: teal}", "1:9 E701", "'primary'"),
    "brand: a key misspelt at depth": (
        BRAND,
        COLOUR + "typography:\n  headings: {famly: Inter}",
        "3:14 E701",
        "'family'",
    ),
    "brand: no colour": (BRAND, "color: {primary: teel}", "1:18 E702", "'teal'"),
    "brand: text too light": (
        BRAND,
        "color: {primary: teal, foreground: '#bbb'}",
        "1:36 W704",
        "the nearest that passes",
    ),
    "brand: a logo that is not there": (
        BRAND,
        COLOUR + "logo: mark.svg",
        "2:7 E703",
        "put it there",
    ),
    "brand: a logo with a script": (BRAND, COLOUR + "logo: bad.svg", "2:7 E703", "plain SVG"),
    "brand: a logo outside": (BRAND, COLOUR + "logo: ../x.svg", "2:7 E703", "put it there"),
    "brand: a face that is not here": (
        BRAND,
        COLOUR + "typography: {base: Acme Sans}",
        "2:20 W705",
        "put its .ttf",
    ),
    "brand: an open brace": (BRAND, "color: {primary: teal\n", "2:1 E010", "close the brace"),
    "brand: an unknown token": (
        BRAND,
        COLOUR + "defaults: {cartreport: {light: {panle: '#eee'}}}",
        "2:33 E701",
        "'panel'",
    ),
    "words: an open brace": (WORDS, "targets.finding: 'of {top'", "1:18 E610", "write {name}"),
    "words: a tag": (WORDS, "targets.finding: 'a <b>big</b> one'", "1:18 E610", "**strong**"),
    "words: strong left open": (WORDS, "targets.finding: 'a **big one'", "1:18 E610", "**strong**"),
    "words: an empty name": (WORDS, "targets.name: ''", "1:15 E610", "write the words"),
    "words: a key misspelt": (WORDS, "targets.findng: x", "1:1 E610", "'targets.finding'"),
    "words: a value of nobody": (WORDS, "targets.finding: '{tpo}'", "1:18 W611", "'top'"),
    "words: a form of nobody": (WORDS, "targets.finding: '{top:up}'", "1:18 E610", "forms: word"),
    "words: an open quote": (WORDS, "targets.name: 'a", "1:15 E010", "close the quote"),
    "words: an entry twice": (WORDS, "nd: a\nnd: b", "2:1 E011", "keep one"),
    "plan: a section misspelt": (PLAN, "cover, targts", "48:33 E210", "'targets'"),
    "plan: a section twice": (PLAN, "cover, reading, cover", "48:42 E201", "leave one out"),
    "plan: a table misspelt": (PLAN, OWN.replace("by-t", "by-tt"), "48:88 E210", "'by-target'"),
    "plan: a number of nobody": (
        PLAN,
        OWN.replace("title: T,", "title: '{by-target/*/nn}',"),
        "48:67 E210",
        "counts nothing in 'nn'",
    ),
    "plan: an open brace": (
        PLAN,
        OWN.replace("title: T,", "title: '{by-target/*',"),
        "48:67 E610",
        "write {table/row/column}",
    ),
    "plan: strong left open": (
        PLAN,
        OWN.replace("title: T,", "title: T, intro: 'a **big one',"),
        "48:79 E610",
        "**strong**",
    ),
    "plan: an empty name": (PLAN, OWN.replace("name: Own", "name: ''"), "48:54 E103", "empty"),
    "plan: a form of nobody": (
        PLAN,
        OWN.replace("title: T}", "title: T, as: pie}"),
        "48:113 E103",
        "'bars'",
    ),
    "template: a file misspelt": (
        "templates/briefing/sections/covr.html",
        "<p/>",
        " W601",
        "sections/cover.html",
    ),
    "template: not Jinja": (COVER, "<p>\n {% if %}</p>", "2:2 E602", "Jinja's syntax"),
    "template: a block of nobody": (
        PAGE,
        EXTENDS + "{% block foott %}{% endblock %}",
        "2:10 E602",
        "'foot'",
    ),
    "template: a block left open": (PAGE, EXTENDS + "{% block foot %}<p/>", "2:4 E602", "endblock"),
    "template: what stands outside a block": (
        PAGE,
        EXTENDS + "{% block foot %}{% endblock %}\n<p>For internal use</p>\n",
        "3:1 E602",
        "{% block … %}",
    ),
    "template: an include of nothing": (
        COVER,
        '\n{% include "briefing/parts/txt.html" %}',
        "2:13 E602",
        "text.html",
    ),
    "template: itself": (COVER, f'{{% include "{COVER[10:]}" %}}', "1:13 E602", "builtin/"),
    "template: a filter of nobody": (COVER, "{{ section.name|shout }}", "1:17 E602", "Jinja"),
    "template: a value of nobody": (COVER, "\n{{ brefing.title }}", "2:4 E603", "'briefing'"),
    "template: a field of nobody": (COVER, "{{ briefing.titel }}", "1:13 E603", "'title'"),
    "template: an entry of nobody": (COVER, "{{ word('cover.nme') }}", "1:10 E603", "did you mean"),
    "template: a way out by a name": (COVER, "{{ briefing.__class__ }}", "1:13 E602", "--values"),
    "template: a way out by a filter": (
        COVER,
        "{{ ''|attr('__class__') }}",
        "1:13 E602",
        "--values",
    ),
    "template: a value as markup": (COVER, "{{ briefing.title|safe }}", "1:19 E602", "Jinja"),
    "template: escaping turned off": (
        COVER,
        "<p>\n{% autoescape false %}{{ briefing.title }}{% endautoescape %}</p>",
        "2:4 E602",
        "every value is escaped",
    ),
    "template: no alternative": (COVER, '<p><img src="data:," title="a > b"/>', "1:4 E605", "alt="),
    "template: a picture that is nowhere": (
        COVER,
        '<img src="chart.png" alt=""/>',
        "1:11 E608",
        "templates/briefing",
    ),
    "template: a picture abroad": (
        COVER,
        '<img src="//x.org/a.png" alt=""/>',
        "1:11 E608",
        "beside",
    ),
    "template: a script abroad": (
        COVER,
        '<script src="https://x.org/a.js"></script>',
        "1:14 E608",
        "screen.js",
    ),
    "template: grid in a style": (COVER, '<p style="display:inline-grid">', "1:11 W604", "tables"),
    "template: pale in a style": (
        COVER,
        '<p style="margin:0;color:silver">',
        "1:20 W606",
        "--ink-2",
    ),
    "sheet: flex in print": (PRINT, "p { margin: 0;\n display: flex }", "2:2 W604", "columns"),
    "sheet: grey on white": (PRINT, "p { color: rgb(150 150 150) }", "1:5 W606", "--ink-2"),
    "sheet: a url": (SCREEN, "p { background: url(https://x.org/a) }", "1:21 E608", "beside"),
    "sheet: a url in disguise": (
        SCREEN,
        "p { background: u\\72l(//x.org/a) }",
        "1:17 E608",
        "beside",
    ),
    "sheet: an import": (SCREEN, "@import 'more.css';", "1:1 E608", "write the rules"),
    "sheet: a face of nobody": (
        PRINT,
        "p { font-family: Roboto }",
        "1:18 E602",
        "typography.fonts",
    ),
    "template: a token of nobody": (
        COVER,
        "<style>\np { --own: 1pt; margin: var(--own); color: var(--inkk) }</style>",
        "2:44 E602",
        "'--ink'",
    ),
    "words: a brace without quotes": (
        WORDS,
        "targets.finding: {top} of all",
        "1:24 E010",
        "'{top} of all'",
    ),
    "plan: a number without quotes": (
        PLAN,
        OWN.replace("title: T,", "title: {by-target/*/n},"),
        "48:66 E103",
        "quotes: '{by-target/*/n}'",
    ),
    "sheet: a token of nobody": (SCREEN, "p { color: var(--ink-9) }", "1:16 E602", "'--ink-"),
}
# What rendering alone can show, by `templates check`.
RENDERED = {
    "template: a field at depth": (
        COVER,
        "\n{% for f in section.figures %}{{ f.valu }}{% endfor %}",
        "2:36 E603",
        "'value'",
    ),
    "template: what stood there, without brackets": (
        PAGE,
        EXTENDS + "{% block foot %}\n{{ super }}{% endblock %}",
        "3:4 E602",
        "{{ super() }}",
    ),
    "template: a part of the briefing for a text": (
        COVER,
        "{{ section }}",
        "1:1 E602",
        "one of its",
    ),
    "template: several for a text": (COVER, "{{ briefing.sections }}", "1:1 E602", "{% for"),
    "template: a function for a text": (COVER, "{{ drawing }}", "1:1 E602", "brackets"),
    "template: a page that extends nothing": (PAGE, "<p/>", "1:1 E602", '{% extends "builtin'),
    "template: a way out by a computed name": (
        COVER,
        "{{ ''|attr('__cla' ~ 'ss__') }}",
        "1:1 E602",
        "nothing else",
    ),
    "template: a product without end": (COVER, "{{ 'a' * 9 ** 9 }}", "1:1 E602", "without end"),
    "template: a range without end": (COVER, "{{ range(10 ** 0) }}", "1:1 E602", "without end"),
    "template: a form out of range": (
        COVER,
        "{{ '{0}'.format_map({'a': 1}) }}",
        "1:1 E602",
        "out of range",
    ),
    "sheet: a property of nobody": (PRINT, "p { margin: 0;\n  colr: red }", "2:3 E609", "spelling"),
}


def seeded(folder: Path, file: str, text: str) -> Path:
    """The small project with one mistake in it."""
    project = small_project(folder, ("cover",))
    if file == PLAN:
        edit(project / PLAN, r"sections: \[cover\]", f"sections: [{text}]")
    else:
        put(project / file, text)
    if file == BRAND:
        edit(project / PLAN, r"facets: \[origin\]", "facets: [origin]\nbrand: mine")
        put(project / "brands/mine/bad.svg", SCRIPT)
    return project


def missed(tmp_path: Path, mistakes: dict, find) -> dict[str, list[str]]:
    """The mistakes of which the place, the code or the cure is not what it should be."""
    wrong = {}
    for number, (what, (file, text, place, cure)) in enumerate(mistakes.items()):
        try:
            found = list(find(seeded(tmp_path / str(number), file, text)))
        except ProjectError as error:
            found = list(error.problems)
        expected = f"{file}:{place}".replace(": ", " ")
        said = [str(problem) for problem in found]
        if not any(one.startswith(f"{expected} ") and cure in one for one in said):
            wrong[what] = [expected, cure, *said]
        elif {one.split(" ", 2)[1] for one in said} != {place.split()[-1]}:
            wrong[what] = ["more than one kind", *said]
    return wrong


def test_check_finds_each_mistake_where_it_stands(tmp_path: Path) -> None:
    """One project, one mistake, `check`: its code, its line and column, and the cure."""
    assert len(MISTAKES) + len(RENDERED) >= 30
    assert missed(tmp_path, MISTAKES, check) == {}


def test_templates_check_finds_what_rendering_shows(tmp_path: Path) -> None:
    """The same of what no reading shows."""
    assert missed(tmp_path, RENDERED, check_templates) == {}


def test_what_a_cure_names_is_one(tmp_path: Path) -> None:
    """Words that are always known raise nothing, and neither does a picture that is there."""
    known = "targets.finding: '{place}, {edition}, {as_of}, {regulator}: {top}'\n"
    project = seeded(tmp_path / "own", WORDS, known)
    assert [str(problem) for problem in check(project)] == []
    assert re.search(r"regulator: FRA", (project / PLAN).read_text("utf-8"))


def test_a_line_is_searched_for_the_word_that_is_at_fault() -> None:
    """The last of the words that stands there whole; else the first tag, else the first sign."""
    line = "  <b>a.x {{ xx.a }} x"
    told = {"a.x xx.a": 13, "x q": 8, "b": 4, "q": 3, "": 3, ".": 3}
    assert {words: column_of(line, *words.split(" ")) for words in told} == told
    assert (column_of("   plain", "q"), column_of("", "q")) == (4, 1)
