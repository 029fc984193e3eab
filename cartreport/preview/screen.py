"""What the browser is shown: the last good pages, what stopped the next, and a wait for news."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Condition

from cartreport.problems import Problem


@dataclass
class Screen:
    """Shared by the maker of the pages and the server: every change wakes who waits for one."""

    address: str = "/page"
    page: bytes = b""
    printed: bytes = b""
    version: int = 0
    busy: str = ""
    head: str = ""
    stopped: bool = False
    faults: list[dict[str, str]] = field(default_factory=list)
    changes: int = 0
    closed: bool = False
    news: Condition = field(default_factory=Condition)

    def working(self, what: str) -> None:
        """Say that something is being made."""
        self._tell(busy=what)

    def shows(self, *, page: bytes | None = None, printed: bytes | None = None) -> None:
        """A new page stands: nothing is in its way any more."""
        held = self.page if page is None else page
        pdf = self.printed if printed is None else printed
        new = self.version + (page is not None or printed is not None)
        self._tell(page=held, printed=pdf, version=new, busy="", head="", stopped=False, faults=[])

    def says(self, head: str, faults: Iterable[Problem], *, stopped: bool) -> None:
        """Problems over the page; ``stopped`` where they kept a new one from being made."""
        lines = [
            {
                "place": f"{one.where} {one.code}".strip(),
                "message": one.message,
                "hint": one.hint,
            }
            for one in faults
        ]
        self._tell(busy="", head=head, stopped=stopped, faults=lines)

    def close(self) -> None:
        """Let go of everybody who waits."""
        self._tell(closed=True)

    def after(self, change: int, seconds: float) -> tuple[int, str]:
        """The number of the newest change and its text, as soon as there is one after ``change``.

        After ``seconds`` without one the text is empty.
        """
        with self.news:
            self.news.wait_for(lambda: self.changes > change or self.closed, seconds)
            if self.changes <= change or self.closed:
                return change, ""
            shown = ("address", "version", "busy", "head", "stopped", "faults")
            return self.changes, json.dumps({name: getattr(self, name) for name in shown})

    def _tell(self, **values: object) -> None:
        with self.news:
            for name, value in values.items():
                setattr(self, name, value)
            self.changes += 1
            self.news.notify_all()
