"""The audit: samples of statements for a reader to judge, verdicts, and the rates they give."""
