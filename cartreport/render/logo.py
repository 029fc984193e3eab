"""A brand's logo: which of its files is shown, as what, and how large."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path

from cartreport.render import drawings
from cartreport.render.brand_file import Entry
from cartreport.render.draft import Draft, abroad

ORDER = ("small", "medium", "large")
"""Which size is taken first: the slot at the head of a page is small."""
HEIGHT, WIDEST, TALLEST = 11.0, 164.0, 22.0
"""Points: a logo's height, the width and the height that one of odd shape keeps to."""
LARGEST = 1_000_000
SIDE = 4_000
ENDS = (b"IEND\xaeB`\x82", b"\xff\xd9")
"""The last bytes of a PNG and of a JPEG: the reader of pictures would fill up what is missing."""
KINDS = {"PNG": "image/png", "JPEG": "image/jpeg"}


@dataclass(frozen=True)
class Image:
    """One file: SVG ``markup`` with ``var(--token)`` in it, or the bytes of a picture."""

    ratio: float
    markup: str = ""
    data: bytes = b""
    kind: str = "image/svg+xml"
    written: bool = False

    @property
    def follows(self) -> bool:
        """Whether it takes its colours from the page, light or dark."""
        return "var(--" in self.markup.replace("var(--sans)", "")

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points: no shape leaves the slot."""
        high = HEIGHT if self.ratio >= 1 else min(TALLEST, HEIGHT / self.ratio**0.5)
        high = min(high, WIDEST / self.ratio)
        return high * self.ratio, high

    @property
    def url(self) -> str:
        """The picture in the page itself."""
        return f"data:{self.kind};base64,{b64encode(self.data).decode()}"


@dataclass(frozen=True)
class Logo:
    """The logo on light and on dark ground; ``alt`` says what it shows."""

    light: Image
    dark: Image
    alt: str = ""


def logo(draft: Draft) -> Logo | None:
    """The logo of the first size that is there; ``None`` where the brand has none."""
    for path in (*(f"logo.{size}" for size in ORDER), "logo"):
        entry = draft.root.at(path)
        if entry is None or (path == "logo" and not _single(entry)):
            continue
        faults = len(draft.problems)
        light = _image(draft, entry.at("light") or entry.at("dark") or entry, "light")
        other = entry.at("dark")
        dark = _image(draft, other, "dark") if other and entry.at("light") else light
        if light:
            draft.used.add(path)
            alt = _resource(draft, entry.at("light") or entry)[1]
            return Logo(light, dark or light, alt)
        if len(draft.problems) > faults:
            return None
    return None


def _single(entry: Entry) -> bool:
    """Whether the logo is one for every size."""
    return bool(entry.text or any(entry.at(key) for key in ("path", "light", "dark")))


def _resource(draft: Draft, entry: Entry) -> tuple[Entry, str]:
    """The entry that holds a file's name, and the words for it; names of images are followed."""
    named = draft.root.at("logo.images")
    listed = (named.children or {}) if named else {}
    alt = entry.at("alt")
    path = entry.at("path") or entry
    if path.text in listed:
        image = listed[path.text]
        alt = alt or image.at("alt")
        path = image.at("path") or image
    return path, alt.text if alt else ""


def _image(draft: Draft, entry: Entry, mode: str) -> Image | None:
    """A file as an image; ``None`` where it lies on the network or cannot be used."""
    named, _ = _resource(draft, entry)
    if abroad(named.text):
        return None
    path = draft.file(named)
    if path is None:
        return None
    try:
        image = read(path, "logo-" if mode == "light" else "logo-dark-")
    except drawings.UnsafeError as error:
        draft.fault(named.place, "E703", f"{named.text} {error}", error.hint, named.text)
        return None
    if image.written:
        message = f"the text in {named.text} is set in the brand's base face"
        draft.fault(named.place, "W705", message, "turn it into paths in the drawing", named.text)
    return image


def read(path: Path, prefix: str) -> Image:
    """A drawing or a picture, by what its bytes are. Raises :class:`drawings.UnsafeError`."""
    data = path.read_bytes()
    if not data.startswith((b"\x89PNG", b"\xff\xd8\xff")):
        if data[:4] in (b"GIF8", b"RIFF", b"%PDF") or data[4:8] == b"ftyp":
            raise drawings.UnsafeError("is no SVG, PNG or JPEG", "save it as one of these")
        drawing = drawings.safe(data, prefix)
        return Image(drawing.ratio, drawing.markup, written=drawing.written)
    from PIL import Image as Pictures

    if len(data) > LARGEST:
        raise drawings.UnsafeError(f"is larger than {LARGEST:,} bytes", "save it smaller")
    if not any(end in data for end in ENDS):
        raise drawings.UnsafeError("is cut short", "save it anew")
    try:
        with Pictures.open(path) as picture:
            kind, (wide, high) = str(picture.format), picture.size
            if max(wide, high) > SIDE:
                raise drawings.UnsafeError(f"is wider than {SIDE} pixels", "save it smaller")
            picture.load()
    except (OSError, SyntaxError, ValueError) as error:
        if isinstance(error, drawings.UnsafeError):
            raise
        raise drawings.UnsafeError("is damaged", "save it anew") from error
    return Image(wide / high, data=data, kind=KINDS[kind])
