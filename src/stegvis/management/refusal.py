"""What the commands say when they cannot go on: one sentence (felmeddelanden)."""


class CannotStart(Exception):
    """Carries the one sentence that the person at the terminal reads."""


def disk_is_full(text: str) -> bool:
    return "No space left on device" in text
