"""Fine-tuned Hugging Face models for phones and browsers: raw text in, prediction out, one file."""

__version__ = "0.1.0"
