"""Paging (sidor av en lista): which rows stand on the page that is asked for, and where the other pages are."""

from __future__ import annotations

from dataclasses import dataclass

USUAL_SIZE = 25


@dataclass(frozen=True)
class Paging:
    """A page of a list of `total` rows; one beyond the last page is the last."""

    total: int
    page: int
    size: int

    @classmethod
    def of(cls, total: int, asked: int, *, size: int = USUAL_SIZE) -> Paging:
        return cls(total, max(1, min(asked, -(-total // size))), size)

    @property
    def rows(self) -> slice:
        """Where the rows of the page stand in the list."""
        return slice((self.page - 1) * self.size, self.page * self.size)

    @property
    def first(self) -> int:
        """The number of the first row of the page, from 1; 0 in an empty list."""
        return (self.page - 1) * self.size + 1 if self.total else 0

    @property
    def last(self) -> int:
        return min(self.page * self.size, self.total)

    @property
    def previous(self) -> int | None:
        return self.page - 1 if self.page > 1 else None

    @property
    def next(self) -> int | None:
        return self.page + 1 if self.last < self.total else None
