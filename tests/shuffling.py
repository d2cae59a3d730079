"""A query that states no order gets a random one, so that no test can lean on luck."""

from typing import Any

from django.db.models.expressions import OrderBy
from django.db.models.functions import Random
from django.db.models.sql.compiler import SQLCompiler

stated_order = SQLCompiler.get_order_by


def random_order(self: SQLCompiler) -> list[Any]:
    """What the query says; where it says nothing and rows come back as they are, any order."""
    found = stated_order(self)
    query = self.query
    plain = not (query.group_by is not None or query.distinct or query.combinator or query.subquery)
    if found or not plain or (query.default_cols is False and not query.select):
        return found
    return [(OrderBy(Random()), ("RANDOM()", (), False))]


def shuffle(patch: Any) -> None:
    patch.setattr(SQLCompiler, "get_order_by", random_order)
