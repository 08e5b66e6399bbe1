"""The vendor's errcodes: text, meaning, what to do, and the kind that decides how a back end reacts.

Data only: it knows no HTTP and no JSON. `docs/errcodes.md` is generated from it by `scripts/docs-errcodes`.
"""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from shared.backend import Answer, File, Passed
from shared.bilingual import Bilingual
from shared.kinds import Kind


@dataclass(frozen=True, slots=True)
class Errcode:
    """One errcode of the vendor. `advice` is one sentence for whoever can act on it.

    `confirmed` is False where `text` was never seen in an answer or a document of the vendor.
    """

    code: int
    text: str
    kind: Kind
    meaning: Bilingual
    advice: Bilingual
    confirmed: bool = True


_ROWS = (
    Errcode(
        0, "ok", Kind.OK, Bilingual("The call worked.", "调用成功。"), Bilingual("Nothing is to be done.", "无需处理。")
    ),
    # -- the token is stale
    Errcode(
        40001,
        "invalid credential, access_token is invalid or not latest",
        Kind.REFRESH,
        Bilingual(
            "The access token is unknown or has been replaced by a newer one; or the appsecret used to get it "
            "is wrong.",
            "access_token 无效，或已被更新的 token 取代；也可能是获取 token 时用的 appsecret 不对。",
        ),
        Bilingual(
            "Get a token again, repeat once, and check appid and secret if the new token is refused too.",
            "重新获取 token 并重试一次；若新 token 也被拒绝，检查 appid 和 secret。",
        ),
    ),
    Errcode(
        40014,
        "invalid access_token",
        Kind.REFRESH,
        Bilingual(
            "The access token is malformed or belongs to another account.", "access_token 格式不对，或属于另一个账号。"
        ),
        Bilingual(
            "Get a token again, repeat once, and check that appid and secret belong to the account in use.",
            "重新获取 token 并重试一次，并确认 appid 和 secret 属于当前账号。",
        ),
    ),
    Errcode(
        42001,
        "access_token expired",
        Kind.REFRESH,
        Bilingual("The access token has run out.", "access_token 已过期。"),
        Bilingual("Get a token again and repeat once.", "重新获取 token 并重试一次。"),
    ),
    # -- the vendor is in trouble
    Errcode(
        -1,
        "system error",
        Kind.BACKOFF,
        Bilingual("The service is busy or failed inside.", "系统繁忙，或服务内部出错。"),
        Bilingual(
            "Repeat after a short pause, at most twice; if it stays, quote the rid to the vendor's support.",
            "稍候重试，最多两次；仍然失败时，带上 rid 联系微信客服。",
        ),
    ),
    Errcode(
        -1000,
        "system error",
        Kind.BACKOFF,
        Bilingual("The service failed inside.", "服务内部出错。"),
        Bilingual(
            "Repeat after a short pause, at most twice; if it stays, quote the rid to the vendor's support.",
            "稍候重试，最多两次；仍然失败时，带上 rid 联系微信客服。",
        ),
    ),
    Errcode(
        9301002,
        "call api service failed",
        Kind.BACKOFF,
        Bilingual("The service market could not reach the service behind it.", "服务市场无法连接其后端服务。"),
        Bilingual("Repeat once after a short pause.", "稍候重试一次。"),
    ),
    Errcode(
        9301003,
        "internal exception",
        Kind.BACKOFF,
        Bilingual("The service market failed inside.", "服务市场内部出错。"),
        Bilingual("Repeat once after a short pause.", "稍候重试一次。"),
    ),
    Errcode(
        9301012,
        "service processing timeout",
        Kind.BACKOFF,
        Bilingual("The service behind the service market took too long.", "服务市场的后端服务处理超时。"),
        Bilingual(
            "Repeat once after a short pause, with a smaller image if it comes again.",
            "稍候重试一次；再次超时则换一张小一些的图片。",
        ),
    ),
    # -- quotas
    Errcode(
        45009,
        "reach max api daily quota limit",
        Kind.DAILY_QUOTA,
        Bilingual(
            "The account has used up its calls of this endpoint for today.", "该账号当天对此接口的调用次数已用完。"
        ),
        Bilingual(
            "Wait until midnight in Beijing, clear the quota in the vendor's console, or set BACKEND=relay.",
            "等到北京时间零点，或在微信后台清零调用次数，或设置 BACKEND=relay。",
        ),
    ),
    Errcode(
        101003,
        "not enough market quota",
        Kind.DAILY_QUOTA,
        Bilingual(
            "The free calls of the day (100) and all bought ones are used up.",
            "每天的免费次数（100 次）和已购次数都已用完。",
        ),
        Bilingual(
            "Buy calls in the vendor's service market, wait until midnight in Beijing, or set BACKEND=relay.",
            "在微信服务市场购买次数，或等到北京时间零点，或设置 BACKEND=relay。",
        ),
    ),
    Errcode(
        9301010,
        "consumption failure",
        Kind.DAILY_QUOTA,
        Bilingual(
            "The service market could not charge the call: no free or bought call is left.",
            "服务市场扣费失败：免费次数和已购次数均已用完。",
        ),
        Bilingual(
            "Buy calls in the vendor's service market, wait until midnight in Beijing, or set BACKEND=relay.",
            "在微信服务市场购买次数，或等到北京时间零点，或设置 BACKEND=relay。",
        ),
    ),
    Errcode(
        45011,
        "api minute-quota reach limit, must slower, retry next minute",
        Kind.MINUTE_QUOTA,
        Bilingual("Too many calls in this minute.", "这一分钟内的调用次数过多。"),
        Bilingual(
            "Call again in the next minute, spread the calls, or set BACKEND=relay.",
            "下一分钟再调用，或分散调用，或设置 BACKEND=relay。",
        ),
    ),
    Errcode(
        9301011,
        "frequency limitation",
        Kind.MINUTE_QUOTA,
        Bilingual("The service market takes no more calls at this rate.", "调用频率超过服务市场的限制。"),
        Bilingual(
            "Call again in the next minute, spread the calls, or set BACKEND=relay.",
            "下一分钟再调用，或分散调用，或设置 BACKEND=relay。",
        ),
    ),
    # -- the operator's configuration at the vendor
    Errcode(
        40164,
        "invalid ip <ip> ipv6 ::ffff:<ip>, not in whitelist",
        Kind.CONFIGURATION,
        Bilingual(
            "The token was asked for from an address that the account's IP whitelist does not hold.",
            "获取 token 的出口 IP 不在账号的 IP 白名单中。",
        ),
        Bilingual(
            "Add the egress IP that the message names to the IP whitelist in the vendor's console.",
            "把报错中的出口 IP 加到微信后台的 IP 白名单。",
        ),
    ),
    Errcode(
        61004,
        "access clientip is not registered",
        Kind.CONFIGURATION,
        Bilingual(
            "The third-party platform called from an address that it has not registered.",
            "第三方平台从未登记的 IP 发起了调用。",
        ),
        Bilingual(
            "Add the egress IP to the IP whitelist of the third-party platform.",
            "把出口 IP 加到第三方平台的 IP 白名单。",
        ),
    ),
    Errcode(
        89501,
        "this ip is waiting for the administrator's confirmation",
        Kind.CONFIGURATION,
        Bilingual(
            "The account's administrator has been asked about this address and has not answered.",
            "已请管理员确认该 IP，管理员尚未答复。",
        ),
        Bilingual(
            "Let an administrator confirm in WeChat, and stop calling until then, because each call messages them.",
            "请管理员在微信中确认；确认之前不要再调用，每次调用都会给管理员发消息。",
        ),
        confirmed=False,
    ),
    Errcode(
        89503,
        "this ip needs the administrator's confirmation",
        Kind.CONFIGURATION,
        Bilingual(
            "The account wants an administrator to confirm this address before it may fetch tokens.",
            "该 IP 获取 token 前，须由账号管理员确认。",
        ),
        Bilingual(
            "Let an administrator confirm in WeChat, and do not repeat, because each call messages them again.",
            "请管理员在微信中确认；不要重试，每次调用都会再给管理员发消息。",
        ),
        confirmed=False,
    ),
    Errcode(
        89506,
        "this ip was refused twice by the administrator within 24 hours",
        Kind.CONFIGURATION,
        Bilingual(
            "An administrator refused this address twice in a day, which blocks it for 24 hours.",
            "管理员 24 小时内两次拒绝了该 IP，该 IP 被禁用 24 小时。",
        ),
        Bilingual(
            "Wait 24 hours, agree with the administrator beforehand, and call once.",
            "等待 24 小时，事先与管理员沟通好，再调用一次。",
        ),
        confirmed=False,
    ),
    Errcode(
        89507,
        "this ip was refused by the administrator within one hour",
        Kind.CONFIGURATION,
        Bilingual(
            "An administrator refused this address, which blocks it for one hour.",
            "管理员拒绝了该 IP，该 IP 被禁用 1 小时。",
        ),
        Bilingual(
            "Wait an hour, agree with the administrator beforehand, and call once.",
            "等待 1 小时，事先与管理员沟通好，再调用一次。",
        ),
        confirmed=False,
    ),
    Errcode(
        40243,
        "AppSecret frozen",
        Kind.CONFIGURATION,
        Bilingual("The appsecret has been frozen in the vendor's console.", "appsecret 已在微信后台被冻结。"),
        Bilingual(
            "Unfreeze the appsecret in the vendor's console, or make a new one and set WECHAT_SECRET.",
            "在微信后台解冻 appsecret，或重新生成后设置到 WECHAT_SECRET。",
        ),
    ),
    Errcode(
        43003,
        "require https",
        Kind.CONFIGURATION,
        Bilingual("The endpoint was called without TLS.", "该接口须通过 HTTPS 调用。"),
        Bilingual("Set WECHAT_API_BASE to an https URL.", "把 WECHAT_API_BASE 设为 https 地址。"),
    ),
    Errcode(
        45029,
        "qrcode count out of limit",
        Kind.CONFIGURATION,
        Bilingual(
            "The account has reached a limit on how many codes it may have in all, which no day resets.",
            "账号的码数量已达总量上限，不会按天重置。",
        ),
        Bilingual(
            "Ask the vendor to raise the limit, or delete codes that nobody uses.",
            "向微信申请提高上限，或删除不再使用的码。",
        ),
    ),
    Errcode(
        48001,
        "api unauthorized",
        Kind.CONFIGURATION,
        Bilingual("The account may not call this endpoint.", "该账号无权调用此接口。"),
        Bilingual(
            "Verify the account with the vendor, or have a third-party platform granted permission set 117.",
            "完成微信认证，或把 117 号权限集授权给第三方平台。",
        ),
    ),
    Errcode(
        48004,
        "api forbidden for irregularities, view detail on mp.weixin.qq.com",
        Kind.CONFIGURATION,
        Bilingual(
            "The vendor has blocked this endpoint for the account after a violation of its rules.",
            "账号因违规被微信封禁了此接口。",
        ),
        Bilingual("Read the notice on mp.weixin.qq.com and appeal there.", "登录 mp.weixin.qq.com 查看通知并申诉。"),
    ),
    Errcode(
        48006,
        "forbid to clear quota because of reaching the limit",
        Kind.CONFIGURATION,
        Bilingual("Clearing the quota has itself a quota, and that is used up.", "清零调用次数的机会也已用完。"),
        Bilingual("Wait for the next month to clear quotas again, or buy calls.", "等到下个月再清零，或购买次数。"),
    ),
    Errcode(
        50001,
        "user unauthorized",
        Kind.CONFIGURATION,
        Bilingual(
            "The account has not granted this endpoint to the platform that calls it.",
            "账号没有把此接口授权给调用它的平台。",
        ),
        Bilingual("Let the account's administrator grant the permission set again.", "请账号管理员重新授权该权限集。"),
    ),
    Errcode(
        50002,
        "user limited",
        Kind.CONFIGURATION,
        Bilingual("The vendor has limited what this account may do.", "账号的功能受到微信限制。"),
        Bilingual(
            "Look up the limit in the vendor's console and have it lifted.", "在微信后台查看受限原因，并申请解除。"
        ),
    ),
    Errcode(
        50004,
        "forbidden to use the function",
        Kind.CONFIGURATION,
        Bilingual("The account may not fetch tokens in this way.", "账号不能以这种方式获取 token。"),
        Bilingual(
            "Check in the vendor's console whether the account may use the token endpoint.",
            "在微信后台确认该账号是否可以使用获取 token 的接口。",
        ),
        confirmed=False,
    ),
    Errcode(
        50007,
        "account frozen",
        Kind.CONFIGURATION,
        Bilingual("The vendor has frozen the account.", "账号已被微信冻结。"),
        Bilingual("Have the account unfrozen in the vendor's console.", "在微信后台申请解冻账号。"),
        confirmed=False,
    ),
    Errcode(
        61007,
        "api is unauthorized to component",
        Kind.CONFIGURATION,
        Bilingual(
            "The account has not given the third-party platform the permission set of this endpoint.",
            "账号没有把此接口所属的权限集授权给第三方平台。",
        ),
        Bilingual(
            "Let the account's administrator, with a verified account, grant permission set 117 to the platform.",
            "请已认证账号的管理员把 117 号权限集授权给该平台。",
        ),
    ),
    Errcode(
        61016,
        "function category of API need be confirmed by component",
        Kind.CONFIGURATION,
        Bilingual(
            "The permission set was granted, but the third-party platform has not confirmed it.",
            "权限集已授权，但第三方平台尚未确认。",
        ),
        Bilingual(
            "Confirm permission set 117 in the third-party platform's console.", "在第三方平台的后台确认 117 号权限集。"
        ),
    ),
    Errcode(
        61024,
        "first time to use token need admin confirm",
        Kind.CONFIGURATION,
        Bilingual(
            "The token endpoint is not open to this account as it is called, "
            "for example behind a third-party platform.",
            "以当前方式（例如账号由第三方平台代管时）不能使用获取 token 的接口。",
        ),
        Bilingual(
            "Let an administrator confirm, or fetch the token through the third-party platform "
            "that manages the account.",
            "请管理员确认，或通过代管该账号的第三方平台获取 token。",
        ),
        confirmed=False,
    ),
    Errcode(
        -604101,
        "function has no permission to call this API",
        Kind.CONFIGURATION,
        Bilingual(
            "Cloud call: the function's config.json does not list this API.",
            "云调用：云函数的 config.json 没有声明此接口。",
        ),
        Bilingual(
            "Add the API to permissions.openapi in config.json and wait ten minutes for the vendor's cache.",
            "在 config.json 的 permissions.openapi 中加上该接口，并等待十分钟，让微信的缓存更新。",
        ),
    ),
    Errcode(
        -604104,
        "illegal source of invocation",
        Kind.CONFIGURATION,
        Bilingual(
            "Cloud call: the function was not started by a mini program.", "云调用：云函数不是由小程序端触发的。"
        ),
        Bilingual(
            "Start the function from the mini program, or call over HTTPS with a token.",
            "从小程序端触发云函数，或带 token 通过 HTTPS 调用。",
        ),
    ),
    # -- no such endpoint (any more)
    Errcode(
        40066,
        "invalid url",
        Kind.TAKEN_DOWN,
        Bilingual(
            "There is no endpoint at this path, or it has been withdrawn as image super-resolution was.",
            "该路径没有接口，或接口已下线（如图片高清化）。",
        ),
        Bilingual(
            "Check the path and WECHAT_API_BASE; if both are right, set BACKEND=local or BACKEND=relay.",
            "检查路径和 WECHAT_API_BASE；都没问题时，设置 BACKEND=local 或 BACKEND=relay。",
        ),
    ),
    Errcode(
        -604100,
        "system error: error code: -604100",
        Kind.TAKEN_DOWN,
        Bilingual(
            "Cloud call: the vendor knows no API of this name, or failed to reach it.",
            "云调用：微信没有这个名字的接口，或未能连上它。",
        ),
        Bilingual(
            "Check the API's name; if it is right, set BACKEND=local or BACKEND=relay.",
            "检查接口名；没问题时，设置 BACKEND=local 或 BACKEND=relay。",
        ),
    ),
    # -- credentials that were sent
    Errcode(
        41001,
        "access_token missing",
        Kind.CREDENTIAL,
        Bilingual("The call carries no access token.", "请求缺少 access_token。"),
        Bilingual("Send access_token in the query.", "在 URL 参数中带上 access_token。"),
    ),
    Errcode(
        42007,
        "access_token invalid (password changed)",
        Kind.CREDENTIAL,
        Bilingual(
            "The account's owner changed the password, which ended the authorization behind this token.",
            "账号所有者修改了密码，该 token 所依据的授权随之失效。",
        ),
        Bilingual("Let the owner authorize the third-party platform again.", "请账号所有者重新授权给第三方平台。"),
    ),
    Errcode(
        40002,
        "invalid grant_type",
        Kind.CREDENTIAL,
        Bilingual(
            "A token was asked for with another grant type than the one that exists.",
            "获取 token 时的 grant_type 不对。",
        ),
        Bilingual("Send grant_type=client_credential.", "发送 grant_type=client_credential。"),
    ),
    Errcode(
        40013,
        "invalid appid",
        Kind.CREDENTIAL,
        Bilingual("A token was asked for with an appid that does not exist.", "获取 token 时的 appid 不存在。"),
        Bilingual(
            "Send the appid as the console shows it, without spaces (WECHAT_APPID, if the call was ours).",
            "按后台显示的 appid 发送，不要带空格（若由本服务代为调用，检查 WECHAT_APPID）。",
        ),
    ),
    Errcode(
        40125,
        "invalid appsecret",
        Kind.CREDENTIAL,
        Bilingual(
            "A token was asked for with a secret that is not this appid's.", "获取 token 时的 secret 与该 appid 不符。"
        ),
        Bilingual(
            "Send the secret of this very appid, or reset it in the console (WECHAT_SECRET, if the call was ours).",
            "发送该 appid 对应的 secret，或在后台重置（若由本服务代为调用，检查 WECHAT_SECRET）。",
        ),
    ),
    Errcode(
        41002,
        "appid missing",
        Kind.CREDENTIAL,
        Bilingual("A token was asked for without an appid.", "获取 token 时没有带 appid。"),
        Bilingual(
            "Send appid (WECHAT_APPID, if the call was ours).", "带上 appid（若由本服务代为调用，检查 WECHAT_APPID）。"
        ),
    ),
    Errcode(
        41004,
        "appsecret missing",
        Kind.CREDENTIAL,
        Bilingual("A token was asked for without a secret.", "获取 token 时没有带 secret。"),
        Bilingual(
            "Send secret (WECHAT_SECRET, if the call was ours).",
            "带上 secret（若由本服务代为调用，检查 WECHAT_SECRET）。",
        ),
    ),
    Errcode(
        41018,
        "missing component_appid",
        Kind.CREDENTIAL,
        Bilingual(
            "A third-party platform called without saying which platform it is.",
            "第三方平台调用时没有带 component_appid。",
        ),
        Bilingual("Send component_appid.", "带上 component_appid。"),
    ),
    Errcode(
        61014,
        "must use component token for component api",
        Kind.CREDENTIAL,
        Bilingual(
            "The token is an account's, and the endpoint wants the third-party platform's own.",
            "用的是账号的 token，而此接口要用第三方平台自己的 token。",
        ),
        Bilingual("Send the component_access_token.", "改用 component_access_token。"),
    ),
    # -- the caller's input
    Errcode(
        40004,
        "invalid media type",
        Kind.CLIENT,
        Bilingual("The type of media is not one that the endpoint takes.", "接口不支持这种媒体类型。"),
        Bilingual("Send an image.", "请发送图片。"),
    ),
    Errcode(
        40005,
        "invalid file type",
        Kind.CLIENT,
        Bilingual("The file's type is not one that the endpoint takes.", "接口不支持这种文件类型。"),
        Bilingual("Send a JPEG or PNG image.", "请发送 JPEG 或 PNG 图片。"),
    ),
    Errcode(
        40006,
        "invalid meida size",
        Kind.CLIENT,
        Bilingual("The file has a size that the endpoint does not take.", "文件大小不符合接口要求。"),
        Bilingual("Send an image of less than 2 MB.", "请发送小于 2 MB 的图片。"),
        confirmed=False,
    ),
    Errcode(
        40007,
        "invalid media_id",
        Kind.CLIENT,
        Bilingual(
            "The media_id is unknown or has expired; results are kept for three days.",
            "media_id 不存在或已过期；结果保留三天。",
        ),
        Bilingual(
            "Check the media_id, and compute the result again if it is older than three days.",
            "检查 media_id；超过三天的，请重新生成结果。",
        ),
    ),
    Errcode(
        40009,
        "invalid image size",
        Kind.CLIENT,
        Bilingual("The image file has a size that the endpoint does not take.", "图片文件的大小不符合接口要求。"),
        Bilingual("Send an image of less than 2 MB.", "请发送小于 2 MB 的图片。"),
    ),
    Errcode(
        40035,
        "invalid parameter",
        Kind.CLIENT,
        Bilingual("A parameter has a value that is not allowed.", "参数的取值不合法。"),
        Bilingual("Compare the parameters with the endpoint's page.", "对照接口文档检查参数。"),
    ),
    Errcode(
        40097,
        "invalid args",
        Kind.CLIENT,
        Bilingual("A parameter is wrong or is missing.", "参数错误或缺失。"),
        Bilingual("Compare the parameters with the endpoint's page.", "对照接口文档检查参数。"),
    ),
    Errcode(
        40101,
        "missing parameter",
        Kind.CLIENT,
        Bilingual("A required parameter is missing.", "缺少必填参数。"),
        Bilingual("Compare the parameters with the endpoint's page.", "对照接口文档检查参数。"),
    ),
    Errcode(
        40137,
        "invalid image format",
        Kind.CLIENT,
        Bilingual("The image is in a format that the endpoint does not read.", "接口不支持这种图片格式。"),
        Bilingual("Send a JPEG or PNG image.", "请发送 JPEG 或 PNG 图片。"),
    ),
    Errcode(
        41005,
        "media data missing",
        Kind.CLIENT,
        Bilingual(
            "No image arrived: no file part, a file part without a file name, or an img_url in the body.",
            "没有收到图片：没有文件，文件没有文件名，或 img_url 放在了请求体里。",
        ),
        Bilingual(
            "Send the image as the multipart part img with a file name, or img_url in the query.",
            "把图片作为 multipart 文件字段 img 发送并带上文件名，或在 URL 参数中带上 img_url。",
        ),
    ),
    Errcode(
        41006,
        "media_id missing",
        Kind.CLIENT,
        Bilingual("The call names no media_id.", "请求缺少 media_id。"),
        Bilingual("Send media_id in the query.", "在 URL 参数中带上 media_id。"),
    ),
    Errcode(
        43001,
        "require GET method",
        Kind.CLIENT,
        Bilingual("The endpoint takes GET only.", "此接口只支持 GET。"),
        Bilingual("Repeat the call with GET.", "改用 GET 请求。"),
    ),
    Errcode(
        43002,
        "require POST method",
        Kind.CLIENT,
        Bilingual("The endpoint takes POST only.", "此接口只支持 POST。"),
        Bilingual("Repeat the call with POST.", "改用 POST 请求。"),
    ),
    Errcode(
        44001,
        "empty media data",
        Kind.CLIENT,
        Bilingual("The file that was sent has no bytes.", "发送的文件为空。"),
        Bilingual(
            "Send the image's bytes, and look out for a stream that was read before.",
            "发送图片的内容；留意文件流是否已被读过。",
        ),
    ),
    Errcode(
        44002,
        "empty post data",
        Kind.CLIENT,
        Bilingual("The body is empty where one is needed.", "请求体为空，而此接口需要请求体。"),
        Bilingual("Send the parameters in the body.", "把参数放在请求体中发送。"),
    ),
    Errcode(
        45001,
        "media size out of limit",
        Kind.CLIENT,
        Bilingual(
            "The image has more bytes than the endpoint takes, 2 MB at the vendor.",
            "图片超过接口的大小上限，微信为 2 MB。",
        ),
        Bilingual("Send a smaller image.", "请换一张小一些的图片。"),
    ),
    Errcode(
        45002,
        "content size out of limit",
        Kind.CLIENT,
        Bilingual("A text in the call is too long.", "请求中的文字过长。"),
        Bilingual("Shorten the text.", "缩短文字。"),
    ),
    Errcode(
        46001,
        "media data no exist",
        Kind.CLIENT,
        Bilingual("The media data that the call refers to does not exist.", "请求所指的媒体数据不存在。"),
        Bilingual("Upload or compute it again and use the new media_id.", "重新上传或重新生成，并使用新的 media_id。"),
    ),
    Errcode(
        47001,
        "data format error",
        Kind.CLIENT,
        Bilingual("The body does not parse as JSON or XML.", "请求体不是合法的 JSON 或 XML。"),
        Bilingual("Send well-formed JSON in UTF-8.", "请以 UTF-8 发送格式正确的 JSON。"),
    ),
    Errcode(
        87014,
        "risky content",
        Kind.CLIENT,
        Bilingual("The vendor judged the content to be illegal or against its rules.", "微信判定内容违法违规。"),
        Bilingual("Do not send this content.", "不要发送此内容。"),
    ),
    Errcode(
        101000,
        "invalid image url",
        Kind.CLIENT,
        Bilingual(
            "The image URL is wrong, or the image behind it could not be downloaded, "
            "which the vendor also says at random.",
            "图片 URL 有误，或图片无法下载；微信也会随机报此错误。",
        ),
        Bilingual(
            "Check that the URL opens from outside on port 80 or 443, or send the image itself as img.",
            "确认该 URL 在公网可以通过 80 或 443 端口访问，或改用 img 直接上传图片。",
        ),
    ),
    Errcode(
        101001,
        "certificate not found",
        Kind.CLIENT,
        Bilingual(
            "The image shows no card, licence, plate or menu of the kind that was asked for.",
            "图片中没有所请求的证件、卡片、车牌或菜单。",
        ),
        Bilingual(
            "Send a picture that shows it whole, sharp and without reflections, to the path of its kind.",
            "发送完整、清晰、无反光的图片，并确认接口与种类一致。",
        ),
    ),
    Errcode(
        101002,
        "invalid image data",  # /cv/ocr/comm words it "decode image failed"
        Kind.CLIENT,
        Bilingual(
            'The bytes are not a whole image in a known format; with the words "market quota" it is a used-up quota.',
            "数据不是完整的、格式受支持的图片；若文字中含有 market quota，则表示次数已用完。",
        ),
        Bilingual("Send a complete JPEG or PNG image.", "请发送完整的 JPEG 或 PNG 图片。"),
    ),
    Errcode(
        9301001,
        "parameter error",
        Kind.CLIENT,
        Bilingual("The service market did not accept a parameter.", "服务市场不接受某个参数。"),
        Bilingual("Compare the parameters with the service's page.", "对照该服务的文档检查参数。"),
    ),
)

ERRCODES: Mapping[int, Errcode] = MappingProxyType({row.code: row for row in _ROWS})
"""Every errcode we know, by its number, in the order of the page."""

_NUMBER = re.compile(r"-?[0-9]{1,9}", re.ASCII)
_REFUSED_IP = re.compile(r"invalid ip ([0-9A-Fa-f.:]+)")


def kind_of(code: int, text: str = "") -> Kind:
    """Say what `code` asks for; `text` is the errmsg it came with. A code that is not in the table is UNKNOWN.

    The vendor has answered a used-up quota as 101002 "not enough market quota", so there the text decides.
    """
    if code == 101002 and "market quota" in text:
        return Kind.DAILY_QUOTA
    row = ERRCODES.get(code)
    return row.kind if row else Kind.UNKNOWN


def advice_of(code: int, text: str = "") -> Bilingual | None:
    """The sentence that says what to do about `code`; for 40164 with the address that `text` names.

    None for an unknown code. Nothing of `text` but a well-formed IP address gets into the sentence.
    """
    row = ERRCODES.get(code)
    if row is None:
        return None
    if kind_of(code, text) is Kind.DAILY_QUOTA:
        row = ERRCODES[101003] if code == 101002 else row
    found = _REFUSED_IP.search(text) if code == 40164 else None
    if found is None:
        return row.advice
    try:
        address = ipaddress.ip_address(found.group(1))
    except ValueError:
        return row.advice
    return Bilingual(
        "Add this egress IP to the IP whitelist in the vendor's console: {address}.",
        "把此出口 IP 加到微信后台的 IP 白名单：{address}。",
        address=address,
    )


def kind_of_answer(answer: Answer) -> Kind:
    """Say what an answer asks for; a file is a success."""
    if isinstance(answer, Passed):
        answer = answer.document
    if isinstance(answer, File):
        return Kind.OK
    return kind_of(number_of(answer), str(answer.get("errmsg", "")))


def number_of(answer: Mapping[str, object]) -> int:
    """The errcode of an answer as a number: absent is 0, text such as "45009" counts, anything else is -1."""
    code = answer.get("errcode", 0)
    if isinstance(code, str) and _NUMBER.fullmatch(code):
        return int(code)
    return code if isinstance(code, int) and not isinstance(code, bool) else -1
