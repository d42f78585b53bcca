"""What a phone's camera makes of a picture on a screen."""

from io import BytesIO

import zxingcpp
from PIL import Image


def reads(picture: bytes) -> list[str]:
    """What stands in the QR codes of a picture (PNG)."""
    return [each.text for each in zxingcpp.read_barcodes(Image.open(BytesIO(picture)))]
