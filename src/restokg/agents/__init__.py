"""The graph for agents: a server that speaks the Model Context Protocol."""
