"""Claims another class through `__class__` and answers numpy through its protocols.

`isinstance` and `np.asarray` believe such objects; exact types do not.
"""
# from: blank
# expect: score=0

# %% total
class Liar:
    """Claims to be whatever it is asked about."""

    kind = int

    @property
    def __class__(self):
        return self.kind

    def __array__(self, dtype=None, copy=None):
        print("asked for an array", dtype)
        return __import__("numpy").array(2440)

    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        return True

    def __array_function__(self, function, types, args, kwargs):
        return True

    def __index__(self):
        return 1

    __eq__ = lambda self, other: True
    __hash__ = lambda self: 0


total = Liar()

# %% weigh
class Weigh(Liar):
    kind = type(lambda: 0)

    def __call__(self, values, weights):
        return Liar()


weigh = Weigh()

# %% table
means = Liar()
Liar.kind = pd.DataFrame

# %% extremes
extremes = [Liar(), Liar()]
spread = Liar()
