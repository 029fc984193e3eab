"""Competitive-landscape briefings from curated sources.

The public API is three verbs over three nouns: :func:`load` reads and checks a project and
gives its landscape, :func:`check` gives its problems, :func:`build` publishes its briefings.
The command line (``cartreport.cli``) is a thin window on them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__ = ["__version__", "build", "check", "load"]

if TYPE_CHECKING:
    from cartreport.story import build, check, load


def __getattr__(name: str) -> object:
    """Import the verbs when they are first asked for: ``--help`` must not wait for them."""
    if name in ("build", "check", "load"):
        from importlib import import_module

        return getattr(import_module("cartreport.story"), name)
    raise AttributeError(f"module 'cartreport' has no attribute {name!r}")
