"""Articles annotated by readers as examples: names in nine kinds, and who is for or against what."""

import numpy

import corpora

STANCES = {"holder": 0, "for": 1, "against": 2}
"""Layers of the tags: who is for or against something, what they are for, what they are against."""


def examples(rows, source, tokenizer, newsdesk):
    """An example of each article; where nobody marked names, those of holders are known."""
    texts = [row["text"] for row in rows]
    for row, (sentences, tokens) in zip(rows, corpora.segmented(texts, newsdesk), strict=True):
        pieces, firsts = corpora.pieces_of_sentences(row["text"], sentences, tokenizer)
        places = [pieces.of(start, end) for start, end in tokens]
        known = numpy.array([first < end for first, end in places])
        starts = numpy.array([start for start, _ in tokens])
        mentions = [(*span, entity["kind"]) for entity in row.get("entities", []) for span in entity["mentions"]]
        holders = {tuple(stance["holder"]["span"] or ()) for stance in row.get("stances", [])} - {()}
        names = {tuple(span) for *span, kind in mentions if kind not in corpora.NO_NAMES} or holders
        yield corpora.Example(
            source=source,
            ids=pieces.ids,
            cases=pieces.cases,
            sentences=firsts,
            words=numpy.array([first for first, _ in places])[known],
            entities=entity_tags(mentions, starts)[known] if "entities" in row else None,
            stances=stance_tags(row["stances"], starts)[known] if "stances" in row else None,
            names=sorted(pieces.of(*span) for span in names),
        )


def words_of(span, starts):
    """First and last-but-one index of the words that begin in a span."""
    return int(numpy.searchsorted(starts, span[0])), int(numpy.searchsorted(starts, span[1]))


def entity_tags(names, starts):
    """Rows of `allowed_tags`, by word."""
    tags = numpy.zeros(len(starts), dtype=numpy.int64)
    for *span, kind in names:
        first, end = words_of(span, starts)
        if first < end:
            tags[first:end] = corpora.TAGS.index(f"I-{kind}")
            tags[first] = corpora.TAGS.index(f"B-{kind}")
    return tags


def stance_tags(stances, starts):
    """`[words, 3]`: outside, begin, inside of each layer of `STANCES`; the longest span wins."""
    tags = numpy.zeros((len(starts), 3), dtype=numpy.int64)
    found = {(0, *stance["holder"]["span"]) for stance in stances if stance["holder"]["span"]}
    for stance in stances:
        if stance["target"]["span"]:
            found.add((STANCES[stance["polarity"]], *stance["target"]["span"]))
    for layer, *span in sorted(found, key=lambda item: item[1] - item[2]):
        first, end = words_of(span, starts)
        if first < end and not tags[first:end, layer].any():
            tags[first:end, layer] = 2
            tags[first, layer] = 1
    return tags
