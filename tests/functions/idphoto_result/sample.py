"""Links to a photo that is in the store."""

from shared.kept import names, storage
from tests.support import ROOT
from tests.support.sample_calls import LEQI_HEADERS, MEDIA_ID_LENGTH, SampleCall, keep, request

PORTRAIT = ROOT / "emulator/samples/astronaut.jpg"


def call() -> SampleCall:
    name = names.new(MEDIA_ID_LENGTH, "_blue")
    keep(storage.RESULT, name, PORTRAIT.read_bytes())
    return request(b'"code":200', params={"file_name": name}, headers=LEQI_HEADERS)
