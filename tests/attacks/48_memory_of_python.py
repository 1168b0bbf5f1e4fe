"""Grows a list until memory runs out, and catches every MemoryError to go on.

The limit must end it without the machine, the warm server or the neighbours feeling it.
"""
# from: solved
# expect: score=2..8 test-total=passed

# %% weigh
hoard = []
size = 1 << 26
while True:
    try:
        hoard.append(bytearray(b"x" * size))
    except MemoryError:
        size = max(size // 2, 1)
