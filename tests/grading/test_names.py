"""What a test cell looks up and binds, by every rule of scope that Python has."""

import ast
import sys

import pytest

from sixprinciples.grading import names


def needs(source: str) -> list[str]:
    return [
        name
        for name in names.read(source).needs
        if name not in names.BUILTINS and not names.is_ours(name)
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("assert answer == 1", ["answer"]),
        ("b; a; b", ["b", "a"]),
        ("x = x + 1\nassert x == 2", ["x"]),
        ("x = 1\nassert x", []),
        ("x += 1", ["x"]),
        ("x: int = 1\nassert x", []),
        ("x: Kind\nassert x", ["Kind", "x"]),
        ("assert square(3) == 9, message", ["square", "message"]),
        ("assert frame['a'].sum() == frame.b[0]", ["frame"]),
        ('assert f"{share:{width}.1f}%" == text', ["share", "width", "text"]),
        ("print(f'{x=}')", ["x"]),
    ],
)
def test_looks_up_what_stands_before_it_is_bound(source: str, expected: list[str]) -> None:
    assert needs(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[x for x in xs if x > low]", ["xs", "low"]),
        ("x\n[x for x in xs]", ["x", "xs"]),
        ("[row := i for i in n]\nassert row", ["n"]),
        ("if (m := match(text)):\n    assert m", ["match", "text"]),
        ("{k: v for k, v in pairs.items()}", ["pairs"]),
        ("[[cell for cell in row] for row in rows]", ["rows"]),
        ("any(part in text for part in parts)", ["parts", "text"]),
        ("check = lambda a, b=limit: a + b + rest", ["limit", "rest"]),
        ("def f(a, *args, b=low, **kw) -> Kind:\n    c = a\n    return c + args[0] + high",
         ["low", "Kind", "high"]),
        ("def f():\n    def g():\n        nonlocal x\n        x = 1\n    x = y", ["y"]),
        ("@decorate(3)\ndef f():\n    pass", ["decorate"]),
        ("@mark\nclass C(Base, metaclass=Meta):\n    pass", ["mark", "Base", "Meta"]),
        ("class C:\n    a = b\n    c = a\n    def m(self):\n        return self.a, a", ["b", "a"]),
        ("class C:\n    a = 1\n    b = [a for _ in range(2)]", ["a"]),
        ("def f():\n    class C:\n        n = outer\n    return C", ["outer"]),
        ("def f():\n    for i in xs:\n        del i", ["xs"]),
        ("async def f():\n    async with lock as held:\n        await held", ["lock"]),
    ],
)  # fmt: skip
def test_keeps_to_the_scopes_of_python(source: str, expected: list[str]) -> None:
    assert sorted(needs(source)) == sorted(expected)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("try:\n    f(0)\nexcept ValueError:\n    caught = True\nelse:\n    caught = False\n"
         "assert caught", ["f"]),
        ("try:\n    f(0)\nexcept Odd as error:\n    text = str(error)\nassert text", ["f", "Odd"]),
        ("for i in cases:\n    if i:\n        break\n    continue\nassert i", ["cases"]),
        ("while rest:\n    rest = rest[1:]", ["rest"]),
        ("with open(path) as file, lock:\n    data = file.read()\nassert data", ["path", "lock"]),
        ("match shape:\n    case Circle(r=r) if r > low:\n        assert r\n    case [x, *rest]:\n"
         "        assert x, rest\n    case {'k': v, **more}:\n        assert v, more\n"
         "    case _:\n        assert other", ["shape", "Circle", "low", "other"]),
        ("if callable(answer):\n    answer = answer()\nassert answer == 3", ["answer"]),
        ("for x, (y, *z) in rows:\n    assert x, y\nassert z", ["rows"]),
        ("await load()\nasync for row in rows:\n    assert row", ["load", "rows"]),
        ("a, b = b, a", ["b", "a"]),
    ],
)  # fmt: skip
def test_follows_the_order_in_which_a_cell_runs(source: str, expected: list[str]) -> None:
    assert needs(source) == expected


@pytest.mark.skipif(sys.version_info < (3, 12), reason="syntax of Python 3.12")
def test_knows_type_parameters() -> None:
    assert needs("def f[T: Bound](a: T) -> T:\n    return a\ntype Pair = tuple[Kind, Kind]") == [
        "Bound",
        "Kind",
    ]


def test_never_needs_what_it_imports_or_defines_itself() -> None:
    shy = "try:\n    assert_equal\nexcept NameError:\n    from nose.tools import assert_equal\n"
    assert needs(shy + "assert_equal(answer, 1)") == ["answer"]
    assert needs("same(answer)\ndef same(x):\n    assert x") == ["answer"]


def test_a_function_that_says_global_binds_only_when_it_is_called() -> None:
    found = names.read("def count():\n    global total\n    total = 1\nassert total == 0")
    assert "total" in found.needs
    assert found.binds["total"].kind == "data"


def test_tells_at_once_from_later() -> None:
    found = names.read(
        "def f(a=DEFAULT):\n    return later\nclass C:\n    b = now\n    def m(self):\n"
        "        return much_later\nx = [n for n in numbers]\ny = (n for n in lazily)\n"
    )
    assert found.at_once >= {"DEFAULT", "now", "numbers", "lazily"}
    assert not found.at_once & {"later", "much_later"}
    assert found.binds["f"].later == {"later"}
    assert "much_later" in found.binds["C"].later


def test_tells_how_names_are_bound() -> None:
    found = names.read(
        "import os.path, numpy as np\nfrom math import pi as number\n"
        "try:\n    import torch\nexcept ImportError:\n    torch = None\n"
        "def f(): pass\nclass C: pass\n"
        "EPS = -1e-6\nNAMES = ('a', 'b')\ntotal = 0\nfor i in range(3):\n    total += i\n"
        "values = [1]\n"
    )
    kinds = {name: binding.kind for name, binding in found.binds.items()}
    assert kinds == {
        "os": "import", "np": "import", "number": "import", "torch": "import",
        "f": "definition", "C": "definition", "EPS": "constant", "NAMES": "constant",
        "total": "data", "i": "data", "values": "data",
    }  # fmt: skip


def test_names_what_it_deletes_of_others() -> None:
    assert names.read("kept = squares\ndel squares").deletes == {"squares"}
    assert names.read("x = 1\ndel x").deletes == set()


def test_names_the_statements_whose_names_only_an_interpreter_knows() -> None:
    source = "%matplotlib inline\n%run helpers.py\nfrom builtins import *\nfrom numpy import *"
    assert names.read(source).stars == (
        "get_ipython().run_line_magic('run', 'helpers.py')",
        "from builtins import *",
        "from numpy import *",
    )


@pytest.mark.parametrize("source", ["%matplotlib inline\nassert x", "%config A.b = 1\nassert x"])
def test_harmless_magics_are_no_use_of_ipython(source: str) -> None:
    assert names.read(source).needs == ("x",)


@pytest.mark.parametrize("source", ["%%time\nassert x", "!ls", "%timeit f(3)", "f?", "a = !ls"])
def test_other_magics_are(source: str) -> None:
    assert "get_ipython" in names.read(source).needs


@pytest.mark.parametrize("source", ["assert (", "return 3", "x = 1\n  y = 2", "break", "a\0b"])
def test_what_is_not_python_has_no_names(source: str) -> None:
    assert names.read(source) == names.Names()
    assert names.carried(source) == ""
    assert names.imports(source) == {}


def test_warnings_about_a_cell_are_not_shown(recwarn: pytest.WarningsRecorder) -> None:
    names.read("assert (x == 1, 'message')\n'\\d'\nx is 1")
    assert not recwarn.list


HIDDEN = """import math
assert f(1) == 1
### BEGIN HIDDEN TESTS
secret = 42
def helper(): return secret
### END HIDDEN TESTS
def after(): return 1"""


def test_shows_what_students_get() -> None:
    assert names.visible(HIDDEN) == "import math\nassert f(1) == 1\ndef after(): return 1"
    assert "secret" in names.visible(HIDDEN, "BEGIN SECRET", "END SECRET")
    other = HIDDEN.replace("HIDDEN TESTS", "SECRET")
    assert "helper" not in names.visible(other, "BEGIN SECRET", "END SECRET")


def test_shows_what_nbgrader_shows() -> None:
    from nbformat.v4 import new_code_cell
    from nbgrader.preprocessors import ClearHiddenTests

    cell = new_code_cell(HIDDEN)
    ClearHiddenTests()._remove_hidden_test_region(cell)
    assert names.visible(HIDDEN) == cell.source


CARRIED = """
%matplotlib inline
%run helpers.py
import sys, numpy as np
sys.path.append("lib")
warnings.filterwarnings("ignore")
try:
    import colab
    colab.mount("x")
except ImportError:
    pass
if np.__version__:
    print(1)
with suppress(ImportError):
    import foo
    foo.go()
from helpers import *
EPS = 1e-6
total = 0
for i in range(3):
    total += i
frame = np.zeros(3)
@mark
def helper(x=frame):
    return x
class Case:
    pass
assert helper(1)
"""


def test_carries_imports_definitions_constants_and_where_to_import_from() -> None:
    kept = names.carried(CARRIED)
    assert ast.unparse(ast.parse(kept)) == kept
    assert kept.split("\n") == [
        "get_ipython().run_line_magic('run', 'helpers.py')",
        "import sys, numpy as np",
        "sys.path.append('lib')",
        "warnings.filterwarnings('ignore')",
        "try:",
        "    import colab",
        "except ImportError:",
        "    pass",
        "with suppress(ImportError):",
        "    import foo",
        "from helpers import *",
        "EPS = 1e-06",
        "",
        "@mark",
        "def helper(x=frame):",
        "    return x",
        "",
        "class Case:",
        "    pass",
    ]


def test_finds_import_statements_by_the_names_they_bind() -> None:
    source = (
        "import numpy as np, os\nif x:\n    from a.b import c as d\nfrom math import *\n"
        "%run tools.py\nx = 1"
    )
    assert names.imports(source) == {
        "np": "import numpy as np, os",
        "os": "import numpy as np, os",
        "d": "from a.b import c as d",
        "from math import *": "from math import *",
        "get_ipython().run_line_magic('run', 'tools.py')": (
            "get_ipython().run_line_magic('run', 'tools.py')"
        ),
    }
