#!/usr/bin/env bash
# Runs every test: installs what is missing where it can, starts a private throw-away PostgreSQL, builds, tests,
# and closes with "N passed, N failed". Says loudly what had to be skipped; under CI nothing may be but what the machine forbids.
#   ./test.sh [--with ENGINE,…] [arguments for dotnet test]
# Engines: mlnet (tagger), hangfire (jobs). Their packages are optional; an engine is compiled in and tested where they can be had.
set -uo pipefail
cd "$(dirname "$0")"

# Optional engines and the build property of each.
declare -A engine_properties=([mlnet]=MlNet [hangfire]=Hangfire)
engines=()
if [ "${1:-}" = --with ]; then
  IFS=, read -ra engines <<<"${2:-}"
  [ ${#engines[@]} -gt 0 ] || engines=("")
  for engine in "${engines[@]}"; do
    [[ -n "$engine" && -v engine_properties[$engine] ]] && continue
    echo "--with: expected one or more of ${!engine_properties[*]}, separated by commas, got \"${2:-}\"" >&2
    exit 2
  done
  shift 2
fi

skipped_parts=()
forbidden_parts=()
properties=()
work=$(mktemp -d)
chmod 755 "$work"
postgres_started=""

cleanup() {
  [ -n "$postgres_started" ] && as_postgres "$pg_bin/pg_ctl" -D "$work/pg" -m immediate stop >/dev/null 2>&1
  rm -rf "$work"
}
trap cleanup EXIT

as_postgres() {
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

find_pg_bin() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1; }

can_mount() { mkdir -p "$work/disk" && mount -t tmpfs -o size=1m tmpfs "$work/disk" 2>/dev/null && umount "$work/disk"; }

find_libfaketime() { ls /usr/lib/*/faketime/libfaketimeMT.so.1 2>/dev/null | head -n 1; }

install_missing() {
  local wanted=()
  [ -n "$(find_pg_bin)" ] || wanted+=(postgresql)
  command -v chromium >/dev/null || wanted+=(chromium)
  [ -n "$(find_libfaketime)" ] || wanted+=(faketime)
  fc-list :lang=zh 2>/dev/null | grep -q . || wanted+=(fonts-noto-cjk)
  [ ${#wanted[@]} -eq 0 ] && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing ${wanted[*]}"
    (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${wanted[@]}") >"$work/apt.log" 2>&1 || tail -n 5 "$work/apt.log"
  fi
}

start_postgres() {
  pg_bin=$(find_pg_bin)
  [ -n "$pg_bin" ] || return 1
  mkdir "$work/pg" "$work/socket"
  [ "$(id -u)" = 0 ] && chown postgres "$work/pg" "$work/socket"
  as_postgres "$pg_bin/initdb" -D "$work/pg" -U qa --auth=trust --no-sync >"$work/initdb.log" 2>&1 || return 1
  local port
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])' 2>/dev/null || echo $((20000 + RANDOM % 20000)))
  as_postgres "$pg_bin/pg_ctl" -D "$work/pg" -w -l "$work/pg/log" \
    -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$work/socket -c fsync=off -c max_connections=200" start >/dev/null || return 1
  postgres_started=yes
  export QA_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=qa;Database=postgres"
}

# Restores the project of an engine; without its packages the tests run without the engine.
add_engine() {
  local property=${engine_properties[$1]}
  if dotnet restore "src/QaAnalyzer.$property" "-p:$property=true" --nologo -v quiet >"$work/restore-$1.log" 2>&1; then
    properties+=("-p:$property=true")
    return
  fi
  grep -oE 'error .*' "$work/restore-$1.log" | sort -u | head -n 3
  skipped_parts+=("$1: the package sources of this machine do not give its packages")
}

install_missing
for engine in "${engines[@]}"; do add_engine "$engine"; done
start_postgres || skipped_parts+=("PostgreSQL is not here: storage and job tests ran on SQLite only")
command -v chromium >/dev/null || skipped_parts+=("Chromium is not here: the browser tests cannot pass (install the package chromium)")
[ -n "$(find_libfaketime)" ] || skipped_parts+=("libfaketime is not here: nothing was tried with clocks apart (install the package faketime)")

# No package brings these: they are for whoever runs the machine to allow.
can_mount || forbidden_parts+=("a small disk cannot be mounted here (tmpfs, as root): nothing was tried with a full disk")
unshare --uts true 2>/dev/null || forbidden_parts+=("a program cannot be given a host name of its own (unshare --uts): nothing was tried with clocks apart")

dotnet build QaAnalyzer.sln -c Release --nologo -v quiet "${properties[@]}" || { echo "The build failed."; echo "0 passed, 1 failed"; exit 1; }

passed=0
failed=0
broken=0
for project in tests/*/*.csproj; do
  name=$(basename "$project" .csproj)
  log="$work/$name.log"
  dotnet test "$project" -c Release --no-build --nologo "${properties[@]}" "$@" 2>&1 | tee "$log"
  line=$(grep -E '^(Passed|Failed)! ' "$log" | tail -n 1)
  if [ -z "$line" ]; then
    echo "$name ended without a result."
    broken=1
    continue
  fi
  passed=$((passed + $(sed -E 's/.*Passed: *([0-9]+).*/\1/' <<<"$line")))
  failed=$((failed + $(sed -E 's/.*Failed: *([0-9]+).*/\1/' <<<"$line")))
done

for part in "${skipped_parts[@]:-}" "${forbidden_parts[@]:-}"; do
  [ -n "$part" ] && echo "*** NOT TESTED: $part ***"
done
if [ "${CI:-}" = true ] && [ ${#skipped_parts[@]} -gt 0 ]; then broken=1; fi
failed=$((failed + broken))
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
