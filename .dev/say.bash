# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Words to the person at the terminal: what is being done, how far it is, why it failed and how to mend it.
# All of it goes to stderr, so that the output of the programs started stays clean.

say () {
  printf '%s\n' "$*" >&2
}

# die REASON [MEND...]: a line each, then out with status 1.
die () {
  say "dev: $1"
  shift
  local mend
  for mend in "$@"; do
    say "     $mend"
  done
  exit 1
}

# Show the newest line of a long step: in place on a terminal, elsewhere one line every 15 seconds.
show_progress () {
  local line last=$SECONDS columns=${COLUMNS:-80}
  while IFS= read -r line; do
    case $line in
      dlstatus:*|pmstatus:*) # apt's status lines: kind:package:percent:text
        line=${line#*:*:}
        line="${line%%[.:]*} %  ${line#*:}" ;;
    esac
    if [[ -t 2 ]]; then
      printf '\r\e[K  %s' "${line:0:columns-3}" >&2
    elif ((SECONDS - last >= 15)); then
      printf '  %s\n' "$line" >&2
      last=$SECONDS
    fi
  done
  [[ ! -t 2 ]] || printf '\r\e[K' >&2
}

# long_step LOG COMMAND...: run COMMAND with its output appended to LOG and its progress shown.
# With pipefail set, the status is COMMAND's.
long_step () {
  local log=$1
  shift
  "$@" < /dev/null 2>&1 | tee -a "$log" | show_progress
}

# Reasons seen in logs of apt, dnf and debootstrap, each with its mend. First match wins.
mends=(
  'No space left|enough free space'
  'The disk is full: free some space, or set XDG_CACHE_HOME to a directory on another disk.'
  'Temporary failure|[Cc]ould ?n[o.]t resolve|Failed getting release|Unable to (connect|fetch)|Network is unreachable|Connection (refused|timed out)|Could not connect|Failed to (fetch|download)|Curl error'
  'The packages could not be fetched: check the network and the proxy (http_proxy, or the package manager'\''s own setting).'
  'noexec or nodev'
  'Set XDG_CACHE_HOME to a directory on a disk mounted without noexec and nodev.'
  'unknown key|Invalid Release signature|NO_PUBKEY|not signed'
  'The keys of the Debian archive are too old: upgrade the package debian-archive-keyring (Fedora: debian-keyring).'
  'Could not get lock|Unable to (acquire|lock)'
  'Another package manager is at work: wait for it to end.'
  'a password is required|incorrect password|not in the sudoers'
  'Run it as root, or as a user who may use sudo.'
)

# free_space FOLDER: in MiB.
free_space () {
  df -Pk "$1" | awk 'NR == 2 { print int ($4 / 1024) }'
}

# die_of LOG REASON: die with the mend that LOG suggests and its last lines.
die_of () {
  local log=$1 reason=$2 i
  tail -n 6 "$log" 2> /dev/null | sed 's/^/  | /' >&2
  # Not every tool says so when the disk is full.
  (($(free_space "${log%/*}") >= 20)) || echo 'No space left' >> "$log"
  for ((i = 0; i < ${#mends[@]}; i += 2)); do
    if grep -qE -- "${mends[i]}" "$log" 2> /dev/null; then
      die "$reason" "${mends[i + 1]}" "Then run the same again: it goes on where it stopped. Log: $log"
    fi
  done
  die "$reason" "Log: $log"
}
