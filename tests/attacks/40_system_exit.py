"""Leaves by every polite door: SystemExit, exit(), quit(), sys.exit in a thread and in a task.

Each ends its cell and nothing else; the answers before it were given.
"""
# from: solved
# expect: score=10

# %% before total
import sys

sys.exit(3)

# %% before weigh
exit()

# %% before table
quit()

# %% before bars
import asyncio


async def leave():
    raise SystemExit(4)


await leave()

# %% before extremes
raise GeneratorExit
