"""Symbols of documents and numbers of decisions of the United Nations and its conventions."""
