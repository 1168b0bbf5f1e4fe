# %% [1] right: share of the way
def rescale(value, low, high, direction):
    way = (value - low) / (high - low)
    if direction == "down":
        way = 1 - way
    return 100 * way

# %% [1] right: distance from the worst end
def rescale(value, low, high, direction):
    worst, best = (low, high) if direction == "up" else (high, low)
    return (value - worst) / (best - worst) * 100

# %% [1] right: numpy interp
def rescale(value, low, high, direction):
    import numpy as np

    return np.interp(value, [low, high], [0, 100] if direction == "up" else [100, 0])

# %% [0] wrong: forgot that a scale may not begin at zero
def rescale(value, low, high, direction):
    share = 100 * value / high
    return share if direction == "up" else 100 - share

# %% [0.5] wrong: never turns
def rescale(value, low, high, direction):
    return 100 * (value - low) / (high - low)

# %% [0.5] wrong: turns by 100 minus the value, as if every scale ended at 100
def rescale(value, low, high, direction):
    if direction == "down":
        return 100 - value
    return 100 * (value - low) / (high - low)

# %% [0.5] wrong: rounds, which the task excludes
def rescale(value, low, high, direction):
    share = (value - low) / (high - low)
    return round(100 * (share if direction == "up" else 1 - share))

# %% [0] wrong: divides by the number of places, not by the length of the scale
def rescale(value, low, high, direction):
    share = 100 * (value - low) / (high - low + 1)
    return share if direction == "up" else 100 - share

# %% [0] wrong: a fraction, so the example fails
def rescale(value, low, high, direction):
    share = (value - low) / (high - low)
    return share if direction == "up" else 1 - share

# %% [0.5] wrong: rounds to two decimals
def rescale(value, low, high, direction):
    share = (value - low) / (high - low)
    return round(100 * (share if direction == "up" else 1 - share), 2)
