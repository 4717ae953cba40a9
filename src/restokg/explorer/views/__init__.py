"""Views: each makes one page, or one document for a script, of a visit."""
