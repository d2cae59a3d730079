"""Actions (handlingar): the only writers. One verb per function; lock, ask access, ask the rule, save, log."""
