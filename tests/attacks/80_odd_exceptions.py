"""Raises what tests do not expect: CheckFailed, KeyboardInterrupt, SystemExit, exceptions that lie.

None of them may end the checker, pass for a success, or speak in the checker's name.
"""
# from: blank
# expect: score=0

# %% weigh
from sixprinciples import checks

raised = []


class Lie(BaseException):
    def __str__(self):
        raise KeyboardInterrupt

    __repr__ = __reduce__ = __getstate__ = __str__
    __class__ = property(lambda self: AssertionError)

    @property
    def __traceback__(self):
        raise SystemExit

    @property
    def args(self):
        return self.args


def weigh(values, weights):
    raised.append(len(raised))
    kinds = [Lie, KeyboardInterrupt, SystemExit, GeneratorExit, StopIteration, checks.CheckFailed]
    raise kinds[raised[-1] % len(kinds)]("Full marks!")

# %% total
class Meta(type):
    def __instancecheck__(cls, thing):
        return True

    __subclasscheck__ = __instancecheck__
    __name__ = property(lambda cls: 1 / 0)


class Odd(Exception, metaclass=Meta):
    pass


total = Odd()
raise ExceptionGroup("x", [Odd(), ExceptionGroup("y", [Odd()])])

# %% extremes
error = ValueError()
error.__cause__ = error.__context__ = error
error.add_note("\x1b]0;owned\x07" * 1000)
raise error
