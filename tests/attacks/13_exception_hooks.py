"""Takes over every hook that errors pass on their way out.

A process that reports failures through these hooks would report none.
"""
# from: blank
# expect: score=0

# %% total
import faulthandler
import sys
import threading
import traceback
import warnings

nothing = lambda *args, **kwargs: None
sys.excepthook = sys.unraisablehook = threading.excepthook = sys.displayhook = nothing
traceback.print_exc = traceback.format_exception = traceback.print_exception = nothing
warnings.showwarning = warnings.warn = nothing
faulthandler.disable()
sys.last_value = None
sys.stderr = sys.__stderr__ = open("/dev/null", "w")
