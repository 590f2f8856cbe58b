"""Where letters and pictures are on a page, whatever its corner, its edges and its rotation are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lprpolicy.vendors.pdf_pages import Box, PdfPage, open_document
from tests.vendors import pdf_writer

ROTATIONS = (0, 90, 180, 270)


def drawn(boxes: str, *texts: tuple[float, float, str]) -> PdfPage:
    written = pdf_writer.Page(boxes=boxes)
    for x, y, text in texts:
        written.drawn.append(f"BT /F1 10 Tf {x} {y} Td ({text}) Tj ET")
    document = open_document(pdf_writer.pdf([written]))
    return document.draw(document.sources[0])


def within(box: Box, crop: Box) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return crop.x0 <= x <= crop.x1 and crop.top <= y <= crop.bottom


def test_a_letter_is_measured_from_the_top_left_of_its_page() -> None:
    page = drawn("/MediaBox [100 200 300 500]", (150, 480, "A"))
    (letter,) = page.letters
    assert page.box == page.crop == (0, 0, 200, 300)
    assert letter.box.x0 == pytest.approx(50)
    assert letter.box.top < 20 < letter.box.bottom + 3
    assert (letter.size, letter.font, letter.upright) == (
        pytest.approx(10, abs=2),
        "Helvetica",
        True,
    )


def test_a_picture_that_fills_the_page_has_its_area() -> None:
    (picture,) = drawn(f"/MediaBox [0 0 {pdf_writer.WIDTH} {pdf_writer.HEIGHT}]").pictures
    assert picture.area == pytest.approx(pdf_writer.WIDTH * pdf_writer.HEIGHT)


@given(
    corner=st.tuples(st.integers(-50, 50), st.integers(-50, 50)),
    crop=st.tuples(st.integers(20, 90), st.integers(20, 90)),
    spots=st.lists(
        st.tuples(st.integers(0, 19), st.integers(0, 29)), min_size=1, max_size=5, unique=True
    ),
)
def test_a_rotation_hides_no_letter_and_shows_none(
    corner: tuple[int, int], crop: tuple[int, int], spots: list[tuple[int, int]]
) -> None:
    x0, y0 = corner
    edges = (
        f"/MediaBox [{x0} {y0} {x0 + 200} {y0 + 300}] "
        f"/CropBox [{x0 + crop[0]} {y0 + crop[1]} {x0 + 200 - crop[1]} {y0 + 300 - crop[0]}]"
    )
    texts = [
        (x0 + 10 * column + 0.3, y0 + 10 * row + 0.7, chr(65 + number))
        for number, (column, row) in enumerate(spots)
    ]
    seen = []
    for rotation in ROTATIONS:
        page = drawn(f"{edges} /Rotate {rotation}", *texts)
        assert page.box[2:] == ((200, 300) if rotation in (0, 180) else (300, 200))
        seen.append({one.text for one in page.letters if within(one.box, page.crop)})
        assert len(page.letters) == len(texts)
    assert seen == [seen[0]] * len(ROTATIONS)
    left, low = x0 + crop[0], y0 + crop[1]
    certain = {
        text
        for x, y, text in texts
        if left < x < x0 + 180 - crop[1] and low + 4 < y < y0 + 290 - crop[0]
    }
    assert certain <= seen[0]
