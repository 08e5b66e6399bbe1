"""Why a file that no decoder knows is not read, where it shows what became of the picture on its way."""

from shared import errors
from shared.bilingual import Bilingual


def in_base64() -> errors.InvalidImage:
    """A picture that is written down as text."""
    return errors.InvalidImage(
        Bilingual(
            "the file is base64 text, not the picture itself: decode it first and send the bytes",
            "文件内容是 base64 文本，而不是图片本身：请先解码，再发送图片的字节",
        )
    )


def in_a_form() -> errors.InvalidImage:
    """A picture in a form, which was taken for the picture."""
    return errors.InvalidImage(
        Bilingual(
            "the file begins with the lines of a multipart form: send the bytes of the picture alone",
            "文件以 multipart 表单的头部开始：请只发送图片本身的字节",
        )
    )


def changed_as_text() -> errors.InvalidImage:
    """A picture whose bytes were taken for text on their way."""
    return errors.InvalidImage(
        Bilingual(
            "the bytes of the image were changed as text on their way: read, copy and send the file as binary",
            "图片的字节在传输途中被当作文本改写：请以二进制方式读取、复制并发送文件",
        )
    )


def packed() -> errors.InvalidImage:
    """A picture within another file."""
    return errors.InvalidImage(
        Bilingual(
            "the file is compressed with gzip: unpack it and send the picture itself",
            "文件经过 gzip 压缩：请先解压，再发送图片本身",
        )
    )


def a_text() -> errors.InvalidImage:
    """What stands for a picture: its address, its path, or the name of a client's object."""
    return errors.InvalidImage(
        Bilingual(
            "a short text came in place of the picture: send a JPEG, PNG or other image file; addresses have a field",
            "收到的是一小段文本，而不是图片：请发送 JPEG、PNG 等图片文件；图片地址请放在专门的字段中",
        )
    )


def rare_jpeg() -> errors.InvalidImage:
    """A JPEG that no decoder here takes for one."""
    return errors.InvalidImage(
        Bilingual(
            "the JPEG is damaged, or of a rare kind (12 bits, JPEG-LS): save it as an ordinary JPEG of 8 bits",
            "此 JPEG 已损坏，或属于少见的类型（12 位、JPEG-LS）：请存为普通的 8 位 JPEG",
        )
    )
