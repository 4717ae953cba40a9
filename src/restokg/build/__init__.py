"""From files to a snapshot: read, reason, validate, check, describe, write, place."""
