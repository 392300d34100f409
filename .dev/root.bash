# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# A Debian 13 root for systems older than GNOME 48: made once by debootstrap under the user's cache,
# entered with bubblewrap. The system itself gets no package but those two.

release=trixie
root=$cache/debian-13
root_mark=$cache/debian-13.packages   # a hash of the package list that the root holds; absent while it is being made
root_space=3000                       # MiB that a root takes while it is being made

# Files of this system that stand in for the root's. They must be plain files there.
laid_over=(/etc/resolv.conf /etc/hosts /etc/machine-id)

package_list=$project/.dev/packages.debian

packages_hash () {
  packages_in "$package_list" | sha256sum | cut -d ' ' -f 1
}

root_is_ready () {
  [[ -f $root_mark && -d $root && $(< "$root_mark") == "$(packages_hash)" ]]
}

# Make the root or bring it up to the package list. Safe to interrupt: a half-made root has another
# name, and the mark is written last. Safe to start twice: the second waits for the first.
prepare_root () {
  install_root_tools
  ! root_is_ready || return 0
  mkdir -p "$cache"
  local lock log=$cache/root.log
  exec {lock}> "$cache/lock"
  flock -n "$lock" || { say "Another ./dev is setting up the Debian 13 root: waiting for it."; flock "$lock"; }
  if ! root_is_ready; then
    : > "$log"
    [[ -d $root ]] || make_root "$log"
    fill_root "$log"
    packages_hash > "$root_mark.new"
    mv "$root_mark.new" "$root_mark"
  fi
  exec {lock}>&-
}

install_root_tools () {
  local missing=()
  command -v bwrap > /dev/null || missing+=(bubblewrap)
  # debootstrap is in sbin, which is not on every user's path; a ready root needs it no more.
  root_is_ready || PATH=$PATH:/usr/sbin:/sbin command -v debootstrap > /dev/null || missing+=(debootstrap)
  ((${#missing[@]} == 0)) && return
  case $(package_family) in
    debian) missing+=(debian-archive-keyring) ;;
    fedora) missing+=(debian-keyring) ;;
  esac
  install_on_host "to make and enter a Debian 13 root" "${missing[@]}"
}

need_space () {
  local free
  free=$(free_space "$cache")
  ((free >= root_space)) ||
    die "The Debian 13 root needs $root_space MiB, and $cache has $free MiB free." \
        "Free some space, or set XDG_CACHE_HOME to a directory on another disk."
}

# remove_tree DIR: away with it, never across a mount that an interrupted debootstrap left inside.
remove_tree () {
  local mounted
  while read -r mounted; do
    as_root umount --lazy "$mounted"
  done < <(awk -v top="$1/" 'index ($5, top) == 1 { print $5 }' /proc/self/mountinfo | sort -r)
  as_root rm -rf --one-file-system "$1"
}

# The Debian mirror that this system uses, if it is a Debian; nothing otherwise: debootstrap has a default.
host_mirror () {
  [[ $(os_field ID) == debian ]] || return 0
  # shellcheck disable=SC2016 # the words in $( ) are apt's
  apt-get indextargets --format '$(RELEASE) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' 2> /dev/null |
    awk -v codename="$(os_field VERSION_CODENAME)" \
      '$1 == codename && $2 == "main" && $3 ~ "^https?://.*/debian/$" { print $3; exit }'
}

# The proxy of this system's apt, for debootstrap, which does not read apt's settings.
use_host_proxy () {
  [[ -z ${http_proxy-} ]] && command -v apt-config > /dev/null || return 0
  local proxy=
  eval "$(apt-config shell proxy Acquire::http::Proxy)"
  [[ -z $proxy || $proxy == DIRECT ]] || export http_proxy=$proxy
}

# Runs as root, in a mount name space of its own: whatever is mounted here and by debootstrap is gone when it
# ends, however it ends. debootstrap cannot work below a path with spaces, so the root is bound to one without.
# An older debootstrap may not know the release by name; all releases share the script of sid.
# shellcheck disable=SC2016 # this is the inner shell's text
debootstrap_script='
  set -e
  partial=$1; shift; release=$1; shift
  mkdir -p "$partial"
  scripts=/usr/share/debootstrap/scripts
  target=$(mktemp -d /tmp/stepwright-root.XXXXXX)
  known=$(mktemp -d /tmp/stepwright-scripts.XXXXXX)
  trap "umount --lazy $target; rmdir $target; umount --lazy $scripts 2> /dev/null; rm -rf $known" EXIT
  mount --bind "$partial" "$target"
  if [ ! -e "$scripts/$release" ]; then
    cp -a "$scripts/." "$known"
    ln -s sid "$known/$release"
    mount --bind "$known" "$scripts"
  fi
  debootstrap --variant=minbase "$release" "$target" "$@"
'

make_root () {
  local log=$1 mirror from=() partial=$root.partial
  need_root "make a Debian 13 root in $cache"
  need_space
  say "Making a Debian 13 root in $cache (once; a few minutes)."
  [[ ! -e $partial ]] || remove_tree "$partial"
  mirror=$(host_mirror)
  use_host_proxy
  [[ -z $mirror ]] || from=("$mirror")
  long_step "$log" as_root env PATH="$PATH:/usr/sbin:/sbin" http_proxy="${http_proxy-}" LC_ALL=C \
    unshare --mount bash -c "$debootstrap_script" debootstrap "$partial" "$release" "${from[@]}" ||
    die_of "$log" "Making the Debian 13 root failed."
  as_root mv "$partial" "$root"
}

# This system's settings for fetching packages (proxy, retries, checks) serve the root as well.
host_apt_settings () {
  command -v apt-config > /dev/null || return 0
  apt-config dump | grep -E '^Acquire::(https?::Proxy|https?::Timeout|Retries|Check-|ForceIPv|Queue-Mode)' || true
}

# Install what the list names and the root lacks; also ends what an interrupted apt began.
fill_root () {
  local log=$1 wanted file
  mapfile -t wanted < <(packages_in "$package_list")
  need_root "install packages in the Debian 13 root"
  say "Installing the packages of Stepwright in the Debian 13 root (${#wanted[@]} and what they need)."
  host_apt_settings | as_root tee "$root/etc/apt/apt.conf.d/90host" > /dev/null
  for file in "${laid_over[@]}"; do
    [[ -f $root$file && ! -L $root$file ]] ||
      { as_root rm -f "$root$file" && as_root touch "$root$file"; }
  done
  long_step "$log" apt_in_root "${wanted[@]}" || die_of "$log" "Installing packages in the Debian 13 root failed."
}

apt_in_root () {
  in_root_as_root dpkg --configure -a &&
    in_root_as_root apt-get update -q &&
    in_root_as_root apt-get install -q -y --no-install-recommends -o APT::Status-Fd=1 "$@" &&
    in_root_as_root apt-get clean
}

# in_root_as_root COMMAND...: with the whole root writable and nothing of this system but devices and names.
in_root_as_root () {
  as_root env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 PATH="$system_path" \
    "$(command -v bwrap)" --bind "$root" / --dev-bind /dev /dev --proc /proc --tmpfs /run --tmpfs /tmp \
    --ro-bind "$(realpath /etc/resolv.conf)" /etc/resolv.conf --ro-bind /etc/hosts /etc/hosts \
    --chdir / --die-with-parent "$@"
}
