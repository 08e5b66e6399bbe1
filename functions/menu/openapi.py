"""What the description of the API says of: reading menus."""

from shared.openapi.cards import CardFunction
from shared.openapi.words import Words

from .api import API

OPENAPI = CardFunction(
    API,
    name="Menu",
    summary=Words("Read a menu", "识别菜单"),
    description=Words(
        "Reads a menu as pairs of name and price. `content` is a text that holds JSON.",
        "把菜单读成菜名和价格。`content` 是一段文本，内容为 JSON。",
    ),
    fields={
        "content": Words(
            'JSON: `{"menu_items": [{"name": "酱鸭", "price": 48.0}]}`.',
            'JSON：`{"menu_items": [{"name": "酱鸭", "price": 48.0}]}`。',
        ),
    },
    example={
        "content": '{"menu_items": [{"name": "样品鸭", "price": 48.0}, {"name": "汤", "price": 5.5}]}',
    },
    shows="a menu with prices",
    always=("content",),
).describe()
