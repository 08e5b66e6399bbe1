"""Every function at the vendor's paths in one process, and other paths of the vendor's passed on."""
