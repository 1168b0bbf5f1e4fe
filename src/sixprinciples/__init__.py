"""Six Principles: facts, checks and figures for the course.

Only the facts are loaded here, so that ``import sixprinciples`` stays quick. Notebooks import
what else they use by name: ``from sixprinciples import checks, figures, text``.
"""

from sixprinciples.data import DataError, load, source, tables

__all__ = ["DataError", "load", "source", "tables"]
