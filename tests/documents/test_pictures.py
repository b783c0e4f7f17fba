"""Printed pages look as their reference pictures do."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from PIL import Image, ImageChops

from tests.documents.pictures.comparing import (
    DOTS_PER_INCH,
    MOST,
    PAGES,
    difference,
    picture_of,
    reference,
)
from tests.documents.printed import Place, Printed

SMALL_MOVE_MM = 3
HEIGHT_OF_LETTERS = 5
"""In dots; what is less high is a rule, the length of which is measured in the PDF."""
WHITE = 255


@pytest.mark.libreoffice
@pytest.mark.parametrize(("name", "number"), PAGES)
def test_a_page_looks_as_its_picture_does(
    name: str, number: int, printed: Mapping[str, Printed]
) -> None:
    with Image.open(reference(name, number)) as kept:
        assert difference(picture_of(printed[name], number), kept) <= MOST


@pytest.fixture
def page() -> Image.Image:
    """The picture of a decision."""
    with Image.open(reference("state-decision", 0)) as kept:
        return kept.convert("L")


BLOCKS = {
    "Nơi nhận:": Place(left=30, top=120, right=70, bottom=150),
    "Số: 36/QĐ-TCT": Place(left=40, top=42.5, right=75, bottom=49),
}


def dots(place: Place) -> tuple[int, int, int, int]:
    """Return a place as dots of a picture."""
    left, top, right, bottom = (
        round(side / 25.4 * DOTS_PER_INCH)
        for side in (place.left, place.top, place.right, place.bottom)
    )
    return left, top, right, bottom


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)
def test_a_block_that_moves_by_three_millimetres_is_seen(page: Image.Image, block: Place) -> None:
    x, y, *_end = dots(block)
    step = round(SMALL_MOVE_MM / 25.4 * DOTS_PER_INCH)
    for to in ((x + step, y), (x, y + step)):
        moved = page.copy()
        moved.paste(WHITE, dots(block))
        moved.paste(page.crop(dots(block)), to)
        assert difference(moved, page) > MOST


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)
def test_a_block_that_is_missing_is_seen(page: Image.Image, block: Place) -> None:
    without = page.copy()
    without.paste(WHITE, dots(block))
    assert difference(without, page) > MOST


def test_each_single_line_that_is_missing_is_seen(page: Image.Image) -> None:
    lines = lines_of(page)
    assert len(lines) >= 15
    for top, bottom in lines:
        without = page.copy()
        without.paste(WHITE, (0, top, page.width, bottom))
        assert difference(without, page) > MOST


def test_a_page_that_is_set_one_dot_lower_is_the_same_page(page: Image.Image) -> None:
    assert difference(ImageChops.offset(page, 0, 1), page) <= MOST


def lines_of(page: Image.Image) -> list[tuple[int, int]]:
    """Return from which row to which each line of words reaches."""
    inked = [min(page.crop((0, y, page.width, y + 1)).tobytes()) < 200 for y in range(page.height)]
    lines, begun = [], None
    for y, is_inked in enumerate([*inked, False]):
        if is_inked and begun is None:
            begun = y
        elif not is_inked and begun is not None:
            lines.append((begun, y))
            begun = None
    return [(top, bottom) for top, bottom in lines if bottom - top >= HEIGHT_OF_LETTERS]
