"""Loops without end and catches every exception, the interrupt too.

After the interrupt only killing helps; the verdict before it stays.
"""
# from: solved
# expect: score=2 test-total=passed test-weigh=timeout

# %% weigh
while True:
    try:
        while True:
            pass
    except BaseException:
        continue
    finally:
        continue
