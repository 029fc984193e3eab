"""A shipped part copied into the project, as small as can be: one file, or one block."""

from __future__ import annotations

from pathlib import Path

from cartreport.errors import RequestError
from cartreport.render.overrides import origin
from cartreport.render.overrides.offered import Piece, blanked, blocks_of, piece
from cartreport.shipped import shipped


def eject(project: Path, asked: str) -> Path:
    """Copy the part that is ``asked`` for into ``templates/`` of ``project``; gives the file.

    A block goes into a file that extends the shipped one; more blocks may follow it there. Nothing
    that stands in the project is written over. Raises :class:`RequestError` where the part stands
    there already.
    """
    part = piece(asked)
    folder = project / "templates"
    if folder.resolve() == shipped().resolve():
        raise RequestError("these are the shipped templates", "Edit them where they stand.")
    path = folder / part.name
    if not path.resolve().is_relative_to(project.resolve()):
        raise RequestError(f"{part.name} leads out of the project", "Copy the folder into it.")
    before = path.read_text("utf-8") if path.exists() else ""
    text = _with_block(part, before) if part.block else _whole(part, before)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")
    origin.keep(folder, part)
    return path


def _whole(part: Piece, before: str) -> str:
    if before:
        raise _stands(part.name)
    return f"{origin.head(part)}\n{part.text}"


def _with_block(part: Piece, before: str) -> str:
    extends = f'{{% extends "builtin/{part.name}" %}}'
    if before and extends not in blanked(before):
        raise RequestError(
            f"templates/{part.name} replaces the whole file",
            f"A block can only be filled under `{extends}`: edit the block where it stands.",
        )
    if any(block.name == part.block for block in blocks_of(before)):
        raise _stands(f"{part.name} with the block {part.block}")
    top = before.rstrip("\n") if before else extends
    return f"{top}\n\n{origin.head(part)}\n{part.text}\n"


def _stands(what: str) -> RequestError:
    return RequestError(f"templates/{what} stands already", "Edit it, or take it away first.")
