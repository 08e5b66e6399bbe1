"""Our own pictures of what is full of letters and lines: all seeded, no real person, shop or card."""

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

SEED = 20261126
WORDS = (
    "好的,明天上午十点见",
    "地址发你了,注意查收",
    "这个颜色还有货吗?",
    "已付款,麻烦尽快发货",
    "谢谢老师,辛苦了!",
    "周末一起去爬山吧",
    "快递单号SF1020304050",
    "收到,我马上处理",
    "合同第三条需要修改",
)
ROWS = (
    "账号与安全",
    "新消息通知",
    "隐私与权限",
    "清理缓存 128MB",
    "深色模式",
    "关于我们 v8.0.53",
    "意见反馈",
    "切换账号",
)
DISHES = (
    "宫保鸡丁",
    "鱼香肉丝",
    "麻婆豆腐",
    "清蒸鲈鱼",
    "干煸四季豆",
    "酸辣土豆丝",
    "红烧牛肉面",
    "番茄炒蛋",
    "皮蛋瘦肉粥",
)
ROOMS = ("客厅", "主卧", "厨房", "卫生间", "阳台", "书房")


class Brush:
    """What a drawing has: its own randomness, and letters of one file."""

    def __init__(self, font: Path, seed: int) -> None:
        self.random = np.random.default_rng([SEED, seed])
        self._font = font

    def font(self, size: int) -> ImageFont.FreeTypeFont:
        """Letters of so many pixels."""
        return ImageFont.truetype(str(self._font), size)

    def colour(self) -> str:
        """One of those that programs like."""
        return str(self.random.choice(["#e64340", "#fa9d3b", "#ffc300", "#07c160", "#10aeff", "#6467f0", "#c7366b"]))


def chat(brush: Brush, *, dark: bool = False) -> Image.Image:
    """Part of a screenshot of a conversation, 380 x 400."""
    paper, bubble, ink = ("#111111", "#2c2c2c", "#d5d5d5") if dark else ("#ededed", "#ffffff", "#191919")
    image = Image.new("RGB", (380, 400), paper)
    draw = ImageDraw.Draw(image)
    draw.text((190, 22), "家庭群(6)", ink, brush.font(17), anchor="mm")
    draw.text((190, 54), "昨天 下午 18:42", "#8a8a8a", brush.font(12), anchor="mm")
    top = 74
    for index, words in enumerate(brush.random.permutation(WORDS)[:6]):
        width = int(brush.font(15).getlength(words)) + 22
        mine = index % 3 == 2
        left = 380 - 56 - width if mine else 56
        face = 380 - 46 if mine else 10
        draw.rounded_rectangle((face, top, face + 36, top + 36), 4, brush.colour())
        draw.ellipse((face + 11, top + 7, face + 25, top + 21), "#ffffff")
        draw.rounded_rectangle((left, top, left + width, top + 36), 5, "#95ec69" if mine else bubble)
        draw.text((left + 11, top + 18), words, "#111111" if mine else ink, brush.font(15), anchor="lm")
        top += 54
    draw.ellipse((30, 66, 50, 86), "#fa5151")
    draw.text((40, 76), "9", "#ffffff", brush.font(12), anchor="mm")
    return image


def rows(brush: Brush) -> Image.Image:
    """Part of a screenshot of a program's settings, 240 x 400."""
    image = Image.new("RGB", (240, 400), "#f7f7f7")
    draw = ImageDraw.Draw(image)
    for index, words in enumerate(brush.random.permutation(ROWS)):
        top = 50 * index
        draw.rectangle((0, top, 239, top + 48), "#ffffff")
        draw.rounded_rectangle((14, top + 12, 38, top + 36), 6, brush.colour())
        draw.line((20, top + 24, 25, top + 30, 33, top + 18), "#ffffff", 2)
        draw.text((52, top + 24), words, "#1f1f1f", brush.font(16), anchor="lm")
        if index % 2:
            draw.rounded_rectangle((186, top + 14, 226, top + 35), 10, "#07c160" if index % 4 == 1 else "#d8d8d8")
            draw.ellipse((206, top + 15, 225, top + 34), "#ffffff")
        else:
            draw.text(
                (226, top + 24), "查看 >", "#e64340" if index in (2, 4) else "#a0a0a0", brush.font(13), anchor="rm"
            )
    return image


def menu(brush: Brush, *, dark: bool = False) -> Image.Image:
    """A list of dishes with red prices, 400 x 360."""
    paper, ink, price = ("#22352c", "#f2ead7", "#ffb347") if dark else ("#fdf6e3", "#3b2a1a", "#c8102e")
    image = Image.new("RGB", (400, 360), paper)
    draw = ImageDraw.Draw(image)
    draw.rectangle((6, 6, 393, 353), outline=price, width=2)
    draw.text((200, 36), "小馆菜单 MENU", price, brush.font(28), anchor="mm")
    for index, dish in enumerate(brush.random.permutation(DISHES)):
        top = 76 + 30 * index
        draw.text((92, top), dish, ink, brush.font(18), anchor="lm")
        draw.line((206, top + 6, 234, top + 6), "#b9a98a")
        draw.text((310, top), f"¥{brush.random.integers(9, 99)}.00", price, brush.font(18), anchor="rm")
    return image


def plan(brush: Brush) -> Image.Image:
    """The floor plan of a flat in thin lines, 400 x 360."""
    image = Image.new("RGB", (400, 360), "#ffffff")
    draw = ImageDraw.Draw(image)
    for index, room in enumerate(brush.random.permutation(ROOMS)):
        left, top = 20 + 120 * (index % 3), 30 + 160 * (index // 3)
        draw.rectangle((left, top, left + 120, top + 160), outline="#000000", width=3)
        draw.arc((left + 10, top + 120, left + 70, top + 200), 180, 270, "#555555")
        draw.text((left + 60, top + 60), str(room), "#000000", brush.font(18), anchor="mm")
        area = f"{brush.random.integers(4, 30)}.{brush.random.integers(10)}㎡"
        draw.text((left + 60, top + 84), area, "#d0021b", brush.font(13), anchor="mm")
        for x in range(left + 80, left + 116, 4):
            draw.line((x, top + 6, x - 16, top + 26), "#2c7be5")
    draw.line((20, 12, 380, 12), "#000000")
    draw.text((200, 14), "11400", "#000000", brush.font(12), anchor="mm")
    return image


def curves(brush: Brush) -> Image.Image:
    """A flower in ink, 360 x 360: smooth lines of one width, and flat colours between a few of them."""
    large = Image.new("RGB", (1440, 1440), "#ffffff")
    draw = ImageDraw.Draw(large)
    angles = np.linspace(0, 2 * np.pi, 721)
    for petals, reach in ((int(brush.random.integers(7, 12)), 680), (5, 420), (12, 220)):
        radius = reach * (0.62 + 0.38 * np.cos(petals * angles + brush.random.random()))
        points = [(720 + r * np.cos(a), 720 + r * np.sin(a)) for r, a in zip(radius, angles, strict=True)]
        draw.polygon(points, fill=brush.colour() if reach == 420 else None)
        draw.line(points, "#111111", 9, joint="curve")
    for x in range(60, 1400, 28):
        draw.line((x, 1330, x + 60, 1420), "#111111", 4)
    return large.resize((360, 360), Image.Resampling.BOX)


def sticker(brush: Brush, *, palette: bool = False) -> Image.Image:
    """A badge on nothing, 240 x 240, with soft edges, or as GIFs have them: what is hidden is black."""
    large = Image.new("RGBA", (960, 960))
    draw = ImageDraw.Draw(large)
    angles = np.linspace(0, 2 * np.pi, 25)
    points = [(480 + r * np.cos(a), 480 + r * np.sin(a)) for a, r in zip(angles, [460, 390] * 12 + [460], strict=True)]
    draw.polygon(points, fill="#ffffff")
    draw.ellipse((130, 130, 830, 830), brush.colour(), "#222222", 16)
    draw.text((480, 420), "赞", "#ffffff", brush.font(330), anchor="mm")
    draw.text((480, 700), "加油 GO!", "#fff3b0", brush.font(110), anchor="mm")
    small = large.resize((240, 240), Image.Resampling.BOX)
    if palette:
        small.putalpha(small.getchannel("A").point([0] * 128 + [255] * 128))
    pixels = np.array(small)
    pixels[pixels[..., 3] == 0] = 0
    return Image.fromarray(pixels)


DRAWINGS: Mapping[str, Callable[[Brush], Image.Image]] = {
    "chat": chat,
    "dark chat": lambda brush: chat(brush, dark=True),
    "rows": rows,
    "menu": menu,
    "dark menu": lambda brush: menu(brush, dark=True),
    "plan": plan,
    "curves": curves,
    "sticker": sticker,
    "palette sticker": lambda brush: sticker(brush, palette=True),
}
