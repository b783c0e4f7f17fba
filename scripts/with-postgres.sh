#!/usr/bin/env bash
# with-postgres.sh COMMAND...: runs the command beside a PostgreSQL cluster of its own, in a
# temporary folder and on a socket only, and removes the cluster afterwards.
set -euo pipefail

programs=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
if [ -z "$programs" ]; then programs=$(dirname "$(command -v pg_ctl)"); fi
folder=$(mktemp -d /tmp/thuctien-postgres.XXXXXX)

# PostgreSQL refuses to run as root.
as_owner=()
if [ "$(id -u)" -eq 0 ]; then
  chown postgres: "$folder"
  as_owner=(runuser -u postgres --)
fi
run() { (cd "$folder" && "${as_owner[@]}" "$@"); }

stop() {
  run "$programs/pg_ctl" -D "$folder/data" -m immediate -s stop 2>/dev/null || true
  rm -rf "$folder"
}
trap stop EXIT

run "$programs/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 -N >/dev/null
# The tests can lose nothing, so the server need not wait for the disk.
run "$programs/pg_ctl" -D "$folder/data" -l "$folder/log" -w -s \
  -o "-k $folder -c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=50" start

export THUCTIEN_DATABASE_URL="postgresql://postgres@/thuctien?host=$folder"
export THUCTIEN_TEST_DATABASE=postgres
"$@"
