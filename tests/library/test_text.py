"""The measures of `text`: against the literature, other implementations and the course's counts."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from sklearn.feature_extraction.text import TfidfTransformer

from sixprinciples import load, text


@pytest.fixture(scope="module")
def answer() -> pd.DataFrame:
    """The words of the answer, paragraphs x tokens."""
    return text.matrix(load("features"))


@pytest.fixture(scope="module")
def sizes(answer: pd.DataFrame) -> pd.Series:
    return answer.sum(axis=1)


def counted(*parts: str) -> pd.DataFrame:
    """Count the tokens of parts that are written out."""
    rows = [(number, token) for number, part in enumerate(parts) for token in part.split()]
    features = pd.DataFrame(rows, columns=["part", "token"]).assign(kind="word", count=1)
    return text.matrix(features, part="part")


@pytest.fixture(scope="module")
def gries() -> pd.DataFrame:
    """The corpus of 50 tokens in Gries' chapter `Analyzing Dispersion` (2020)."""
    counts = counted(
        "b a m n i b e u p",
        "b a s a t b e w q n",
        "b c a g a b e s t a",
        "b a g h a b e a a t",
        "b a h a a b e a x a t",
    )
    return text.dispersion(counts, counts.sum(axis=1))


def some_counts(seed: int, parts: int = 6, tokens: int = 40) -> pd.DataFrame:
    """Uneven counts with many zeros, the same for the same seed; every part holds something."""
    random = np.random.default_rng(seed)
    values = random.poisson(random.gamma(0.5, 3, size=tokens), size=(parts, tokens))
    values[:, 0] += 1
    return pd.DataFrame(values, columns=[f"token{number:02}" for number in range(tokens)])


class TestMatrix:
    def test_holds_every_word_of_the_answer(self, answer: pd.DataFrame) -> None:
        assert answer.shape == (8, 313)
        assert answer.sum(axis=1).tolist() == [42, 53, 110, 104, 178, 90, 78, 43]
        assert answer.index.tolist() == list(range(8))

    @pytest.mark.parametrize(
        ("token", "count"),
        [("we", 20), ("have", 20), ("internet", 13), ("cyberspace", 12), ("law", 11)],
    )
    def test_counts_what_the_data_dictionary_says(
        self, answer: pd.DataFrame, token: str, count: int
    ) -> None:
        assert answer[token].sum() == count

    def test_law_based_stands_once_in_every_paragraph(self, answer: pd.DataFrame) -> None:
        assert (answer["law-based"] == 1).all()

    def test_keeps_parts_without_a_token_of_the_kind(self) -> None:
        numbers = text.matrix(load("features"), kind="number")
        assert len(numbers) == 8
        assert numbers.loc[[0, 1, 3, 5, 6, 7]].to_numpy().sum() == 0

    def test_takes_all_kinds_together(self) -> None:
        assert text.matrix(load("features"), kind=None).to_numpy().sum() == 698 + 5 + 1

    def test_adds_up_rows_of_the_same_part_and_token(self, answer: pd.DataFrame) -> None:
        press_conference = load("features_press_conference")
        by_page = text.matrix(
            press_conference[press_conference["speaker"] == "Cao Shumin"], part="page"
        )
        pd.testing.assert_series_equal(
            by_page.loc[6][by_page.loc[6] > 0], answer.sum(), check_names=False
        )
        by_turn = text.matrix(press_conference, part="turn")
        assert by_turn.to_numpy().sum() == press_conference.query("kind == 'word'")["count"].sum()

    def test_keeps_parts_in_the_order_of_the_table(self) -> None:
        chapters = text.matrix(load("features_white_paper"), part="chapter")
        assert chapters.index.tolist() == ["preface", "ch1", "ch2", "ch3", "ch4", "ch5", "ch6"]

    def test_says_which_column_is_missing(self) -> None:
        with pytest.raises(ValueError, match="no column 'chapter'; its columns are paragraph"):
            text.matrix(load("features"), part="chapter")

    def test_says_which_kinds_there_are(self) -> None:
        with pytest.raises(ValueError, match="kind 'words'; the table has word, number, alnum"):
            text.matrix(load("features"), kind="words")

    def test_refuses_a_count_that_belongs_to_no_part(self) -> None:
        features = load("features")
        features.loc[3, "paragraph"] = pd.NA
        with pytest.raises(ValueError, match="no paragraph"):
            text.matrix(features)

    @pytest.mark.parametrize(
        ("column", "value", "sentence"),
        [("token", pd.NA, "no token"), ("count", 1.5, "whole numbers")],
    )
    def test_refuses_what_would_be_dropped_or_cut_in_silence(
        self, column: str, value: object, sentence: str
    ) -> None:
        features = load("features").astype({"count": float})
        features.loc[3, column] = value
        with pytest.raises(ValueError, match=sentence):
            text.matrix(features)

    def test_refuses_an_empty_table(self) -> None:
        with pytest.raises(ValueError, match="no rows"):
            text.matrix(load("features").iloc[:0], kind=None)

    def test_refuses_a_negative_count(self) -> None:
        features = load("features")
        features.loc[3, "count"] = -2
        with pytest.raises(ValueError, match="at 3 stands -2"):
            text.matrix(features)


class TestRelativeFrequency:
    def test_is_the_share_times_the_base(self, answer: pd.DataFrame) -> None:
        frequency = text.relative_frequency(answer.sum())
        assert frequency["we"] == pytest.approx(1000 * 20 / 698)
        assert frequency.sum() == pytest.approx(1000)
        assert text.relative_frequency(answer.sum(), per=100)["we"] == pytest.approx(
            2.865, abs=5e-4
        )

    def test_repeats_the_percentages_of_the_lancaster_example(self) -> None:
        """52 in 50,000 words and 57 in 75,000: 0.10 and 0.08 per cent."""
        counts, lengths = pd.Series([52, 57]), pd.Series([50_000, 75_000])
        percentages = text.relative_frequency(counts, per=100, total=lengths)
        assert percentages.round(2).tolist() == [0.10, 0.08]

    def test_can_leave_tokens_out_without_changing_the_base(self, answer: pd.DataFrame) -> None:
        selection = answer[["law", "legal"]].sum()
        whole = text.relative_frequency(answer.sum())
        pd.testing.assert_series_equal(
            text.relative_frequency(selection, total=698), whole[["law", "legal"]]
        )

    def test_compares_parts_of_unequal_length(self, answer: pd.DataFrame, sizes: pd.Series) -> None:
        frequency = text.relative_frequency(answer["law-based"], total=sizes)
        assert frequency.idxmax() == 0
        assert frequency.idxmin() == 4
        assert frequency.name == "law-based"

    @pytest.mark.parametrize(
        ("total", "sentence"),
        [
            (0, "a total of 0: an empty text"),
            (10, "add up to 20, more than the total of 10"),
            (pd.Series({0: 42}), "Part 1 has counts but no size"),
            (pd.Series([42, 53, 0, 104, 178, 90, 78, 43]), "Part 2 has size 0"),
            (pd.Series([42, 53, 110, 104, 1, 90, 78, 43]), "count at 4 is larger than the total"),
        ],
    )
    def test_refuses_an_impossible_total(
        self, answer: pd.DataFrame, total: float | pd.Series, sentence: str
    ) -> None:
        with pytest.raises(ValueError, match=sentence):
            text.relative_frequency(answer["we"], total=total)

    def test_refuses_text_in_place_of_counts(self) -> None:
        with pytest.raises(ValueError, match="at least one is text"):
            text.relative_frequency(load("features")["token"])


class TestTfidf:
    @pytest.mark.parametrize("unit_length", [False, True])
    def test_smoothed_equals_scikit_learn(self, answer: pd.DataFrame, unit_length: bool) -> None:
        transformer = TfidfTransformer(norm="l2" if unit_length else None)
        for counts in (answer, some_counts(seed=1)):
            expected = transformer.fit_transform(counts.to_numpy()).toarray()
            weights = text.tfidf(counts, unit_length=unit_length)
            np.testing.assert_allclose(weights, expected)
            assert weights.columns.equals(counts.columns)

    def test_plain_equals_scikit_learn_without_its_added_one(self, answer: pd.DataFrame) -> None:
        """Without smoothing scikit-learn takes ln(n / df) + 1, so one tf too much."""
        transformer = TfidfTransformer(norm=None, smooth_idf=False)
        expected = transformer.fit_transform(answer.to_numpy()).toarray() - answer.to_numpy()
        np.testing.assert_allclose(text.tfidf(answer, smooth=False), expected, atol=1e-12)

    def test_plain_repeats_a_textbook_example(self) -> None:
        """With logarithms to base 10, as in most textbooks: 3 * log10(2 / 1) = 0.903."""
        counts = counted("this is a a sample", "this is another another example example example")
        weights = text.tfidf(counts, smooth=False) / np.log(10)
        assert weights.loc[1, "example"] == pytest.approx(0.903, abs=5e-4)
        assert weights.loc[0, "example"] == 0
        assert (weights["this"] == 0).all()

    def test_a_word_of_every_paragraph_sets_none_apart(self, answer: pd.DataFrame) -> None:
        weights = text.tfidf(answer, smooth=False)
        assert (weights["law-based"] == 0).all()
        assert weights.loc[1].idxmax() in {"leadership", "party's"}
        assert weights.loc[2].idxmax() == "minors"

    @pytest.mark.parametrize("smooth", [False, True])
    def test_empty_parts_and_unseen_tokens_weigh_nothing(self, smooth: bool) -> None:
        counts = pd.DataFrame({"law": [2, 1, 0], "court": [0, 0, 0]})
        weights = text.tfidf(counts, smooth=smooth, unit_length=True)
        assert weights.loc[2].tolist() == [0, 0]
        assert weights["court"].tolist() == [0, 0, 0]
        assert weights.loc[0, "law"] == pytest.approx(1)

    def test_says_where_a_count_is_missing(self, answer: pd.DataFrame) -> None:
        holed = answer[["law", "legal"]].astype("Int64")
        holed.loc[3, "legal"] = pd.NA
        with pytest.raises(ValueError, match="at 3 / legal stands a missing value"):
            text.tfidf(holed)

    def test_needs_a_part(self, answer: pd.DataFrame) -> None:
        with pytest.raises(ValueError, match="There is no part"):
            text.tfidf(answer.iloc[:0])


class TestKeyness:
    def test_repeats_the_lancaster_example(self) -> None:
        """52 in 50,000 words against 57 in 75,000, in UCREL's teaching pages: + 2.65."""
        row = text.keyness(
            pd.Series({"word": 52}),
            pd.Series({"word": 57}),
            target_total=50_000,
            reference_total=75_000,
        ).loc["word"]
        assert row["log_likelihood"] == pytest.approx(2.65, abs=5e-3)
        assert row["use"] == "over"
        assert row["log_likelihood"] < text.CRITICAL_VALUES[0.05]

    def test_repeats_raysons_figures_for_keep(self) -> None:
        """P. Rayson on the Corpora mailing list, 18 January 2002: learners and native speakers."""
        learners = pd.Series({"keep": 348, "keeps": 15, "keeping": 9, "kept": 21, "KEEP": 392})
        natives = pd.Series({"keep": 99, "keeps": 14, "keeping": 32, "kept": 25, "KEEP": 170})
        table = text.keyness(learners, natives, target_total=1e6, reference_total=1e6)
        assert table["log_likelihood"].round().to_dict() == {
            "keep": 147,
            "KEEP": 90,
            "keeping": 14,
            "kept": 0,
            "keeps": 0,
        }
        assert table.loc["keep", "use"] == "over"
        assert table.loc["keeping", "use"] == "under"

    def test_log_ratio_repeats_hardies_example(self) -> None:
        """A relative frequency of 0.0006 against 0.0002 is three times as large."""
        table = text.keyness(
            pd.Series({"three times": 600, "same": 5, "double": 4, "half": 2}),
            pd.Series({"three times": 200, "same": 5, "double": 2, "half": 4}),
            target_total=1e6,
            reference_total=1e6,
        )
        assert table.loc["three times", "log_ratio"] == pytest.approx(np.log2(3))
        assert table.loc[["same", "double", "half"], "log_ratio"].tolist() == [0, 1, -1]
        assert table.loc["same", "use"] == "same"

    def test_equals_scipy_on_observed_and_expected(self, answer: pd.DataFrame) -> None:
        white_paper = text.matrix(load("features_white_paper"), part="chapter").sum()
        table = text.keyness(answer.sum(), white_paper)
        scipys = stats.power_divergence(
            table[["target", "reference"]],
            table[["target_expected", "reference_expected"]],
            axis=1,
            lambda_="log-likelihood",
        )
        np.testing.assert_allclose(table["log_likelihood"], scipys.statistic, atol=1e-9)
        np.testing.assert_allclose(
            table["target_expected"] + table["reference_expected"],
            table["target"] + table["reference"],
        )

    def test_two_terms_and_those_of_all_other_tokens_make_dunnings(self) -> None:
        """The full table of four cells, which scipy computes, is Dunning's (1993) form."""
        target = pd.Series({"word": 30, "others": 970})
        reference = pd.Series({"word": 50, "others": 3950})
        table = text.keyness(target, reference)
        full = stats.chi2_contingency(
            np.array([target, reference]), correction=False, lambda_="log-likelihood"
        )
        assert table["log_likelihood"].sum() == pytest.approx(full.statistic)
        assert table.loc["word", "target_expected"] == pytest.approx(full.expected_freq[0, 0])
        assert table.loc["others", "log_likelihood"] < 0.05 * table.loc["word", "log_likelihood"]

    def test_critical_values_are_those_of_chi_squared(self) -> None:
        for level, value in text.CRITICAL_VALUES.items():
            assert value == pytest.approx(stats.chi2.isf(level, df=1), abs=0.01)

    @pytest.mark.parametrize("seed", range(5))
    def test_changing_sides_only_changes_the_sign(self, seed: int) -> None:
        counts = some_counts(seed, parts=2)
        one = text.keyness(counts.loc[0], counts.loc[1]).sort_index()
        other = text.keyness(counts.loc[1], counts.loc[0]).sort_index()
        np.testing.assert_allclose(one["log_likelihood"], other["log_likelihood"], atol=1e-12)
        np.testing.assert_allclose(one["log_ratio"], -other["log_ratio"], atol=1e-12)
        swapped = other["use"].replace({"over": "under", "under": "over"})
        assert one["use"].tolist() == swapped.tolist()
        assert (one["log_likelihood"] >= 0).all()

    @pytest.mark.parametrize("copies", [1, 3, 7])
    def test_a_text_against_copies_of_itself_has_no_key_words(
        self, answer: pd.DataFrame, copies: int
    ) -> None:
        table = text.keyness(answer.sum(), copies * answer.sum())
        assert table["log_likelihood"].between(0, 1e-9).all()
        assert table["log_ratio"].abs().max() == pytest.approx(0, abs=1e-12)
        assert set(table["use"]) == {"same"}

    def test_takes_a_count_of_zero_as_a_half_in_the_log_ratio_only(self) -> None:
        table = text.keyness(
            pd.Series({"here": 4, "both": 96}), pd.Series({"there": 8, "both": 192})
        )
        assert table.loc["here", "log_ratio"] == pytest.approx(np.log2((4 / 100) / (0.5 / 200)))
        assert table.loc["there", "log_ratio"] == pytest.approx(np.log2((0.5 / 100) / (8 / 200)))
        assert table.loc["here", "log_likelihood"] == pytest.approx(2 * 4 * np.log(4 / (4 / 3)))
        assert table.loc["there", ["target", "use"]].tolist() == [0, "under"]

    def test_counts_stay_whole_numbers(self) -> None:
        table = text.keyness(pd.Series({"law": 3, "we": 1}), pd.Series({"law": 2}))
        assert table[["target", "reference"]].dtypes.tolist() == ["int64", "int64"]

    def test_leaves_out_tokens_of_neither_text(self) -> None:
        table = text.keyness(pd.Series({"law": 3, "court": 0}), pd.Series({"law": 2, "court": 0}))
        assert table.index.tolist() == ["law"]

    def test_finds_the_words_of_the_people_paragraph(self, answer: pd.DataFrame) -> None:
        table = text.keyness(answer.loc[2], answer.drop(index=2).sum())
        assert table.index[0] in {"minors", "people"}
        assert table["log_likelihood"].is_monotonic_decreasing
        assert table["target"].sum() == 110
        assert table["reference"].sum() == 698 - 110

    def test_finds_that_the_speaker_says_we(self, answer: pd.DataFrame) -> None:
        white_paper = text.matrix(load("features_white_paper"), part="chapter").sum()
        table = text.keyness(answer.sum(), white_paper)
        assert table.index[0] == "we"
        assert table.loc["we", ["target", "reference", "use"]].tolist() == [20, 0, "over"]
        assert table.loc["we", "log_likelihood"] > text.CRITICAL_VALUES[0.0001]

    @pytest.mark.parametrize(
        ("target", "reference", "sentence"),
        [
            ({"law": 1}, {}, "reference counts have a total of 0: an empty text"),
            ({"law": 0}, {"law": 1}, "target counts have a total of 0: an empty text"),
            ({"law": -1, "we": 3}, {"law": 1}, "target counts should .* at law stands -1"),
            ({"law": 1}, {"law": np.inf}, "reference counts should .* at law stands inf"),
        ],
    )
    def test_refuses_texts_it_cannot_compare(
        self, target: dict[str, float], reference: dict[str, float], sentence: str
    ) -> None:
        with pytest.raises(ValueError, match=sentence):
            text.keyness(pd.Series(target), pd.Series(reference, dtype="float64"))

    def test_refuses_a_token_counted_twice(self, answer: pd.DataFrame) -> None:
        twice = pd.concat([answer.loc[1], answer.loc[2]])
        with pytest.raises(ValueError, match="a stands more than once in the target"):
            text.keyness(twice, answer.loc[3])

    def test_refuses_a_total_smaller_than_its_counts(self, answer: pd.DataFrame) -> None:
        with pytest.raises(ValueError, match="reference counts add up to 178, more than .* of 100"):
            text.keyness(answer.loc[3], answer.loc[4], reference_total=100)


class TestDispersion:
    @pytest.mark.parametrize(
        ("token", "frequency", "parts", "dp", "dp_norm"),
        [
            ("a", 15, 5, 0.18, 0.220),
            ("b", 10, 5, 0.02, 0.024),
            ("i", 1, 1, 0.82, 1.000),
            ("q", 1, 1, 0.80, 0.976),
            ("x", 1, 1, 0.78, 0.951),
        ],
    )
    def test_repeats_griess_example(
        self,
        gries: pd.DataFrame,
        token: str,
        frequency: int,
        parts: int,
        dp: float,
        dp_norm: float,
    ) -> None:
        assert gries.loc[token, ["frequency", "parts"]].tolist() == [frequency, parts]
        assert gries.loc[token, "dp"] == pytest.approx(dp)
        assert gries.loc[token, "dp_norm"] == pytest.approx(dp_norm, abs=5e-4)

    def test_repeats_the_example_of_lijffijt_and_gries(self) -> None:
        """Three equal parts, which hold 2/3, 1/3 and none of the occurrences."""
        table = text.dispersion(pd.DataFrame({"a": [2, 1, 0]}), pd.Series([100, 100, 100]))
        assert table.loc["a", "dp"] == pytest.approx(1 / 3)
        assert table.loc["a", "dp_norm"] == pytest.approx(1 / 2)

    def test_is_zero_for_an_even_token_and_one_for_the_smallest_part_alone(self) -> None:
        counts = pd.DataFrame({"even": [1, 2, 7], "first only": [4, 0, 0]})
        table = text.dispersion(counts, pd.Series([10, 20, 70]))
        assert table["dp"].tolist() == pytest.approx([0, 0.9])
        assert table["dp_norm"].tolist() == pytest.approx([0, 1])

    @pytest.mark.parametrize("seed", range(5))
    def test_stays_within_its_bounds(self, seed: int) -> None:
        counts = some_counts(seed)
        lengths = counts.sum(axis=1)
        table = text.dispersion(counts, lengths).dropna()
        assert table["dp"].between(0, 1 - lengths.min() / lengths.sum()).all()
        assert table["dp_norm"].between(0, 1).all()
        pd.testing.assert_frame_equal(
            text.dispersion(counts * 3, lengths * 3).dropna()[["dp", "dp_norm"]],
            table[["dp", "dp_norm"]],
        )

    def test_law_based_is_spread_more_evenly_than_the_more_frequent_internet(
        self, answer: pd.DataFrame, sizes: pd.Series
    ) -> None:
        table = text.dispersion(answer, sizes)
        assert table.loc["internet", "frequency"] > table.loc["law-based", "frequency"]
        assert table.loc["law-based", "dp"] < table.loc["internet", "dp"]
        assert table.loc[["law-based", "internet"], "parts"].tolist() == [8, 5]
        shares = sizes / 698
        assert table.loc["law-based", "dp"] == pytest.approx((shares - 1 / 8).abs().sum() / 2)

    def test_a_selection_of_tokens_changes_nothing(
        self, answer: pd.DataFrame, sizes: pd.Series
    ) -> None:
        chosen = ["internet", "law-based"]
        pd.testing.assert_frame_equal(
            text.dispersion(answer[chosen], sizes.sort_values()),
            text.dispersion(answer, sizes).loc[chosen],
        )

    def test_is_missing_for_a_token_that_occurs_nowhere(self) -> None:
        table = text.dispersion(pd.DataFrame({"court": [0, 0]}), pd.Series([5, 5]))
        assert table.loc["court", ["frequency", "parts"]].tolist() == [0, 0]
        assert table.loc["court", ["dp", "dp_norm"]].isna().all()

    @pytest.mark.parametrize(
        ("changed", "sentence"),
        [
            ({3: None}, "Part 3 has counts but no size"),
            ({9: 12}, "Part 9 has a size but no row of counts"),
            ({0: 0}, "Part 0 has size 0"),
            ({4: 177}, "More tokens were counted in part 4"),
            ({4: -178}, "sizes should be numbers from 0 up; at 4 stands -178"),
        ],
    )
    def test_refuses_sizes_that_do_not_fit(
        self,
        answer: pd.DataFrame,
        sizes: pd.Series,
        changed: dict[int, int | None],
        sentence: str,
    ) -> None:
        wrong = pd.Series({**sizes.to_dict(), **changed}).dropna()
        with pytest.raises(ValueError, match=sentence):
            text.dispersion(answer, wrong)

    def test_needs_two_parts(self, answer: pd.DataFrame, sizes: pd.Series) -> None:
        with pytest.raises(ValueError, match="at least two parts"):
            text.dispersion(answer.loc[[4]], sizes.loc[[4]])


class TestCooccurrence:
    def test_counts_the_paragraphs_that_hold_both(self) -> None:
        table = text.cooccurrence(counted("law law order", "law people", "people order order"))
        assert table.loc["law", "order"] == 1
        assert table.loc["law", "people"] == 1
        assert table.loc["law", "law"] == 2
        assert table.to_numpy().sum() == 6 + 6

    @pytest.mark.parametrize("seed", range(3))
    def test_equals_counting_one_pair_at_a_time(self, seed: int) -> None:
        counts = some_counts(seed, tokens=12)
        table = text.cooccurrence(counts)
        for one in counts:
            for other in counts:
                both = (counts[one] > 0) & (counts[other] > 0)
                assert table.loc[one, other] == both.sum()

    def test_on_the_answer(self, answer: pd.DataFrame) -> None:
        table = text.cooccurrence(answer, ["law-based", "internet", "law", "rights", "freedom"])
        assert table.loc["law-based"].tolist() == [8, 5, 4, 1, 1]
        assert table.loc["rights", "freedom"] == 0
        np.testing.assert_array_equal(table, table.T)

    def test_names_a_token_once_that_was_asked_for_twice(self, answer: pd.DataFrame) -> None:
        assert text.cooccurrence(answer, ["law", "law"]).shape == (1, 1)

    def test_can_be_turned_into_a_list_of_pairs(self, answer: pd.DataFrame) -> None:
        pairs = text.cooccurrence(answer, ["law", "internet"]).stack().reset_index(name="parts")
        assert pairs.columns.tolist() == ["token", "other", "parts"]
        assert len(pairs) == 4

    def test_says_which_tokens_were_not_counted(self, answer: pd.DataFrame) -> None:
        with pytest.raises(ValueError, match="Not among the tokens counted: court, privacy"):
            text.cooccurrence(answer, ["law", "court", "privacy"])
