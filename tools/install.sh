#!/usr/bin/env bash
# Installs what the tests need beside Go, or names it in one line. Nothing of it is shipped.
#   chromium         the browser journeys
#   PostgreSQL       a private server for the contract tests of the store
#   node and npm     run axe-core (accessibility) and lighthouse (speed), pinned in tools/browser
set -euo pipefail
cd "$(dirname "$0")/.."

has() { command -v "$1" >/dev/null 2>&1; }
has_chromium() { has chromium || has chromium-browser || has google-chrome; }
has_postgres() { has initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; }

missing=()
has_chromium || missing+=(chromium fonts-dejavu-core)
has_postgres || missing+=(postgresql)
has node || missing+=(nodejs)
has npm || missing+=(npm)

if [ ${#missing[@]} -gt 0 ]; then
  if ! has apt-get; then
    echo "the tests need ${missing[*]} (names of Debian's packages): please install them" >&2
    exit 1
  fi
  as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! has sudo || ! sudo -n true 2>/dev/null; then
      echo "the tests need ${missing[*]}: sudo apt-get install --no-install-recommends ${missing[*]}" >&2
      exit 1
    fi
    as_root=(sudo)
  fi
  echo "installing ${missing[*]}"
  "${as_root[@]}" apt-get -qq update
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get -qq install -y --no-install-recommends "${missing[@]}" >/dev/null
fi

pinned() { node -p "require('./tools/browser/package.json').devDependencies['$1']"; }
installed() { node -p "try { require('./tools/browser/node_modules/$1/package.json').version } catch { '' }"; }
for tool in axe-core lighthouse; do
  if [ "$(installed $tool)" != "$(pinned $tool)" ]; then
    echo "installing axe-core and lighthouse into tools/browser"
    npm install --prefix tools/browser --no-save --no-progress --loglevel=error
    break
  fi
done
