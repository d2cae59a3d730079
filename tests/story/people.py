"""The people of the story: each is somebody signed in, who sees labels and presses buttons as anybody would."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from playwright.sync_api import Page, expect

from stegvis.models import User
from tests.browsing import follow, sign_in


@dataclass
class Somebody:
    """One person with a browser."""

    page: Page
    address: str

    @classmethod
    def signed_in(cls, page: Page, address: str, user: User) -> Somebody:
        sign_in(page, address, user)
        page.goto(address)
        return cls(page, address)

    def opens(self, link: str) -> None:
        follow(self.page, self.page.get_by_role("main").get_by_role("link", name=link, exact=False).first)

    def goes_to(self, entry: str) -> None:
        """By the menu."""
        menu = self.page.get_by_role("navigation", name="Huvudmeny")
        follow(self.page, menu.get_by_role("link", name=entry))

    def writes(self, label: str, text: str | date) -> None:
        fields = self.page.locator("main input, main textarea")
        fields.and_(self.page.get_by_label(label, exact=False)).first.fill(str(text))

    def picks(self, label: str, choice: str) -> None:
        self.page.get_by_role("main").get_by_label(label, exact=False).first.select_option(label=choice)

    def marks(self, choice: str, among: str = "") -> None:
        """A radio button or a box, within the group of a name where one is given."""
        main = self.page.get_by_role("main")
        groups = main.get_by_role("radiogroup", name=among).or_(main.get_by_role("group", name=among))
        where = groups.first if among else main
        where.get_by_label(choice, exact=False).first.check()

    def presses(self, button: str) -> None:
        follow(self.page, self.page.get_by_role("main").get_by_role("button", name=button).first)

    def sees(self, text: str) -> None:
        expect(self.page.get_by_role("main").get_by_text(text).first).to_be_visible()

    def heading(self) -> str:
        return self.page.get_by_role("heading", level=1).inner_text()
