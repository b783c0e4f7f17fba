#!/usr/bin/env bash
# Installs Debian packages without asking; refreshes the list of packages only where it must.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
install() { apt-get install -y -q --no-install-recommends "$@" >/dev/null; }
install "$@" 2>/dev/null || { apt-get update -q >/dev/null && install "$@"; }
