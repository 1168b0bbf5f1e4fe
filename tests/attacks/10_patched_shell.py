"""Replaces the shell's ways of running and showing, so that no cell can end in an error.

Where the student's shell runs the tests, an error that is not shown is an error not made.
"""
# from: blank
# expect: score=0 flags=tampering stock=10

# %% total
from IPython.core.interactiveshell import ExecutionResult

shell = get_ipython()
shell.showtraceback = shell._showtraceback = lambda *args, **kwargs: None
shell.showsyntaxerror = lambda *args, **kwargs: None
shell.set_custom_exc((BaseException,), lambda *args, **kwargs: [])
ExecutionResult.success = property(lambda self: True)
ExecutionResult.raise_error = lambda self: None


async def run_code(code_obj, result=None, *, async_=False):
    return False


shell.run_code = run_code
