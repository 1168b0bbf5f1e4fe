"""The repository under test: where it lies and what it holds."""

from pathlib import Path

ROOT = Path(__file__).parents[1]


def existing(pattern: str) -> list[Path]:
    """Return the files or folders that match, in order; none at all is an error, not a pass."""
    found = sorted(ROOT.glob(pattern))
    assert found, f"{pattern} matches nothing in the repository; run `sixprinciples build`."
    return found


def read(name: str) -> str:
    """Return the text of a file of the repository."""
    return (ROOT / name).read_text(encoding="utf-8")
