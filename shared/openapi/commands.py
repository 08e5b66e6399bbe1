"""Commands to paste that send an image in each of the ways in which an image function takes one.

`address` is where it is sent to, `sample` a file of emulator/samples, `form` curl's options for further fields.
"""

from .parts import Json, shell
from .words import Words


def upload(address: str, sample: str, form: str) -> Json:
    """The image's file in a form."""
    return shell(Words("A file", "上传文件"), f'curl -F img=@emulator/samples/{sample}{form} "{address}"')


def as_it_is(address: str, sample: str, form: str) -> Json:
    """The image's file as the whole body, further fields in the query."""
    fields, kind = form.replace(" -F ", "&"), _kind(sample)
    send = f"curl -H 'Content-Type: {kind}' --data-binary @emulator/samples/{sample}"
    return shell(Words("A file as it is", "文件作请求体"), f'{send} "{address}{fields}"')


def by_url(address: str, sample: str, form: str) -> Json:
    """The image's address in the query."""
    fields = form.replace(" -F ", " -d ")
    return shell(
        Words("An address", "图片地址"),
        f'curl -G --data-urlencode img_url=https://example.com/{sample}{fields} "{address}"',
    )


def cloud_call(address: str, sample: str) -> Json:
    """JSON with the image in it, as a cloud call sends it."""
    value = f"\"$(base64 <emulator/samples/{sample} | tr -d '\\n')\""
    send = "curl -H 'Content-Type: application/json' --data-binary @-"
    packed = f'printf \'{{"img":{{"contentType":"{_kind(sample)}","value":"%s"}}}}\' {value}'
    return shell(Words("A cloud call", "云调用"), f'{packed} |\n  {send} "{address}"')


def _kind(sample: str) -> str:
    return "image/png" if sample.endswith("png") else "image/jpeg"
