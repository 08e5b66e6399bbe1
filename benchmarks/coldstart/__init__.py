"""How long a packaged function takes from process start to its first answer, next to an empty function."""
