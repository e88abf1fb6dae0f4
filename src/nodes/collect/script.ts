import { commonProbes, mostBytes, type Probe, type Uname } from "./probe.ts";

/**
 * The looks at a machine as one script for any POSIX shell, so that a machine without v7 is looked at as this one is. Every look is a child of
 * its own, all at once, with its own deadline; one that cannot be killed is left. What is printed stands between lines that bear `nonce`,
 * with its bytes counted: whatever a login prints before and after is none of it.
 */
export function scriptOf(nonce: string, more: (system: Uname) => readonly Probe[]): string {
  const linesOf = (system: Uname): string => [...commonProbes[system], ...more(system)].map(callOf).join("\n");
  return `${prelude(nonce)}
case $system in
Linux)
${linesOf("Linux")}
;;
Darwin)
${linesOf("Darwin")}
;;
esac
${ending}`;
}

function callOf({ name, programs, words, seconds }: Probe): string {
  return ["look", quoted(name), String(seconds), ...programs.map(quoted), "--", ...words.map(quoted)].join(" ");
}

/** One word, whatever it holds. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

function prelude(nonce: string): string {
  return `LC_ALL=C LANG=C PATH=/usr/bin:/bin:/usr/sbin:/sbin
export LC_ALL LANG PATH
umask 077
nonce=${quoted(nonce)}
system=$(uname -s)
names=
d=$(mktemp -d "\${TMPDIR:-/tmp}/v7-facts.XXXXXX") || exit 70
trap 'rm -rf "$d"' EXIT
trap 'exit 70' HUP INT TERM
look() {
  name=$1 limit=$2 program=
  shift 2
  while [ "$1" != -- ]; do
    [ -z "$program" ] && [ -x "$1" ] && program=$1
    shift
  done
  shift
  names="$names $name"
  : >"$d/$name.out"
  : >"$d/$name.err"
  if [ -z "$program" ]; then
    echo absent >"$d/$name.end"
    return
  fi
  echo "$limit" >"$d/$name.limit"
  (
    {
      "$program" "$@" </dev/null 2>"$d/$name.err" &
      echo $! >"$d/$name.pid"
      wait $!
      echo "$?" >"$d/$name.exit"
    } | head -c ${mostBytes} >"$d/$name.out"
    mv "$d/$name.exit" "$d/$name.end"
  ) >/dev/null 2>&1 &
}`;
}

/** Twenty looks a second: whether each has ended, or has to. */
const ending = `ticks=0
while :; do
  open=0
  for name in $names; do
    [ -f "$d/$name.end" ] || [ -f "$d/$name.killed" ] && continue
    read -r limit <"$d/$name.limit"
    if [ "$ticks" -ge $((limit * 20)) ]; then
      : >"$d/$name.killed"
      [ -f "$d/$name.pid" ] && kill -KILL "$(cat "$d/$name.pid")" 2>/dev/null
    else
      open=1
    fi
  done
  [ "$open" = 0 ] && break
  sleep 0.05 2>/dev/null || { sleep 1; ticks=$((ticks + 19)); }
  ticks=$((ticks + 1))
done
printf '\\nv7-facts %s begin %s %s\\n' "$nonce" "$system" "$(date -u +%s)"
for name in $names; do
  if [ -f "$d/$name.killed" ]; then
    state=timeout
    if [ -f "$d/$name.pid" ] && kill -0 "$(cat "$d/$name.pid")" 2>/dev/null; then
      sleep 1
      kill -0 "$(cat "$d/$name.pid")" 2>/dev/null && state=left
    fi
  else
    state=$(cat "$d/$name.end")
  fi
  head -c 300 "$d/$name.err" >"$d/$name.complaint"
  printf 'v7-facts %s look %s %s %d %d\\n' "$nonce" "$name" "$state" "$(wc -c <"$d/$name.out")" "$(wc -c <"$d/$name.complaint")"
  cat "$d/$name.out" "$d/$name.complaint"
  printf '\\n'
done
printf 'v7-facts %s end\\n' "$nonce"
exit 0
`;
