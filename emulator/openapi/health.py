"""The emulator's health check: /healthz."""

from .parts import Json, shell


def item() -> Json:
    """The path item."""
    content = {
        "text/plain": {"schema": {"const": "ok"}, "examples": {"success": {"summary": "Success", "value": "ok"}}}
    }
    return {
        "description": "Tells that the emulator is up. A deployed function does not have this path.",
        "get": {
            "operationId": "healthz",
            "summary": "Ask whether the emulator is up",
            "tags": ["Emulator"],
            "security": [],
            "responses": {"200": {"description": "It is up.", "content": content}},
            "x-codeSamples": [shell("Health", "curl http://127.0.0.1:8080/healthz")],
        },
    }
