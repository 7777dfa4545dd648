"""Makes the tiny models of the tests that write, and what `transformers` writes with them.

    pip install torch==2.15.0 transformers==5.24.0
    python make_tiny_writers.py

Writes tiny-writers/{bart,t5,pegasus}/: config.json, a tokenizer, model.safetensors and
reference.json, the pieces that follow from the pieces of texts.
"""

import json
import pathlib

import torch
from tokenizers import ByteLevelBPETokenizer, SentencePieceUnigramTokenizer
from transformers import (
    BartConfig,
    BartForConditionalGeneration,
    PegasusConfig,
    PegasusForConditionalGeneration,
    T5Config,
    T5ForConditionalGeneration,
)

FOLDER = pathlib.Path(__file__).parent / "tiny-writers"
TEXTS = [
    "The river Elbe flooded the old town on Monday. The mayor asked people to leave.",
    "It had rained for a week, and nobody had expected so much water in the streets.",
    "Talks.",
]
SETTINGS = [
    {"num_beams": 1, "min_length": 0, "max_length": 12, "no_repeat_ngram_size": 0, "length_penalty": 1.0},
    {"num_beams": 3, "min_length": 4, "max_length": 20, "no_repeat_ngram_size": 2, "length_penalty": 2.0},
    {"num_beams": 4, "min_length": 9, "max_length": 16, "no_repeat_ngram_size": 3, "length_penalty": 0.5},
]


def bart(folder):
    tokenizer = ByteLevelBPETokenizer()
    special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    tokenizer.train_from_iterator(TEXTS, vocab_size=270, special_tokens=special, show_progress=False)
    tokenizer.save_model(str(folder))
    config = BartConfig(
        vocab_size=tokenizer.get_vocab_size(), d_model=12, encoder_layers=1, decoder_layers=2,
        encoder_attention_heads=2, decoder_attention_heads=3, encoder_ffn_dim=16, decoder_ffn_dim=16,
        max_position_embeddings=100, pad_token_id=1, bos_token_id=0, eos_token_id=2,
        decoder_start_token_id=2, forced_bos_token_id=0, forced_eos_token_id=2,
    )  # fmt: skip
    return BartForConditionalGeneration(config), lambda text: [0, *tokenizer.encode(text).ids, 2]


def unigram(folder):
    tokenizer = SentencePieceUnigramTokenizer()
    tokenizer.train_from_iterator(
        TEXTS, vocab_size=70, special_tokens=["<pad>", "</s>", "<unk>"], unk_token="<unk>", show_progress=False
    )
    tokenizer.save(str(folder / "tokenizer.json"))
    return tokenizer


def t5(folder):
    tokenizer = unigram(folder)
    config = T5Config(
        vocab_size=tokenizer.get_vocab_size(), d_model=12, d_kv=6, d_ff=16, num_layers=2, num_heads=2,
        pad_token_id=0, eos_token_id=1, decoder_start_token_id=0, n_positions=100,
    )  # fmt: skip
    return T5ForConditionalGeneration(config), lambda text: [*tokenizer.encode("summarize: " + text).ids, 1]


def pegasus(folder):
    tokenizer = unigram(folder)
    config = PegasusConfig(
        vocab_size=tokenizer.get_vocab_size(), d_model=12, encoder_layers=1, decoder_layers=1,
        encoder_attention_heads=2, decoder_attention_heads=2, encoder_ffn_dim=16, decoder_ffn_dim=16,
        max_position_embeddings=100, pad_token_id=0, eos_token_id=1, decoder_start_token_id=0,
        # rust-bert does not force Pegasus to end at the greatest length.
        forced_eos_token_id=None, scale_embedding=True,
    )  # fmt: skip
    return PegasusForConditionalGeneration(config), lambda text: [*tokenizer.encode(text).ids, 1]


def main():
    for make in (bart, t5, pegasus):
        torch.manual_seed(3)
        folder = FOLDER / make.__name__
        folder.mkdir(parents=True, exist_ok=True)
        model, encode = make(folder)
        model.eval()
        with torch.no_grad():
            for name, parameter in model.named_parameters():
                if "embed_positions" not in name or make is bart:
                    parameter.copy_(torch.randn_like(parameter) * (1.2 if make is bart else 0.4))
        model.save_pretrained(folder)
        found = []
        for settings in SETTINGS:
            for text in TEXTS:
                pieces = encode(text)
                with torch.no_grad():
                    written = model.generate(
                        torch.tensor([pieces]), do_sample=False, early_stopping=settings["num_beams"] > 1, **settings
                    )
                found.append({**settings, "text": text, "pieces": pieces, "written": written[0].tolist()})
        (folder / "reference.json").write_text(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
