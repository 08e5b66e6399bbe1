"""The kinds of documents: how each is laid out, and how its fields are read."""

from . import business, driver, idcard, vehicle

DOCUMENTS = (
    idcard.FRONT,
    idcard.BACK,
    driver.LICENCE,
    vehicle.MAIN,
    vehicle.SECOND,
    business.LYING,
    business.STANDING,
)
TEMPLATES = tuple(document.template for document in DOCUMENTS)
