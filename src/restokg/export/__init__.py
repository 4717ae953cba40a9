"""Write the graph and tables in standard formats."""
