"""The graph itself: read, store, reason, describe, keep as snapshots."""
