"""Hands in thousands of tags and of times that are no texts.

Who validates a notebook compares each tag with each other one, and writes down what is wrong.
"""
# from: solved
# expect: score=10

# %% edit
cells["total"].metadata["tags"] = [{"x": number} for number in range(20_000)]
cells["table"].metadata["execution"] = {str(number): number for number in range(100_000)}
