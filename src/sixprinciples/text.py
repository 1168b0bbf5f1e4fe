"""Measures of words over counted text: frequency, tf-idf, keyness, dispersion, co-occurrence.

The course keeps texts as counts of tokens per part (paragraph, page, chapter), not as running
text. `matrix` turns such a table into parts x tokens; every other function works on its rows,
columns or sums.

Sources, cited below by author and year:
    Dunning, T. (1993). Accurate Methods for the Statistics of Surprise and Coincidence.
        Computational Linguistics 19(1), 61-74.
    Gries, S. Th. (2008). Dispersions and Adjusted Frequencies in Corpora. International Journal
        of Corpus Linguistics 13(4), 403-437.
    Hardie, A. (2014). Log Ratio: An Informal Introduction. ESRC Centre for Corpus Approaches to
        Social Science, Lancaster University.
    Lijffijt, J. and Gries, S. Th. (2012). Correction to Gries (2008). International Journal of
        Corpus Linguistics 17(1), 147-149.
    Manning, C. D., Raghavan, P. and Schütze, H. (2008). Introduction to Information Retrieval.
        Cambridge University Press.
    Rayson, P. and Garside, R. (2000). Comparing Corpora Using Frequency Profiling. Proceedings
        of the Workshop on Comparing Corpora, ACL 2000, 1-6.
    Rayson, P., Berridge, D. and Francis, B. (2004). Extending the Cochran Rule for the Comparison
        of Word Frequencies between Corpora. JADT 2004.
    Spärck Jones, K. (1972). A Statistical Interpretation of Term Specificity and Its Application
        in Retrieval. Journal of Documentation 28(1), 11-21.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

__all__ = [
    "CRITICAL_VALUES",
    "cooccurrence",
    "dispersion",
    "keyness",
    "matrix",
    "relative_frequency",
    "tfidf",
]

CRITICAL_VALUES = {0.05: 3.84, 0.01: 6.63, 0.001: 10.83, 0.0001: 15.13}
"""Level of significance -> the log-likelihood to exceed (chi-squared with 1 degree of freedom).

Rounded as the log-likelihood calculator of Lancaster University (UCREL) gives them.
"""

# What stands for a count of zero inside a log ratio: a word not seen may still be half expected.
_ZERO = 0.5

Numbers = NDArray[np.float64]


def matrix(
    features: pd.DataFrame, part: str = "paragraph", kind: str | None = "word"
) -> pd.DataFrame:
    """Return how often each token occurs in each part.

    Args:
        features: tidy counts with the columns ``token``, ``count``, ``kind`` and the one that
            `part` names, such as ``load("features")``. Rows of the same part and token are added.
        part: the column whose values are the parts.
        kind: the kind of token to keep (``word``, ``number``, ``alnum``); None keeps all.

    Returns:
        Parts x tokens, whole numbers. Parts stand in the order of the table, also those that hold
        no token of this kind; tokens in alphabetical order.

    Raises:
        ValueError: there is no such column or kind, a row has no part or token, or a count is
            missing, negative or not whole.
    """
    _check_columns(features, [part, "token", "count"] + ([] if kind is None else ["kind"]))
    if features[part].isna().any():
        raise ValueError(f"A row has no {part}, so its count belongs nowhere: fill it or drop it.")
    if features["token"].isna().any():
        raise ValueError("A row has no token, so it counts nothing: fill it or drop it.")
    if (_numbers(features["count"], "counts") % 1 != 0).any():
        raise ValueError("The counts should all be whole numbers; at least one is not.")
    chosen = features if kind is None else features[features["kind"] == kind]
    if features.empty:
        raise ValueError("The table has no rows: there is nothing to count.")
    if chosen.empty:
        raise ValueError(
            f"No row is of kind {kind!r}; the table has {_listed(features['kind'].unique())}."
        )
    table = chosen.pivot_table(
        index=part, columns="token", values="count", aggfunc="sum", fill_value=0
    )
    parts = pd.Index(features[part].unique(), name=part)
    return table.reindex(parts, fill_value=0).astype("int64")


def relative_frequency(
    counts: pd.Series, per: float = 1000, total: float | pd.Series | None = None
) -> pd.Series:
    """Return frequencies per so many tokens, so that texts of unequal length can be compared.

    Formula: ``per * count / total``, also called normalised frequency (Hardie 2014).

    Args:
        counts: counts of several tokens in one text, or of one token in several parts.
        per: the base, in tokens: 1000 gives frequencies per thousand tokens.
        total: the length of the text, in tokens; or the length of each part, with the same index
            as `counts`. Without it the sum of `counts`, which is right only if `counts` holds
            **every** token of one text.

    Returns:
        Floats with the index and name of `counts`; the unit is occurrences per `per` tokens.

    Raises:
        ValueError: a count is missing or negative, a total is zero, missing for a part, or
            smaller than its count.
    """
    observed = _numbers(counts, "counts")
    if isinstance(total, pd.Series):
        lengths = _sizes(counts.index, total)
    else:
        lengths = np.full(len(observed), _total(observed, total, "counts"))
    if (observed > lengths).any():
        name = counts.index[observed > lengths][0]
        raise ValueError(f"The count at {name} is larger than the total it is a share of.")
    return pd.Series(per * observed / lengths, index=counts.index, name=counts.name)


def tfidf(counts: pd.DataFrame, *, smooth: bool = True, unit_length: bool = False) -> pd.DataFrame:
    """Return term frequency times inverse document frequency: what sets a part apart.

    Formula: ``tf * idf`` where tf is the count itself and, for n parts of which df hold the token,

    - ``idf = ln((1 + n) / (1 + df)) + 1`` with `smooth`, as scikit-learn's ``TfidfTransformer``
      computes it: a token of every part keeps its count as weight;
    - ``idf = ln(n / df)`` without (Manning et al. 2008, ch. 6, up to the base of the logarithm;
      the weights of Spärck Jones 1972, who had the idea, are rounded and greater by one): a token
      of every part weighs nothing.

    Args:
        counts: parts x tokens, as `matrix` returns them.
        smooth: which idf, see above.
        unit_length: divide each row by its Euclidean length, so that long parts do not weigh
            more; with `smooth` this is the default of ``TfidfTransformer``.

    Returns:
        Parts x tokens, floats from 0 up, without unit. A token that occurs nowhere weighs 0.

    Raises:
        ValueError: a count is missing or negative, or there is no part.
    """
    frequency = _numbers(counts, "counts")
    parts = len(counts)
    if parts == 0:
        raise ValueError("There is no part: tf-idf compares the parts of a text with each other.")
    present = (frequency > 0).sum(axis=0)
    if smooth:
        rarity = np.log((1 + parts) / (1 + present)) + 1
    else:
        # A token that occurs nowhere has no idf; as its tf is 0, any finite value will do.
        rarity = np.log(parts / np.maximum(present, 1))
    weights = frequency * rarity
    if unit_length:
        length = np.sqrt((weights**2).sum(axis=1, keepdims=True))
        weights = weights / np.where(length > 0, length, 1)
    return pd.DataFrame(weights, index=counts.index, columns=counts.columns)


def keyness(
    target: pd.Series,
    reference: pd.Series,
    *,
    target_total: float | None = None,
    reference_total: float | None = None,
) -> pd.DataFrame:
    """Return how far each token is more or less frequent in one text than in another.

    Formulas, for a token counted a times in a target of c tokens and b times in a reference of d:

    - expected counts ``E1 = c (a + b) / (c + d)`` and ``E2 = d (a + b) / (c + d)``;
    - log-likelihood ``G2 = 2 (a ln(a / E1) + b ln(b / E2))``, where 0 ln 0 = 0: how much evidence
      there is of a difference. This is the form with two terms of Rayson and Garside (2000);
      Dunning (1993) adds the two terms of all other tokens, which are tiny for a rare token;
    - log ratio ``log2((a / c) / (b / d))``: how large the difference is; each whole point doubles
      the ratio (Hardie 2014). A count of 0 is taken as 0.5 here, and only here, as Rayson's
      calculator does; so the log ratio of a token that one text lacks is only a rough figure.

    A log-likelihood above 3.84, 6.63, 10.83 or 15.13 is significant at 5, 1, 0.1 or 0.01 per cent
    (`CRITICAL_VALUES`) if tokens were drawn independently, which words of a text are not. For
    expected counts as small as 1 Rayson et al. (2004) trust the last value only.

    Args:
        target: counts of the text of interest, indexed by token.
        reference: counts of the text it is compared with, indexed by token.
        target_total: length of the target in tokens; without it the sum of `target`, which is
            right only if no token was left out.
        reference_total: the same for the reference.

    Returns:
        One row per token that occurs in either text, the largest log-likelihood first:
        ``target`` and ``reference`` (counts), ``target_expected`` and ``reference_expected``
        (counts), ``log_likelihood`` (from 0 up), ``log_ratio`` (in doublings) and ``use``: whether
        the target's share of the token is ``over``, ``under`` or the ``same`` as the reference's.

    Raises:
        ValueError: a count is missing or negative, a token stands twice, a text is empty, or a
            total is smaller than the counts it should hold.
    """
    for counts, name in ((target, "target"), (reference, "reference")):
        _check_unique(counts.index, name)
    tokens = target.index.union(reference.index).rename("token")
    a = _numbers(target.reindex(tokens, fill_value=0), "target counts")
    b = _numbers(reference.reindex(tokens, fill_value=0), "reference counts")
    c = _total(a, target_total, "target counts")
    d = _total(b, reference_total, "reference counts")
    expected_a, expected_b = c * (a + b) / (c + d), d * (a + b) / (c + d)
    table = pd.DataFrame(
        {
            "target": a,
            "reference": b,
            "target_expected": expected_a,
            "reference_expected": expected_b,
            "log_likelihood": 2 * (_times_log(a, expected_a) + _times_log(b, expected_b)),
            "log_ratio": np.log2(np.where(a > 0, a, _ZERO) / c / (np.where(b > 0, b, _ZERO) / d)),
            # Cross-multiplied: equal shares of whole counts compare as exactly equal.
            "use": np.select([a * d > b * c, a * d < b * c], ["over", "under"], "same"),
        },
        index=tokens,
    )
    table = table[a + b > 0].sort_values("log_likelihood", ascending=False, kind="stable")
    return table.astype({"target": target.dtype, "reference": reference.dtype})


def dispersion(counts: pd.DataFrame, sizes: pd.Series) -> pd.DataFrame:
    """Return how evenly each token is spread over the parts of a text (Gries' DP).

    Formulas, for the share s of each part in the text and the share v of each part in the
    occurrences of the token:

    - ``DP = sum |v - s| / 2``, deviation of proportions (Gries 2008): 0 if every part holds just
      its share of the token, up to ``1 - min s`` if the smallest part holds them all;
    - ``DP / (1 - min s)``, the normalised form, from 0 to 1 (Lijffijt and Gries 2012).

    A token that occurs once cannot be even: compare tokens of similar frequency.

    Args:
        counts: parts x tokens; may be a selection of tokens, but needs all parts.
        sizes: the length of each part in tokens, with the same index as `counts`; if `counts`
            holds every token, ``counts.sum(axis=1)``.

    Returns:
        One row per token: ``frequency`` (its count in all), ``parts`` (how many hold it), ``dp``
        and ``dp_norm`` (without unit; missing for a token that occurs nowhere).

    Raises:
        ValueError: a count is missing or negative, there are fewer than two parts, a part has no
            size, size 0 or fewer tokens than were counted in it, or a size has no part.
    """
    observed = _numbers(counts, "counts")
    if len(counts) <= 1:
        raise ValueError("Dispersion needs at least two parts to compare.")
    lengths = _sizes(counts.index, sizes)
    unknown = sizes.index.difference(counts.index)
    if len(unknown):
        raise ValueError(f"Part {unknown[0]} has a size but no row of counts: add its row.")
    if (observed.sum(axis=1) > lengths).any():
        part = counts.index[observed.sum(axis=1) > lengths][0]
        raise ValueError(f"More tokens were counted in part {part} than its size says it has.")
    frequency = observed.sum(axis=0)
    share = lengths / lengths.sum()
    spread = observed / np.where(frequency > 0, frequency, np.nan)
    dp = np.abs(spread - share[:, np.newaxis]).sum(axis=0) / 2
    return pd.DataFrame(
        {
            "frequency": counts.sum(),
            "parts": (observed > 0).sum(axis=0),
            "dp": dp,
            "dp_norm": dp / (1 - share.min()),
        },
        index=counts.columns,
    )


def cooccurrence(counts: pd.DataFrame, tokens: Sequence[str] | None = None) -> pd.DataFrame:
    """Return in how many parts both of two tokens occur.

    Formula: ``C.T @ C``, where C is the parts x tokens table of 0 (absent) and 1 (present)
    (Manning et al. 2008, ch. 18, with tokens as rows). It says that two tokens share a part, not
    that they stand close to each other.

    Args:
        counts: parts x tokens, as `matrix` returns them.
        tokens: the tokens of interest; without it all.

    Returns:
        Tokens x tokens, whole numbers of parts, symmetric; the diagonal holds the number of parts
        in which a token occurs (its document frequency).

    Raises:
        ValueError: a count is missing or negative, or a token was not counted.
    """
    chosen = list(counts.columns if tokens is None else dict.fromkeys(tokens))
    unknown = [token for token in chosen if token not in counts.columns]
    if unknown:
        raise ValueError(f"Not among the tokens counted: {_listed(unknown)}; check the spelling.")
    present = (_numbers(counts[chosen], "counts") > 0).astype("int64")
    # The two axes have different names so that stack() and reset_index() work on the result.
    return pd.DataFrame(
        present.T @ present,
        index=pd.Index(chosen, name="token"),
        columns=pd.Index(chosen, name="other"),
    )


def _numbers(counts: pd.Series | pd.DataFrame, name: str) -> Numbers:
    """Return counts as floats of the same shape, after checking that each can be a count."""
    try:
        values = counts.to_numpy(dtype="float64", na_value=np.nan)
    except (TypeError, ValueError):
        raise ValueError(f"The {name} should all be numbers; at least one is text.") from None
    wrong = np.argwhere(~np.isfinite(values) | (values < 0))
    if len(wrong):
        where = " / ".join(str(axis[i]) for axis, i in zip(counts.axes, wrong[0], strict=True))
        found = values[tuple(wrong[0])]
        raise ValueError(
            f"The {name} should be numbers from 0 up; at {where} stands "
            f"{'a missing value' if np.isnan(found) else f'{found:g}'}."
        )
    return values


def _total(observed: Numbers, total: float | None, name: str) -> float:
    """Return the length of a text: what was said, or the sum of its counts."""
    counted = float(observed.sum())
    length = counted if total is None else float(total)
    if not length > 0:
        raise ValueError(
            f"The {name} have a total of {length:g}: an empty text has no frequencies."
        )
    if length < counted:
        raise ValueError(f"The {name} add up to {counted:g}, more than the total of {length:g}.")
    return length


def _sizes(parts: pd.Index, sizes: pd.Series) -> Numbers:
    """Return the size of each part, in the order of the parts."""
    _check_unique(sizes.index, "sizes")
    missing = parts.difference(sizes.index)
    if len(missing):
        raise ValueError(f"Part {missing[0]} has counts but no size: give the size of every part.")
    lengths = _numbers(sizes.reindex(parts), "sizes")
    if (lengths == 0).any():
        raise ValueError(f"Part {parts[lengths == 0][0]} has size 0: leave empty parts out.")
    return lengths


def _times_log(observed: Numbers, expected: Numbers) -> Numbers:
    """Return observed * ln(observed / expected), which is 0 where nothing was observed."""
    ratio = np.divide(observed, expected, out=np.ones_like(observed), where=observed > 0)
    return observed * np.log(ratio)


def _check_columns(features: pd.DataFrame, names: list[str]) -> None:
    missing = [name for name in names if name not in features.columns]
    if missing:
        raise ValueError(
            f"The table has no column {missing[0]!r}; its columns are {_listed(features.columns)}."
        )


def _check_unique(index: pd.Index, name: str) -> None:
    if not index.is_unique:
        twice = index[index.duplicated()][0]
        raise ValueError(f"{twice} stands more than once in the {name}: add its counts first.")


def _listed(names: Iterable[object]) -> str:
    return ", ".join(str(name) for name in names)
