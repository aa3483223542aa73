"""Keras models in memory: transformers' TF classes, Keras 3 models, and compositions of either."""
