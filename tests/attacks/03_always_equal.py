"""Answers every task with an object that is equal to, ordered with and converted to anything.

A test that compares it with `==` in a process where its class lives would find it right.
"""
# from: blank
# expect: score=0

# %% total
class Anything:
    def __eq__(self, other):
        return True

    __ne__ = __lt__ = __gt__ = lambda self, other: False
    __le__ = __ge__ = __contains__ = lambda self, other: True
    __sub__ = __rsub__ = __abs__ = __call__ = __getattr__ = lambda self, *args: self
    __round__ = __getitem__ = __neg__ = __float__ = __add__ = __radd__ = lambda self, *args: self
    __hash__ = lambda self: 0
    __bool__ = lambda self: True
    __len__ = lambda self: 2
    __iter__ = lambda self: iter([self, self])


total = Anything()

# %% weigh
weigh = Anything()

# %% table
means = Anything()

# %% bars
ax = Anything()

# %% extremes
extremes = spread = Anything()
