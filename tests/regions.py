"""What must not reach students: the marked regions of an instructor's notebook."""

import re
from html.parser import HTMLParser

from nbformat import NotebookNode

SOLUTION, HIDDEN, RUBRIC = "SOLUTION", "HIDDEN TESTS", "MARK SCHEME"
_REGION = r"[^\n]*BEGIN {0}[^\n]*\n(.*?)[^\n]*END {0}[^\n]*"
_SHORTEST = 10  # characters; a shorter line, such as ")", tells nothing


def regions(notebook: NotebookNode, kind: str) -> list[str]:
    """Return the text of every region of one kind."""
    pattern = re.compile(_REGION.format(kind), re.DOTALL)
    return [text for cell in notebook.cells for text in pattern.findall(cell.source)]


def telling_lines(notebook: NotebookNode, *kinds: str) -> set[str]:
    """Return the lines of these regions that stand nowhere else in the notebook, spaces merged."""
    sources = "\n".join(cell.source for cell in notebook.cells)
    for kind in (SOLUTION, HIDDEN, RUBRIC):
        sources = re.sub(_REGION.format(kind), "", sources, flags=re.DOTALL)
    open_text = merged(sources)
    lines = {
        merged(line) for kind in kinds for text in regions(notebook, kind)
        for line in text.split("\n")
    }  # fmt: skip
    return {line for line in lines if len(line) >= _SHORTEST and line not in open_text}


def merged(text: str) -> str:
    """Return a text with every run of blanks and newlines as one space."""
    return " ".join(text.split())


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def text_of(page: str) -> str:
    """Return what a reader, or a search in the page's source, finds in an HTML page."""
    parser = _Text()
    parser.feed(page)
    return merged("".join(parser.parts))
