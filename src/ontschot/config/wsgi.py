"""The web application, for granian."""

import os

from django.core.wsgi import get_wsgi_application

from ontschot.config.turns import Turns

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ontschot.config.settings")
application = Turns(get_wsgi_application())
