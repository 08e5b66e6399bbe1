"""Smart crop, `/cv/img/aicrop`."""
