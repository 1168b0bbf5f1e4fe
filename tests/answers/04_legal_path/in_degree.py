# %% [2] right: a set
def in_degree(edges, node):
    return len({start for start, end in edges if end == node})

# %% [2] right: the loop of the hint
def in_degree(edges, node):
    found = set()
    for start, end in edges:
        if end == node:
            found.add(start)
    return len(found)

# %% [2] right: networkx
def in_degree(edges, node):
    import networkx as nx

    return nx.DiGraph(edges).in_degree(node)

# %% [2] right: a loop
def in_degree(edges, node):
    seen = []
    for start, end in edges:
        if end == node and start not in seen:
            seen.append(start)
    return len(seen)

# %% [2] right: pandas
def in_degree(edges, node):
    table = pd.DataFrame(list(edges), columns=["start", "end"])
    return table.loc[table["end"] == node, "start"].nunique()

# %% [1] wrong: counted a pair each time
def in_degree(edges, node):
    return sum(end == node for start, end in edges)

# %% [0] wrong: arrows that leave
def in_degree(edges, node):
    return len({end for start, end in edges if start == node})

# %% [0] wrong: all edges at the node
def in_degree(edges, node):
    return len({(start, end) for start, end in edges if node in (start, end)})

# %% [0] wrong: number of all different edges
def in_degree(edges, node):
    return len(set(edges))

# %% [0] wrong: gave the names
def in_degree(edges, node):
    return {start for start, end in edges if end == node}

# %% [0] wrong: neighbours without direction
def in_degree(edges, node):
    import networkx as nx

    return nx.Graph(edges).degree(node)

# %% [1] wrong: compared only with the edge before
def in_degree(edges, node):
    number, before = 0, None
    for edge in edges:
        if edge[1] == node and edge != before:
            number += 1
        before = edge
    return number

# %% [0] wrong: the loop of the hint without its condition
def in_degree(edges, node):
    found = set()
    for start, end in edges:
        found.add(start)
    return len(found)
