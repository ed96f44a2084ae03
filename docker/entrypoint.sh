#!/usr/bin/env bash
# What the image runs; docker/test.sh runs it outside of a container.
#
#   entrypoint.sh [serve] [options]   the catalog server, configured by SKEP_... variables
#   entrypoint.sh passwd USER         a line for auth.password-file; the password is read from standard input
#   entrypoint.sh health              exits 0 when the server in this container is ready
#   entrypoint.sh <command> ...       a command of the agent: crawl, tables, describe, partitions
#
# JAVA_OPTS is added to the options of the JVM.
set -euo pipefail

lib=$(cd "$(dirname "${BASH_SOURCE[0]}")/../lib" && pwd)
command=${1:-serve}

# Asks the server by bash alone: the image has no curl, and a JVM per check costs more than the check.
health() {
  local status
  exec 3<>"/dev/tcp/127.0.0.1/${SKEP_HTTP_PORT:-8080}"
  printf 'GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
  read -r -t 4 _ status _ <&3
  [[ $status == 200 ]]
}

case $command in
  health)
    health
    exit
    ;;
  passwd)
    exec java -cp "$lib/catalog-server.jar" dev.skep.server.boot.PasswordCommand "${@:2}"
    ;;
  serve)
    jar=$lib/catalog-server.jar
    flags=(-XX:MaxRAMPercentage=70)
    set -- "${@:2}"
    ;;
  *)
    jar=$lib/crawler-agent.jar
    flags=(-XX:MaxRAMPercentage=70 -XX:+UseSerialGC -XX:TieredStopAtLevel=1)
    ;;
esac

# The server dies rather than limps when memory is short: the engine starts it again, and nothing acknowledged is lost.
# shellcheck disable=SC2086 # JAVA_OPTS is a list of words.
exec java "${flags[@]}" -XX:+ExitOnOutOfMemoryError ${JAVA_OPTS:-} -jar "$jar" "$@"
