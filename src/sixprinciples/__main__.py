"""``sixprinciples`` on the command line; also ``python -m sixprinciples``."""

import signal
import sys


def main() -> None:
    """Run the command line, or say in one sentence what it needs."""
    try:
        from sixprinciples.cli import app
    except KeyboardInterrupt:
        print("Stopped; the same command goes on.", file=sys.stderr)
        sys.exit(130)
    except ModuleNotFoundError as missing:
        sys.exit(
            f"This command needs {missing.name}, which students' installs leave out: install "
            "'sixprinciples[instructor]', or open the lessons with 'python -m sixprinciples.lab'."
        )
    try:
        app()
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # nothing is left that could be stopped


if __name__ == "__main__":
    main()
