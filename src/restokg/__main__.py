"""Run the command line as ``python -m restokg``."""

from restokg.cli.main import run

if __name__ == "__main__":
    run()
