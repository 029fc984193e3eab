"""Text as markup: strong words, names that do not break, and the language of a run."""

from __future__ import annotations

import re
from itertools import pairwise

from markupsafe import Markup, escape

from cartreport.briefing.numbers import STRONG, TRACED, traced, untraced
from cartreport.sources.language import SOURCE

_STRONG = re.compile(f"{STRONG}(.+?){STRONG}", re.DOTALL)
_LETTER = r"[^\W\u2e80-\u9fff]"
_SIGN = rf"(?:{_LETTER}|\.)"
HYPHENED = re.compile(rf"(?<!{_LETTER})(?<![/-]){_SIGN}{{1,8}}(?:-{_SIGN}{{1,8}})+(?!{_LETTER}|-)")
LONGEST_WHOLE = 13
LONG = 40
"""A number of more signs than these is a sentence of a source."""
HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef](?:[\u2e80-\u9fff\uf900-\uffef]*)")
_LETTERS = r"[A-Za-z][0-9A-Za-zÀ-ɏα-ω’'./+-]*"
LATIN = re.compile(rf"{_LETTERS}(?:(?:[ ,;:()–—0-9%]|&amp;|&#39;|&#34;)+{_LETTERS})+")
"""In a page of Han a run of Latin words: a name, a quotation."""
BASE = re.compile(r"(?<!\w)n = ")
"""A base, “n = 12”: no line ends within it."""
HAN_PAGES = ("zh",)
"""Languages whose pages are set in Han."""
LINK = re.compile(r"https?://[^\s<>\"]+|mailto:[^\s<>\"]+|#[\w.-]+")


def rich(text: str, lang: str = "", *, page: str = "") -> Markup:
    """Escaped text, strong where our words are, its numbers without their addresses.

    Short hyphened names ("B-ALL") stay on one line. A run in the other script than that of the
    ``page`` says what language it is in, unless the whole text is declared to be in ``lang``.
    """
    return Markup(_rich(TRACED.sub(r"\2", text), lang, page))  # noqa: S704 - escaped there


def addressed(text: str, lang: str = "", *, page: str = "") -> Markup:
    """The same, each number with its address, so that the page can show what it counts."""
    if not TRACED.search(text):
        return rich(text, lang, page=page)
    found: list[str] = []

    def numbered(run: re.Match[str]) -> str:
        found.append(run[1])
        return traced(run[2], str(len(found) - 1))

    safe = _rich(TRACED.sub(numbered, text), lang, page)
    return Markup(TRACED.sub(lambda run: numbered_words(run[2], found[int(run[1])]), safe))  # noqa: S704


def numbered_words(words: str, address: str) -> str:
    """A number in the page that says where it stands; ``words`` is safe markup.

    Those of a source may be a sentence, which breaks over lines as one.
    """
    signs = len(Markup(words).striptags())  # noqa: S704 - only its signs are counted
    kind = "n said" if signs > LONG else "n"
    return f'<span class="{kind}" data-at="{escape(address)}">{words}</span>'


def _rich(text: str, lang: str, page: str) -> str:
    safe = worded(text, lang, page=page)
    return _STRONG.sub(r"<b>\1</b>", safe) if STRONG in safe else safe


def worded(text: str, lang: str = "", *, page: str = "") -> str:
    """Escaped text whose short names stay whole and whose foreign runs say what they are."""
    safe, of_han = str(escape(text)), page.startswith(HAN_PAGES)
    if of_han and not lang:
        safe = LATIN.sub(_foreign, safe)
    safe = BASE.sub("n\u00a0=\u00a0", safe)
    if "-" in safe:
        safe = HYPHENED.sub(_whole, safe)
    if not of_han and not lang and not safe.isascii():
        safe = HAN.sub(r'<span lang="zh">\g<0></span>', safe)
    return safe


def closed(text: str) -> str:
    """A title whose last two words, if they are short, stay together: “phase 2” is not parted."""
    before, _, last = text.rpartition(" ")
    pair = f"{before.rpartition(' ')[2]} {last}"
    return f"{before}\u00a0{last}" if before and len(untraced(pair)) <= LONGEST_WHOLE else text


def link(url: str) -> str:
    """A link's target if it is one that a reader may follow, else nothing."""
    return url if LINK.fullmatch(url) else ""


def _foreign(found: re.Match[str]) -> str:
    """Words, not signs: of these one is written in small letters."""
    words = found[0]
    small = any(one.islower() and other.islower() for one, other in pairwise(words))
    return f'<span lang="{SOURCE}">{words}</span>' if small else words


def _whole(found: re.Match[str]) -> str:
    name = found[0]
    return f'<span class="nb">{name}</span>' if len(name) <= LONGEST_WHOLE else name
