"""Removes what an interpreter needs to go on: its modules, builtins and stack.

It can only hurt itself: its tests fail or it is gone.
"""
# from: blank
# expect: score=0

# %% total
import builtins
import gc
import sys

sys.modules.clear()
gc.disable()
sys.setrecursionlimit(50)
sys.setswitchinterval(1e6)
vars(builtins).clear()
