"""Asks for a kernel that is a command, in another language, with options for whoever reads them.

The assignment says what runs it.
"""
# from: solved
# expect: score=10

# %% edit
notebook.metadata = {
    "kernelspec": {
        "name": "../../../../tmp/kernel",
        "display_name": "\x1b]0;owned\x07<script>alert('owned')</script>",
        "language": "bash",
        "argv": ["/bin/sh", "-c", "touch @MARKERS@/sixprinciples-attack-kernel"],
    },
    "language_info": {
        "name": "bash",
        "nbconvert_exporter": "../../evil",
        "codemirror_mode": {"name": []},
    },
    "jupytext": {"formats": "ipynb,../../../solutions//py"},
    "celltoolbar": {"x": 1},
    "nbgrader": {"checksum": "x"},
    "execution": {"timeout": 1_000_000, "allow_errors": True},
    "widgets": {"application/vnd.jupyter.widget-state+json": {"state": {}}},
}
