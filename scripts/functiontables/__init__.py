"""The tables of functions in docs/, written from the functions' records."""
