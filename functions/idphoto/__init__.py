"""ID photos: a person cut out, placed as a standard asks, on a plain background."""
