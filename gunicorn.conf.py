"""How gunicorn serves Signpost: `gunicorn` alone in this folder is enough."""

import multiprocessing
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent

wsgi_app = "localoffer.wsgi:application"
pythonpath = f"{ROOT},{ROOT / 'site'}"
bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", min(4, multiprocessing.cpu_count() + 1)))
timeout = 30
graceful_timeout = 20
max_requests = 5000
max_requests_jitter = 500
# When gunicorn itself fails it would write the whole address.
logger_class = "localoffer.gunicorn_log.DiscreetLogger"
# The path alone: a query string holds what a family typed and never reaches a log.
access_log_format = "%(t)s %(m)s %(U)s %(s)s %(B)s %(L)ss"
# Nothing manages it from beside, and two sites on one machine would share one socket.
control_socket_disable = True
