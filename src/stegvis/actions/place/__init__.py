"""Place (arbetsplats): its profile, its way from idea to closed, its seats."""

from .profile import Profile, Responsible, save_place
from .seats import change_capacity
from .way import close_place

__all__ = ["Profile", "Responsible", "change_capacity", "close_place", "save_place"]
