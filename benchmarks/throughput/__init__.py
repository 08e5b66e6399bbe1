"""How many calls a second a packaged function answers, with one and with two workers, under wrk."""
