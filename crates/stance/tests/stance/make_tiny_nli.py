"""Makes the tiny models for natural language inference of the tests, and what `transformers` computes.

    pip install torch==2.15.0 transformers==5.24.0
    python make_tiny_nli.py

Writes tiny-nli/{bert,roberta,bart}/: config.json, tokenizer.json, model.safetensors and
reference.json, the probabilities of entailment of pairs. The order of labels differs.
"""

import json
import pathlib

import torch
from tokenizers import ByteLevelBPETokenizer, Tokenizer, models, normalizers, pre_tokenizers
from transformers import (
    BartConfig,
    BartForSequenceClassification,
    BertConfig,
    BertForSequenceClassification,
    RobertaConfig,
    RobertaForSequenceClassification,
)

FOLDER = pathlib.Path(__file__).parent / "tiny-nli"
LETTERS = "abcdefghijklmnopqrstuvwxyz.,'"
PAIRS = [
    ("The minister praised the treaty.", "The author supports the treaty."),
    ("Talks.", "Kim opposes talks."),
    ("They said that the sanctions hurt, and left.", "The speaker supports sanctions."),
]


def word_pieces():
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *LETTERS, *("##" + letter for letter in LETTERS[:26])]
    made = Tokenizer(models.WordPiece({piece: index for index, piece in enumerate(pieces)}, unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return made


def byte_pairs():
    made = ByteLevelBPETokenizer()
    made.train_from_iterator(
        [text for pair in PAIRS for text in pair],
        vocab_size=261,
        special_tokens=["<s>", "<pad>", "</s>", "<unk>", "<mask>"],
        show_progress=False,
    )
    return made._tokenizer


def labels(*names):
    return {"id2label": dict(enumerate(names)), "label2id": {name: number for number, name in enumerate(names)}}


def bert(tokenizer):
    return BertForSequenceClassification(
        BertConfig(
            vocab_size=tokenizer.get_vocab_size(), hidden_size=12, num_hidden_layers=2, num_attention_heads=2,
            intermediate_size=16, max_position_embeddings=90, type_vocab_size=2,
            **labels("entailment", "neutral", "contradiction"),
        )
    )  # fmt: skip


def roberta(tokenizer):
    return RobertaForSequenceClassification(
        RobertaConfig(
            vocab_size=tokenizer.get_vocab_size(), hidden_size=12, num_hidden_layers=2, num_attention_heads=2,
            intermediate_size=16, max_position_embeddings=102, type_vocab_size=1, layer_norm_eps=1e-12,
            pad_token_id=1, bos_token_id=0, eos_token_id=2, **labels("contradiction", "entailment", "neutral"),
        )
    )  # fmt: skip


def bart(tokenizer):
    return BartForSequenceClassification(
        BartConfig(
            vocab_size=tokenizer.get_vocab_size(), d_model=12, encoder_layers=1, decoder_layers=1,
            encoder_attention_heads=2, decoder_attention_heads=2, encoder_ffn_dim=16, decoder_ffn_dim=16,
            max_position_embeddings=100, pad_token_id=1, bos_token_id=0, eos_token_id=2,
            decoder_start_token_id=2, **labels("contradiction", "neutral", "entailment"),
        )
    )  # fmt: skip


def pieces(family, tokenizer, premise, hypothesis):
    premise, hypothesis = (tokenizer.encode(text).ids for text in (premise, hypothesis))
    if family == "bert":
        start, end = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
        first = [start, *premise, end]
        return [*first, *hypothesis, end], [0] * len(first) + [1] * (len(hypothesis) + 1)
    return [0, *premise, 2, 2, *hypothesis, 2], None


def main():
    for family, tokenizer, make in (
        ("bert", word_pieces(), bert),
        ("roberta", byte_pairs(), roberta),
        ("bart", byte_pairs(), bart),
    ):
        torch.manual_seed(5)
        folder = FOLDER / family
        folder.mkdir(parents=True, exist_ok=True)
        model = make(tokenizer).eval()
        with torch.no_grad():
            for parameter in model.parameters():
                parameter.copy_(torch.randn_like(parameter) * 1.2)
        tokenizer.save(str(folder / "tokenizer.json"))
        model.save_pretrained(folder)
        label = model.config.label2id["entailment"]
        found = []
        for premise, hypothesis in PAIRS:
            ids, types = pieces(family, tokenizer, premise, hypothesis)
            inputs = {"input_ids": torch.tensor([ids])}
            if types:
                inputs["token_type_ids"] = torch.tensor([types])
            with torch.no_grad():
                shares = model(**inputs).logits.softmax(-1)[0]
            found.append({"premise": premise, "hypothesis": hypothesis, "entailment": round(float(shares[label]), 6)})
        (folder / "reference.json").write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
