"""Images of callers become pixels, within memory and time. Nothing is loaded before a decoder is asked for."""
