"""Why an image is not read: an error for each cause that its head shows. `most` is how many there may be."""

from shared import errors
from shared.bilingual import Bilingual


def jpeg_segments(most: int) -> errors.InvalidImage:
    """A JPEG in too many segments."""
    return errors.InvalidImage(
        Bilingual(
            "the JPEG has more than {most} segments: save it again",
            "此 JPEG 的数据段超过 {most} 个：请重新保存",
            most=most,
        )
    )


def png_chunks(most: int) -> errors.InvalidImage:
    """A PNG in too many chunks."""
    return errors.InvalidImage(
        Bilingual(
            "the PNG has more than {most} chunks: save it again", "此 PNG 的数据块超过 {most} 个：请重新保存", most=most
        )
    )


def gif_blocks(most: int) -> errors.InvalidImage:
    """A GIF with too many blocks ahead of its picture."""
    return errors.InvalidImage(
        Bilingual(
            "the GIF has more than {most} blocks before its picture: save it again",
            "此 GIF 在图像之前的数据块超过 {most} 个：请重新保存",
            most=most,
        )
    )


def tiff_parts(most: int) -> errors.InvalidImage:
    """A TIFF in too many strips or tiles."""
    return errors.InvalidImage(
        Bilingual(
            "the TIFF has more than {most} strips or tiles: save it with larger ones",
            "此 TIFF 的条带或分块超过 {most} 个：请以更大的条带或分块保存",
            most=most,
        )
    )


def jpeg_scans(most: int) -> errors.InvalidImage:
    """A JPEG that is gone over too often."""
    return errors.InvalidImage(
        Bilingual(
            "a JPEG of this size may have {most} scans: save it as a baseline JPEG",
            "这种尺寸的 JPEG 最多 {most} 次扫描：请存为基线 JPEG",
            most=most,
        )
    )


def bmp_runs(most: int) -> errors.InvalidImage:
    """A BMP that takes long to unpack."""
    return errors.InvalidImage(
        Bilingual(
            "a BMP in run lengths may have {most} pixels: save it as a PNG",
            "行程编码的 BMP 最多 {most} 像素：请存为 PNG",
            most=most,
        )
    )


def grey_heic() -> errors.InvalidImage:
    """A HEIC in a form that the library misreads."""
    return errors.InvalidImage(
        Bilingual(
            "a grey HEIC of more than 8 bits is not read: save it as a JPEG", "不支持超过 8 位的灰度 HEIC：请存为 JPEG"
        )
    )


def heic_tiles() -> errors.InvalidImage:
    """A HEIC whose tiles reach far beyond its picture."""
    return errors.InvalidImage(
        Bilingual(
            "the tiles of the HEIC are far larger than its picture: save it as a JPEG",
            "此 HEIC 的分块远大于图像本身：请存为 JPEG",
        )
    )


def tiff_tiles() -> errors.InvalidImage:
    """A TIFF whose tiles reach far beyond its picture."""
    return errors.InvalidImage(
        Bilingual(
            "the tiles of the TIFF are far larger than its picture: save it with smaller ones",
            "此 TIFF 的分块远大于图像本身：请以更小的分块保存",
        )
    )


def long_side(width: int, height: int, most: int) -> errors.InvalidImage:
    """A picture with too long a side."""
    return errors.InvalidImage(
        Bilingual(
            "{width}x{height} is too large: send at most {most} pixels a side",
            "{width}x{height} 过大：每边最多 {most} 像素",
            width=width,
            height=height,
            most=most,
        )
    )


def many_pixels(width: int, height: int, most: int) -> errors.InvalidImage:
    """A picture with too many pixels."""
    return errors.InvalidImage(
        Bilingual(
            "{width}x{height} is too large: send at most {most} pixels",
            "{width}x{height} 过大：最多 {most} 像素",
            width=width,
            height=height,
            most=most,
        )
    )


def damaged() -> errors.InvalidImage:
    """A picture that cannot be read to its end."""
    return errors.InvalidImage(
        Bilingual("the image is damaged or cut off: send all of its bytes", "图片已损坏或不完整：请发送完整的文件")
    )


def unknown_format() -> errors.InvalidImage:
    """None of the formats that are read."""
    return errors.InvalidImage(
        Bilingual(
            "send a JPEG, PNG, WebP, GIF, BMP, TIFF or HEIC image",
            "请发送 JPEG、PNG、WebP、GIF、BMP、TIFF 或 HEIC 图片",
        )
    )


def too_large(most: int) -> errors.InvalidImage:
    """A picture that Pillow does not even open."""
    return errors.InvalidImage(
        Bilingual("the picture is too large: send at most {most} pixels", "图片过大：最多 {most} 像素", most=most)
    )


def small_copy() -> errors.InvalidImage:
    """A TIFF whose first picture says that it is a smaller one of another."""
    return errors.InvalidImage(
        Bilingual(
            "the file is a camera's raw one, or begins with a small copy of its picture: save it as a JPEG",
            "该文件是相机的原始格式，或首图只是缩略图：请存为 JPEG",
        )
    )
