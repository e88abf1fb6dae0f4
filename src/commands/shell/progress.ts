const quietMilliseconds = 2_000;

/** Says on stderr how far long work has come, every other second; work that is done by then says nothing. */
export function progressReporter(): (describe: () => string) => void {
  let last = performance.now();
  return (describe) => {
    const now = performance.now();
    if (now - last < quietMilliseconds) return;
    last = now;
    process.stderr.write(`v7: ${describe()}\n`);
  };
}
