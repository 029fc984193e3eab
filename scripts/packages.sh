#!/bin/sh
# Installs the Debian packages that are missing, as root or through a sudo that asks nothing.
# Usage: packages.sh WHY PACKAGE…
# Exit code 0: all are there, or this is no Debian. 1: some are not, and it may not or cannot.
set -u
why=$1
shift
export DEBIAN_FRONTEND=noninteractive LC_ALL=C
command -v apt-get >/dev/null && command -v dpkg-query >/dev/null || exit 0

missing=
for package; do
  case $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) in
    installed) ;;
    *) missing="$missing $package" ;;
  esac
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
  root=
elif sudo -n true 2>/dev/null; then
  root='sudo -n'
else
  exit 1
fi
echo "Installing$missing: $why" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086 # words are meant
if ! { $root apt-get update -q && $root apt-get install -q -y --no-install-recommends $missing; } \
  >"$log" 2>&1 </dev/null; then
  tail -n 5 "$log" >&2
  echo "apt-get could not install$missing." >&2
  exit 1
fi
