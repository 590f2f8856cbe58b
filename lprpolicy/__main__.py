"""`python -m lprpolicy` is `lprpolicy`."""

from lprpolicy.cli import main

if __name__ == "__main__":
    main()
