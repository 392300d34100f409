#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# with-display.bash COMMAND...: run COMMAND on an X display, a session bus and a home of its own, all gone
# afterwards. SCREEN sets the size of the screen (default 1440x960). Exits 77 (skipped) where there is no
# Xvfb, but fails where CI is set.
set -euo pipefail

for tool in Xvfb dbus-run-session; do
  command -v "$tool" > /dev/null && continue
  echo "with-display: $tool is not installed" >&2
  [[ -z ${CI-} ]] || exit 1
  echo "1..0 # SKIP $tool is not installed"
  exit 77
done

home=$(mktemp -d "${TMPDIR:-/tmp}/stepwright-test.XXXXXX")
server=
finish () {
  [[ -z $server ]] || kill "$server" 2> /dev/null || true
  rm -rf "$home"
}
trap finish EXIT
trap 'exit 143' TERM
trap 'exit 130' INT

# The server picks a free display itself and writes its number once it is ready.
mkfifo "$home/display"
Xvfb -displayfd 3 -screen 0 "${SCREEN:-1440x960}x24" -nolisten tcp -noreset +extension RANDR \
  3> "$home/display" 2> "$home/xvfb.log" > /dev/null < /dev/null &
server=$!
read -r number < "$home/display" || { echo "with-display: Xvfb did not start" >&2; cat "$home/xvfb.log" >&2; exit 1; }

mkdir -m 700 "$home/run"
unset WAYLAND_DISPLAY XAUTHORITY DBUS_SESSION_BUS_ADDRESS AT_SPI_BUS_ADDRESS DESKTOP_SESSION XDG_CURRENT_DESKTOP GTK_THEME
export DISPLAY=:$number GDK_BACKEND=x11 GSK_RENDERER=cairo LIBGL_ALWAYS_SOFTWARE=1 \
  HOME=$home XDG_RUNTIME_DIR=$home/run XDG_CONFIG_HOME=$home/config XDG_CACHE_HOME=$home/cache \
  XDG_DATA_HOME=$home/data XDG_STATE_HOME=$home/state GSETTINGS_BACKEND=${GSETTINGS_BACKEND:-memory} \
  GIO_USE_VFS=local GIO_USE_VOLUME_MONITOR=unix GTK_USE_PORTAL=0 ADW_DISABLE_PORTAL=1

# dbus-run-session ends the bus with COMMAND. What the bus and its services say is kept out of COMMAND's output.
# shellcheck disable=SC2016 # the inner shell's words
dbus-run-session -- bash -c 'exec "$@" >&3 2>&4 3>&- 4>&-' with-display "$@" \
  3>&1 4>&2 > "$home/bus.log" 2>&1 < /dev/null
