"""Negative controls for tests that have to run beside the student's code.

Such a test shares its process with code that may have silenced failures. So, in a second run of
the submission, copies of the test are run that must fail, or must show a number drawn by lot: who
blanks cells, drops assertions, patches what compares, or hands in objects equal to everything
passes them too, and is found out. No right answer is: what the instructor's own solution does not
meet is left out.

This catches what is known and does not look for it; who expects it can evade it, because it runs
in the same process. Tests on values need none of it.
"""

from __future__ import annotations

import ast
import json
import re
import secrets
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from enum import StrEnum

from sixprinciples.grading.handle import CellRun, Interpreter
from sixprinciples.grading.names import BUILTINS, parsed
from sixprinciples.grading.plan import Step
from sixprinciples.grading.warm import Role

COPY, RESULT, LIBRARY, HOOKS = -1, -2, -3, -4
"""Numbers of whole controls in `Step.unmet`, besides those of places in the text."""


class Finding(StrEnum):
    """What the controls of a test say."""

    clean = "clean"
    tampered = "tampered"
    inconclusive = "inconclusive"  # they ended otherwise than in either case


@dataclass(frozen=True)
class Evidence:
    """What the controls of one test came to.

    Attributes:
        missed: numbers of controls that should have failed and did not.
        unclear: numbers of whole controls that ended otherwise than foreseen.
    """

    missed: frozenset[int] = frozenset()
    unclear: frozenset[int] = frozenset()

    def finding(self, unmet: Collection[int] = ()) -> Finding:
        """Return what that means, without what the solution itself does not meet."""
        if self.missed - set(unmet):
            return Finding.tampered
        return Finding.inconclusive if self.unclear - set(unmet) else Finding.clean


@dataclass(frozen=True)
class Clock:
    """How long running may take.

    Attributes:
        cell: seconds for one cell.
        end: when all must be over, as `time.monotonic` counts.
    """

    cell: float
    end: float

    def deadline(self) -> float:
        """Return until when a cell that begins now may run."""
        return min(self.end, time.monotonic() + self.cell)


def genuine(run: CellRun, source: str) -> CellRun:
    """Return the run of a test with no result but one that the test itself can have given.

    nbgrader reads a result as partial credit, even one that comes before an error. A test gives
    one only by its last line; student code may send more.
    """
    results = [output for output in run.outputs if output.output_type == "execute_result"]
    kept = results[-1:] if run.status == "ok" and _gives_result(source) else []
    if results == kept:
        return run
    outputs = [output for output in run.outputs if output not in results or output in kept]
    return replace(run, outputs=outputs, tampered=run.tampered or run.status != "ok")


def evidence(
    cells: Iterable[tuple[str, str]],
    steps: Mapping[str, Step],
    suspects: Collection[str],
    fork: Callable[[Role], Interpreter],
    clock: Clock,
) -> dict[str, Evidence]:
    """Run a submission once more, with the controls of its tests at their places.

    Args:
        cells: grade id (or nothing) and text of the submission's code cells, in order.
        steps: how its tests are run.
        suspects: the tests to control: those beside the student's code that gave points.
        fork: makes an interpreter for "student" or "checker", with files in its directory.
        clock: how long it may take.
    """
    waiting = set(suspects)
    found = {}
    with ExitStack() as ends:
        student, checker = (_until(ends, fork(role)) for role in _ROLES)
        for grade_id, source in cells:
            if not waiting:
                break
            step = steps.get(grade_id)
            if step and grade_id in waiting:
                waiting.discard(grade_id)
                found[grade_id] = _evidence(step, student, checker, clock)
            elif text := step.shown if step and step.separate else source:
                student.run(text, deadline=clock.deadline())
    return found


_ROLES: tuple[Role, Role] = ("student", "checker")


def _until(ends: ExitStack, interpreter: Interpreter) -> Interpreter:
    """Return an interpreter that is killed when the stack unwinds."""
    ends.callback(interpreter.kill)
    return interpreter


def _evidence(step: Step, student: Interpreter, checker: Interpreter, clock: Clock) -> Evidence:
    tree, whole = parsed(step.source), parsed("\n".join([*step.before, step.source]))
    if tree is None or whole is None:
        return Evidence()
    parts = [
        _library(whole, student, checker, clock),
        _copy(tree, student, clock),
        _result(step.source, student, clock),  # the last, as it leaves what the test would
    ]
    missed = frozenset().union(*(part.missed for part in parts))
    unclear = frozenset().union(*(part.unclear for part in parts))
    # A hook of the interpreter alone may be a debugger's; one that disturbs the controls is not.
    return Evidence(missed | ({HOOKS} if HOOKS in unclear and len(unclear) > 1 else set()), unclear)


# --- the cell as it stands, with an end that must be seen -----------------------------------------


def _result(source: str, student: Interpreter, clock: Clock) -> Evidence:
    """Run the cell with one more line: an assertion that fails, or numbers that must be shown."""
    if not _gives_result(source):
        token = secrets.token_hex(8)
        run = student.run(
            f'{source}\nassert 0, "{token}"', history=False, deadline=clock.deadline()
        )  # fmt: skip
        return _judged(RESULT, run, token in _errors(run))
    whole = _shows(f"{source}\n", secrets.randbelow(10**6) + 0.5, student, clock)
    return whole if whole.missed else _shows("", secrets.randbelow(10**6), student, clock)


def _shows(source: str, number: float, student: Interpreter, clock: Clock) -> Evidence:
    """Run a cell that ends with a number, and see whether it is shown."""
    run = student.run(f"{source}{number}", history=False, deadline=clock.deadline())
    shown = [o.data.get("text/plain") for o in run.outputs if o.output_type == "execute_result"]
    try:
        met = abs(float(shown[-1]) - number) <= 1  # a student may round what is shown
    except (IndexError, TypeError, ValueError):
        met = False
    return _judged(RESULT, run, met)


def _judged(number: int, run: CellRun, met: bool) -> Evidence:
    """Weigh a control: not met counts only where nothing else kept it from being met."""
    if met:
        return Evidence()
    alone = frozenset({number})
    return Evidence(missed=alone) if run.status == "ok" else Evidence(unclear=alone)


def _errors(run: CellRun) -> str:
    return "\n".join(o.evalue for o in run.outputs if o.output_type == "error")


def _gives_result(source: str) -> bool:
    tree = parsed(source)
    ends = source.rstrip().endswith(";")
    return bool(tree and tree.body and isinstance(tree.body[-1], ast.Expr) and not ends)


# --- a copy in which every comparison is asked twice ----------------------------------------------

_EQUALITY_CHECKS = frozenset(
    {"assertalmostequal", "assertarrayalmostequal", "assertarrayequal", "assertallclose",
     "assertequal", "assertequals", "assertframeequal", "assertindexequal", "assertlistequal",
     "assertdictequal", "assertsequenceequal", "assertseriesequal", "assertsetequal",
     "asserttupleequal", "eq"}
)  # fmt: skip
_QUESTIONS = frozenset({"allclose", "array_equal", "array_equiv", "equals", "isclose"})
_ORDERS = {ast.Lt: "lt", ast.LtE: "le", ast.Gt: "gt", ast.GtE: "ge", ast.In: "contains"}

_PRELUDE = """
import builtins as {b}
import operator as {o}
{missed} = []
def {note}(place):
    {missed}.append(place)
def {is_true}(value):
    return value is True or ({b}.type(value).__name__ in ("bool", "bool_") and {b}.bool(value))
def {number}(value):
    return {b}.type(value) in ({b}.int, {b}.float, {b}.complex)
def {other}(value):
    kind = {b}.type(value)
    if kind is {b}.bool:
        return not value
    if {number}(value):
        return value * 3 + {lot}
    if kind in ({b}.list, {b}.tuple) and value and {b}.all([{number}(part) for part in value]):
        return kind([{other}(part) for part in value])
    if kind is {b}.str:
        return value + "{token}"
    if kind in ({b}.list, {b}.tuple):
        return value + kind(["{token}"])
    if kind is {b}.dict:
        return {{**value, "{token}": 1}}
    if kind in ({b}.set, {b}.frozenset):
        return value | {{"{token}"}}
    try:
        return value * 3 + {lot} if kind.__module__ == "numpy" else {b}.object()
    except {b}.Exception:
        return {b}.object()
def {others}(value):
    found = [{b}.object()]
    try:
        found.append({other}(value))
        if {b}.type(value) in ({b}.list, {b}.tuple):
            for n in {b}.range({b}.min({b}.len(value), 20)):
                changed = [*value]
                changed[n] = {other}(value[n])
                found.append({b}.type(value)(changed))
        if {b}.type(value) is {b}.dict:
            found += [{{**value, key: {other}(value[key])}} for key in [*value][:20]]
    except {b}.Exception:
        pass
    return found
def {foreign}(value):
    kind = {b}.type(value)
    if kind in ({b}.list, {b}.tuple, {b}.set, {b}.frozenset):
        return kind(["{token}"])
    return {{"{token}": "{token}"}} if kind is {b}.dict else {other}(value)
def {again}(place, work):
    try:
        if {is_true}(work()):
            {note}(place)
    except {b}.Exception:
        pass
def {equal}(place, left, right):
    result = left == right
    if {is_true}(result):
        for wrong in {others}(right):
            {again}(place, lambda: left == wrong)
        for wrong in {others}(left):
            {again}(place, lambda: wrong == right)
    return result
def {ordered}(place, name, left, right):
    if name == "contains":
        {again}(place, lambda: left == {b}.object())
        return left in right
    result = {b}.getattr({o}, name)(left, right)
    if {is_true}(result):
        {again}(place, (lambda: right < left) if name in ("lt", "le") else (lambda: left < right))
    return result
def {asked}(place, ask, *args, **options):
    result = ask(*args, **options)
    if {is_true}(result):
        changed, which = [*args], {b}.min(1, {b}.len(args) - 1)
        changed[which] = {other}(changed[which])
        {again}(place, lambda: ask(*changed, **options))
    return result
def {checked}(place, check, *args, **options):
    result = check(*args, **options)
    changed, wrong = [*args], {{**options}}
    if "expected" in wrong:
        wrong["expected"] = {foreign}(wrong["expected"])
    else:
        changed[1] = {other}(changed[1])
    try:
        check(*changed, **wrong)
    except {b}.BaseException:
        return result
    {note}(place)
    return result
def {canary}(place, work):
    try:
        if not work():
            {note}(place)
    except {b}.Exception:
        pass
"""

_END = """
try:
    raise {b}.AssertionError
    pass
except {b}.BaseException:
    pass
else:
    {note}({raised})
"""

_CANARIES = {
    "abs": "abs(-{lot}) == {lot}",
    "all": "all([1, 0]) is False",
    "any": "any([0, 0]) is False",
    "callable": "callable({lot}) is False",
    "float": "float('{lot}') == {lot}",
    "hasattr": "hasattr({lot}, '{token}') is False",
    "int": "int('{lot}') == {lot}",
    "isinstance": "isinstance({lot}, {b}.str) is False",
    "issubclass": "issubclass({b}.int, {b}.str) is False",
    "len": "len([1, 2, 3]) == 3",
    "list": "list((1, {lot})) == [1, {lot}]",
    "max": "max([{lot}, 1]) == {lot}",
    "min": "min([{lot}, 1]) == 1",
    "round": "round({lot} + 0.26, 1) == {lot} + 0.3",
    "set": "set([{lot}]) == {{{lot}}}",
    "sorted": "sorted([{lot}, 1]) == [1, {lot}]",
    "str": "str({lot}) == '{lot}'",
    "sum": "sum([{lot}, 1]) == {lot} + 1",
    "tuple": "tuple([1, {lot}]) == (1, {lot})",
    "type": "type({lot}) is not type('')",
}
_RAISED = -10
_FIRST_CANARY = -20
_WORDS = (
    "b o missed note is_true number other others foreign again equal ordered asked checked canary "
    "value"
)


def _copy(tree: ast.Module, student: Interpreter, clock: Clock) -> Evidence:
    """Run a copy that asks every comparison again with something that cannot be equal."""
    token = secrets.token_hex(8)
    names = {word: f"_{secrets.token_hex(6)}" for word in _WORDS.split()}
    names |= {"token": token, "lot": str(secrets.randbelow(10**6) + 10**6)}
    copy = _copied(tree, names)
    run = student.run(copy, history=False, deadline=clock.deadline())
    if said := re.search(rf"{token}\[([-\d, ]*)\]", _errors(run)):
        return Evidence(missed=frozenset(map(int, re.findall(r"-?\d+", said[1]))))
    if any(name in _errors(run) for name in names.values()):  # lines of the copy did not run
        return Evidence(missed=frozenset({COPY}))
    return _judged(COPY, run, False)


def _copied(tree: ast.Module, names: Mapping[str, str]) -> str:
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    body = ast.parse(ast.unparse(tree))
    parts = [_PRELUDE.format(**names), ast.unparse(ast.fix_missing_locations(_Asked(names)(body)))]
    for place, (name, question) in enumerate(_CANARIES.items()):
        if name in used:
            work = question.format(**names)
            parts.append(f"{names['canary']}({_FIRST_CANARY - place}, lambda: {work})")
    parts.append(_END.format(**names, raised=_RAISED))
    parts.append('assert 0, "{token}" + {b}.str({missed})'.format(**names))
    return "\n".join(parts)


class _Asked(ast.NodeTransformer):
    """Puts the questions of the prelude into a syntax tree."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self._place = 0

    def __call__(self, tree: ast.Module) -> ast.Module:
        return self.visit(tree)

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        self.generic_visit(node)
        if len(node.ops) > 1:
            return node
        pair = [node.left, node.comparators[0]]
        if isinstance(node.ops[0], ast.Eq):
            return self._call("equal", *pair)
        if name := _ORDERS.get(type(node.ops[0])):
            return self._call("ordered", ast.Constant(name), *pair)
        return node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        plain = not any(isinstance(argument, ast.Starred) for argument in node.args)
        if plain and node.args and _last_name(node.func) in _QUESTIONS:
            return self._call("asked", node.func, *node.args, keywords=node.keywords)
        return node

    def visit_Expr(self, node: ast.Expr) -> ast.Expr:
        self.generic_visit(node)
        if isinstance(node.value, ast.Call) and _is_equality_check(node.value):
            call = node.value
            node.value = self._call("checked", call.func, *call.args, keywords=call.keywords)
        return node

    def visit_Assert(self, node: ast.Assert) -> list[ast.stmt]:
        self.generic_visit(node)
        value = self._names["value"]
        message = f", {ast.unparse(node.msg)}" if node.msg else ""
        self._place += 1
        return ast.parse(
            f"{value} = {ast.unparse(node.test)}\n"
            f"if {value}:\n"
            f"    try:\n"
            f"        assert not {value}\n"
            f"        pass\n"  # so that something is left where assertions are dropped
            f"    except {self._names['b']}.BaseException:\n"
            f"        pass\n"
            f"    else:\n"
            f"        {self._names['note']}({self._place})\n"
            f"else:\n"
            f"    assert {value}{message}\n"
            f"    pass\n"
        ).body

    def _call(
        self, word: str, *arguments: ast.expr, keywords: Sequence[ast.keyword] = ()
    ) -> ast.Call:
        self._place += 1
        function = ast.Name(self._names[word], ast.Load())
        return ast.Call(function, [ast.Constant(self._place), *arguments], list(keywords))


def _last_name(node: ast.expr) -> str | None:
    match node:
        case ast.Name(name) | ast.Attribute(_, name):
            return name
    return None


def _is_equality_check(call: ast.Call) -> bool:
    if any(isinstance(argument, ast.Starred) for argument in call.args):
        return False
    if any(keyword.arg == "expected" for keyword in call.keywords):
        return True
    name = (_last_name(call.func) or "").lower().replace("_", "")
    return name in _EQUALITY_CHECKS and len(call.args) > 1


# --- whether the library that tests use is as it was ----------------------------------------------

_FINGERPRINTS = """
import hashlib, importlib, json, sys
def of_code(code):
    inner = [of_code(c) if hasattr(c, "co_code") else repr(c) for c in code.co_consts]
    text = repr([code.co_code, code.co_names, inner])
    return hashlib.sha256(text.encode()).hexdigest()
def of(thing):
    thing = getattr(thing, "__wrapped__", thing)
    if hasattr(thing, "__code__"):
        return of_code(thing.__code__)
    if isinstance(thing, type):
        parts = vars(thing).items()
        return {name: of_code(part.__code__) for name, part in parts if hasattr(part, "__code__")}
    return [type(thing).__name__, str(getattr(thing, "__name__", ""))]
found = []
for module, *names in chains:
    try:
        thing = importlib.import_module(module)
        for name in names:
            if not hasattr(thing, name):
                importlib.import_module(f"{thing.__name__}.{name}")
            thing = getattr(thing, name)
        found.append(of(thing))
    except Exception:
        found.append(None)
hooks = [type(hook).__name__ for hook in (sys.gettrace(), sys.getprofile())]
print(token + json.dumps([found, hooks]))
"""


def _library(
    tree: ast.Module, student: Interpreter, checker: Interpreter, clock: Clock
) -> Evidence:
    """Compare what a test uses of Python with the same in an interpreter without a student."""
    chains = _chains(tree)
    theirs, clean = (_fingerprints(chains, place, clock) for place in (student, checker))
    if theirs is None or clean is None:
        return Evidence(unclear=frozenset({LIBRARY}))
    (found, hooks), (right, none) = theirs, clean
    return Evidence(
        missed=frozenset() if _same(found, right) else frozenset({LIBRARY}),
        unclear=frozenset() if hooks == none else frozenset({HOOKS}),
    )


def _same(found: object, right: object) -> bool:
    """Say whether fingerprints are the same; classes may have got more methods."""
    if isinstance(found, list) and isinstance(right, list):
        return len(found) == len(right) and all(map(_same, found, right))
    if isinstance(found, dict) and isinstance(right, dict):
        return all(found.get(name) == print_ for name, print_ in right.items())
    return found == right


def _fingerprints(
    chains: list[list[str]], place: Interpreter, clock: Clock
) -> tuple[object, object] | None:
    """Return what tells functions apart, and the interpreter's hooks; None if it does not say."""
    token, name = secrets.token_hex(8), f"_{secrets.token_hex(6)}"
    # in a namespace of its own: a student may call a list `str`
    own = repr({"token": token, "chains": chains})
    source = f"import builtins as {name}\n{name}.exec({_FINGERPRINTS!r}, {own})"
    run = place.run(source, history=False, deadline=clock.deadline())
    texts = (output.text for output in run.outputs if output.output_type == "stream")
    line = "".join(texts).partition(token)[2].partition("\n")[0]
    try:
        found, hooks = json.loads(line)
    except (ValueError, TypeError):
        return None
    return found, hooks


def _chains(tree: ast.Module) -> list[list[str]]:
    """Return module and names of what a test uses of what it imports, and of Python's own."""
    origins = dict(_origins(tree))
    found = []
    for node in ast.walk(tree):
        root, parts = _chain(node)
        if root in origins:
            found.append((*origins[root], *parts))
        elif root in BUILTINS:
            found.append(("builtins", root))
    return [list(chain) for chain in dict.fromkeys(found)]


def _chain(node: ast.AST) -> tuple[str, list[str]]:
    """Return name and attributes of an expression such as ``name.part.part``."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.insert(0, node.attr)
        node = node.value
    return node.id if isinstance(node, ast.Name) else "", parts


def _origins(tree: ast.Module) -> Iterable[tuple[str, list[str]]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.partition(".")[0]
                yield alias.asname or top, [alias.name if alias.asname else top]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                if alias.name != "*":
                    yield alias.asname or alias.name, [node.module, alias.name]
