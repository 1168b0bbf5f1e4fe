# %% [2] right: value_counts
fourth = claims[claims["paragraph"] == 4]
tally = fourth["checkable"].value_counts()
partly_type = fourth[fourth["checkable"] == "partly"]["claim_type"].value_counts().index[0]

# %% [2] right: groupby and crosstab
fourth = claims.query("paragraph == 4")
tally = fourth.groupby("checkable").size().to_dict()
partly_type = pd.crosstab(fourth["claim_type"], fourth["checkable"])["partly"].idxmax()

# %% [2] right: a loop
tally = {"yes": 0, "partly": 0, "no": 0}
types = []
for place in range(len(claims)):
    row = claims.iloc[place]
    if row["claim_id"] != "C01" and row["paragraph"] == 4:
        tally[row["checkable"]] += 1
        if row["checkable"] == "partly":
            types.append(row["claim_type"])
partly_type = max(types, key=types.count)

# %% [2] right: plain Python
from collections import Counter

fourth = claims[claims["paragraph"] == 4]
tally = Counter(fourth["checkable"])
partly_type = "comparative"

# %% [0] wrong: took the claims of all paragraphs
tally = claims["checkable"].value_counts()
partly_type = claims.loc[claims["checkable"] == "partly", "claim_type"].mode().item()

# %% [1] wrong: took the most common type of all claims of the paragraph
fourth = claims[claims["paragraph"] == 4]
tally = fourth["checkable"].value_counts()
partly_type = fourth["claim_type"].value_counts().index[0]

# %% [1] wrong: forgot to keep to the paragraph for the type
tally = claims[claims["paragraph"] == 4]["checkable"].value_counts()
partly_type = claims.loc[claims["checkable"] == "partly", "claim_type"].value_counts().index[0]

# %% [1] wrong: counted over all paragraphs, found the type in the right one
fourth = claims[claims["paragraph"] == 4]
tally = claims["checkable"].value_counts()
partly_type = pd.crosstab(fourth["claim_type"], fourth["checkable"])["partly"].idxmax()

# %% [1] wrong: gave shares in percent
fourth = claims[claims["paragraph"] == 4]
tally = (100 * fourth["checkable"].value_counts(normalize=True)).round().astype(int)
partly_type = fourth.loc[fourth["checkable"] == "partly", "claim_type"].mode().item()

# %% [0] wrong: took paragraph 2, and its most common type
second = claims[claims["paragraph"] == 2]
tally = second["checkable"].value_counts()
partly_type = second["claim_type"].mode().item()

# %% [0] wrong: counted types instead of answers
fourth = claims[claims["paragraph"] == 4]
tally = fourth["claim_type"].value_counts()
partly_type = "comparative"
