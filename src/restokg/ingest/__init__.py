"""From official documents to candidate knowledge: read, find, resolve, write, review."""
