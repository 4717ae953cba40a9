"""SHACL by sets: shapes become SPARQL queries that find all offenders of a constraint at once."""
