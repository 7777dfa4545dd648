"""Makes seqeval.json, the table that the test of `chunks.rs` compares with.

    pip install seqeval==1.2.2
    python make_seqeval.py > seqeval.json

The tags are random and break the rules of BIO in every way, since that is where scorers differ.
"""

import json
import random
import warnings

from seqeval.metrics import classification_report

KINDS = ["PER", "LOC", "ORG"]


def main():
    warnings.simplefilter("ignore")
    random.seed(5)
    tags = ["O", "O"] + [f"{position}-{kind}" for kind in KINDS for position in "BII"]
    expected, predicted = [], []
    for _ in range(60):
        sentence = [random.choice(tags) for _ in range(random.randint(1, 12))]
        expected.append(sentence)
        predicted.append([tag if random.random() < 0.7 else random.choice(tags) for tag in sentence])
    # A kind that is expected but never found, and one that is found but never expected.
    expected += [["B-MISC", "O"], ["O", "O"]]
    predicted += [["O", "O"], ["O", "B-DATE"]]
    report = classification_report(expected, predicted, output_dict=True, zero_division=0)
    table = {
        "expected": expected,
        "predicted": predicted,
        "report": {
            name: [float(scores["precision"]), float(scores["recall"]), float(scores["f1-score"])]
            for name, scores in report.items()
            if name not in ("macro avg", "weighted avg")
        },
    }
    print(json.dumps(table))


if __name__ == "__main__":
    main()
