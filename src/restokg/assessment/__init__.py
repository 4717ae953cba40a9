"""Hold an application for a partner category against the clauses of its framework."""
