#!/usr/bin/env bash
# Runs what the image runs, outside of a container: the files that the Dockerfile copies, in a folder nobody may write to,
# as a user that owns nothing but the data. Needs the jars: mvn -DskipTests package
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scratch=$(mktemp -d)
install=$scratch/opt
data=$scratch/data
server=
as_user=()

cleanup() {
  [[ -z $server ]] || kill -KILL "$server" 2>/dev/null || true
  chmod -R u+w "$scratch" && rm -rf "$scratch"
}
trap cleanup EXIT

fail() {
  echo "docker/test.sh: $1" >&2
  sed 's/^/  /' "$scratch"/*.log >&2 2>/dev/null || true
  exit 1
}

# The layout of the image, from the lines of its Dockerfile.
while read -r from to; do
  [[ -f $from ]] || fail "$from is not built: run mvn -DskipTests package"
  install -D -m "$([[ -x $from ]] && echo 555 || echo 444)" "$from" "$install/$to"
done < <(sed -n 's|^COPY --from=build /src/\(\S*\) /opt/skep/\(\S*\)$|\1 \2|p' docker/Dockerfile)
mkdir -p "$data" "$scratch/lake"
cp -r crawler-agent/sample-lake/data/elements "$scratch/lake/"
chmod -R a+rX,a-w "$install"
chmod 755 "$scratch"
if [[ $(id -u) -eq 0 ]]; then
  as_user=(setpriv --reuid=10001 --regid=10001 --clear-groups)
  chown 10001:10001 "$data"
fi

# The command line of the image with these settings. An array, so that what runs in the background is the server itself.
settings() {
  skep=("${as_user[@]}" env -i --chdir="$data" PATH="$PATH" JAVA_OPTS=-Xmx256m SKEP_DATA_DIR="$data" SKEP_HIVE_PORT=0
    "$@" "$install/bin/entrypoint.sh")
}

# Starts the server on free ports and waits for its one line on standard output.
start() {
  settings SKEP_SECURITY_ALLOW_OPEN=true SKEP_HTTP_PORT=0
  : >"$scratch/server.out"
  "${skep[@]}" >"$scratch/server.out" 2>"$scratch/server.log" &
  server=$!
  for _ in {1..600}; do
    ! grep -q '^Skep is ready' "$scratch/server.out" || break
    kill -0 "$server" 2>/dev/null || fail "the server ended before it was ready"
    sleep 0.1
  done
  port=$(sed -n 's|^Skep is ready.*http://[^ ]*:\([0-9]*\).*|\1|p' "$scratch/server.out")
  [[ -n $port ]] || fail "the server did not become ready within a minute"
  settings SKEP_HTTP_PORT="$port"
}

stop() {
  local status=0
  kill -TERM "$server"
  wait "$server" || status=$?
  server=
  [[ $status -eq 0 ]] || fail "the server exited with $status on SIGTERM"
}

settings SKEP_HTTP_HOST=0.0.0.0
! timeout 60 "${skep[@]}" >"$scratch/open.out" 2>"$scratch/open.log" || fail "the server listens to everybody without being told to"
grep -q 'allow-open' "$scratch/open.log" || fail "the refusal does not name the setting"

start
"${skep[@]}" health || fail "the server is ready but not healthy"
"${skep[@]}" crawl "$scratch/lake" --database lake --server "http://127.0.0.1:$port" >"$scratch/crawl.log" 2>&1 ||
  fail "the crawl failed"
stop
! "${skep[@]}" health 2>"$scratch/health.log" || fail "the server stopped, and yet it is healthy"

start
"${skep[@]}" tables --database lake --server "http://127.0.0.1:$port" >"$scratch/tables.log" 2>&1 ||
  fail "the tables cannot be listed"
grep -q elements "$scratch/tables.log" || fail "the table is lost after a restart"
stop

echo "docker/test.sh: the image starts, answers, keeps and stops what it should, as an unprivileged user"
