"""How good the summaries are that a head may choose of an article.

Labels say which sentences one good summary has; what counts is how good a summary is as a whole. So the
head also learns from the ROUGE that it may expect: minimum risk training (Shen et al., ACL 2016), as
Narayan et al., "Ranking Sentences for Extractive Summarization with Reinforcement Learning" (NAACL
2018), with all summaries of a few sentences in place of samples.
"""

import collections

import torch

import oracle

SENTENCES = 3
"""Of a summary."""

CONSIDERED = 10
"""Sentences that summaries are made of: those with the highest odds, moved a little at random and towards
the oracle."""

TOWARDS_ORACLE = 2.0
AT_RANDOM = 0.5


class Rouge:
    """The mean F1 of words and word pairs of sentences against the summary of their article."""

    def __init__(self, sentences, summary):
        self.parts = [self.overlap([*map(oracle.words, sentences)], oracle.words(summary), size) for size in (1, 2)]

    @staticmethod
    def overlap(sentences, summary, size):
        """What each sentence has of the summary `[sentences, grams]`, lengths, what is wanted `[grams]`."""
        grams = lambda words: list(zip(*(words[start:] for start in range(size))))
        wanted = collections.Counter(grams(summary))
        places = {gram: place for place, gram in enumerate(wanted)}
        has = torch.zeros(len(sentences), len(wanted))
        for row, sentence in enumerate(sentences):
            for gram in grams(sentence):
                if gram in places:
                    has[row, places[gram]] += 1
        lengths = torch.tensor([float(max(len(sentence) - size + 1, 0)) for sentence in sentences])
        return has, lengths, torch.tensor([float(count) for count in wanted.values()])

    def __call__(self, choices):
        """`choices` [n, k], sentences of each summary: `[n]`, in 0 to 1."""
        found = 0.0
        for has, lengths, wanted in self.parts:
            both = has[choices].sum(1).minimum(wanted).sum(1)
            found = found + 2 * both / (lengths[choices].sum(1) + wanted.sum()).clamp(min=1)
        return found / len(self.parts)


def risk(odds, labels, rouge):
    """What summaries lack, on average, that are chosen as the odds of their sentences say."""
    preference = odds.detach() + TOWARDS_ORACLE * labels + AT_RANDOM * torch.randn(len(odds))
    considered = preference.topk(min(CONSIDERED, len(odds))).indices
    chosen = torch.combinations(considered, min(SENTENCES, len(odds)))
    gains = rouge(chosen)
    return -(odds[chosen].sum(1).softmax(0) * (gains - gains.mean())).sum()
