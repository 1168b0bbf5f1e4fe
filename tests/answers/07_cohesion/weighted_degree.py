# %% [2] right: a loop with a set
def weighted_degree(documents, body):
    total = 0
    for names in documents:
        if body in names:
            total += len(set(names) - {body})
    return total

# %% [2] right: a sum over a generator
def weighted_degree(documents, body):
    return sum(len(set(names)) - 1 for names in documents if body in names)

# %% [2] right: a network
def weighted_degree(documents, body):
    graph = nx.Graph()
    graph.add_node(body)
    for names in documents:
        for one in set(names):
            for other in set(names):
                if one < other:
                    weight = graph.get_edge_data(one, other, {"weight": 0})["weight"]
                    graph.add_edge(one, other, weight=weight + 1)
    return graph.degree(body, weight="weight")

# %% [2] right: pairs counted with Counter and numpy
def weighted_degree(documents, body):
    from collections import Counter
    from itertools import combinations

    import numpy as np

    pairs = Counter(pair for names in documents for pair in combinations(sorted(set(names)), 2))
    return np.sum([n for pair, n in pairs.items() if body in pair], dtype=int)

# %% [0] wrong: gave the degree, each partner once
def weighted_degree(documents, body):
    partners = set()
    for names in documents:
        if body in names:
            partners |= set(names)
    return len(partners - {body})

# %% [1] wrong: counted a repeated name twice
def weighted_degree(documents, body):
    total = 0
    for names in documents:
        if body in names:
            total += len(names) - 1
    return total

# %% [0] wrong: counted the documents of the body
def weighted_degree(documents, body):
    return sum(body in names for names in documents)

# %% [0] wrong: counted the body itself as a partner
def weighted_degree(documents, body):
    return sum(len(set(names)) for names in documents if body in names)

# %% [0] wrong: added up all documents, also those without the body
def weighted_degree(documents, body):
    return sum(len(set(names)) - 1 for names in documents)

# %% [0] wrong: returned after the first document
def weighted_degree(documents, body):
    for names in documents:
        if body in names:
            return len(set(names)) - 1
    return 0

# %% [1] wrong: gives nothing back for a body without documents
def weighted_degree(documents, body):
    found = [len(set(names)) - 1 for names in documents if body in names]
    if found:
        return sum(found)

# %% [1] wrong: looked for the name in joined text, so that a part of a name counts
def weighted_degree(documents, body):
    return sum(len(set(names)) - 1 for names in documents if body in "; ".join(names))

# %% [1] wrong: dropped repetitions of the body only
def weighted_degree(documents, body):
    return sum(len([n for n in names if n != body]) for names in documents if body in names)
