"""Attribution by rules, for comparison: `python baseline.py WORK`.

A sentence with a verb of saying is an attribution. Its source is the run of names, pronouns and
titles beside the verb; its content is what follows the verb, or what stands before the source if
that ends with a comma or a quotation mark. Whatever stands in quotation marks in such a sentence is
content too.
"""

import pathlib
import sys

import numpy

import pieces
import scores
from development import load
from pieces import PieceTokenizer

VERBS = set(
    "said says say saying told tells added adds stated states claimed claims argued argues announced wrote writes "
    "tweeted insisted insists warned warns noted notes explained explains reported reports suggested suggests "
    "believes believe thinks think thought acknowledged declared testified called calls asked asks replied".split()
)
PRONOUNS = set("he she they i we it who".split())
TITLES = set("the a his her their president senator spokesman spokeswoman official officials secretary rep sen".split())
OPEN, CLOSE = {"“", '"'}, {"”", '"'}
NAMES = {pieces.TITLE, pieces.UPPER, pieces.SINGLE_CAPITAL, pieces.MIXED}


def sentence_tags(words, cases):
    """Whether each word is part of a source, a cue and a content: `[words, 3]`."""
    found = numpy.zeros((len(words), 3), dtype=bool)
    is_source = [word in PRONOUNS or word in TITLES or case in NAMES for word, case in zip(words, cases)]
    for place, word in enumerate(words):
        if word == "according" and words[place + 1 : place + 2] == ["to"]:
            cue, source = [place, place + 1], run(is_source, place + 2, 1)
        elif word in VERBS:
            cue, source = [place], run(is_source, place - 1, -1) or run(is_source, place + 1, 1)
        else:
            continue
        if not source:
            continue
        found[source, 0], found[cue, 1] = True, True
        first, last = min(source + cue), max(source + cue)
        if first > 0 and words[first - 1] in {",", *CLOSE}:
            found[: first - 1, 2] = True
        else:
            found[last + 1 : len(words) - 1, 2] = True
    if found.any():
        is_open = False
        for place, word in enumerate(words):
            if word in OPEN and not is_open:
                is_open = True
            elif word in CLOSE and is_open:
                is_open = False
            elif is_open:
                found[place, 2] = True
    return found


def run(is_source, place, step):
    """Places from `place` on, as long as they can be part of a source; at most eight."""
    places = []
    while 0 <= place < len(is_source) and is_source[place] and len(places) < 8:
        places.append(place)
        place += step
    return places


def main():
    work = pathlib.Path(sys.argv[1])
    vocabulary = PieceTokenizer(work / "tokenizer.json").tokenizer
    counts = numpy.zeros((3, 3))
    for example in load(work, "polnear-dev"):
        words = [vocabulary.id_to_token(int(number)) for number in example.ids[example.words]]
        cases = example.cases[example.words]
        sentence = numpy.searchsorted(example.sentences, example.words, side="right")
        for number in numpy.unique(sentence):
            places = numpy.flatnonzero(sentence == number)
            found = sentence_tags([words[place] for place in places], cases[places])
            gold = example.attribution[places] > 0
            counts += [(found & gold).sum(0), found.sum(0), gold.sum(0)]
    for layer, name in enumerate(("source", "cue", "content")):
        print(f"{name}: F1 {scores.f1(*counts[:, layer]):.1f}")


if __name__ == "__main__":
    main()
