# %% [3] right: networkx, as in the lesson
from collections import Counter
from itertools import combinations

pairs = Counter()
for entry in documents["issuing_body"]:
    pairs.update(combinations(sorted(set(entry.split("; "))), 2))
graph = nx.Graph()
for (one, other), weight in pairs.items():
    graph.add_edge(one, other, weight=weight)
partners = pd.DataFrame(
    {"degree": dict(graph.degree()), "weighted_degree": dict(graph.degree(weight="weight"))}
).rename_axis("body")

# %% [3] right: loops and dictionaries, other order of rows, an extra column
met, total, count = {}, {}, {}
for entry in documents["issuing_body"]:
    names = entry.split("; ")
    for name in names:
        met.setdefault(name, set()).update(n for n in names if n != name)
        total[name] = total.get(name, 0) + len(names) - 1
        count[name] = count.get(name, 0) + 1
partners = pd.DataFrame(
    [{"body": n, "degree": len(met[n]), "weighted_degree": total[n], "documents": count[n]} for n in sorted(met)]
)

# %% [3] right: explode and merge a table with itself
rows = documents[["document_id", "issuing_body"]].copy()
rows["body"] = rows["issuing_body"].str.split("; ")
rows = rows.explode("body")[["document_id", "body"]]
both = rows.merge(rows, on="document_id", suffixes=("", "_other"))
both = both[both["body"] != both["body_other"]]
groups = both.groupby("body")["body_other"]
partners = pd.DataFrame({"degree": groups.nunique(), "weighted_degree": groups.size()}).reset_index()

# %% [3] right: a matrix with numpy
import numpy as np

matrix = documents["issuing_body"].str.get_dummies("; ").to_numpy()
names = documents["issuing_body"].str.get_dummies("; ").columns
together = matrix.T @ matrix
np.fill_diagonal(together, 0)
partners = pd.DataFrame({"body": names, "degree": (together > 0).sum(axis=1), "weighted_degree": together.sum(axis=1)})

# %% [2] wrong: gave the degree twice, because weights were never set
graph = nx.Graph()
for entry in documents["issuing_body"]:
    names = entry.split("; ")
    graph.add_edges_from((a, b) for a in names for b in names if a < b)
partners = pd.DataFrame(
    {"degree": dict(graph.degree()), "weighted_degree": dict(graph.degree(weight="weight"))}
).rename_axis("body").reset_index()

# %% [2] wrong: counted documents as the weighted degree
rows = documents["issuing_body"].str.split("; ").explode()
partners = pd.DataFrame({"body": rows.unique()})
lists = [entry.split("; ") for entry in documents["issuing_body"]]
partners["degree"] = [len({n for names in lists if b in names for n in names}) - 1 for b in partners["body"]]
partners["weighted_degree"] = [sum(b in names for names in lists) for b in partners["body"]]

# %% [1] wrong: counted each body as its own partner
lists = [entry.split("; ") for entry in documents["issuing_body"]]
names = sorted({n for names in lists for n in names})
partners = pd.DataFrame({
    "body": names,
    "degree": [len({n for other in lists if b in other for n in other}) for b in names],
    "weighted_degree": [sum(len(other) for other in lists if b in other) for b in names],
})

# %% [0] wrong: took the two review measures too, so that other bodies and edges come in
full = load("joint_documents")
lists = [entry.split("; ") for entry in full["issuing_body"]]
names = sorted({n for names in lists for n in names})
partners = pd.DataFrame({
    "body": names,
    "degree": [len({n for other in lists if b in other for n in other}) - 1 for b in names],
    "weighted_degree": [sum(len(other) - 1 for other in lists if b in other) for b in names],
})

# %% [1] wrong: mixed up degree and weighted degree
lists = [entry.split("; ") for entry in documents["issuing_body"]]
names = sorted({n for names in lists for n in names})
partners = pd.DataFrame({
    "body": names,
    "weighted_degree": [len({n for other in lists if b in other for n in other}) - 1 for b in names],
    "degree": [sum(len(other) - 1 for other in lists if b in other) for b in names],
})

# %% [2] wrong: dropped the bodies with one document
lists = [entry.split("; ") for entry in documents["issuing_body"]]
names = sorted({n for names in lists for n in names})
names = [n for n in names if sum(n in other for other in lists) > 1] + ["Ministry of Transport", "Ministry of Commerce"]
partners = pd.DataFrame({
    "body": names,
    "degree": [len({n for other in lists if b in other for n in other}) - 1 for b in names],
    "weighted_degree": [sum(len(other) - 1 for other in lists if b in other) for b in names],
})

# %% [0] wrong: split at blanks, so that words became bodies
lists = [entry.split(" ") for entry in documents["issuing_body"]]
names = sorted({n for names in lists for n in names})
partners = pd.DataFrame({
    "body": names,
    "degree": [len({n for other in lists if b in other for n in other}) - 1 for b in names],
    "weighted_degree": [sum(len(other) - 1 for other in lists if b in other) for b in names],
})

# %% [3] right: the names stand in an index without a name
links = {}
for entry in documents["issuing_body"]:
    names = set(entry.split("; "))
    for name in names:
        for other in names - {name}:
            links.setdefault(name, []).append(other)
partners = pd.DataFrame(
    {"degree": {n: len(set(links[n])) for n in links}, "weighted_degree": {n: len(links[n]) for n in links}}
)

# %% [3] right: networkx, names in an index without a name
from itertools import combinations

graph = nx.Graph()
for entry in documents["issuing_body"]:
    for one, other in combinations(entry.split("; "), 2):
        weight = graph.get_edge_data(one, other, {"weight": 0})["weight"]
        graph.add_edge(one, other, weight=weight + 1)
partners = pd.DataFrame({"degree": dict(graph.degree()), "weighted_degree": dict(graph.degree(weight="weight"))})

# %% [0] wrong: split at the semicolon and left the blank, so that one body became two
lists = [entry.split(";") for entry in documents["issuing_body"]]
names = sorted({n for names in lists for n in names})
partners = pd.DataFrame({
    "body": names,
    "degree": [len({n for other in lists if b in other for n in other}) - 1 for b in names],
    "weighted_degree": [sum(len(other) - 1 for other in lists if b in other) for b in names],
})

# %% [2] wrong: left out the Party's department, because it is no ministry
lists = [entry.split("; ") for entry in documents["issuing_body"]]
names = sorted({n for names in lists for n in names if "Party" not in n})
partners = pd.DataFrame({
    "body": names,
    "degree": [len({n for other in lists if b in other for n in other}) - 1 for b in names],
    "weighted_degree": [sum(len(other) - 1 for other in lists if b in other) for b in names],
})
