"""``python -m cartreport``: the command line, where no console script is on the path."""

from cartreport.cli import run

if __name__ == "__main__":
    run()
