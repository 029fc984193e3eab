#!/bin/sh
# Builds the bundled briefing. Where no PDF can be made here, and the packages that it needs may not
# be installed, it builds the HTML and the tables, and leaves a line in LACK that says what is missing.
# Usage: edition.sh BIN OUT LACK PACKAGE…
set -eu
bin=$1 out=$2 lack=$3
shift 3
rm -f "$lack"

doctor() { "$bin/cartreport" doctor --quiet 2>&1; } # says nothing where nothing is missing

code=0
told=$(doctor) || code=$?
if [ -n "$told" ] && sh scripts/packages.sh "Pango sets the PDF's text, HarfBuzz cuts its fonts" "$@"; then
  code=0
  told=$(doctor) || code=$?
fi
if [ "$code" = 0 ]; then
  [ -z "$told" ] || echo "$told" >&2
  exec "$bin/cartreport" build --no-record --out "$out"
fi
"$bin/cartreport" build --out "$out" --format html,csv
echo "$told" | sed -n 's/^error: \(.*\)/\1./p; $s/^ *//p' | paste -s -d " " - >"$lack"
