"""What platforms ask every function, and the emulator: /healthz and /readyz."""

from shared.openapi.parts import HERE, Json, shell


def alive() -> Json:
    """The path item of /healthz."""
    return _item("healthz", "Ask whether the process is alive", "Tells that the process answers.", {"200": "It is up."})


def ready() -> Json:
    """The path item of /readyz."""
    answers = {"200": "It is ready.", "503": "Its engine is still being loaded, or its store gives no answer."}
    return _item("readyz", "Ask whether calls can be served", "Tells whether calls can be served.", answers)


def _item(name: str, summary: str, description: str, answers: dict[str, str]) -> Json:
    return {
        "description": f"{description} Every function has this path; it takes no token and leaves no line in the log.",
        "get": {
            "operationId": name,
            "summary": summary,
            "tags": ["Health"],
            "security": [],
            "responses": {
                code: {"description": words, "content": _content("ok" if code == "200" else "not ready")}
                for code, words in answers.items()
            },
            "x-codeSamples": [shell("Health", f"curl {HERE}/{name}")],
        },
    }


def _content(status: str) -> Json:
    schema = {
        "type": "object",
        "properties": {"status": {"const": status}},
        "required": ["status"],
        "additionalProperties": False,
    }
    example = {"summary": status.capitalize(), "value": {"status": status}}
    return {"application/json": {"schema": schema, "examples": {"status": example}}}
