"""MediaPipe's networks, and our own. Knows no faces."""

from collections.abc import Sequence
from pathlib import Path

from engines.runtime import loading, opencv
from engines.runtime.tensors import Tensor, batch_of

FILES = ("face-detection", "face-landmarks", "iris-landmarks", "pose-landmarks", "selfie-segmentation")
OURS = Path(__file__).with_name("matting.onnx")
"""By training/portrait. Between its layers it holds 66 MB, which a photo needs elsewhere; to load it takes 0.03 s."""
COPIES = 1
"""A second of each would take 65 MB, and none takes more than a quarter of a photo's time: runs hardly meet."""


class Network:
    """One of them."""

    def __init__(self, path: Path, *, kept: bool = True) -> None:
        self._network = opencv.Network(path, COPIES, kept=kept)

    def run(self, picture: Tensor, outputs: Sequence[str]) -> list[Tensor]:
        """The named outputs for one H x W x 3 picture, already scaled to the network's range."""
        return self._network.run(batch_of(picture), outputs)

    def prepare(self) -> None:
        """Load ahead of the first run. Raises MissingModel."""
        self._network.prepare()

    def check(self) -> None:
        """Raise MissingModel if the file is not there."""
        self._network.check()


class Networks:
    """The networks of the ID photo, out of one folder. Safe to use from many threads."""

    def __init__(self, folder: Path) -> None:
        self.faces, self.mesh, self.iris, self.pose, self.person = (
            Network(folder / f"{name}.tflite") for name in FILES
        )
        self.matting = Network(OURS, kept=False)

    def prepare(self) -> None:
        """Load those that every photo needs. The pose network, half of the time of them all, few orders do: it is only
        looked for, and loaded by its first run. Raises MissingModel."""
        self.pose.check()
        loading.prepare(self.faces, self.mesh, self.iris, self.person, self.matting)
