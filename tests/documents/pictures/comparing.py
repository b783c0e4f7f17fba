"""How a printed page is compared with its reference picture, and how much it may differ."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

from tests.documents.printed import Printed

FOLDER = Path(__file__).parent
DOTS_PER_INCH = 60
PAGES = (
    *(
        (f"{family}-{layout}", 0)
        for family in ("state", "party")
        for layout in ("decision", "letter", "list", "other")
    ),
    ("state-decision", 1),
    ("state-other", 1),
)
"""Sample and page, the first is 0: each shipped template, a list as annex, a second page."""

BLUR = 3
"""In dots, a bit more than a millimetre: letters of another version of a font become alike."""
MOST = 24
"""How much darker or lighter a spot may be, of 255. Another version of LibreOffice that sets lines
a dot higher or lower stays below it; a line that is missing or 3 mm from its place does not."""


def picture_of(printed: Printed, number: int) -> Image.Image:
    """Return a page in grey."""
    bitmap = printed.page(number).render(scale=DOTS_PER_INCH / 72, grayscale=True)
    picture: Image.Image = bitmap.to_pil()
    return picture


def reference(name: str, number: int) -> Path:
    """Return where the picture of a page is kept."""
    return FOLDER / f"{name}-{number + 1}.png"


def difference(one: Image.Image, other: Image.Image) -> int:
    """Return by how much the spot that differs most does, 0 to 255; 255 of unequal sizes."""
    if one.size != other.size:
        return 255
    blurred = (picture.filter(ImageFilter.GaussianBlur(BLUR)) for picture in (one, other))
    low, high = ImageChops.difference(*blurred).getextrema()
    assert isinstance(low, int)
    assert isinstance(high, int)
    return high
