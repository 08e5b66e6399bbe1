"""Why an image is not downloaded: an error for each cause. `field` is where the caller gave the URL."""

from shared import errors
from shared.bilingual import Bilingual


def too_large(field: str, most: int) -> errors.ImageTooLarge:
    """The image has more bytes than we take."""
    return errors.ImageTooLarge(
        Bilingual(
            "the image at {field} has more than {most} bytes; make it smaller",
            "{field} 指向的图片超过 {most} 字节：请缩小图片",
            field=field,
            most=most,
        )
    )


def slow(field: str, seconds: float) -> errors.InvalidImageUrl:
    """The time is up."""
    return errors.InvalidImageUrl(
        Bilingual(
            "{field} took longer than {seconds:g} seconds; use a faster host",
            "下载 {field} 超过 {seconds:g} 秒：请换更快的服务器",
            field=field,
            seconds=seconds,
        )
    )


def bad_tls(field: str) -> errors.InvalidImageUrl:
    """TLS does not come about."""
    return errors.InvalidImageUrl(
        Bilingual(
            "{field} has no valid TLS certificate or handshake; repair its host",
            "{field} 的 TLS 证书无效或握手失败：请修复其服务器",
            field=field,
        )
    )


def no_answer(field: str) -> errors.InvalidImageUrl:
    """There is no answer, or it broke off."""
    return errors.InvalidImageUrl(
        Bilingual(
            "the host of {field} did not answer, or broke off; check the URL",
            "{field} 的服务器没有应答，或中途断开：请检查 URL",
            field=field,
        )
    )


def too_long(field: str, most: int) -> errors.InvalidImageUrl:
    """The URL is too long, or has control characters."""
    return errors.InvalidImageUrl(
        Bilingual(
            "{field} must have at most {most} characters and no control characters",
            "{field} 最多 {most} 个字符，且不能含控制字符",
            field=field,
            most=most,
        )
    )


def no_url(field: str) -> errors.InvalidImageUrl:
    """It is no URL of http or https."""
    return errors.InvalidImageUrl(
        Bilingual(
            "{field} must be an http or https URL with a host name or IP address",
            "{field} 必须是带域名或 IP 地址的 http 或 https URL",
            field=field,
        )
    )


def forbidden_parts(field: str) -> errors.InvalidImageUrl:
    """The URL has parts that none of ours may have."""
    return errors.InvalidImageUrl(
        Bilingual(
            "{field} must hold no user name, password, zone id, name in brackets or port 0",
            "{field} 不能含用户名、密码、区域标识、方括号中的域名或端口 0",
            field=field,
        )
    )


def downgraded(field: str) -> errors.InvalidImageUrl:
    """A redirect leaves https."""
    return errors.InvalidImageUrl(
        Bilingual(
            "{field} redirects from https to http; use a URL that stays on https",
            "{field} 从 https 重定向到了 http：请使用始终为 https 的 URL",
            field=field,
        )
    )


def too_many_redirects(field: str, most: int) -> errors.InvalidImageUrl:
    """One redirect too many."""
    return errors.InvalidImageUrl(
        Bilingual(
            "{field} redirects more than {most} times; use the URL where it ends",
            "{field} 的重定向超过 {most} 次：请直接使用最终的 URL",
            field=field,
            most=most,
        )
    )


def no_address(field: str) -> errors.InvalidImageUrl:
    """The name has no address."""
    return errors.InvalidImageUrl(
        Bilingual(
            "the host name of {field} has no address; correct it", "{field} 的域名没有解析到地址：请更正", field=field
        )
    )


def not_public(field: str) -> errors.InvalidImageUrl:
    """An address is not public."""
    return errors.InvalidImageUrl(
        Bilingual(
            "{field} leads to an address that is not public; use a public host",
            "{field} 指向非公网地址：请使用公网可访问的服务器",
            field=field,
        )
    )


def bad_status(field: str, status: int) -> errors.InvalidImageUrl:
    """The HTTP status is not 200."""
    return errors.InvalidImageUrl(
        Bilingual(
            "{field} answers HTTP {status}; it must answer 200 to a plain GET",
            "{field} 返回 HTTP {status}：普通的 GET 请求必须返回 200",
            field=field,
            status=status,
        )
    )


def cut_off(field: str) -> errors.InvalidImageUrl:
    """The body is shorter than its Content-Length."""
    return errors.InvalidImageUrl(
        Bilingual(
            "{field} ended before its Content-Length; upload the image to its host again",
            "{field} 的内容比 Content-Length 短：请重新上传图片到其服务器",
            field=field,
        )
    )


def empty(field: str) -> errors.InvalidImageUrl:
    """There is no byte."""
    return errors.InvalidImageUrl(
        Bilingual(
            "{field} answers with an empty body; upload the image to its host again",
            "{field} 的内容为空：请重新上传图片到其服务器",
            field=field,
        )
    )


def damaged_compression(field: str) -> errors.InvalidImageUrl:
    """A compressed body cannot be read."""
    return errors.InvalidImageUrl(
        Bilingual(
            "{field} answers with damaged compression; serve the image as it is",
            "{field} 返回的压缩数据已损坏：请直接提供图片，不要压缩传输",
            field=field,
        )
    )


def cut_off_compression(field: str) -> errors.InvalidImageUrl:
    """A compressed body ends too early."""
    return errors.InvalidImageUrl(
        Bilingual(
            "{field} answers with cut-off compression; serve the image as it is",
            "{field} 返回的压缩数据不完整：请直接提供图片，不要压缩传输",
            field=field,
        )
    )
