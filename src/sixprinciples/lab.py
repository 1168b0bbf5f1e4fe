"""Open JupyterLab on copies of the lessons: ``python -m sixprinciples.lab [jupyter lab options]``.

Students work on copies in ``work/``, which git ignores, so that an update of the course never
meets their answers. A copy they have not edited follows the course; one they have edited is
theirs, and a newer version is put beside it.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

FIRST_LESSON = "lessons/00_start_here.ipynb"
_COPIED = ("lessons", "exercises")
_MANIFEST = ".copies.json"
_JUPYTER_CONFIG = Path(__file__).parent / "_jupyter"

Manifest = dict[str, dict[str, str]]


class LabError(RuntimeError):
    """Why the lessons cannot be opened; one sentence."""


def course_folder(start: Path | None = None) -> Path:
    """Return the folder of the course: the nearest one, upwards, with lessons and their lock.

    Args:
        start: where to look first, the current directory by default; then in its parents, then
            in the repository that an editable install of this package points to.

    Raises:
        LabError: none of them holds the lessons.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents, *Path(__file__).resolve().parents):
        if (folder / "lessons").is_dir() and (folder / "requirements.txt").is_file():
            return folder
    raise LabError(
        f"No lessons were found in {here}: start this from the course's folder, the one that "
        "holds lessons/ and requirements.txt."
    )


def prepare(course: Path, work: Path) -> list[str]:
    """Bring the student's copies up to date; never overwrite what the student has edited.

    Args:
        course: the folder that holds ``lessons/`` and ``exercises/``.
        work: the student's folder; made where it does not exist.

    Returns:
        Sentences that tell the student what happened.

    Raises:
        LabError: the copies cannot be written.
    """
    try:
        work.mkdir(exist_ok=True)
        manifest = _read_manifest(work)
        said = [
            sentence
            for source in _course_files(course)
            if (sentence := _bring(source, source.relative_to(course), work, manifest))
        ]
        _write(work / _MANIFEST, json.dumps(manifest, indent=1, sort_keys=True).encode())
    except OSError as error:
        raise LabError(
            f"The copies of the lessons cannot be written: {error.strerror} ({error.filename}); "
            f"make {work} writable for you and try again."
        ) from error
    return said


def open_lab(args: Sequence[str]) -> int:
    """Prepare ``work/``, run JupyterLab on it until it is stopped, and return the exit status.

    Args:
        args: options of ``jupyter lab``, such as ``["--no-browser", "--port=8899"]``; they win
            over the course's own.
    """
    try:
        course = course_folder()
        work = course / "work"
        for sentence in prepare(course, work):
            print(sentence)
        lab_app = _lab_app()
    except LabError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Opening JupyterLab on {work}; press Ctrl+C twice here to stop it.", flush=True)
    lab_app.launch_instance([*_options(work), *args])
    return 0


def _lab_app() -> Any:
    """Import JupyterLab, with the course's settings and environment in front of others."""
    paths = [str(_JUPYTER_CONFIG), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, paths))
    programs = [str(Path(sys.executable).parent), os.environ.get("PATH", "")]
    os.environ["PATH"] = os.pathsep.join(programs)  # for terminals opened inside JupyterLab
    try:
        from jupyterlab.labapp import LabApp  # type: ignore[import-untyped]
    except ModuleNotFoundError as missing:
        raise LabError(
            f"JupyterLab cannot start because {missing.name} is not installed: install the "
            "course's packages with 'pip install -r requirements.txt'."
        ) from None
    return LabApp


def _options(work: Path) -> list[str]:
    options = [
        f"--ServerApp.root_dir={work}",
        f"--LabApp.default_url=/lab/tree/{FIRST_LESSON}",
        "--LabApp.extension_manager=readonly",  # the lessons need nothing from the network
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.news_url=None",
    ]
    if getattr(os, "geteuid", lambda: 1)() == 0:
        options.append("--allow-root")
    return options


def _course_files(course: Path) -> Iterator[Path]:
    for name in _COPIED:
        for path in sorted((course / name).rglob("*")):
            hidden = any(part.startswith(".") for part in path.relative_to(course).parts)
            if path.is_file() and not hidden:
                yield path


def _bring(source: Path, name: Path, work: Path, manifest: Manifest) -> str | None:
    """Bring one file of the course to the student; say so where the student should know."""
    new = source.read_bytes()
    delivered = manifest.get(name.as_posix())
    copy = work / name
    if not copy.exists() or copy.read_bytes() == new:
        _deliver(new, name, work, manifest)
        return None
    if delivered and delivered["file"] == _digest(new):
        return None
    if _untouched(copy, delivered):
        _deliver(new, name, work, manifest)
        return f"Updated {name}: the course has a new version, and you had not edited yours."
    beside = _free_name(name, work, manifest)
    _deliver(new, beside, work, manifest)
    manifest[name.as_posix()] = _record(new, name)
    return f"{name} has a new version; your own is unchanged, and the new one is {beside}."


def _free_name(name: Path, work: Path, manifest: Manifest) -> Path:
    """Return a name beside the student's file that hides nothing the student has edited."""
    number = 1
    while True:
        suffix = ".new" if number == 1 else f".new-{number}"
        beside = name.with_name(f"{name.stem}{suffix}{name.suffix}")
        copy = work / beside
        if not copy.exists() or _untouched(copy, manifest.get(beside.as_posix())):
            return beside
        number += 1


def _untouched(copy: Path, delivered: dict[str, str] | None) -> bool:
    """Tell whether a copy still asks and answers what was delivered, run or not."""
    return delivered is not None and _content(copy.read_bytes(), copy) == delivered["content"]


def _deliver(new: bytes, name: Path, work: Path, manifest: Manifest) -> None:
    copy = work / name
    if not copy.exists() or copy.read_bytes() != new:
        copy.parent.mkdir(parents=True, exist_ok=True)
        _write(copy, new)
    manifest[name.as_posix()] = _record(new, name)


def _record(new: bytes, name: Path) -> dict[str, str]:
    return {"file": _digest(new), "content": _content(new, name)}


def _content(data: bytes, path: Path) -> str:
    """Digest what a person writes: a notebook's cells without outputs, any other file whole."""
    if path.suffix == ".ipynb":
        try:
            cells = json.loads(data)["cells"]
            text = [[cell["cell_type"], "".join(cell["source"])] for cell in cells]
        except (ValueError, KeyError, TypeError):
            return _digest(data)
        return _digest(json.dumps(text).encode())
    return _digest(data)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, so that a stopped copy never looks like an edited one."""
    part = path.with_name(path.name + ".part")
    part.write_bytes(data)
    part.replace(path)


def _read_manifest(work: Path) -> Manifest:
    try:
        manifest = json.loads((work / _MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    known = manifest.items() if isinstance(manifest, dict) else ()
    return {name: kept for name, kept in known if _is_record(kept)}


def _is_record(kept: object) -> bool:
    return isinstance(kept, dict) and {"file", "content"} <= kept.keys()


if __name__ == "__main__":
    sys.exit(open_lab(sys.argv[1:]))
