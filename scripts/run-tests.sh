#!/usr/bin/env bash
# Runs every test: all of them on SQLite, then those that touch the database on PostgreSQL too.
# Installs Chromium, LibreOffice and PostgreSQL where it may; says at the end what had to be left
# out, and why.
# With CI=true nothing may be left out. Arguments go to pytest (for example -k planning).
set -uo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python
workers=${WORKERS:-2}
left_out=$(mktemp)
trap 'rm -f "$left_out"' EXIT
export THUCTIEN_LEFT_OUT=$left_out

have_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; }
have_libreoffice() { command -v soffice || command -v libreoffice; }
have_postgres() { ls /usr/lib/postgresql/*/bin/pg_ctl 2>/dev/null || command -v pg_ctl; }
may_install() { [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; }

if may_install; then
  have_chromium >/dev/null || scripts/apt-install.sh chromium fonts-noto-core || true
  have_libreoffice >/dev/null ||
    scripts/apt-install.sh libreoffice-writer-nogui fonts-liberation || true
  have_postgres >/dev/null || scripts/apt-install.sh postgresql || true
fi

# Tracing takes a third of the time and decides nothing, so where only red or green counts it is off.
traced=()
if [ "${CI:-}" != true ]; then
  "$python" -m coverage erase
  traced=(--cov --cov-report=)
fi
failed=0

# pytest's 5 says that no test was selected, which arguments such as -k may well do.
none_selected_is_fine=$([ $# -gt 0 ] && echo yes || echo no)
tests() {
  local code=0
  "$@" || code=$?
  if [ "$code" -eq 5 ] && [ "$none_selected_is_fine" = yes ]; then code=0; fi
  [ "$code" -eq 0 ] || failed=1
}
pytest=("$python" -m pytest -n "$workers" --dist loadgroup)

echo "== on SQLite =="
tests "${pytest[@]}" "${traced[@]}" -m "not postgres" "$@"

if have_postgres >/dev/null; then
  # The same tests as above: counting their lines once more would cost half their time again.
  echo "== on PostgreSQL: the tests that touch the database =="
  tests scripts/with-postgres.sh "${pytest[@]}" -m "database or postgres" "$@"
else
  echo "the tests on PostgreSQL: no server found (apt-get install postgresql)" >>"$left_out"
  [ "${CI:-}" != true ] || failed=1
fi

if [ ${#traced[@]} -gt 0 ]; then
  echo "== coverage =="
  "$python" -m coverage report --skip-covered --sort=cover | tail -n "${COVERAGE_LINES:-15}" || true
fi

if [ -s "$left_out" ]; then
  echo "== left out =="
  sort -u "$left_out"
else
  echo "No test was left out."
fi
exit "$failed"
