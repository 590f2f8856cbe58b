"""The search page, and the page that says how to read the others."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.write.site import address
from lprpolicy.write.site.phrasing import TONES
from lprpolicy.write.site.view import Page, View

OUTCOMES = {
    "met": "What the policy says meets the rule. Whether the police do what it says is not known.",
    "not met": "What the policy says breaks the rule.",
    "cannot tell": "The policy does not say, or nobody knows who a recipient is. It is no pass.",
    "waived": "The rule is broken, and whoever made it has allowed that until a named day.",
    "disputed": "Lawyers disagree about what the law asks for, so nothing is decided here.",
}


def pages(view: View) -> Iterator[Page]:
    yield Page(address.SEARCH, "search.html", "Search", "search", {})
    said = [(outcome, TONES[outcome], OUTCOMES[outcome]) for outcome in TONES]
    shows = {"outcomes": said, "head": view.site.history.head}
    yield Page(address.ABOUT, "about.html", "How to read these pages", "about", shows)
