"""Hands in named pipes, folders without end, and names that are no text, beside the notebook.

Who opens a named pipe waits for a writer that never comes.
"""
# from: solved
# expect: graded=maybe score=10

# %% fifo pipe.csv

# %% fifo readings.csv

# %% file a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t/u/v/w/x/y/z/deep.txt
deep

# %% file \x0anew line \x1b]0;owned\x07 'quoted' "twice" .csv
1,2

# %% file ..hidden/...dots
x
