"""How often the text of a QR code with raw bytes, no charset named, is right."""

import numpy as np
import zxingcpp

from benchmarks.qrcode.images import Gray
from benchmarks.qrcode.peers import Peer
from benchmarks.qrcode.texts import CHARSETS


def printed(peers: list[Peer]) -> None:
    """Print right/texts for each charset and peer."""
    print("| charset, raw bytes | " + " | ".join(peer.name for peer in peers) + " |")
    print("| --- |" + " --- |" * len(peers))
    for name, (codec, texts) in CHARSETS.items():
        images = [(text, _drawn(text.encode(codec))) for text in texts]
        counts = [sum(peer.read(image) == [text] for text, image in images) for peer in peers]
        print(f"| {name} | " + " | ".join(f"{count}/{len(texts)}" for count in counts) + " |")
    print()


def _drawn(content: bytes) -> Gray:
    """Draw bytes without a charset: letters of Latin-1 are written so; C1 controls only with the ECI of binary data."""
    plain = not any(0x80 <= byte < 0xA0 for byte in content)
    written = content.decode("latin-1") if plain else content
    barcode = zxingcpp.create_barcode(written, zxingcpp.BarcodeFormat.QRCode)
    return np.pad(np.array(barcode.to_image(scale=4, add_quiet_zones=True), np.uint8), 16, constant_values=255)
