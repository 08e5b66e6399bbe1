"""scripts/environment: what it says beforehand and meanwhile, what it recovers from, its sentence for each failure."""

import os
import pty
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

import pytest

from tests.project.indexes import CLOSED, LOG, asking
from tests.support import ROOT

INTERPRETER = Path(sys._base_executable)  # type: ignore[attr-defined]
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"


def as_a_user() -> Sequence[str]:
    """What to put before a command, so that root, too, may neither write anywhere nor take any port."""
    if os.geteuid():
        return []
    program = shutil.which("setpriv")
    if program is None:
        pytest.skip("setpriv is not installed, and root may do anything")
    return [program, "--bounding-set", "-dac_override,-net_bind_service"]


def wheel(folder: Path, name: str, version: str) -> None:
    """A library of one module."""
    info = f"{name}-{version}.dist-info"
    files = {
        f"{name}.py": f"VERSION = {version!r}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as packed:
        for path, text in files.items():
            packed.writestr(path, text)
        packed.writestr(f"{info}/RECORD", "".join(f"{path},,\n" for path in [*files, f"{info}/RECORD"]))


class Project:
    """A project that wants one library, which lies in a folder instead of an index."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "project"
        self._times = count()
        shutil.copytree(ROOT / "scripts", self.folder / "scripts", ignore=shutil.ignore_patterns("node_modules"))
        self.wants("one==1.0")
        self.write("wanted.txt", "-c constraints.txt\n-r inner.txt\n")
        self.python = self.folder / ".venv" / "bin" / "python"
        self.wheels = folder / "wheels"
        self.wheels.mkdir()
        wheel(self.wheels, "one", "1.0")
        self.bin = folder / "bin"
        self.bin.mkdir()
        (self.bin / "python3").symlink_to(INTERPRETER)
        self.variables = {
            "PATH": str(self.bin),
            "HOME": str(folder),
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(self.wheels),
        }

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text)

    def wants(self, requirement: str) -> None:
        """Ask for a library, in other words than last time."""
        self.write("constraints.txt", f"{requirement}  # {next(self._times)}\n")
        self.write("inner.txt", f"{requirement}\n")

    def stand_in(self, path: Path, text: str) -> None:
        """A shell script in place of an interpreter."""
        path.unlink(missing_ok=True)
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)

    def command(self) -> list[str]:
        return ["/bin/sh", "scripts/environment", "wanted.txt"]

    def start(self, *, prefix: Sequence[str] = (), **variables: str) -> subprocess.CompletedProcess[str]:
        """scripts/environment as scripts/serve calls it."""
        return subprocess.run(
            [*prefix, *self.command()],
            cwd=self.folder,
            env={**self.variables, **variables},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    def refusal(self, done: subprocess.CompletedProcess[str]) -> str:
        """The sentence of a start that failed: its last line, and the only one that is no announcement or progress."""
        assert (done.returncode, done.stdout) == (1, "")
        *before, last = done.stderr.splitlines()
        assert [line for line in before if not line.startswith(("To be downloaded", "If that is slow", "  "))] == []
        return last

    def installed(self) -> str:
        """The version of the library that .venv has."""
        command = [str(self.python), "-c", "import one; print(one.VERSION)"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project after its first start."""
    project = Project(tmp_path_factory.mktemp("first"))
    done = project.start()
    assert done.returncode == 0, done.stderr
    announced, mirror, *progress = done.stderr.splitlines()
    assert announced.startswith(
        "To be downloaded once: libraries (1 MB). They take 1 MB on disk and about 1 min at 100"
    )
    assert "PIP_INDEX_URL" in mirror
    assert progress[-1].startswith("  libraries: in .venv, ")
    return project


@pytest.fixture
def project(first: Project) -> Iterator[Project]:
    """The same, with an interpreter of its own that a test may put a stand-in for."""
    target = first.python.readlink()
    yield first
    first.python.unlink()
    first.python.symlink_to(target)


class TestStarts:
    def test_a_second_one_installs_nothing_and_prints_nothing(self, project: Project) -> None:
        assert project.installed() == "1.0"
        done = project.start(**asking(CLOSED))
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")

    def test_a_version_that_changed_in_an_included_file_is_installed(self, project: Project) -> None:
        wheel(project.wheels, "one", "2.0")
        project.wants("one==2.0")
        assert project.start().returncode == 0
        assert project.installed() == "2.0"

    def test_one_that_was_killed_while_pip_worked_is_recovered_from(self, project: Project) -> None:
        wheel(project.wheels, "one", "3.0")
        project.wants("one==3.0")
        works = project.folder / "works"
        project.stand_in(project.python, f'case "$*" in *pip*) : >"{works}"; while :; do /bin/sleep 0.1; done;; esac')
        with subprocess.Popen(
            project.command(), cwd=project.folder, env=project.variables, start_new_session=True, stderr=subprocess.PIPE
        ) as process:
            while not works.exists():
                assert process.poll() is None
                time.sleep(0.02)
            os.killpg(process.pid, signal.SIGKILL)
        assert project.start().returncode == 0
        assert project.installed() == "3.0"

    def test_a_terminal_sees_one_line_that_is_rewritten(self, project: Project) -> None:
        project.wants("one")
        project.stand_in(project.python, 'case "$*" in *pip*) /bin/sleep 1.5;; esac')
        ours, theirs = pty.openpty()
        subprocess.run(project.command(), cwd=project.folder, env=project.variables, stderr=theirs, check=True)
        os.close(theirs)
        shown = os.read(ours, 65536).decode().rstrip().split("\n")[-1]
        os.close(ours)
        assert shown.startswith("\r  libraries: downloaded 0 of about 1 MB, ")
        assert shown.split("\r")[-1].startswith("  libraries: in .venv, ")


class TestSentences:
    def test_no_network(self, project: Project) -> None:
        before = project.installed()
        project.wants("absent==1.0")
        sentence = project.refusal(project.start(**asking(CLOSED)))
        assert sentence.startswith("No package index was reached: check the network and the proxy, or name a mirror")
        assert sentence.endswith(f"PIP_INDEX_URL, then start again (the installer's own words: {LOG}).")
        assert "Connection refused" in (project.folder / LOG).read_text()
        assert project.installed() == before

    def test_a_mirror_without_encryption(self, project: Project) -> None:
        project.wants("absent==1.0")
        sentence = project.refusal(project.start(**asking("http://mirror.invalid/simple")))
        assert "let the address in PIP_INDEX_URL begin with https://" in sentence

    def test_no_library_for_this_machine(self, project: Project) -> None:
        project.wants("absent==1.0")
        sentence = project.refusal(project.start())
        assert sentence.startswith(f"The package index has not every pinned library for Python {VERSION}.")
        assert "take Python 3.11 to 3.14 on Linux" in sentence

    @pytest.mark.parametrize(
        "words, sentence",
        [
            ("OSError: [Errno 28] No space left on device", "The disk is full: free some space, then start again"),
            ("OSError: [Errno 122] Disk quota exceeded", "The disk is full: free some space, then start again"),
            ("pip._vendor.urllib3.exceptions.ReadTimeoutError: Read timed out.", "No package index was reached"),
            ("ERROR: something new.", "It could not be installed: something new (the installer's own words"),
        ],
    )
    def test_what_pip_says_at_its_end(self, words: str, sentence: str, project: Project) -> None:
        project.wants("one")
        project.stand_in(project.python, f'case "$*" in *pip*) echo "Collecting"; echo "{words}" >&2; exit 1;; esac')
        assert project.refusal(project.start()).startswith(sentence)
        assert words in (project.folder / LOG).read_text()

    def test_too_little_space_is_said_before_anything_is_downloaded(self, tmp_path: Path) -> None:
        project = Project(tmp_path)
        program = (
            "import shutil, sys; sys.path.insert(0, 'scripts')\n"
            "from installer.cli import main\n"
            "shutil.disk_usage = lambda _: shutil._ntuple_diskusage(9_000_000, 7_500_000, 1_500_000)\n"
            "sys.exit(main(['wanted.txt']))"
        )
        command = [str(INTERPRETER), "-c", program]
        done = subprocess.run(
            command, cwd=project.folder, env=project.variables, capture_output=True, text=True, check=False
        )
        assert project.refusal(done) == "This disk has 1 MB left: free 1 MB more, then start again."

    def test_an_old_interpreter(self, tmp_path: Path) -> None:
        project = Project(tmp_path)
        project.stand_in(project.bin / "python3", 'test "$1" = -V && echo Python 3.9.2 && exit; exit 1')
        sentence = project.refusal(project.start())
        assert sentence.startswith(
            "Python 3.11 or newer is needed, and on the PATH is Python 3.9.2: install one of 3.11"
        )

    def test_no_interpreter(self, tmp_path: Path) -> None:
        project = Project(tmp_path)
        (project.bin / "python3").unlink()
        sentence = project.refusal(project.start())
        assert sentence.startswith(
            "Python 3.11 or newer is needed, and on the PATH is none: install one of 3.11 to 3.14"
        )

    def test_sentences_are_chinese_in_a_chinese_terminal(self, project: Project, tmp_path: Path) -> None:
        project.wants("absent==1.0")
        announced, *_, sentence = project.start(LANG="zh_CN.UTF-8", **asking(CLOSED)).stderr.splitlines()
        assert announced.startswith("首次启动要下载：库（1 MB）。占磁盘 1 MB，100 Mbit/s 下约 1 分钟")
        assert sentence.startswith("连不上软件源：请检查网络和代理")
        assert sentence.endswith(f"再重新启动（安装程序的原话见 {LOG}）。")
        none = Project(tmp_path)
        (none.bin / "python3").unlink()
        assert none.start(LC_ALL="zh_CN.UTF-8").stderr.startswith("需要 Python 3.11 以上，而 PATH 中找到的是 none：")

    def test_python_3_14_is_found_by_its_own_name(self, tmp_path: Path) -> None:
        project = Project(tmp_path)
        project.stand_in(project.bin / "python3", "exit 1")
        project.stand_in(project.bin / "python3.14", 'test "$1" = -c || echo "$*"')
        assert project.start().stdout == "scripts/environment.py wanted.txt\n"

    @pytest.mark.parametrize("module", ["venv", "ensurepip"])
    def test_an_interpreter_without_the_modules_that_debian_packs_apart(self, module: str, tmp_path: Path) -> None:
        project = Project(tmp_path)
        (tmp_path / "sitecustomize.py").write_text(
            "import importlib.util as util\n"
            "find = util.find_spec\n"
            f"util.find_spec = lambda name: None if name == {module!r} else find(name)\n"
        )
        assert project.refusal(project.start(PYTHONPATH=str(tmp_path))) == (
            f"Python {VERSION} comes without {module} here: install it (on Debian and Ubuntu: apt install"
            f" python{VERSION}-venv), then start again."
        )

    def test_a_folder_that_cannot_be_written_to(self, tmp_path: Path) -> None:
        project = Project(tmp_path)
        project.folder.chmod(0o555)
        sentence = project.refusal(project.start(prefix=as_a_user()))
        assert sentence.startswith("A folder of the project cannot be written to: make it yours (chown), or clone")


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS gives low ports to anybody")
def test_a_port_that_this_user_may_not_take_is_not_called_in_use() -> None:
    floor = Path("/proc/sys/net/ipv4/ip_unprivileged_port_start")
    if floor.is_file() and int(floor.read_text()) <= 80:
        pytest.skip("this system gives low ports to anybody")
    command = [*as_a_user(), sys.executable, "-m", "emulator"]
    variables = {"PORT": "80", "PATH": os.environ["PATH"]}
    done = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False, timeout=60)
    sentence = "port 80 is not open to this user: choose another one, for example PORT=8080 scripts/serve\n"
    assert (done.returncode, done.stderr) == (1, sentence)
