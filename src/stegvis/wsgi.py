"""The web server's door to Stegvis (WSGI)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stegvis.settings")
application = get_wsgi_application()
