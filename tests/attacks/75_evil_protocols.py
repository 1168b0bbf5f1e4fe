"""Answers with objects whose every protocol attacks: reduce, getstate, repr, len, iter, hash, del.

A codec that asks objects how to carry them runs their code, here or in the checker.
"""
# from: blank
# expect: score=0

# %% total
import os


class Evil:
    def attack(self, *args, **kwargs):
        try:
            open("@MARKERS@/sixprinciples-attack-protocol", "w").close()
        except OSError:
            pass
        while len(Evil.calls) < 10:
            Evil.calls.append(1)
        raise KeyboardInterrupt

    calls = []
    __reduce__ = __reduce_ex__ = __getstate__ = __repr__ = __str__ = __len__ = __iter__ = attack
    __eq__ = __hash__ = __bool__ = __index__ = __int__ = __float__ = __array__ = __buffer__ = attack
    __format__ = __dir__ = __sizeof__ = __copy__ = __deepcopy__ = __instancecheck__ = attack
    __next__ = __enter__ = __length_hint__ = __fspath__ = __array_interface__ = property(attack)
    __class__ = property(attack)

    def __reduce__(self):
        return (os.system, ("touch @MARKERS@/sixprinciples-attack-reduce",))


total = Evil()

# %% weigh
weigh = Evil()

# %% table
means = pd.DataFrame({"station": pd.Series([Evil()] * 4, dtype=object), "mean": [1] * 4})
means.attrs["x"] = Evil()

# %% bars
fig, ax = plt.subplots()
ax.bar(["a"], [1], label=type("Label", (str,), {"__str__": Evil.attack})("x"))
ax.get_title = Evil.attack

# %% extremes
extremes, spread = [Evil(), Evil()], {1: Evil()}
