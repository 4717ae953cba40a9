"""The service over HTTP: the SPARQL endpoint, its workers and limits, and the explorer's pages."""
