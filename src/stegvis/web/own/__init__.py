"""Own pages (Mina sidor): the door, the pages, and what the participant does there."""

from django.urls import path

from .home import own_home
from .letting_in import own_door, own_language, own_leave, own_left

urls = [
    path("mina-sidor/", own_home, name="own_home"),
    path("mina-sidor/kod/", own_door, name="own_door"),
    path("mina-sidor/sprak/", own_language, name="own_language"),
    path("mina-sidor/ut/", own_leave, name="own_leave"),
    path("mina-sidor/utloggad/", own_left, name="own_left"),
]
