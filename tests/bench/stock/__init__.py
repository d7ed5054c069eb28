"""What `rasa init` gives everybody, trained on our corpus: the measure that our pipeline is held against."""
