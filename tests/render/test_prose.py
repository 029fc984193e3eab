"""What an analyst writes in Markdown reaches the page as text, lists and safe links alone."""

from __future__ import annotations

from cartreport.briefing.numbers import traced
from cartreport.render.prose import addressed_prose, prose


def test_markdown_is_paragraphs_lists_and_links() -> None:
    """Two paragraphs, a list, strong words; a short name stays whole, Han says what it is."""
    text = "A **strong** B-ALL word.\n\nAnother 漢.\n\n- one\n- [two](https://example.org/a_b?c=1&d=2)\n"
    assert str(prose(text)) == (
        '<p>A <strong>strong</strong> <span class="nb">B-ALL</span> word.</p>\n'
        '<p>Another <span lang="zh">漢</span>.</p>\n'
        "<ul>\n<li>one</li>\n"
        '<li><a href="https://example.org/a_b?c=1&amp;d=2">two</a></li>\n</ul>\n'
    )


def test_nothing_else_passes() -> None:
    """No markup of the text's own, no script in a link, no picture, no heading, no code."""
    text = (
        "<b onclick=x>b</b> <!-- c --> [l](javascript:alert(1)) [m](data:text/html,x) "
        "![p](https://example.org/p.png) `{{ 7 }}` {{ briefing }}\n\n# H\n\n<script>s</script>\n"
    )
    made = str(prose(text))
    assert "<b" not in made
    assert "<script" not in made
    assert "<img" not in made
    assert "<h1" not in made
    assert "javascript:" not in "".join(part.split(">")[0] for part in made.split("<a ")[1:])
    assert made.count("<a ") == 1  # that of the picture, as a link; check refuses it before
    assert "{{ briefing }}" in made


def test_a_number_in_it_keeps_its_address() -> None:
    """Stars and underscores of an address are no emphasis; in print the words stand alone."""
    first, second = traced("12", "a/*/n_x"), traced("5", "b/*/n_y")
    text = f"*of {first}* and {second}"
    assert str(prose(text)) == "<p><em>of 12</em> and 5</p>\n"
    assert str(addressed_prose(text)) == (
        '<p><em>of <span class="n" data-at="a/*/n_x">12</span></em> and '
        '<span class="n" data-at="b/*/n_y">5</span></p>\n'
    )


def test_what_a_table_says_in_a_text_is_no_markup() -> None:
    """A label with two stars, a tag and a link is printed as it stands, on paper as on screen."""
    text = f"so **{traced('**a** [b](c) <i>', 't/r/label')}** is"
    held = "**a** [b](c) &lt;i&gt;"
    assert str(prose(text)) == f"<p>so <strong>{held}</strong> is</p>\n"
    assert f">{held}</span>" in str(addressed_prose(text))
