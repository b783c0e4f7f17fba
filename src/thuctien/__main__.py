"""``python -m thuctien``: Django's commands (migrate, demo, serve, worker, ...)."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run the management command named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thuctien.settings")
    execute_from_command_line(["python -m thuctien", *sys.argv[1:]])


if __name__ == "__main__":
    main()
