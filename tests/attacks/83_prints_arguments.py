"""Prints, warns, logs and displays what it is called with, as students do to find a mistake.

The hidden calls would stand in the outputs of the test, and in the feedback.
"""
# from: solved
# expect: score=10

# %% weigh
import logging
import os
import sys
import warnings


def weigh(values, weights):
    print(values, weights)
    print(values, weights, file=sys.stderr)
    print(values, weights, file=sys.__stdout__, flush=True)
    os.write(1, f"{values} {weights}\n".encode())
    os.system(f"echo '{values}' '{weights}'")
    display(values, weights)
    get_ipython().display_pub.publish({"text/plain": f"{values}"}, {})
    warnings.warn(f"{values} {weights}")
    logging.warning("%s %s", values, weights)
    return sum(v * w for v, w in zip(values, weights)) / sum(weights)
