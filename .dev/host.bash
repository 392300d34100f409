# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# The system we run on: does it have the platform (GNOME 48), and which packages does it lack?

# os_field NAME: a field of os-release, empty where absent.
os_field () {
  # shellcheck source=/dev/null
  (. /etc/os-release 2> /dev/null; printf '%s' "${!1-}")
}

# version_at_least HAVE WANT
version_at_least () {
  [[ $(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1) == "$2" ]]
}

# Does this system carry the platform in its own packages? STEPWRIGHT_SYSTEM=own or =root overrules
# the answer, for systems not named here and for trying the other road.
host_has_platform () {
  case ${STEPWRIGHT_SYSTEM-} in
    own) return 0 ;;
    root) return 1 ;;
    '') ;;
    *) die "STEPWRIGHT_SYSTEM is '$STEPWRIGHT_SYSTEM'" "Set it to 'own' or 'root', or leave it out." ;;
  esac
  local version
  version=$(os_field VERSION_ID)
  case $(os_field ID) in
    debian) [[ -z $version ]] || version_at_least "$version" 13 ;; # testing and sid have no number
    ubuntu) version_at_least "$version" 25.04 ;;
    fedora) version_at_least "$version" 42 ;;
    *) return 1 ;;
  esac
}

# The packages named in FILE, without its comments.
packages_in () {
  sed -e 's/#.*//' -e 's/[[:space:]]*$//' -e '/^$/d' "$1"
}

# as_root COMMAND...: as it is for root, else through sudo.
as_root () {
  if ((EUID == 0)); then
    "$@"
  else
    sudo -- "$@"
  fi
}

# need_root WHAT: die unless as_root can work; otherwise say that it will ask.
need_root () {
  local once
  ((EUID != 0)) || return 0
  once=$(printf 'XDG_CACHE_HOME=%q %q setup' "${cache%/*}" "$project/dev")
  command -v sudo > /dev/null ||
    die "Cannot $1: you are not root, and there is no sudo." "Install sudo, or have this run as root once: $once"
  sudo -n true 2> /dev/null && return
  [[ -t 0 ]] ||
    die "Cannot $1: sudo wants a password, and there is no terminal to type it on." \
      "Run it in a terminal, or have this run as root once: $once"
  say "sudo may ask for your password (to $1)."
}

# missing_packages FILE: those of FILE that the package manager does not know as installed.
missing_packages () {
  local wanted
  mapfile -t wanted < <(packages_in "$1")
  if command -v dpkg-query > /dev/null; then
    comm -23 <(printf '%s\n' "${wanted[@]}" | sort -u) \
      <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${wanted[@]}" 2> /dev/null |
        sed -n 's/^installed //p' | sort -u)
  elif command -v rpm > /dev/null; then
    rpm -q --whatprovides "${wanted[@]}" 2> /dev/null | sed -n 's/^no package provides //p'
  fi
}

# The family of package manager: debian, fedora or nothing.
package_family () {
  if command -v apt-get > /dev/null; then
    echo debian
  elif command -v dnf > /dev/null; then
    echo fedora
  fi
}

# install_packages LOG PACKAGE...
install_packages () {
  local log=$1
  shift
  case $(package_family) in
    debian)
      long_step "$log" as_root apt-get update -q &&
        long_step "$log" as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y \
          --no-install-recommends -o APT::Status-Fd=1 -o DPkg::Lock::Timeout=120 "$@" ;;
    fedora) long_step "$log" as_root dnf install -y --setopt=install_weak_deps=False "$@" ;;
    *) die "Do not know this system's package manager." "Install by hand, then run again: $*" ;;
  esac
}

# install_on_host WHAT-FOR PACKAGE...: say it, install, or die with the mend.
install_on_host () {
  local purpose=$1 log=$cache/install.log
  shift
  mkdir -p "$cache"
  : > "$log"
  say "Installing $# packages of this system $purpose: $*"
  need_root "install packages"
  install_packages "$log" "$@" || die_of "$log" "Installing packages failed."
}

# Everything the platform needs, from this system's own packages.
prepare_host () {
  local missing family
  family=$(package_family)
  [[ -n $family ]] || return 0
  mapfile -t missing < <(missing_packages "$project/.dev/packages.$family")
  ((${#missing[@]} == 0)) || install_on_host "to build and test Stepwright" "${missing[@]}"
}
