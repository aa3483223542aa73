"""Whether a compiled tokenizer gives what Hugging Face `tokenizers` gives: `hfedge conformance`."""
