"""The stages of a build: which one begins, and how long each took."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Stages:
    """Tells the caller which stage begins, and keeps how long each took."""

    on_stage: Callable[[str], None] = lambda _: None
    timer: Callable[[], float] = lambda: 0.0
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        """Run a stage; one that runs several times is summed."""
        self.on_stage(name)
        start = self.timer()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + self.timer() - start
