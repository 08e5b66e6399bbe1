"""What the pages of error codes say beside the table of codes."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.bilingual import Language
from shared.kinds import Kind


@dataclass(frozen=True)
class Texts:
    """What a language's page says: what stands before the tables, their heads, and each kind's title and note."""

    language: Language
    intro: str
    heads: str
    doubt: str
    sections: Mapping[Kind, tuple[str, str]]


ENGLISH = Texts(
    "en",
    """\
# Error codes

English · [中文](zh/errcodes.md)

Every answer in WeChat's form carries `errcode` and `errmsg`; 0 means that the call worked, and any other number says
what went wrong. **The HTTP status is 200 either way**, so look at `errcode`. (`media/get` answers a success with the
image itself: there the content type tells an image from an error.)

`errmsg` is the text below and then ` rid: ` with three groups of eight hex digits, for example
`media data missing rid: 68f0c1aa-2f4a1c55-0b7f36de`. The rid names this one request: our log line about the request
holds the same rid, and the vendor's support asks for theirs when `errmsg` came from the vendor. Older answers of the
vendor also hold ` hint: [...]`. Compare codes, or the beginning of the text, never the whole text.

To see how your client takes a code, send the header `X-Emulate-Errcode: 45009` (or any other code of this page) to the
emulator: the function answers it as the vendor would.

The codes are grouped by what they ask of whoever receives them. A text marked *unconfirmed* is known from hearsay only
or is our own wording: rely on the code.
""",
    "| code | text | meaning | what to do |",
    " *(unconfirmed)*",
    {
        Kind.OK: ("Success", "The call worked."),
        Kind.REFRESH: (
            "Stale token",
            "Get a token again and repeat once; never in a loop. We do so for tokens of our own; "
            "the code for a token that the caller sent goes back to the caller.",
        ),
        Kind.BACKOFF: (
            "Trouble at the vendor",
            "Repeat after a pause, at most twice. With `BACKEND=relay` our own engine answers if it stays.",
        ),
        Kind.DAILY_QUOTA: (
            "Daily quota",
            "Used up until midnight in Beijing. With `BACKEND=relay` our own engine answers until then.",
        ),
        Kind.MINUTE_QUOTA: (
            "Minute quota",
            "Used up until the next minute. With `BACKEND=relay` our own engine answers until then.",
        ),
        Kind.CONFIGURATION: (
            "Configuration at the vendor",
            "The operator must change something in the vendor's console or in the settings; the caller can do "
            "nothing, and repeating does not help. With `BACKEND=relay` our own engine answers.",
        ),
        Kind.TAKEN_DOWN: (
            "No such endpoint",
            "The path is wrong, or the vendor has withdrawn the endpoint. With `BACKEND=relay` our own engine answers.",
        ),
        Kind.CREDENTIAL: (
            "Credentials",
            "A token, appid or secret is missing or wrong: whoever sent it corrects it.",
        ),
        Kind.CLIENT: (
            "Bad input",
            "The caller's image, URL or parameter is at fault; the same call fails again.",
        ),
    },
)

CHINESE = Texts(
    "zh",
    """\
# 错误码

中文 · [English](../errcodes.md)

微信格式的每个结果都带 `errcode` 和 `errmsg`；0 表示调用成功，其他数字说明出了什么问题。
**无论成败，HTTP 状态码都是 200**，所以请检查 `errcode`。（`media/get` 成功时返回图片本身：靠内容类型区分图片和错误。）

`errmsg` 由下表的文本，加上 ` rid: ` 和三组八位的十六进制数字组成，例如
`media data missing rid: 68f0c1aa-2f4a1c55-0b7f36de`。rid 标识这一次请求：我们的日志行里有同样的 rid；
如果 `errmsg` 来自微信，联系微信客服时要提供它的 rid。微信较早的结果里还有 ` hint: [...]`。
判断时请比较错误码，或者文本的开头，绝不要比较整段文本。

想看你的客户端如何处理某个错误码，就向模拟器发送请求头 `X-Emulate-Errcode: 45009`（或者本页的任何其他错误码）：
函数会像微信那样返回它。

错误码按收到的人该做什么来分组。文本标有*未证实*的，只是听说，或者是我们自己的写法：请以错误码为准。
""",
    "| 错误码 | 文本 | 含义 | 怎么办 |",
    "*（未证实）*",
    {
        Kind.OK: ("成功", "调用成功。"),
        Kind.REFRESH: (
            "令牌失效",
            "重新取令牌并重试一次，绝不要循环重试。我们自己的令牌由我们这样处理；调用方自带的令牌，错误码原样返回给调用方。",
        ),
        Kind.BACKOFF: ("微信故障", "稍后重试，最多两次。在 `BACKEND=relay` 下，故障持续时由自有引擎回答。"),
        Kind.DAILY_QUOTA: (
            "每天的额度",
            "已经用完，北京时间零点恢复。在 `BACKEND=relay` 下，此前由自有引擎回答。",
        ),
        Kind.MINUTE_QUOTA: (
            "每分钟的额度",
            "已经用完，下一分钟恢复。在 `BACKEND=relay` 下，此前由自有引擎回答。",
        ),
        Kind.CONFIGURATION: (
            "微信侧的配置",
            "要由运营者在微信后台或设置里修改；调用方无能为力，重试也没有用。在 `BACKEND=relay` 下由自有引擎回答。",
        ),
        Kind.TAKEN_DOWN: (
            "接口不存在",
            "路径错误，或者微信已经下架这个接口。在 `BACKEND=relay` 下由自有引擎回答。",
        ),
        Kind.CREDENTIAL: ("凭证", "令牌、appid 或 secret 缺失或错误：由发送者改正。"),
        Kind.CLIENT: ("输入有误", "问题在调用方的图片、地址或参数；同样的调用还会失败。"),
    },
)
