"""Makes the tiny RoBERTa of the tests, and what `transformers` computes with it.

    pip install torch==2.15.0 transformers==5.24.0
    python make_tiny_roberta.py

Writes tiny-roberta/config.json, vocab.json, merges.txt, model.safetensors, and two references:
reference.json with vectors, tokens.json with the pieces of sentences.
"""

import json
import pathlib

import torch
from tokenizers import ByteLevelBPETokenizer
from transformers import RobertaConfig, RobertaModel, RobertaTokenizerFast

FOLDER = pathlib.Path(__file__).parent / "tiny-roberta"
SPECIAL = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
TEXTS = [
    "Kim and Putin signed the treaty.",
    "The treaty was signed in Köln – “a summit”, they said.",
    "Sanctions? 😀 No.",
]


def main():
    torch.manual_seed(11)
    FOLDER.mkdir(exist_ok=True)
    made = ByteLevelBPETokenizer()
    made.train_from_iterator(TEXTS * 3, vocab_size=290, min_frequency=2, special_tokens=SPECIAL, show_progress=False)
    made.save_model(str(FOLDER))
    config = RobertaConfig(
        vocab_size=made.get_vocab_size(),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=24,
        max_position_embeddings=50,
        type_vocab_size=1,
        # What rust-bert assumes; RoBERTa has 1e-5.
        layer_norm_eps=1e-12,
        pad_token_id=1,
        bos_token_id=0,
        eos_token_id=2,
    )
    model = RobertaModel(config, add_pooling_layer=False).eval()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(torch.randn_like(parameter) * 0.4)
    model.save_pretrained(FOLDER)
    sequences = []
    for length in (1, 2, 17, 48):
        # Padding is no piece of a text.
        pieces = torch.randint(4, config.vocab_size, (1, length))
        with torch.no_grad():
            vectors = model(input_ids=pieces).last_hidden_state[0]
        sequences.append(
            {
                "pieces": pieces[0].tolist(),
                "types": [0] * length,
                "vectors": [round(number, 6) for number in vectors.flatten().tolist()],
            }
        )
    (FOLDER / "reference.json").write_text(json.dumps(sequences) + "\n")
    reader = RobertaTokenizerFast(str(FOLDER / "vocab.json"), str(FOLDER / "merges.txt"))
    tokens = [{"text": text, "pieces": reader(text, add_special_tokens=False)["input_ids"]} for text in TEXTS]
    (FOLDER / "tokens.json").write_text(json.dumps(tokens, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
