/** `5,657`. */
export function counted(number: number): string {
  return number.toLocaleString("en-US", { maximumFractionDigits: 3 });
}

/** Decimal, as the commands write it: `12.3 kB`. */
export function size(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB", "PB"];
  const power = bytes < 1_000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1_000 ** power;
  return `${power === 0 ? value : value.toFixed(1)} ${units[power]}`;
}
