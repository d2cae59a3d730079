"""The words that a page shows, for telling whether two pages say the same."""

from __future__ import annotations

from html.parser import HTMLParser


class Shown(HTMLParser):
    """Gathers the text of the part of the page that is its own, and where its links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = self.inside or tag == "main"
        if self.inside and tag == "a":
            self.words += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "main"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.words += data.split()


def words_of(page: str) -> list[str]:
    """Every word and every link inside <main>, in order."""
    shown = Shown()
    shown.feed(page)
    return shown.words
