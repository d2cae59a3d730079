"""How much room text takes (bokstävers bredd), so that it is broken or left out before it collides."""

from functools import lru_cache

NARROW_LETTERS = frozenset("iljtfrI.,:;'|!()[]·- ")
BROAD_LETTERS = frozenset("mwMW@%—")
NARROW_EM, NORMAL_EM, CAPITAL_EM, BROAD_EM = 0.32, 0.585, 0.68, 0.86
ELLIPSIS = "…"


def width_of(text: str, size: float = 13) -> float:
    """The width of a line in the typeface Inter, a little on the safe side."""
    return size * sum(map(_em, text))


def broken(text: str, width: float, size: float = 13, most_lines: int = 3) -> list[str]:
    """Lines no wider than `width`; what does not fit in `most_lines` ends in an ellipsis."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or width_of(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most_lines:
        lines = [*lines[: most_lines - 1], f"{lines[most_lines - 1]} {ELLIPSIS}"]
    return [cut(line, width, size) for line in lines]


def cut(text: str, width: float, size: float = 13) -> str:
    """The text itself, or as much as fits and an ellipsis."""
    if width_of(text, size) <= width:
        return text
    while text and width_of(text + ELLIPSIS, size) > width:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS


@lru_cache(maxsize=1024)
def _em(letter: str) -> float:
    if letter in NARROW_LETTERS:
        return NARROW_EM
    if letter in BROAD_LETTERS:
        return BROAD_EM
    return CAPITAL_EM if letter.isupper() else NORMAL_EM
