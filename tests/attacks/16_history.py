"""Reads everything the shell remembers of earlier cells: In, Out, _ih, the history manager.

Where tests run in the student's shell, their source stands there in full.
"""
# from: blank
# expect: score=0 stock=leaks

# %% weigh
print(In, Out, _ih, _i, _ii, _, __, _oh, _dh)
shell = get_ipython()
history = shell.history_manager
print(history.input_hist_raw, history.input_hist_parsed, history.output_hist)
print(list(history.get_range(raw=True)), list(history.get_range(output=True)))
print([list(history.get_range(session, output=True)) for session in range(-3, 3)])

# %% table
%history -o -p
%recall 1-10
%notebook everything.ipynb

# %% extremes
try:
    print(list(shell.history_manager.get_tail(1000, raw=True, output=True, include_latest=True)))
    print(list(shell.history_manager.search("*HIDDEN*", raw=True)))
finally:
    print(shell.user_ns.keys(), open("everything.ipynb").read())
