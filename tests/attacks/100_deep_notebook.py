"""Hands in a notebook whose metadata, outputs and attachments nest seven hundred levels deep.

Readers and writers of notebooks are recursive; one that runs out of stack must cost nobody else.
"""
# from: solved
# expect: graded=maybe score=10

# %% edit
deep = {}
for _ in range(700):
    deep = {"x": deep}
output = {"output_type": "display_data", "data": {"application/json": deep}, "metadata": deep}
put = dict.__setitem__  # as notebooks' own way is recursive
put(notebook.metadata, "deep", deep)
put(cells["total"].metadata, "deep", deep)
put(cells["total"], "outputs", [output])
put(cells["why"], "attachments", {"x.png": deep})
