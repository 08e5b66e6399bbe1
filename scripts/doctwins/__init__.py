"""The Chinese pages hold the English ones' code and figures, which are copied, and are otherwise written by hand."""
