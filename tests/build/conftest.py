"""A small repository with one lesson and one exercise, built for real."""

import shutil
from pathlib import Path

import pytest

from sixprinciples import build

REPOSITORY = Path(__file__).parents[2]

LESSON = """\
# A toy lesson

```{code-cell}
:label: figure

import matplotlib.pyplot as plt
from sixprinciples import figures, load

print(len({"net", "law", "we"}), {"net", "law", "we"})
fig, ax = plt.subplots()
ax.bar(["net", "law"], [3, 5])
figures.show(fig, alt="Bar chart of two toy counts: net 3, law 5.", source="toy numbers")
```

```{code-cell}
:tags: [raises-exception]

undefined_name
```
"""

EXERCISE = """\
# A toy assignment

```{code-cell}
:task: sum

total = ...
### BEGIN SOLUTION
total = 40 + 2
### END SOLUTION
```

```{code-cell}
:test: sum
:points: 2

assert isinstance(total, int), "total should be a whole number"
### BEGIN HIDDEN TESTS
assert total == 42
### END HIDDEN TESTS
```

+++ {"written": "why", "points": 3}

Why?

=== BEGIN MARK SCHEME ===
3 points: a reason.
=== END MARK SCHEME ===
"""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository of two small texts, built once; tests must not change it."""
    root = tmp_path_factory.mktemp("built")
    for kind, text in (("lessons", LESSON), ("exercises", EXERCISE)):
        folder = root / "authoring" / kind
        folder.mkdir(parents=True)
        (folder / "90_toy.md").write_text(text, encoding="utf-8")
    shutil.copy(REPOSITORY / "nbgrader_config.py", root)
    list(build.build(root))
    return root


@pytest.fixture
def repository(built: Path, tmp_path: Path) -> Path:
    """Return a built repository that the test may change."""
    return Path(shutil.copytree(built, tmp_path / "repository"))
