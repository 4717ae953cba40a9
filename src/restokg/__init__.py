"""The knowledge graph of ecosystem restoration: conventions, decisions, targets, partnerships."""

__version__ = "0.1.0"
