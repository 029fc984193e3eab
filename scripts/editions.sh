#!/bin/sh
# Makes the editions of the bundled example, in order: a record of each in editions/, as of its day.
# With FOLDER, which holds the public extracts (trials-DAY.csv, sites-DAY.csv, packed or not), their
# tables and labels are made again first; all but the newest are packed. An edition that is recorded
# stays as it is; one that comes out otherwise is a revision.
# Usage: editions.sh BIN [FOLDER]
set -eu
bin=$1 folder=${2:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

whole() { if [ -e "$folder/$1" ]; then cat "$folder/$1"; else gzip -dc "$folder/$1.gz"; fi >"$work/$1"; }

table() { # the table of a day and the labels of its trials, which are read with titles and summaries
  whole "trials-$1.csv"
  whole "sites-$1.csv"
  set -- "$1" "data/trials/$1-ctgov.csv" "data/trials/$1-labels.csv"
  rm -f "$2" "$2.gz" "$3" "$3.gz"
  for made in "$work/full.csv" "$2 --drop title,summary"; do
    # shellcheck disable=SC2086 # the second is a path and an option
    "$bin/cartreport" import registry-csv "$work/trials-$1.csv" "$work/sites-$1.csv" \
      --map daily-extract --snapshot "$1" --accessed 2026-11-27 -o $made
  done
  "$bin/cartreport" classify --trials "$work/full.csv" -o "$3"
}

edition() { # MONTH DAY
  [ -z "$folder" ] || table "$2"
  [ "$2" = 2026-08-22 ] || for made in data/trials/"$2"-*.csv; do
    [ ! -e "$made" ] || gzip -9n "$made"
  done
  "$bin/cartreport" build --edition "$1" --as-of "$2" --format csv --record --out "$work/out"
}

edition 2026-04 2026-04-25
edition 2026-05 2026-05-31
edition 2026-06 2026-06-30
edition 2026-07 2026-08-01
edition 2026-08 2026-08-22
