"""How good the answers are on data with labels: the metrics of each task, of the original and of every artifact."""
