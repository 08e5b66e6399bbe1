"""What the description of the API says of: reading menus."""

from shared.openapi.cards import CardFunction

from .api import API

OPENAPI = CardFunction(
    API,
    name="Menu",
    summary="Read a menu",
    description="Reads a menu as pairs of name and price. `content` is a text that holds JSON.",
    fields={
        "content": 'JSON: `{"menu_items": [{"name": "酱鸭", "price": 48.0}]}`.',
    },
    example={
        "content": '{"menu_items": [{"name": "样品鸭", "price": 48.0}, {"name": "汤", "price": 5.5}]}',
    },
    shows="a menu with prices",
    always=("content",),
).describe()
