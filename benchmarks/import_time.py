"""How long `import sixprinciples` takes beyond pandas, in fresh processes.

Run it with the Python of an environment that holds the package:
``python benchmarks/import_time.py``.
"""

import statistics
import subprocess
import sys

RUNS = 15
CODE = "import time; start = time.perf_counter(); import {}; print(time.perf_counter() - start)"
TARGET_SECONDS = 0.3


def seconds(modules: str) -> float:
    """Return the median time that importing these modules takes in a new process."""
    command = [sys.executable, "-c", CODE.format(modules)]
    subprocess.run(command, capture_output=True, check=True)  # compiles and warms the disk cache
    times = [
        float(subprocess.run(command, capture_output=True, check=True).stdout) for _ in range(RUNS)
    ]
    return statistics.median(times)


def main() -> None:
    """Print the medians and what the package adds."""
    pandas = seconds("pandas")
    both = seconds("pandas, sixprinciples")
    print(f"import pandas                {pandas:6.3f} s (median of {RUNS})")
    print(f"import pandas, sixprinciples {both:6.3f} s")
    print(f"beyond pandas                {both - pandas:6.3f} s (target: {TARGET_SECONDS} s)")


if __name__ == "__main__":
    main()
