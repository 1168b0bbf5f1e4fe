# %% [2] right: the course's function, then sort
by_chapter = text.matrix(paper, part="chapter")
spread = text.dispersion(by_chapter, by_chapter.sum(axis=1))
frequent = spread[(spread["frequency"] >= 20) & ~spread.index.isin(paper.loc[paper["is_stopword"], "token"])]
even_to_uneven = frequent.sort_values("dp").index

# %% [2] right: the normalised form gives the same order
by_chapter = text.matrix(paper, part="chapter")
spread = text.dispersion(by_chapter, by_chapter.sum(axis=1))
content = paper.loc[~paper["is_stopword"] & (paper["kind"] == "word"), "token"].unique()
frequent = spread.loc[content].query("frequency >= 20")
even_to_uneven = frequent.sort_values("dp_norm").index.tolist()

# %% [2] right: DP by hand in a loop
kept = paper[(paper["kind"] == "word") & ~paper["is_stopword"]]
sizes = paper[paper["kind"] == "word"].groupby("chapter")["count"].sum()
deviations = {}
for token, rows in kept.groupby("token"):
    counts = rows.set_index("chapter")["count"].reindex(sizes.index, fill_value=0)
    if counts.sum() >= 20:
        deviations[token] = sum(abs(counts / counts.sum() - sizes / sizes.sum())) / 2
even_to_uneven = sorted(deviations, key=deviations.get)

# %% [2] right: written down after looking at the table
even_to_uneven = ("China", "cyberspace", "internet", "law", "governance")

# %% [1] wrong: ordered by frequency
by_chapter = text.matrix(paper, part="chapter")
frequency = by_chapter.sum().drop(paper.loc[paper["is_stopword"], "token"].unique())
frequent = frequency[frequency >= 20]
even_to_uneven = list(frequent.sort_values(ascending=False).index)

# %% [1] wrong: took a high DP for even
by_chapter = text.matrix(paper, part="chapter")
spread = text.dispersion(by_chapter, by_chapter.sum(axis=1))
spread = spread.drop(paper.loc[paper["is_stopword"], "token"].unique())
even_to_uneven = list(spread[spread["frequency"] >= 20].sort_values("dp", ascending=False).index)

# %% [1] wrong: ordered by the number of chapters, then by frequency
by_chapter = text.matrix(paper, part="chapter")
spread = text.dispersion(by_chapter, by_chapter.sum(axis=1))
spread = spread.drop(paper.loc[paper["is_stopword"], "token"].unique())
frequent = spread[spread["frequency"] >= 20]
even_to_uneven = list(frequent.sort_values(["parts", "frequency"], ascending=False).index)

# %% [0] wrong: kept the stop words
by_chapter = text.matrix(paper, part="chapter")
spread = text.dispersion(by_chapter, by_chapter.sum(axis=1))
even_to_uneven = list(spread[spread["frequency"] >= 20].sort_values("dp").head(5).index)

# %% [0] wrong: measured the answer instead of the new text
spread = text.dispersion(words, lengths)
spread = spread.drop(features.loc[features["is_stopword"], "token"].unique())
even_to_uneven = list(spread[spread["frequency"] >= 5].sort_values("dp").head(5).index)

# %% [0] wrong: took the most even words of any frequency
by_chapter = text.matrix(paper, part="chapter")
spread = text.dispersion(by_chapter, by_chapter.sum(axis=1))
spread = spread.drop(paper.loc[paper["is_stopword"], "token"].unique())
even_to_uneven = list(spread.sort_values("dp").head(5).index)

# %% [0] wrong: looked for 20 occurrences within one chapter
even_to_uneven = list(paper.loc[paper["count"] >= 20, "token"])
