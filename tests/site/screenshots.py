"""Pictures of each kind of page for the documentation, on a desk and on a phone, by day and night.

python -m tests.site.screenshots site docs/screenshots
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from lprpolicy.host.browser import printer

PAGES = {
    "front": "index.html",
    "agency": "agencies/us-ct/westport-pd.html",
    "recipient": "recipients/us-ct/state-police.html",
    "rule": "rules/us-ct/retention-reads.html",
    "rules": "rules/index.html",
    "changes": "changes/index.html",
    "directory": "directory/index.html",
    "search": "search.html?q=bridgeport",
}
DESK, PHONE, GAP = (1280, 1000), (390, 1000), 24


def main(site: Path, to: Path) -> None:
    to.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = play.chromium.launch(executable_path=printer().program, args=as_root)
        for name, path in PAGES.items():
            address = f"{site.resolve().as_uri()}/{path}"
            sheet(browser, address).save(to / f"{name}.png", optimize=True)
        browser.close()


def sheet(browser: Browser, address: str) -> Image.Image:
    """The desk by day and the phone by night above the desk by night and the phone by day."""
    width = DESK[0] + GAP + PHONE[0]
    made = Image.new("RGB", (width, 2 * DESK[1] + GAP), "#8a949d")
    for row, (desk, phone) in enumerate((("light", "dark"), ("dark", "light"))):
        top = row * (DESK[1] + GAP)
        made.paste(shot(browser, address, DESK, desk), (0, top))
        made.paste(shot(browser, address, PHONE, phone), (DESK[0] + GAP, top))
    small = made.resize((made.width * 3 // 5, made.height * 3 // 5), Image.Resampling.LANCZOS)
    return small.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


def shot(browser: Browser, address: str, size: tuple[int, int], scheme: str) -> Image.Image:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    page.goto(address)
    raw = page.screenshot()
    context.close()
    return Image.open(io.BytesIO(raw))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
