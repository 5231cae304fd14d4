"""Makes a virtual environment with pip in it, also with a Python that came without ensurepip, as Debian's does.

Run as `python3 .ci/make_environment.py FOLDER`. Where ensurepip is missing, pip's wheel is fetched from PyPI and
installs itself.
"""

import hashlib
import importlib.util
import json
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
import venv
from pathlib import Path

INDEX = "https://pypi.org/pypi/pip/json"


def make(folder: Path) -> None:
    """Makes the environment; one that was left without pip is made anew. Raises OSError without a network."""
    has_ensurepip = importlib.util.find_spec("ensurepip") is not None
    venv.create(folder, with_pip=has_ensurepip, symlinks=True, clear=True)
    if not has_ensurepip:
        with tempfile.TemporaryDirectory() as temporary:
            wheel = fetch_pip(Path(temporary))
            python = folder / "bin" / "python"
            subprocess.run([python, wheel / "pip", "install", "--quiet", "--no-index", wheel], check=True)


def fetch_pip(into: Path) -> Path:
    """PyPI's current wheel of pip, which Python can run as it is. Raises ValueError where it came damaged."""
    with urllib.request.urlopen(INDEX, timeout=60) as answer:
        files = json.load(answer)["urls"]
    wheel = next(file for file in files if file["packagetype"] == "bdist_wheel")
    address = urllib.parse.urljoin(INDEX, wheel["url"])
    with urllib.request.urlopen(address, timeout=60) as answer:
        data = answer.read()
    if hashlib.sha256(data).hexdigest() != wheel["digests"]["sha256"]:
        raise ValueError(f"{address} was not fetched whole")
    path = into / wheel["filename"]
    path.write_bytes(data)
    return path


def has_pip(folder: Path) -> bool:
    """Whether the environment is there and whole."""
    python = folder / "bin" / "python"
    command = [python, "-m", "pip", "--version"]
    return python.exists() and subprocess.run(command, capture_output=True, check=False).returncode == 0


def main() -> int:
    """Makes the environment named on the command line; 1 and one line where that fails."""
    folder = Path(sys.argv[1])
    try:
        if has_pip(folder):
            return 0
        make(folder)
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        print(f"{folder}: no environment could be made ({error}); install python3-venv and try again", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
