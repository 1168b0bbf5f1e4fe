"""Raises what it is called with: in messages, in the name of the exception, in notes and causes.

An error is told to students by its kind and words; both would be the student's own.
"""
# from: blank
# expect: score=0

# %% weigh
def weigh(values, weights):
    if values == [1, 3]:
        return 2.0
    word = "_".join(map(str, values))
    error = type(f"Got_{word}", (ValueError,), {"_render_traceback_": lambda self: [word]})(word)
    error.add_note(word)
    raise error from SystemExit(word)

# %% total
# a number whose message is quoted would carry them, too, if calls came first
total = 0
