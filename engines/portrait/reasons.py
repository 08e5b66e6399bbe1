"""Why no ID photo can be made of a picture, and what to send instead."""

from shared.bilingual import Bilingual

NO_FACE = Bilingual(
    "no face was found: send an upright photo of one person who looks at the camera",
    "没有检测到人脸：请换一张端正、单人、直视镜头的照片",
)
SEVERAL_FACES = Bilingual("several faces were found: send a photo of one person", "检测到多张人脸：请换一张单人照片")
FACE_CUT_OFF = Bilingual(
    "the face is cut off at the photo's edge: send one that shows the whole head",
    "人脸被照片边缘截断：请换一张头部完整的照片",
)
TURNED_AWAY = Bilingual(
    "the head is turned away: send a photo that looks straight at the camera", "头部偏向一侧：请换一张正对镜头的照片"
)
LEANING = Bilingual(
    "the head leans too far: send a photo with the head upright", "头部倾斜过大：请换一张头部端正的照片"
)
EYES_CLOSED = Bilingual("the eyes are closed: send a photo with open eyes", "眼睛闭着：请换一张睁眼的照片")
DARK = Bilingual(
    "the face is too dark: send a photo taken in brighter, even light", "脸部过暗：请换一张光线更亮、更均匀的照片"
)
BRIGHT = Bilingual(
    "the face is too bright, parts of it are white: send a photo taken in softer light",
    "脸部过亮，部分已经发白：请换一张光线更柔和的照片",
)
NO_SHOULDERS = Bilingual(
    "too little of the body is in the photo: send one that shows both shoulders",
    "照片中身体部分过少：请换一张能看到双肩的照片",
)
BLURRED = Bilingual("the face is blurred: send a sharp photo", "脸部模糊：请换一张清晰的照片")
HEAD_CUT_OFF = Bilingual(
    "the head is cut off at the top: send a photo that shows all of the hair", "头顶被截断：请换一张头发完整的照片"
)
NOT_APART = Bilingual(
    "the person does not stand out: send a photo in front of a plain, even wall",
    "人物与背景难以区分：请换一张以纯色墙面为背景的照片",
)


def small(found: int, least: int) -> Bilingual:
    """The face has too few pixels."""
    return Bilingual(
        "the face is only {found} pixels high: send a photo in which it has {least} or more",
        "人脸高度只有 {found} 像素：请换一张人脸高度不低于 {least} 像素的照片",
        found=found,
        least=least,
    )
