"""The catalogue of questions: find one, set its parameters, run it, read its answer."""
