"""Traces the cells that follow and jumps over their lines from first to last."""
# from: blank
# expect: score=0

# %% basket
import sys


def jump(frame, event, argument):
    if event == "line" and frame.f_code.co_name == "<module>":
        lines = [line for _, _, line in frame.f_code.co_lines() if line]
        try:
            frame.f_lineno = max(lines)
        except ValueError:
            pass
    return jump


frame = sys._getframe()
while frame:
    frame.f_trace = jump
    frame = frame.f_back
sys.settrace(jump)
