"""How many calls a second a packaged function answers under wrk: behind our server, and behind gunicorn."""
