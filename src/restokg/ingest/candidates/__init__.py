"""From documents and mentions to candidate statements, in the terms of the graph."""
