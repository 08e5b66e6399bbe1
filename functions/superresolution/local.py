"""Back end "local": doubles the image's sides with our own engine and stores the result for media/get."""

import logging
from typing import Any

from engines.superresolution import Enlarged, Enlarger
from shared import admission, errors, wechat
from shared.bilingual import Bilingual
from shared.call import Call
from shared.clock import Deadline
from shared.config import settings
from shared.kept import names, storage

from . import output, source

logger = logging.getLogger(__name__)
MEDIA_ID_LENGTH = 64


def enlarge(call: Call) -> dict[str, Any]:
    """The media_id of a picture of exactly twice the width and height."""
    data = call.load_image()
    limit = min(settings().superresolution_pixels, settings().max_image_pixels)
    with admission.computing() as patience, source.read(data, limit, patience) as picture:
        done = _enlarged(picture, call.rid)
        content = output.encoded(done.image, picture, settings().max_media_bytes)
    media_id = names.new(MEDIA_ID_LENGTH)
    storage.MEDIA.put(media_id, content)
    return wechat.ok(partial=not done.complete, media_id=media_id)


def _enlarged(picture: source.Source, rid: str) -> Enlarged:
    """The picture at twice the sides. Raises OutOfTime where no network has been through any of it."""
    deadline = Deadline.after(settings().superresolution_seconds)
    helpers = admission.Helpers(source.HELPER)
    done = _enlarger.enlarge(picture.images.pop(), picture.quality, deadline, helpers, picture.subsampling)
    if done.complete:
        return done
    if not done.begun:
        raise errors.OutOfTime(
            Bilingual(
                "the time ran out before any part was enlarged: send a smaller picture, or try again; "
                "the operator can raise SUPERRESOLUTION_SECONDS",
                "没来得及放大任何部分：请换一张小一些的图片，或重试；部署者可以调大 SUPERRESOLUTION_SECONDS",
            )
        )
    logger.warning("out of time: the picture is interpolated, without a network", extra={"facts": {"rid": rid}})
    return done


_enlarger = Enlarger()
# At process start, before the workers are forked: a network that runs on its caller's thread alone survives a fork.
_enlarger.prepare()
