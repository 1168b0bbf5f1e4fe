"""Puts terminal commands and markup into the student's own name, its files and everything it says.

A terminal that showed them would obey: rename its window, clear itself, or type for the instructor.
"""
# from: solved
# student: \x1b]0;owned\x07\x1b[2J<img src=x onerror=alert(1)>
# expect: graded=maybe score=10

# %% file \x1b]0;owned\x07.txt
\x1b]0;owned\x07

# %% before total
print("\x1b]0;owned\x07\x1b[2J\x9b6n")
raise type("\x1b]0;owned\x07", (Exception,), {})("\x1b]0;owned\x07")
