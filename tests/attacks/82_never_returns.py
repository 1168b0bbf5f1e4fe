"""Answers the visible example and never comes back from the hidden calls.

That costs the time of one test and this task; a call may not outlive its limit.
"""
# from: solved
# expect: score=8 test-weigh=timeout

# %% weigh
def weigh(values, weights):
    while values != [1, 3]:
        try:
            while True:
                pass
        except BaseException:
            pass
    return 2.0
