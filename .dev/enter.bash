# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Into the Debian 13 root with bubblewrap: the root's system under this system's home, project, /tmp,
# desktop session and devices. The new / is empty but for these, so that any path of the host can be
# laid in at its own place, by any user, without a trace in the root on disk.

system_path=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

# The root's own system. /usr and the rest stay writable for root (apt-get in ./dev shell); others read.
add_root_system () {
  local name
  for name in usr etc var opt srv; do
    [[ ! -d $root/$name ]] || args+=(--bind "$root/$name" "/$name")
  done
  for name in bin sbin lib lib32 lib64; do
    [[ ! -L $root/$name ]] || args+=(--symlink "$(readlink "$root/$name")" "/$name")
  done
  args+=(--dev-bind /dev /dev --proc /proc --tmpfs /run)
}

# add_same PATH...: PATH of the host, at its own place, where it exists.
add_same () {
  local path
  for path in "$@"; do
    args+=(--bind-try "$path" "$path")
  done
}

add_read_only () {
  local path
  for path in "$@"; do
    [[ ! -e $path ]] || args+=(--ro-bind "$(realpath "$path")" "$path")
  done
}

# is_seen PATH: is it below a path laid in already?
is_seen () {
  local top
  for top in "${seen[@]}"; do
    [[ $1/ != "$top"/* ]] || return 0
  done
  return 1
}

# add_folder PATH: a folder that the work needs, unless it is there already. The root's own folders stay
# the root's: somebody who stands in /usr or / is put into the project instead.
add_folder () {
  [[ -n $1 && -d $1 ]] || return 0
  case $1 in
    /|/usr|/usr/*|/etc|/etc/*|/var|/var/*|/bin|/sbin|/lib*|/dev|/dev/*|/proc|/proc/*|/sys|/sys/*|/run) return 0 ;;
  esac
  is_seen "$1" || { add_same "$1"; seen+=("$1"); }
}

# The project, ../shared beside it, home, /tmp, where we stand, and the folders of files named as arguments.
add_folders () {
  local shared=${project%/*}/shared argument
  seen=()
  add_folder /tmp
  add_folder "$HOME"
  add_folder "$project"
  if [[ -d $shared ]]; then
    add_folder "$(realpath "$shared")"
    is_seen "$shared" || args+=(--symlink "$(realpath "$shared")" "$shared")
  fi
  # A worktree's repository may lie elsewhere.
  add_folder "$(git -C "$project" rev-parse --path-format=absolute --git-common-dir 2> /dev/null || true)"
  add_folder "$PWD"
  for argument in "$@"; do
    [[ ! -e $argument ]] || add_folder "$(dirname "$(realpath "$argument")")"
  done
}

# Names and time zone of this system. Users as well, but not for root: apt in the root has its own.
add_names () {
  local zone
  add_read_only "${laid_over[@]}"
  ((EUID == 0)) || add_read_only /etc/passwd /etc/group
  zone=$(readlink -f /etc/localtime 2> /dev/null || true)
  [[ -n ${TZ-} || $zone != */zoneinfo/* ]] || args+=(--setenv TZ "${zone#*/zoneinfo/}")
}

# X11, Wayland, the session bus, sound and graphics of the person's desktop.
add_desktop () {
  add_same "${XDG_RUNTIME_DIR:-/run/user/$EUID}" /run/dbus /run/udev /sys
  [[ -z ${XAUTHORITY-} ]] || is_seen "$XAUTHORITY" || add_same "$XAUTHORITY"
}

# The person's environment without what names libraries and modules of the other system.
add_environment () {
  local name
  for name in LD_LIBRARY_PATH LD_PRELOAD LIBRARY_PATH CPATH PKG_CONFIG_PATH PYTHONPATH PYTHONHOME \
    GI_TYPELIB_PATH GIO_MODULE_DIR GIO_EXTRA_MODULES GTK_PATH GTK_EXE_PREFIX GTK_MODULES GDK_PIXBUF_MODULE_FILE \
    GSETTINGS_SCHEMA_DIR XDG_DATA_DIRS XDG_CONFIG_DIRS GTK_IM_MODULE_FILE; do
    args+=(--unsetenv "$name")
  done
  args+=(--setenv PATH "$system_path" --setenv STEPWRIGHT_SYSTEM own --setenv STEPWRIGHT_IN_ROOT 1
    --setenv LOCPATH "$cache/locales")
}

# Users without root need name spaces; some systems forbid them.
check_bubblewrap () {
  local said
  said=$(bwrap --dev-bind / / true 2>&1) ||
    die "bubblewrap cannot make a name space here: $said" \
        "Allow it (sysctl kernel.unprivileged_userns_clone=1; on Ubuntu 24.04 also" \
        "kernel.apparmor_restrict_unprivileged_userns=0), or run ./dev as root, or use a newer system." \
        "In a container: start it with the right to make name spaces (for example --privileged)."
}

# enter_root ARGUMENT...: this script again, inside the root.
enter_root () {
  args=()
  check_bubblewrap
  add_root_system
  add_folders "$@"
  add_names
  add_desktop
  add_environment
  if is_seen "$PWD"; then args+=(--chdir "$PWD"); else args+=(--chdir "$project"); fi
  exec bwrap "${args[@]}" --die-with-parent "$project/dev" "$@"
}

# make_locale NAME: into LOCPATH, once; this needs no right to write in the root. A locale that cannot be made
# is left to the C library's fallback.
make_locale () {
  [[ $1 =~ ^([a-z]{2,3}(_[A-Z]{2})?)\.(UTF-8|utf8)(@[a-z]+)?$ ]] || return 0
  [[ ! -d $LOCPATH/$1 ]] || return 0
  mkdir -p "$LOCPATH"
  say "Making the locale $1 (once)."
  localedef -i "${BASH_REMATCH[1]}${BASH_REMATCH[4]}" -f UTF-8 "$LOCPATH/$1" > /dev/null 2>&1 || true
}

# Inside: the languages of the person's environment.
prepare_locales () {
  local name
  for name in LANG LC_ALL LC_MESSAGES LC_CTYPE LC_NUMERIC LC_TIME; do
    make_locale "${!name-}"
  done
}
