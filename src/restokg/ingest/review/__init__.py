"""Candidates under review: what there is to judge, and what becomes of it when it is judged."""
