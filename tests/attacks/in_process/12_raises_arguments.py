"""Raises what it is called with: in words, in the name of the exception, in a note and a cause.

Feedback names the error that stopped a hidden test; the name is the student's own.
"""
# from: blank
# expect: score=0

# %% basket
def basket(bought):
    if bought == {"tea": 1}:
        return 3.5
    word = "_".join(map(str, bought.values()))
    error = type(f"Got_{word}", (ValueError,), {"_render_traceback_": lambda self: [word]})(word)
    error.add_note(word)
    raise error from SystemExit(word)
