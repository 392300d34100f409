# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# The commands of ./dev, a function each. They run where the platform is: on the system itself, or in the root.

usage () {
  cat << 'END'
./dev COMMAND: installs what is missing, builds what changed, then

  run [FILE]              open the designer on FILE (without FILE: on an example);
                          without a display: run FILE in the terminal and write its picture
  test [--plain-only] [--long]
                          run every test, then the core tests again and the fuzzers under ASan and UBSan
  build [--asan]          only build, into _build (--asan: into _build-asan, with ASan and UBSan)
  shell                   a shell with the built programs on the path
  exec COMMAND ARGS...    one command with the built programs on the path
  shot FILE OUT.png [--dark] [--high-contrast] [--size WIDTHxHEIGHT] [--view diagram|split|code] [--run]
                          a screenshot of the designer showing FILE (--run: after a run of it)
  conform NAME DIR        run the conformance runner NAME over a folder of cases
  bench [NAME]            run the benchmarks
  fuzz [SECONDS] [NAME...]
                          feed the parsers with mutated texts for so long each (60), led by clang's libFuzzer
                          where there is clang; what made one fail is left in the build folder as crash-*
  setup                   only install what is missing
  help                    this text

On Debian 13, Ubuntu 25.04, Fedora 42 and later it uses the packages of the system. Elsewhere it makes
a Debian 13 root under ~/.cache/stepwright (XDG_CACHE_HOME moves it) and works inside it.
STEPWRIGHT_SYSTEM=own or =root overrules that choice.
END
}

# wrong_use TEXT: exit 2, as the programs themselves do.
wrong_use () {
  say "dev: $1"
  exit 2
}

# By the time a command runs, the set-up is done.
command_setup () {
  :
}

command_build () {
  case ${1-} in
    '') build_all "$plain" ;;
    --asan) build_all "$sanitized" ;;
    *) wrong_use "build takes --asan or nothing, not '$1'" ;;
  esac
}

command_shell () {
  build_all "$plain"
  use_built "$plain"
  # The person's own start-up files may put other things on the path: set it after them.
  exec bash --rcfile <(printf '%s\n' '[ ! -f ~/.bashrc ] || . ~/.bashrc' "PATH=$(printf '%q' "$PATH")" \
    'PS1="stepwright:\w\$ "')
}

command_exec () {
  (($# > 0)) || wrong_use "exec needs a command"
  build_all "$plain"
  use_built "$plain"
  command -v -- "$1" > /dev/null || wrong_use "exec: there is no program '$1'"
  exec "$@"
}

# tools_in FOLDER PREFIX: names of the programs FOLDER/PREFIX*, on one line.
tools_in () {
  local path names=()
  for path in "$1/$2"*; do
    [[ ! -f $path || ! -x $path ]] || names+=("${path##*/"$2"}")
  done
  echo "${names[*]:-none}"
}

command_conform () {
  (($# == 2)) || wrong_use "conform needs a NAME and a folder of cases"
  [[ -d $2 ]] || wrong_use "conform: there is no folder $2"
  build_all "$plain"
  use_built "$plain"
  local runners=$plain/tests/conform
  [[ -x $runners/conform-$1 ]] ||
    wrong_use "conform: $1 is not built yet; there are: $(tools_in "$runners" conform-)"
  exec "$runners/conform-$1" "$2"
}

command_bench () {
  build_all "$plain"
  use_built "$plain"
  local benches=$plain/tests/bench name
  if (($# > 0)); then
    [[ -x $benches/bench-$1 ]] || wrong_use "bench: no '$1'; there are: $(tools_in "$benches" bench-)"
    run_bench "$benches" "$@"
    return
  fi
  for name in $(tools_in "$benches" bench-); do
    [[ $name == none ]] || run_bench "$benches" "$name"
  done
}

# run_bench FOLDER NAME ARGS...: those that draw get a display of their own, so that figures can be compared.
run_bench () {
  local program=$1/bench-$2
  case $2 in
    canvas | runs | start | typing) "$project/tests/with-display.bash" "$program" "${@:3}" ;;
    *) "$program" "${@:3}" ;;
  esac
}

# The targets are tests that are told to go on for longer.
command_fuzz () {
  local seconds=60 folder=$fuzzing targets names=()
  if [[ ${1-} =~ ^[1-9][0-9]*$ ]]; then seconds=$1; shift; fi
  names=("${@/#/fuzz-}")
  if type -P clang > /dev/null; then
    local -x CC=clang
  else
    folder=$sanitized
    say "There is no clang (in Debian: apt-get install clang): the targets' own driver leads, blind to coverage."
  fi
  configure "$folder"
  mapfile -t targets < <(targets_of "$folder" fuzz)
  compile "$folder" "${targets[@]}"
  meson test -C "$folder" --no-rebuild --suite fuzz --timeout-multiplier 0 --print-errorlogs \
    --test-args="--seconds $seconds" "${names[@]}" < /dev/null
}

# The example that ./dev run shows to a newcomer.
first_example () {
  local found=("$project"/data/examples/*.asl.json)
  [[ -f ${found[0]} ]] || found=("$project"/data/examples/*/*.asl.json)
  [[ -f ${found[0]} ]] || die "There is no example in data/examples."
  echo "${found[0]}"
}

command_run () {
  local file
  (($# <= 1)) || wrong_use "run takes one FILE or nothing"
  [[ -z ${1-} || -r $1 ]] || wrong_use "run: cannot read $1"
  build_all "$plain"
  use_built "$plain"
  file=$(realpath "${1:-$(first_example)}")
  if [[ -n ${DISPLAY-}${WAYLAND_DISPLAY-} ]]; then
    say "Opening $file in the designer."
    exec stepwright-designer "$file"
  fi
  run_in_terminal "$file"
}

# run_in_terminal FILE: what there is to see of a definition without a display.
run_in_terminal () {
  local file=$1 picture status=0
  picture=$(basename "${file%.json}")
  picture=$PWD/${picture%.asl}.svg
  say "No display: running $file in the terminal."
  # The tasks file beside it is found by stepwright itself.
  stepwright run "$file" || status=$?
  stepwright graph "$file" -o "$picture" && say "Its picture: $picture"
  return $status
}

command_shot () {
  (($# >= 2)) || wrong_use "shot needs a FILE and an OUT.png"
  [[ -r $1 ]] || wrong_use "shot: cannot read $1"
  build_all "$plain"
  use_built "$plain"
  # Room for the window's own frame.
  SCREEN=2560x1600 exec "$project/tests/with-display.bash" python3 "$project/tests/ui/shot.py" "$@"
}

command_test () {
  local argument plain_only=0
  for argument; do
    case $argument in
      --plain-only) plain_only=1 ;;
      # Some tests have a long form: more points to end a run at, more kills, every byte of a torn log.
      --long) export STEPWRIGHT_LONG=1 ;;
      *) wrong_use "test takes --plain-only and --long, not '$argument'" ;;
    esac
  done
  [[ -z ${CI-} || -d ${project%/*}/shared/conformance ]] ||
    die "There is no ../shared/conformance, and CI is set: the conformance tests could not run."
  compile "$plain"
  # A test prints numbers where the decimal sign is a comma.
  export LOCPATH=$cache/locales
  make_locale de_DE.UTF-8
  local suite targets logs=() failed=0
  for suite in core packaging conformance services widgets ui; do
    run_suite "$plain" "$suite" "$suite" || failed=1
  done
  if ((!plain_only)); then
    configure "$sanitized"
    mapfile -t targets < <(targets_of "$sanitized" core fuzz)
    compile "$sanitized" "${targets[@]}"
    for suite in core fuzz; do
      run_suite "$sanitized" "$suite" "$suite (ASan, UBSan)" || failed=1
    done
  fi
  python3 "$project/tests/summary.py" total "${logs[@]}"
  return $failed
}

# run_suite FOLDER SUITE LABEL: one line if all is well, the failing cases otherwise. Adds to logs.
run_suite () {
  local folder=$1 suite=$2 label=$3 name=testlog-$2
  local log=$folder/meson-logs/$name.json arguments=(--suite "$suite")
  rm -f "$log"
  # The packaging checks are part of core for who lands a change; they need no second or sanitized run.
  [[ $suite != core ]] || arguments+=(--no-suite packaging)
  # Patience for slow machines: the timeouts in the tests are those of a fast one.
  meson test -C "$folder" --no-rebuild "${arguments[@]}" --timeout-multiplier 3 --logbase "$name" < /dev/null 2>&1 |
    tee "$folder/dev-test.log" | show_progress || true
  logs+=("$log")
  python3 "$project/tests/summary.py" suite "$label" "$log" "$folder/dev-test.log"
}
