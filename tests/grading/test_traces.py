"""Code that changes what tests stand on is named; honest code never is."""

import time
from collections.abc import Callable, Iterator

import pytest

from sixprinciples.grading.handle import Interpreter
from sixprinciples.grading.sandbox import Limits
from sixprinciples.grading.warm import Warm


@pytest.fixture(scope="module")
def traces() -> Iterator[Callable[[str], tuple[str, ...]]]:
    """Return a function that runs cells and tells their traces."""
    with Warm(sandbox="bubblewrap", limits=Limits()) as warm:

        def of(code: str) -> tuple[str, ...]:
            student = Interpreter(warm.fork("student"), Limits())
            try:
                deadline = time.monotonic() + 60
                assert student.run(code, deadline=deadline).status == "ok"
                return student.traces(deadline=deadline)
            finally:
                student.kill()

        yield of


@pytest.mark.parametrize(
    "code",
    [
        "list, len, sum, abs = [1], 2, 3, 4",
        "import numpy as np, pandas as pd\nabs = np.abs\npd.options.display.max_rows = 5",
        "import matplotlib.pyplot as plt\nplt.rcParams['font.size'] = 8\nplt.plot([1, 2])",
        "%matplotlib inline\n%config InlineBackend.figure_format = 'svg'\n%time 1 + 1",
        "from unittest import mock\nwith mock.patch('math.sqrt', return_value=1): import math",
        "import random, sys\nrandom.seed(1)\nsys.path.append('more')\nsys.setrecursionlimit(5000)",
        "from sixprinciples import checks, figures, load\nfigures.use_style()",
        "import warnings, logging\nwarnings.simplefilter('ignore')\nlogging.basicConfig()",
        "class AssertionError(Exception): pass\ndef print(*x): pass",
        "_ = 5\nimport six, dateutil.tz, scipy.stats",
    ],
)
def test_honest_code_leaves_none(traces: Callable[[str], tuple[str, ...]], code: str) -> None:
    assert traces(code) == ()


@pytest.mark.parametrize(
    ("code", "named"),
    [
        ("import builtins\nbuiltins.abs = lambda x: 0", "builtins.abs"),
        ("import numpy as np\nnp.isclose = lambda *a: True", "numpy.isclose"),
        ("import pandas as pd\npd.testing.assert_frame_equal = print", "pandas.testing"),
        ("import numpy.testing as t\nt.assert_allclose = print", "numpy.testing.assert_allclose"),
        ("from sixprinciples import checks\nchecks.number = print", "sixprinciples.checks.number"),
        ("import unittest\nunittest.TestCase.assertEqual = print", "unittest.case.TestCase"),
        (
            "import ast\nclass T(ast.NodeTransformer): pass\n"
            "get_ipython().ast_transformers.append(T())",
            "hook T",
        ),
        ("get_ipython().input_transformers_cleanup.append(lambda lines: lines)", "hook <lambda>"),
        ("get_ipython().showtraceback = lambda *a, **k: None", "hook <lambda>"),
        ("import sys\ndef spy(*a): return spy\nsys.settrace(spy)", "hook spy"),
        ("import sys\nclass F:\n    find_spec = None\nsys.meta_path.append(F())", "hook F"),
        (
            "import sixprinciples.grading.codec.writer as w\nw.Writer.finished = 5",
            "Writer.finished",
        ),
    ],
)
def test_tampering_is_named(
    traces: Callable[[str], tuple[str, ...]], code: str, named: str
) -> None:
    assert any(named in trace for trace in traces(code)), traces(code)
