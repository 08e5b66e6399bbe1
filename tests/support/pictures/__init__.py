"""Pictures that tests of several engines and functions draw, whose truth is known."""
