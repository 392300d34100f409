# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Configure, build and install into the build folder itself, so that the programs find their settings,
# icons, languages and MIME types as they would on a real system, without touching the real system.

plain=$project/_build
sanitized=$project/_build-asan
fuzzing=$project/_build-fuzz

# Only the reference platform's compiler gives the warnings we know; elsewhere they stay warnings.
werror () {
  if [[ $(os_field ID)-$(os_field VERSION_ID) == debian-13 ]]; then echo true; else echo false; fi
}

# setup_options FOLDER: the options of Meson for one of the folders, one a line.
setup_options () {
  printf '%s\n' "--prefix=$1/prefix" "-Dwerror=$(werror)"
  [[ $1 == "$plain" ]] || printf '%s\n' -Db_sanitize=address,undefined -Db_lundef=false
  [[ $1 != "$fuzzing" ]] || printf '%s\n' -Dlibfuzzer=enabled -Dwerror=false
}

# configure FOLDER: once, and again when the options, the system or the place of the project changed.
configure () {
  local folder=$1 options stamp log=$1/dev.log
  mapfile -t options < <(setup_options "$folder")
  stamp="$(os_field ID) $(os_field VERSION_ID) $project ${options[*]}"
  [[ ! -f $folder/build.ninja || ! -f $folder/dev.stamp || $(< "$folder/dev.stamp") != "$stamp" ]] || return 0
  say "Configuring ${folder##*/}."
  mkdir -p "$folder"
  : > "$log"
  if [[ -f $folder/build.ninja ]]; then
    long_step "$log" meson setup --reconfigure "${options[@]}" "$folder" "$project" ||
      long_step "$log" meson setup --wipe "${options[@]}" "$folder" "$project" || die_of "$log" "Configuring failed."
  else
    long_step "$log" meson setup "${options[@]}" "$folder" "$project" || die_of "$log" "Configuring failed."
  fi
  printf '%s\n' "$stamp" > "$folder/dev.stamp"
}

# The first thing that failed, and what was said about it, without the long command line in between.
show_build_failure () {
  awk '/^FAILED/ { failed = NR } failed && NR != failed + 1 && ++shown <= 40' "$1" >&2
  grep -q '^FAILED' "$1" || tail -n 20 "$1" >&2
}

# compile FOLDER [TARGET...]: quiet unless there is much to do or something fails.
compile () {
  local folder=$1 log=$1/dev.log
  shift
  configure "$folder"
  : > "$log"
  ninja -C "$folder" -n "$@" | grep -q 'no work to do' || say "Building ${folder##*/}."
  if ! long_step "$log" ninja -C "$folder" "$@"; then
    show_build_failure "$log"
    die "The build failed." "The whole output: $log"
  fi
}

# targets_of FOLDER SUITE...: the files that the tests of these suites need, one a line, as ninja names them.
# (meson test builds far more than that.) The lists are those of the last configuration: bring it up first.
targets_of () {
  local folder=$1 info=$1/meson-info
  shift
  ninja -C "$folder" build.ninja > "$folder/dev.log" 2>&1 || die_of "$folder/dev.log" "Configuring failed."
  # shellcheck disable=SC2016 # the variables are jq's
  jq -r --slurpfile targets "$info/intro-targets.json" --arg folder "$folder/" --args '
    [.[] | select(any(.suite[]; ltrimstr("stepwright:") | IN($ARGS.positional[]))) | .depends[]] as $needed
    | $targets[0][] | select(.id | IN($needed[])) | .filename[] | ltrimstr($folder)' \
    "$@" < "$info/intro-tests.json"
}

# Lay what was built into FOLDER/prefix, if anything changed since the last time.
install_built () {
  local folder=$1 log=$1/dev.log
  [[ -n $(find "$folder/.ninja_log" -newer "$folder/dev.installed" 2> /dev/null) || ! -f $folder/dev.installed ]] || return 0
  long_step "$log" meson install -C "$folder" --no-rebuild --only-changed || die_of "$log" "Installing into $folder/prefix failed."
  touch "$folder/dev.installed"
}

build_all () {
  compile "$1"
  install_built "$1"
}

# use_built FOLDER: let what follows find the programs and their data.
use_built () {
  local prefix=$1/prefix
  export PATH="$prefix/bin:$PATH"
  export XDG_DATA_DIRS="$prefix/share:${XDG_DATA_DIRS:-/usr/local/share:/usr/share}"
}
