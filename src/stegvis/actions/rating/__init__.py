"""Rating (skattning): ask, answer as one goes, and the links that let somebody answer without signing in."""

from .answering import answer, choose_language, finish, save_answer
from .asking import ask, ask_without_name, withdraw
from .links import MadeLink, enter, make_link, revoke_link

__all__ = [
    "MadeLink",
    "answer",
    "ask",
    "ask_without_name",
    "choose_language",
    "enter",
    "finish",
    "make_link",
    "revoke_link",
    "save_answer",
    "withdraw",
]
