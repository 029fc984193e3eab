"""Bytes in, ``out/`` out: published whole or not at all, with a manifest of every file."""
