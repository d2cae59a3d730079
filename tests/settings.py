"""The settings as the tests want them: an own cluster, the owner's role, quick passwords."""

import os
from pathlib import Path

os.environ.setdefault("STEGVIS_VAR", str(Path(__file__).parents[1] / "var" / "test"))
os.environ.setdefault("STEGVIS_DATABASE_LOOSE", "1")
os.environ["STEGVIS_DATABASE_ROLE"] = "owner"
os.environ["STEGVIS_DEBUG"] = "1"  # static files under their plain names, straight from their folders

from stegvis.settings import *  # noqa: F403
from stegvis.settings import DATABASES, PASSWORD_HASHERS, PREPARED

DEBUG = False
# Argon2 is slow on purpose.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *PASSWORD_HASHERS]
# As the application does it, though the owner's role is needed to make test databases.
DATABASES["default"]["OPTIONS"] |= PREPARED
