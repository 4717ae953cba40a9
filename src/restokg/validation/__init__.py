"""Run shapes and checks over the graph; findings are values."""
