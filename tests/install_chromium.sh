#!/bin/sh
# Makes sure that the browser tests have a Chromium, and the library that Playwright needs to drive it.
# $1 is Playwright's command.
set -eu

as_root=""
if [ "$(id -u)" != 0 ]; then as_root="sudo -n"; fi

install() {
    command -v apt-get >/dev/null 2>&1 && $as_root true 2>/dev/null || return 1
    echo "Installing what the browser tests need (apt-get install $*)"
    $as_root apt-get update -qq
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

has_chromium() {
    [ -z "${SITEGEN_CHROMIUM:-}" ] || return 0
    for name in chromium chromium-browser google-chrome; do
        if command -v "$name" >/dev/null 2>&1; then return 0; fi
    done
    ls "${HOME:-/root}"/.cache/ms-playwright/chromium-* >/dev/null 2>&1
}

[ -z "${SITEGEN_NO_BROWSER:-}" ] || exit 0
"$1" --version >/dev/null 2>&1 || install libatomic1 || true
if has_chromium || install chromium fonts-noto-core; then exit 0; fi
echo "Installing Chromium for the browser tests (playwright install chromium)"
"$1" install chromium ||
    echo "No Chromium: the browser tests will fail. Install one, or set SITEGEN_NO_BROWSER=1 to leave them out." >&2
