"""Which sentences a perfect extractive summary would take: the labels of the salience head."""

import collections
import re

WORD = re.compile(r"[a-z0-9]+")
MAX_CHOSEN = 4
MAX_SENTENCES = 60


def words(text):
    return WORD.findall(text.lower())


def grams(tokens):
    return collections.Counter(tokens) + collections.Counter(zip(tokens, tokens[1:]))


def f1(found, expected, expected_count):
    both = sum(min(count, expected[gram]) for gram, count in found.items() if gram in expected)
    total = sum(found.values())
    return 2 * both / (total + expected_count) if both else 0.0


def greedy(sentences, summary):
    """Takes the sentence that raises the F1 of words and word pairs most, until none does.

    Nallapati et al., "SummaRuNNer" (AAAI 2017), section 3.
    """
    expected = grams(words(summary))
    expected_count = sum(expected.values())
    candidates = [grams(words(sentence)) for sentence in sentences[:MAX_SENTENCES]]
    chosen, so_far, best = set(), collections.Counter(), 0.0
    while len(chosen) < MAX_CHOSEN:
        scored = [
            (f1(so_far + candidate, expected, expected_count), -index)
            for index, candidate in enumerate(candidates)
            if index not in chosen
        ]
        if not scored or max(scored)[0] <= best:
            break
        best, index = max(scored)
        chosen.add(-index)
        so_far += candidates[-index]
    return [index in chosen for index in range(len(sentences))]


def contained(sentences, summary):
    """For summaries that are made of whole sentences: those that stand in it."""
    squeeze = lambda text: "".join(words(text))
    summary = squeeze(summary)
    return [len(squeeze(sentence)) > 20 and squeeze(sentence) in summary for sentence in sentences]
