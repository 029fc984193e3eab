"""Typed inputs in, drawings out: one file a figure, each with ``draw(input, measure) -> Scene``.

A figure knows no table and no language: its words and numbers come in as it prints them, and all
its places are computed from the measured widths of these words. ``mark`` and ``scale`` hold what
several figures draw with.
"""
