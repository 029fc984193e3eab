"""The loop of a preview: look at the files, make what a change makes stale, tell the screen."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event

from cartreport.errors import CartreportError
from cartreport.preview.pages import Pages, told
from cartreport.preview.screen import Screen
from cartreport.preview.watched import Stale, seen, stale

PAUSE = 0.1


@dataclass
class Follower:
    """Makes ``pages`` for ``screen`` until ``stop`` is set; ``say`` prints a line a page.

    With ``print`` the PDF is made too, after the page, and shown in its place.
    """

    pages: Pages
    screen: Screen
    say: Callable[[str], None]
    print: bool = False

    def run(self, stop: Event) -> None:
        """Make the first page, then one after each change."""
        before = seen(self.pages.root)
        self.make(Stale.DATA)
        while not stop.wait(PAUSE):
            after = seen(self.pages.root)
            reached = stale(self.pages.root, before, after)
            before = after
            if reached is not Stale.NOTHING:
                self.make(reached)

    def make(self, reached: Stale) -> None:
        """One page, or what stops it."""
        self.screen.working("building …")
        try:
            page = self.pages.refresh(reached)
            self.screen.shows(page=page)
            self.say("page")
            refused = list(self.pages.refused())
            if self.print:
                self.screen.working("PDF …")
                self.screen.shows(printed=self.pages.printed())
                self.say("PDF")
        except (CartreportError, OSError) as error:
            head = "Nothing newer than this page can be made:"
            self.screen.says(head, told(error), stopped=True)
            for problem in told(error):
                self.say(str(problem))
        else:
            if refused:
                self.screen.says("A build would not publish this page:", refused, stopped=False)
        gc.collect()  # nothing else does in a command; of each page before much would be left
