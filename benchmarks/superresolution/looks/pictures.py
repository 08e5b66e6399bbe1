"""The forty: what each shows, where it comes from, and what was done to it before it is sent."""

from pathlib import Path
from typing import NamedTuple

from PIL import Image

from .drawings import DRAWINGS, Brush

ROOT = Path(__file__).resolve().parents[3]
Box = tuple[int, int, int, int]


class Picture(NamedTuple):
    """One of the forty.

    `source` is the name of a drawing, or a file: of this project, or of a public repository below the folder of
    sources. `box` is cut out of it, and `side` is what its longer side becomes, if it is longer. `damage` is one of
    files.DAMAGES.
    """

    name: str
    source: str
    damage: str
    side: int = 400
    box: Box | None = None

    @property
    def kind(self) -> str:
        """The first word of its name."""
        return self.name.split()[0]


SKI, CLAS, FACES = "scikit-image/src/_skimage2/data", "PaddleClas", "face_recognition"
PRODUCTS, HIVISION = f"{CLAS}/docs/images/recognition", "HivisionIDPhotos"
SAMPLES = "emulator/samples"
PICTURES = (
    Picture("face astronaut", f"{SKI}/astronaut.png", "q75", box=(120, 0, 340, 260)),
    Picture("face president", f"{FACES}/examples/obama.jpg", "q60", 300, (230, 60, 700, 580)),
    Picture("face far", f"{FACES}/examples/biden.jpg", "q70", 240, (60, 60, 910, 1000)),
    Picture("face child", f"{HIVISION}/demo/images/test2.jpg", "q80", 320, (120, 60, 520, 560)),
    Picture("face woman", f"{HIVISION}/demo/images/test3.jpg", "q40, then q92", 300, (60, 40, 460, 560)),
    Picture("face pair", f"{FACES}/examples/two_people.jpg", "WebP q60", box=(200, 0, 520, 290)),
    Picture("avatar man", f"{FACES}/examples/obama2.jpg", "q75", 132, (60, 60, 566, 566)),
    Picture("avatar cat", f"{SKI}/chelsea.png", "q80", 132, (90, 0, 390, 300)),
    Picture("avatar mascot", f"{HIVISION}/assets/hivision_logo.png", "clean", 132),
    Picture("avatar girl", f"{HIVISION}/demo/images/test1.jpg", "q60", 132, (100, 200, 664, 764)),
    Picture("screenshot chat", "chat", "clean"),
    Picture("screenshot forwarded", "chat", "q30, then PNG"),
    Picture("screenshot dark", "dark chat", "q75"),
    Picture("screenshot article", "CnOCR/docs/examples/multi-line_cn1.png", "clean"),
    Picture("screenshot search", "RapidOCR/python/tests/test_files/japan.jpg", "q60", 1000, (0, 0, 400, 300)),
    Picture("screenshot settings", "rows", "WebP q60"),
    Picture("product bottle", f"{PRODUCTS}/drink_data_demo/test_images/nongfu_spring.jpeg", "phone q70"),
    Picture("product milk", f"{PRODUCTS}/drink_data_demo/test_images/mosilian.jpeg", "q40, then q92"),
    Picture("product buns", f"{PRODUCTS}/product_demo/query/daoxiangcunjinzhubing_6.jpg", "q75"),
    Picture("product cosmetics", "CnOCR/docs/examples/shupai.png", "clean"),
    Picture("product coffee", f"{SKI}/coffee.png", "phone q80"),
    Picture("menu paper", "menu", "q60"),
    Picture("menu board", "dark menu", "q40, then q92"),
    Picture("menu photo", f"{SAMPLES}/menu.jpg", "phone q75", box=(150, 220, 600, 820)),
    Picture("line-art flower", "curves", "clean"),
    Picture("line-art flower again", "curves", "q30, then PNG"),
    Picture("line-art plan", "plan", "q50"),
    Picture("scan card", f"{SAMPLES}/idcard.jpg", "phone q75", box=(130, 150, 700, 610)),
    Picture("scan licence", f"{SAMPLES}/drivinglicense.jpg", "q60", box=(60, 60, 700, 620)),
    Picture("scan firm", f"{SAMPLES}/bizlicense.jpg", "q40, then q92", box=(130, 70, 650, 620)),
    Picture("poster sale", "RapidOCR/python/tests/test_files/ch_en_num.jpg", "q75"),
    Picture("poster dress", "CnOCR/docs/examples/taobao4.jpg", "q60"),
    Picture("poster shampoo", "OnnxOCR/onnxocr/test_images/11.jpg", "q30, then PNG"),
    Picture("transparent dice", "thumbor/docs/images/dice_transparent_background.png", "clean"),
    Picture("transparent dango", "Umi-OCR/UmiOCR-data/qt_res/images/icons/dango_right.png", "clean", 200),
    Picture("transparent badge", "sticker", "clean"),
    Picture("transparent badge with stairs", "palette sticker", "clean"),
    Picture("photo desk", f"{CLAS}/deploy/images/PULC/clarity_assessment/clarity_demo.jpg", "phone q60"),
    Picture("photo sign", f"{CLAS}/deploy/images/PULC/text_image_orientation/img_rot0_demo.jpg", "phone q70"),
    Picture("photo motorcycle", f"{SKI}/motorcycle_left.png", "phone q80"),
)


def drawn(picture: Picture, sources: Path, font: Path) -> Image.Image:
    """A picture before its damage, RGB or RGBA."""
    if picture.source in DRAWINGS:
        return DRAWINGS[picture.source](Brush(font, PICTURES.index(picture)))
    folder = ROOT if picture.source.startswith(SAMPLES) else sources
    with Image.open(folder / picture.source) as file:
        transparent = file.has_transparency_data and picture.damage == "clean"
        image = file.convert("RGBA" if transparent else "RGB")
    if picture.box:
        image = image.crop(picture.box)
    share = picture.side / max(image.size)
    if share >= 1:
        return image
    return image.resize((round(image.width * share), round(image.height * share)), Image.Resampling.LANCZOS)
