"""What platforms ask every function, and the emulator: /healthz and /readyz."""

from shared.openapi.parts import HERE, Json, shell
from shared.openapi.words import HEALTH, Words

_STATUS = {"ok": Words("Ok", "正常"), "not ready": Words("Not ready", "未就绪")}


def alive() -> Json:
    """The path item of /healthz."""
    return _item(
        "healthz",
        Words("Ask whether the process is alive", "进程是否活着"),
        Words("Tells that the process answers.", "进程能应答即返回成功。"),
        {"200": Words("It is up.", "活着。")},
    )


def ready() -> Json:
    """The path item of /readyz."""
    answers = {
        "200": Words("It is ready.", "就绪。"),
        "503": Words(
            "Its engine is still being loaded, or its store gives no answer.", "引擎还在加载，或图片存储没有应答。"
        ),
    }
    summary = Words("Ask whether calls can be served", "能否接受调用")
    return _item("readyz", summary, Words("Tells whether calls can be served.", "说明现在能否接受调用。"), answers)


def _item(name: str, summary: Words, description: Words, answers: dict[str, Words]) -> Json:
    return {
        "description": description
        + Words(
            " Every function has this path; it takes no token and leaves no line in the log.",
            "每个函数都有这个路径，不需要令牌，也不写日志。",
        ),
        "get": {
            "operationId": name,
            "summary": summary,
            "tags": [HEALTH],
            "security": [],
            "responses": {
                code: {"description": words, "content": _content("ok" if code == "200" else "not ready")}
                for code, words in answers.items()
            },
            "x-codeSamples": [shell(HEALTH, f"curl {HERE}/{name}")],
        },
    }


def _content(status: str) -> Json:
    schema = {
        "type": "object",
        "properties": {"status": {"const": status}},
        "required": ["status"],
        "additionalProperties": False,
    }
    example = {"summary": _STATUS[status], "value": {"status": status}}
    return {"application/json": {"schema": schema, "examples": {"status": example}}}
