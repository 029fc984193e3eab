"""Templates: which file wins, what may be overridden, and what a mistake looks like."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment
from sample_briefing import briefing

from cartreport.errors import TemplateError
from cartreport.render.html import render_html
from cartreport.render.look import open_look
from cartreport.shipped import shipped

BLOCKS = re.findall(r"{% block (\w+)", (shipped() / "briefing" / "page.html").read_text("utf-8"))


def page(project: Path, **files: str) -> str:
    """The sample rendered for a project with these templates of its own."""
    for name, text in files.items():
        path = (
            project / "templates" / "briefing" / name.replace("__", "/").replace("_html", ".html")
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return render_html(briefing(), open_look(project, "ledger")).decode()


def test_a_text_is_compiled_once_and_another_text_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page made again compiles nothing; one whose cover has changed compiles the cover, and has it."""
    compiled: list[str] = []
    real = Environment.compile

    def compile_(self: Environment, source: str, name: str, *rest: Any) -> Any:
        compiled.append(name)
        return real(self, source, name, *rest)

    cover = '<section class="cover" id="{{ section.id }}"><h1>%s</h1></section>'
    first = page(tmp_path, sections__cover_html=cover % "One")
    monkeypatch.setattr(Environment, "compile", compile_)
    assert page(tmp_path) == first
    assert compiled == []
    second = page(tmp_path, sections__cover_html=cover % "Two")
    assert compiled == ["briefing/sections/cover.html"]
    assert second == first.replace("<h1>One</h1>", "<h1>Two</h1>")


def test_what_is_compiled_for_other_filters_is_not_taken(tmp_path: Path) -> None:
    """A filter that one page has is worked out or refused by the page itself, whatever came before."""
    folder = tmp_path / "templates" / "briefing"
    folder.mkdir(parents=True)
    (folder / "one.html").write_text('{{ "a"|shout }}', "utf-8")
    loud, low, none = (open_look(tmp_path, "ledger").templates for _ in range(3))
    loud.environment.filters["shout"] = str.upper
    low.environment.filters["shout"] = str.lower
    assert [made.render("briefing/one.html") for made in (loud, low, loud)] == ["A", "a", "A"]
    with pytest.raises(TemplateError, match="shout"):
        none.render("briefing/one.html")


def test_blocks_are_found() -> None:
    """The list of blocks that the next test overrides is not empty."""
    assert {"title", "head", "styles", "cover", "contents", "sections", "foot"} <= set(BLOCKS)


@pytest.mark.parametrize("block", sorted(set(BLOCKS) - {"section_other"}))
def test_every_block_can_be_overridden(tmp_path: Path, block: str) -> None:
    """A project's page.html that extends the shipped one and redefines a block takes effect."""
    text = f'{{% extends "builtin/briefing/page.html" %}}{{% block {block} %}}MARK-{block}{{% endblock %}}'
    assert f"MARK-{block}" in page(tmp_path, page_html=text)


def test_a_partial_is_replaced_by_a_file_of_its_name(tmp_path: Path) -> None:
    """The project's own sections/evidence.html stands in for the shipped one, the rest stays."""
    made = page(tmp_path, sections__evidence_html="<p>Ours: {{ section.evidence|length }}</p>")
    assert "<p>Ours: 60</p>" in made
    assert 'id="programmes"' in made


def test_a_section_of_a_new_kind_is_a_new_file(tmp_path: Path) -> None:
    """A kind nobody ships is set by the project's partial of that name."""
    from cartreport.briefing.briefing import Section

    folder = tmp_path / "templates" / "briefing" / "sections"
    folder.mkdir(parents=True)
    (folder / "letter.html").write_text("<p>Dear {{ section.extra.name }}</p>", "utf-8")
    letter = Section("letter", "letter", "", "Letter", "", extra={"name": "reader <b>"})
    made = render_html(briefing(sections=(letter,)), open_look(tmp_path, "ledger")).decode()
    assert "Dear reader &lt;b&gt;" in made


def test_a_block_that_no_parent_has_is_a_fault(tmp_path: Path) -> None:
    """A misspelt block would be passed over in silence: the message names it and the right one."""
    text = '{% extends "builtin/briefing/page.html" %}\n{% block fot %}x{% endblock %}'
    with pytest.raises(TemplateError) as raised:
        page(tmp_path, page_html=text)
    assert "templates/briefing/page.html:2 fills a block 'fot'" in str(raised.value)
    assert raised.value.hint == "Did you mean 'foot'?"


def test_a_new_block_within_a_known_one_is_none(tmp_path: Path) -> None:
    """A template may open places of its own for those that extend it."""
    text = (
        '{% extends "builtin/briefing/page.html" %}'
        "{% block foot %}{% block own_foot %}MARK{% endblock %}{% endblock %}"
    )
    assert "MARK" in page(tmp_path, page_html=text)


def test_extending_itself_is_explained(tmp_path: Path) -> None:
    """A page that extends its own name would go round for ever: the message says what to write."""
    with pytest.raises(TemplateError) as raised:
        page(tmp_path, page_html='{# ours #}\n{% extends "briefing/page.html" %}')
    assert "templates/briefing/page.html:2 extends itself" in str(raised.value)
    assert '{% extends "builtin/briefing/page.html" %}' in raised.value.hint


@pytest.mark.parametrize(
    ("text", "said", "hint"),
    [
        ("<p>\n{{ sectoin.name }}</p>", ":2 'sectoin' is undefined", "'section'"),
        ("{{ section.evidenc }}", ":1 ", "'evidence'"),
        ("{{ section.name.upper( }}", ":1 ", "syntax"),
        (
            "{% include 'briefing/parts/keyfigur.html' %}",
            "no template 'briefing/parts/keyfigur.html'",
            "keyfigure",
        ),
        ("{{ word('no.such') }}", ":1 the words file has no entry 'no.such'", "no.such"),
        ("{{ section.__class__.__mro__ }}", ":1 ", ""),
        ("{{ ''.__class__ }}", ":1 ", ""),
        ("{% include '../../../etc/passwd' %}", "no template", ""),
        ("{% include 'briefing/sections/evidence.html' %}", "reached from itself", ""),
        ("{{ section.evidence + 1 }}", ":1 ", ""),
    ],
)
def test_a_mistake_has_file_and_line(tmp_path: Path, text: str, said: str, hint: str) -> None:
    """Whatever is wrong in a template is told with its file and line and what was meant."""
    with pytest.raises(TemplateError) as raised:
        page(tmp_path, sections__evidence_html=text)
    assert "templates/briefing/sections/evidence.html" in str(raised.value)
    assert said in str(raised.value)
    assert hint in raised.value.hint


def test_a_template_may_not_lead_out_of_its_folder(tmp_path: Path) -> None:
    """A link to a file elsewhere is refused, whatever it is called."""
    secret = tmp_path / "secret.html"
    secret.write_text("secret", "utf-8")
    folder = tmp_path / "project" / "templates" / "briefing" / "sections"
    folder.mkdir(parents=True)
    (folder / "evidence.html").symlink_to(secret)
    with pytest.raises(TemplateError, match="leads out of its folder"):
        render_html(briefing(), open_look(tmp_path / "project", "ledger"))


def test_a_sheet_names_tokens_that_exist(tmp_path: Path) -> None:
    """A variable that no brand gives is an error and not a silent default."""
    folder = tmp_path / "templates" / "briefing"
    folder.mkdir(parents=True)
    (folder / "screen.css").write_text("p { color: var(--inkk) }", "utf-8")
    with pytest.raises(TemplateError, match=r"screen.css:1 uses .--inkk"):
        render_html(briefing(), open_look(tmp_path, "ledger"))


def test_a_brand_folder_may_hold_templates(tmp_path: Path) -> None:
    """A brand's own partial beats the shipped one, and the project's beats the brand's."""
    brand = tmp_path / "brands" / "mine"
    brand.mkdir(parents=True)
    for name in ("_brand.yml", "device.svg"):
        (brand / name).write_text((shipped() / "brands/ledger" / name).read_text("utf-8"), "utf-8")
    for folder, words in ((brand, "brand"), (tmp_path / "templates", "project")):
        path = folder / "briefing" / "sections" / "evidence.html"
        path.parent.mkdir(parents=True)
        path.write_text(f"<p>from {words}</p>", "utf-8")
    assert "from project" in render_html(briefing(), open_look(tmp_path, "mine")).decode()
    (tmp_path / "templates/briefing/sections/evidence.html").unlink()
    assert "from brand" in render_html(briefing(), open_look(tmp_path, "mine")).decode()


def test_a_mistake_has_one_place(tmp_path: Path) -> None:
    """That which it tells itself, such as that of an entry of the words; else that in the template."""
    folder = tmp_path / "templates" / "briefing"
    folder.mkdir(parents=True)
    (folder / "one.html").write_text("{{ told|wrong }}", "utf-8")
    templates = open_look(tmp_path, "ledger").templates

    def wrong(told: str) -> str:
        raise TemplateError(told)

    templates.environment.filters["wrong"] = wrong
    said = {"words.yaml:3:1 wrong": "", "wrong": "templates/briefing/one.html:1 "}
    for told, place in said.items():
        with pytest.raises(TemplateError) as raised:
            templates.render("briefing/one.html", told=told)
        assert str(raised.value) == f"{place}{told}"
