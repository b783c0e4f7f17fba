#!/usr/bin/env bash
# Makes .venv with a Python that is new enough; says which package is missing where it cannot.
set -euo pipefail
cd "$(dirname "$0")/.."

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

python=""
for candidate in "${PYTHON:-python3.11}" python3 python3.12 python3.13; do
  if new_enough "$candidate"; then python=$candidate; break; fi
done
if [ -z "$python" ]; then
  echo "Python 3.11 or newer was not found. On Debian or Ubuntu: apt-get install python3.11 python3.11-venv" >&2
  exit 1
fi

# Debian keeps ensurepip in a package of its own.
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  package="python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    scripts/apt-install.sh "$package"
  else
    echo "$python cannot make a virtual environment. On Debian or Ubuntu: sudo apt-get install $package" >&2
    exit 1
  fi
fi

"$python" -m venv .venv
