"""Makes `reference.json` for the test of a real model: what `transformers` computes with it.

    pip install torch==2.15.0 transformers==5.24.0
    python make_reference.py FOLDER
    NEWSDESK_BASE_MODEL=FOLDER cargo test -p newsdesk-encoder a_real_model -- --nocapture
"""

import json
import pathlib
import sys

import torch
from transformers import AutoModel, AutoTokenizer

TEXTS = [
    "Talks.",
    "Kim and Putin signed a treaty in Pyongyang on Wednesday, 19 June 2024.",
    "The central bank cut its main rate by a quarter of a point. " * 4,
    "\"We were told to wait for the plan,\" said Halina Sroka. \"The river didn't wait.\" " * 12,
]


def main():
    folder = pathlib.Path(sys.argv[1])
    tokenizer, model = AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder).eval()
    sequences = []
    for text in TEXTS:
        inputs = tokenizer(text, return_tensors="pt", truncation=True, max_length=512)
        with torch.no_grad():
            vectors = model(**inputs).last_hidden_state[0]
        sequences.append(
            {
                "pieces": inputs["input_ids"][0].tolist(),
                "types": inputs["token_type_ids"][0].tolist(),
                "vectors": [round(number, 6) for number in vectors.flatten().tolist()],
            }
        )
    (folder / "reference.json").write_text(json.dumps(sequences) + "\n")


if __name__ == "__main__":
    main()
