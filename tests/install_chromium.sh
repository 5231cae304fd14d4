#!/bin/sh
# Makes sure that there is a Chromium for the browser tests. $1 is Playwright's command.
set -eu

[ -z "${SITEGEN_NO_BROWSER:-}" ] || exit 0
[ -z "${SITEGEN_CHROMIUM:-}" ] || exit 0
for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if ls "${HOME:-/root}"/.cache/ms-playwright/chromium-* >/dev/null 2>&1; then exit 0; fi

as_root=""
if [ "$(id -u)" != 0 ]; then as_root="sudo -n"; fi
if command -v apt-get >/dev/null 2>&1 && $as_root true 2>/dev/null; then
    echo "Installing Chromium for the browser tests (apt-get install chromium)"
    $as_root apt-get update -qq
    if DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends chromium fonts-noto-core >/dev/null
    then exit 0; fi
fi
echo "Installing Chromium for the browser tests (playwright install chromium)"
"$1" install chromium ||
    echo "No Chromium: the browser tests will fail. Install one, or set SITEGEN_NO_BROWSER=1 to leave them out." >&2
