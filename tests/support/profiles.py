"""ICC profiles that Pillow cannot make."""

import struct


def grey_profile(gamma: float = 2.2) -> bytes:
    """For pictures of grey alone, as ICC.1:2022 has them: a curve, the white of daylight, a name and a notice."""
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(gamma * 256)) + bytes(2)
    white = b"XYZ " + bytes(4) + struct.pack(">iii", 63190, 65536, 54061)
    text = (
        b"mluc"
        + bytes(4)
        + struct.pack(">II", 1, 12)
        + b"enUS"
        + struct.pack(">II", 8, 28)
        + "Grey".encode("utf-16-be")
    )
    parts = {b"desc": text, b"cprt": text, b"wtpt": white, b"kTRC": curve}
    start = 132 + 12 * len(parts)
    lines, body = b"", b""
    for name, part in parts.items():
        lines += name + struct.pack(">II", start + len(body), len(part))
        body += part
    head = bytes(4) + b"lcms\x04\x30\x00\x00mntrGRAYXYZ " + bytes(12) + b"acsp" + bytes(28)
    head += struct.pack(">iii", 63190, 65536, 54061) + bytes(48)
    whole = head + struct.pack(">I", len(parts)) + lines + body
    return struct.pack(">I", len(whole)) + whole[4:]
