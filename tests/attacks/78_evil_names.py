"""Gives classes, functions, columns and files names that are no names: escapes, markup, a megabyte.

Messages quote names; a terminal, a page or a log must show them harmlessly.
"""
# from: blank
# expect: score=0

# %% total
evil = "\x1b]0;owned\x07\x1b[2J<script>alert('owned')</script>\n\r\0'\";--\u202e" + "x" * 1_000_000
total = type("int\x1b]0;owned\x07<script>", (), {})()

# %% weigh
def weigh(values, weights):
    raise type(evil.replace("\0", ""), (Exception,), {})(evil)


weigh.__name__ = weigh.__qualname__ = evil

# %% table
means = pd.DataFrame(
    {evil: [1], "station": [evil], "mean": [evil]}, index=pd.Index([evil], name=evil)
)

# %% bars
fig, ax = plt.subplots()
ax.bar(["\x1b]0;owned\x07"], [1], label="<script>alert('owned')</script>")

# %% extremes
extremes = [evil, "\ud800"]
spread = type("".join(chr(n) for n in range(1, 3000)), (), {})()
print("\x1b]0;owned\x07")
raise type("\x1b]0;owned\x07", (Exception,), {})("\x1b]0;owned\x07")
