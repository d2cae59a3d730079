"""The words in the database's own comment that tell a demonstration from the real thing (märken)."""

MAKING, MADE = "Stegvis demonstration: skapas", "Stegvis demonstration"
