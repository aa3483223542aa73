"""Building and tracing transformers' TensorFlow classes (v4.57), for the rows of architectures/tf_classes.py."""
