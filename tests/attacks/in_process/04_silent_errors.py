"""Makes the shell say nothing of errors: custom handlers, tracebacks and results replaced."""
# from: blank
# expect: score=0 flags=tampering stock=8

# %% basket
from IPython.core.interactiveshell import ExecutionResult

shell = get_ipython()
shell.showtraceback = shell._showtraceback = lambda *args, **kwargs: None
shell.set_custom_exc((BaseException,), lambda *args, **kwargs: [])
ExecutionResult.success = property(lambda self: True)


async def run_code(code_obj, result=None, *, async_=False):
    return False


shell.run_code = run_code
