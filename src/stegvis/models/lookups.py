"""Among (bland): rows whose key is one of many, said with one array instead of one parameter for each key.

The statement is then the same for three keys as for fifty, and is planned once. An empty list finds nothing.
"""

from __future__ import annotations

from typing import Any

from django.db.models import AutoField, BigAutoField, BigIntegerField, ForeignKey, Lookup


@AutoField.register_lookup
@BigAutoField.register_lookup
@BigIntegerField.register_lookup
@ForeignKey.register_lookup
class Among(Lookup):
    """`filter(case__among=keys)`: `case_id = ANY (keys)`."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, parameters = self.process_lhs(compiler, connection)
        return f"{left} = ANY(%s::bigint[])", (*parameters, list(self.rhs))
