"""Super-resolution, `/cv/img/superresolution`."""
