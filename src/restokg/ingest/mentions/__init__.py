"""What a text names: documents, bodies, targets, agreements, dates, quantities, and how it asks."""
