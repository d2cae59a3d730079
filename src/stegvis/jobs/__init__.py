"""Background work: parse, call an action (bakgrundsjobb)."""
