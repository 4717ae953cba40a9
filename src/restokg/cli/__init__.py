"""The command line: arguments, progress, printing and exit codes, nothing else."""
