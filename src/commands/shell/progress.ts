const quietMilliseconds = 2_000;

/** Says on stderr how far long work has come, every other second from the first call; short work says nothing. */
export function progressReporter(): (describe: () => string) => void {
  let last: number | undefined;
  return (describe) => {
    const now = performance.now();
    last ??= now;
    if (now - last < quietMilliseconds) return;
    last = now;
    process.stderr.write(`v7: ${describe()}\n`);
  };
}
