"""How well images are enlarged, beside interpolation and waifu2x."""
