"""Names with underscores are shown as they are, without a code in their place."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from lprpolicy.write.escape import markdown


@given(st.text("aZ0_ *`&<é", min_size=1, max_size=12).map(str.strip).filter(bool))
@example("_a_ b_c __d__ e_")
@example("é_x_é")
def test_markdown_shows_every_underscore_and_makes_nothing_of_it(text: str) -> None:
    (paragraph,) = (one for one in MarkdownIt().parse(f"x {markdown(text)} x") if one.children)
    assert {one.type for one in paragraph.children or ()} <= {"text", "text_special"}
    shown = "".join(one.content for one in paragraph.children or ())
    assert shown == f"x {' '.join(text.split())} x"


def test_a_setting_is_written_as_people_type_it() -> None:
    assert markdown("lists_older_than_days") == "lists_older_than_days"
