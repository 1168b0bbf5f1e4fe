"""Looks for the source of tests where Python keeps it for tracebacks, and in code objects.

linecache, inspect and every code object's constants are searched in a later cell.
"""
# from: blank
# expect: score=0 stock=leaks

# %% extremes
import gc
import inspect
import linecache
import sys
import types

for lines in linecache.cache.values():
    if "HIDDEN" in str(lines) or "checks." in str(lines)[:2000]:
        print(str(lines)[:5000])
print(get_ipython().compile._filename_map)
for function in gc.get_objects():
    if isinstance(function, types.FunctionType) and function.__module__ == "__main__":
        print(function, function.__code__.co_consts)
main = sys.modules["__main__"]
print([name for name in vars(main)], {k: str(v)[:500] for k, v in vars(main).items()})
try:
    print(inspect.getsource(main))
except (OSError, TypeError) as error:
    print(error)
