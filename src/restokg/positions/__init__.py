"""Read RDF with the place of every term: which line, which column."""
