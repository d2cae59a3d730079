"""The web server's door to Stegvis (WSGI)."""

import gc
import os
from importlib import import_module

gc.disable()  # loading throws nearly nothing away: to look for it costs a tenth of the start
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stegvis.settings")
application = import_module("django.core.wsgi").get_wsgi_application()
import_module(import_module("django.conf").settings.ROOT_URLCONF)  # every page, before the server divides
gc.freeze()  # what is loaded stays: processes share it for as long as nobody counts through it
gc.enable()
