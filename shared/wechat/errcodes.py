"""The vendor's errcodes: text, meaning, what to do, and the kind that decides how a back end reacts.

Data only: it knows no HTTP and no JSON. `docs/errcodes.md` is generated from it by `scripts/docs-errcodes`.
"""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from shared.backend import Answer, File, Passed
from shared.kinds import Kind


@dataclass(frozen=True, slots=True)
class Errcode:
    """One errcode of the vendor. `advice` is one sentence for whoever can act on it.

    `confirmed` is False where `text` was never seen in an answer or a document of the vendor.
    """

    code: int
    text: str
    kind: Kind
    meaning: str
    advice: str
    confirmed: bool = True


_ROWS = (
    Errcode(0, "ok", Kind.OK, "The call worked.", "Nothing is to be done."),
    # -- the token is stale
    Errcode(
        40001,
        "invalid credential, access_token is invalid or not latest",
        Kind.REFRESH,
        "The access token is unknown or has been replaced by a newer one; or the appsecret used to get it is wrong.",
        "Get a token again, repeat once, and check appid and secret if the new token is refused too.",
    ),
    Errcode(
        40014,
        "invalid access_token",
        Kind.REFRESH,
        "The access token is malformed or belongs to another account.",
        "Get a token again, repeat once, and check that appid and secret belong to the account in use.",
    ),
    Errcode(
        42001,
        "access_token expired",
        Kind.REFRESH,
        "The access token has run out.",
        "Get a token again and repeat once.",
    ),
    # -- the vendor is in trouble
    Errcode(
        -1,
        "system error",
        Kind.BACKOFF,
        "The service is busy or failed inside.",
        "Repeat after a short pause, at most twice; if it stays, quote the rid to the vendor's support.",
    ),
    Errcode(
        -1000,
        "system error",
        Kind.BACKOFF,
        "The service failed inside.",
        "Repeat after a short pause, at most twice; if it stays, quote the rid to the vendor's support.",
    ),
    Errcode(
        9301002,
        "call api service failed",
        Kind.BACKOFF,
        "The service market could not reach the service behind it.",
        "Repeat once after a short pause.",
    ),
    Errcode(
        9301003,
        "internal exception",
        Kind.BACKOFF,
        "The service market failed inside.",
        "Repeat once after a short pause.",
    ),
    Errcode(
        9301012,
        "service processing timeout",
        Kind.BACKOFF,
        "The service behind the service market took too long.",
        "Repeat once after a short pause, with a smaller image if it comes again.",
    ),
    # -- quotas
    Errcode(
        45009,
        "reach max api daily quota limit",
        Kind.DAILY_QUOTA,
        "The account has used up its calls of this endpoint for today.",
        "Wait until midnight in Beijing, clear the quota in the vendor's console, or set BACKEND=relay.",
    ),
    Errcode(
        101003,
        "not enough market quota",
        Kind.DAILY_QUOTA,
        "The free calls of the day (100) and all bought ones are used up.",
        "Buy calls in the vendor's service market, wait until midnight in Beijing, or set BACKEND=relay.",
    ),
    Errcode(
        9301010,
        "consumption failure",
        Kind.DAILY_QUOTA,
        "The service market could not charge the call: no free or bought call is left.",
        "Buy calls in the vendor's service market, wait until midnight in Beijing, or set BACKEND=relay.",
    ),
    Errcode(
        45011,
        "api minute-quota reach limit, must slower, retry next minute",
        Kind.MINUTE_QUOTA,
        "Too many calls in this minute.",
        "Call again in the next minute, spread the calls, or set BACKEND=relay.",
    ),
    Errcode(
        9301011,
        "frequency limitation",
        Kind.MINUTE_QUOTA,
        "The service market takes no more calls at this rate.",
        "Call again in the next minute, spread the calls, or set BACKEND=relay.",
    ),
    # -- the operator's configuration at the vendor
    Errcode(
        40164,
        "invalid ip <ip> ipv6 ::ffff:<ip>, not in whitelist",
        Kind.CONFIGURATION,
        "The token was asked for from an address that the account's IP whitelist does not hold.",
        "Add the egress IP that the message names to the IP whitelist in the vendor's console.",
    ),
    Errcode(
        61004,
        "access clientip is not registered",
        Kind.CONFIGURATION,
        "The third-party platform called from an address that it has not registered.",
        "Add the egress IP to the IP whitelist of the third-party platform.",
    ),
    Errcode(
        89501,
        "this ip is waiting for the administrator's confirmation",
        Kind.CONFIGURATION,
        "The account's administrator has been asked about this address and has not answered.",
        "Let an administrator confirm in WeChat, and stop calling until then, because each call messages them.",
        confirmed=False,
    ),
    Errcode(
        89503,
        "this ip needs the administrator's confirmation",
        Kind.CONFIGURATION,
        "The account wants an administrator to confirm this address before it may fetch tokens.",
        "Let an administrator confirm in WeChat, and do not repeat, because each call messages them again.",
        confirmed=False,
    ),
    Errcode(
        89506,
        "this ip was refused twice by the administrator within 24 hours",
        Kind.CONFIGURATION,
        "An administrator refused this address twice in a day, which blocks it for 24 hours.",
        "Wait 24 hours, agree with the administrator beforehand, and call once.",
        confirmed=False,
    ),
    Errcode(
        89507,
        "this ip was refused by the administrator within one hour",
        Kind.CONFIGURATION,
        "An administrator refused this address, which blocks it for one hour.",
        "Wait an hour, agree with the administrator beforehand, and call once.",
        confirmed=False,
    ),
    Errcode(
        40243,
        "AppSecret frozen",
        Kind.CONFIGURATION,
        "The appsecret has been frozen in the vendor's console.",
        "Unfreeze the appsecret in the vendor's console, or make a new one and set WECHAT_SECRET.",
    ),
    Errcode(
        43003,
        "require https",
        Kind.CONFIGURATION,
        "The endpoint was called without TLS.",
        "Set WECHAT_API_BASE to an https URL.",
    ),
    Errcode(
        45029,
        "qrcode count out of limit",
        Kind.CONFIGURATION,
        "The account has reached a limit on how many codes it may have in all, which no day resets.",
        "Ask the vendor to raise the limit, or delete codes that nobody uses.",
    ),
    Errcode(
        48001,
        "api unauthorized",
        Kind.CONFIGURATION,
        "The account may not call this endpoint.",
        "Verify the account with the vendor, or have a third-party platform granted permission set 117.",
    ),
    Errcode(
        48004,
        "api forbidden for irregularities, view detail on mp.weixin.qq.com",
        Kind.CONFIGURATION,
        "The vendor has blocked this endpoint for the account after a violation of its rules.",
        "Read the notice on mp.weixin.qq.com and appeal there.",
    ),
    Errcode(
        48006,
        "forbid to clear quota because of reaching the limit",
        Kind.CONFIGURATION,
        "Clearing the quota has itself a quota, and that is used up.",
        "Wait for the next month to clear quotas again, or buy calls.",
    ),
    Errcode(
        50001,
        "user unauthorized",
        Kind.CONFIGURATION,
        "The account has not granted this endpoint to the platform that calls it.",
        "Let the account's administrator grant the permission set again.",
    ),
    Errcode(
        50002,
        "user limited",
        Kind.CONFIGURATION,
        "The vendor has limited what this account may do.",
        "Look up the limit in the vendor's console and have it lifted.",
    ),
    Errcode(
        50004,
        "forbidden to use the function",
        Kind.CONFIGURATION,
        "The account may not fetch tokens in this way.",
        "Check in the vendor's console whether the account may use the token endpoint.",
        confirmed=False,
    ),
    Errcode(
        50007,
        "account frozen",
        Kind.CONFIGURATION,
        "The vendor has frozen the account.",
        "Have the account unfrozen in the vendor's console.",
        confirmed=False,
    ),
    Errcode(
        61007,
        "api is unauthorized to component",
        Kind.CONFIGURATION,
        "The account has not given the third-party platform the permission set of this endpoint.",
        "Let the account's administrator, with a verified account, grant permission set 117 to the platform.",
    ),
    Errcode(
        61016,
        "function category of API need be confirmed by component",
        Kind.CONFIGURATION,
        "The permission set was granted, but the third-party platform has not confirmed it.",
        "Confirm permission set 117 in the third-party platform's console.",
    ),
    Errcode(
        61024,
        "first time to use token need admin confirm",
        Kind.CONFIGURATION,
        "The token endpoint is not open to this account as it is called, for example behind a third-party platform.",
        "Let an administrator confirm, or fetch the token through the third-party platform that manages the account.",
        confirmed=False,
    ),
    Errcode(
        -604101,
        "function has no permission to call this API",
        Kind.CONFIGURATION,
        "Cloud call: the function's config.json does not list this API.",
        "Add the API to permissions.openapi in config.json and wait ten minutes for the vendor's cache.",
    ),
    Errcode(
        -604104,
        "illegal source of invocation",
        Kind.CONFIGURATION,
        "Cloud call: the function was not started by a mini program.",
        "Start the function from the mini program, or call over HTTPS with a token.",
    ),
    # -- no such endpoint (any more)
    Errcode(
        40066,
        "invalid url",
        Kind.TAKEN_DOWN,
        "There is no endpoint at this path, or it has been withdrawn as image super-resolution was.",
        "Check the path and WECHAT_API_BASE; if both are right, set BACKEND=local or BACKEND=relay.",
    ),
    Errcode(
        -604100,
        "system error: error code: -604100",
        Kind.TAKEN_DOWN,
        "Cloud call: the vendor knows no API of this name, or failed to reach it.",
        "Check the API's name; if it is right, set BACKEND=local or BACKEND=relay.",
    ),
    # -- credentials that were sent
    Errcode(
        41001,
        "access_token missing",
        Kind.CREDENTIAL,
        "The call carries no access token.",
        "Send access_token in the query.",
    ),
    Errcode(
        42007,
        "access_token invalid (password changed)",
        Kind.CREDENTIAL,
        "The account's owner changed the password, which ended the authorization behind this token.",
        "Let the owner authorize the third-party platform again.",
    ),
    Errcode(
        40002,
        "invalid grant_type",
        Kind.CREDENTIAL,
        "A token was asked for with another grant type than the one that exists.",
        "Send grant_type=client_credential.",
    ),
    Errcode(
        40013,
        "invalid appid",
        Kind.CREDENTIAL,
        "A token was asked for with an appid that does not exist.",
        "Send the appid as the console shows it, without spaces (WECHAT_APPID, if the call was ours).",
    ),
    Errcode(
        40125,
        "invalid appsecret",
        Kind.CREDENTIAL,
        "A token was asked for with a secret that is not this appid's.",
        "Send the secret of this very appid, or reset it in the console (WECHAT_SECRET, if the call was ours).",
    ),
    Errcode(
        41002,
        "appid missing",
        Kind.CREDENTIAL,
        "A token was asked for without an appid.",
        "Send appid (WECHAT_APPID, if the call was ours).",
    ),
    Errcode(
        41004,
        "appsecret missing",
        Kind.CREDENTIAL,
        "A token was asked for without a secret.",
        "Send secret (WECHAT_SECRET, if the call was ours).",
    ),
    Errcode(
        41018,
        "missing component_appid",
        Kind.CREDENTIAL,
        "A third-party platform called without saying which platform it is.",
        "Send component_appid.",
    ),
    Errcode(
        61014,
        "must use component token for component api",
        Kind.CREDENTIAL,
        "The token is an account's, and the endpoint wants the third-party platform's own.",
        "Send the component_access_token.",
    ),
    # -- the caller's input
    Errcode(
        40004,
        "invalid media type",
        Kind.CLIENT,
        "The type of media is not one that the endpoint takes.",
        "Send an image.",
    ),
    Errcode(
        40005,
        "invalid file type",
        Kind.CLIENT,
        "The file's type is not one that the endpoint takes.",
        "Send a JPEG or PNG image.",
    ),
    Errcode(
        40006,
        "invalid meida size",
        Kind.CLIENT,
        "The file has a size that the endpoint does not take.",
        "Send an image of less than 2 MB.",
        confirmed=False,
    ),
    Errcode(
        40007,
        "invalid media_id",
        Kind.CLIENT,
        "The media_id is unknown or has expired; results are kept for three days.",
        "Check the media_id, and compute the result again if it is older than three days.",
    ),
    Errcode(
        40009,
        "invalid image size",
        Kind.CLIENT,
        "The image file has a size that the endpoint does not take.",
        "Send an image of less than 2 MB.",
    ),
    Errcode(
        40035,
        "invalid parameter",
        Kind.CLIENT,
        "A parameter has a value that is not allowed.",
        "Compare the parameters with the endpoint's page.",
    ),
    Errcode(
        40097,
        "invalid args",
        Kind.CLIENT,
        "A parameter is wrong or is missing.",
        "Compare the parameters with the endpoint's page.",
    ),
    Errcode(
        40101,
        "missing parameter",
        Kind.CLIENT,
        "A required parameter is missing.",
        "Compare the parameters with the endpoint's page.",
    ),
    Errcode(
        40137,
        "invalid image format",
        Kind.CLIENT,
        "The image is in a format that the endpoint does not read.",
        "Send a JPEG or PNG image.",
    ),
    Errcode(
        41005,
        "media data missing",
        Kind.CLIENT,
        "No image arrived: no file part, a file part without a file name, or an img_url in the body.",
        "Send the image as the multipart part img with a file name, or img_url in the query.",
    ),
    Errcode(
        41006,
        "media_id missing",
        Kind.CLIENT,
        "The call names no media_id.",
        "Send media_id in the query.",
    ),
    Errcode(
        43001,
        "require GET method",
        Kind.CLIENT,
        "The endpoint takes GET only.",
        "Repeat the call with GET.",
    ),
    Errcode(
        43002,
        "require POST method",
        Kind.CLIENT,
        "The endpoint takes POST only.",
        "Repeat the call with POST.",
    ),
    Errcode(
        44001,
        "empty media data",
        Kind.CLIENT,
        "The file that was sent has no bytes.",
        "Send the image's bytes, and look out for a stream that was read before.",
    ),
    Errcode(
        44002,
        "empty post data",
        Kind.CLIENT,
        "The body is empty where one is needed.",
        "Send the parameters in the body.",
    ),
    Errcode(
        45001,
        "media size out of limit",
        Kind.CLIENT,
        "The image has more bytes than the endpoint takes, 2 MB at the vendor.",
        "Send a smaller image.",
    ),
    Errcode(
        45002,
        "content size out of limit",
        Kind.CLIENT,
        "A text in the call is too long.",
        "Shorten the text.",
    ),
    Errcode(
        46001,
        "media data no exist",
        Kind.CLIENT,
        "The media data that the call refers to does not exist.",
        "Upload or compute it again and use the new media_id.",
    ),
    Errcode(
        47001,
        "data format error",
        Kind.CLIENT,
        "The body does not parse as JSON or XML.",
        "Send well-formed JSON in UTF-8.",
    ),
    Errcode(
        87014,
        "risky content",
        Kind.CLIENT,
        "The vendor judged the content to be illegal or against its rules.",
        "Do not send this content.",
    ),
    Errcode(
        101000,
        "invalid image url",
        Kind.CLIENT,
        "The image URL is wrong, or the image behind it could not be downloaded, which the vendor also says at random.",
        "Check that the URL opens from outside on port 80 or 443, or send the image itself as img.",
    ),
    Errcode(
        101001,
        "certificate not found",
        Kind.CLIENT,
        "The image shows no card, licence, plate or menu of the kind that was asked for.",
        "Send a picture that shows it whole, sharp and without reflections, to the path of its kind.",
    ),
    Errcode(
        101002,
        "invalid image data",  # /cv/ocr/comm words it "decode image failed"
        Kind.CLIENT,
        'The bytes are not a whole image in a known format; with the words "market quota" it is a used-up quota.',
        "Send a complete JPEG or PNG image.",
    ),
    Errcode(
        9301001,
        "parameter error",
        Kind.CLIENT,
        "The service market did not accept a parameter.",
        "Compare the parameters with the service's page.",
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


def advice_of(code: int, text: str = "") -> str:
    """The sentence that says what to do about `code`; for 40164 with the address that `text` names.

    Empty for an unknown code. Nothing of `text` but a well-formed IP address gets into the sentence.
    """
    row = ERRCODES.get(code)
    if row is None:
        return ""
    if kind_of(code, text) is Kind.DAILY_QUOTA:
        row = ERRCODES[101003] if code == 101002 else row
    found = _REFUSED_IP.search(text) if code == 40164 else None
    if found is None:
        return row.advice
    try:
        address = ipaddress.ip_address(found.group(1))
    except ValueError:
        return row.advice
    return f"Add this egress IP to the IP whitelist in the vendor's console: {address}."


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
