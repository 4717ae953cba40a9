"""Findings in the formats that people and other programs read, one module for each."""
