/**
 * Whether two values of a PostgreSQL setting mean the same: `128GB` is `131072MB`, `on` is `true`. `unit` is what mere
 * numbers count in, as pg_settings names it (`8kB`, `ms`); without one a mere number equals only a number.
 */
export function sameSetting(left: string, right: string, unit?: string): boolean {
  if (left.trim() === right.trim()) return true;
  const [one, other] = [quantityOf(left, unit), quantityOf(right, unit)];
  if (one !== undefined && other !== undefined) return sameQuantity(one, other);
  const [first, second] = [switchOf(left), switchOf(right)];
  return first !== undefined && first === second;
}

interface Quantity {
  readonly amount: number;
  /** Bytes, microseconds, or a mere number. */
  readonly sort: "memory" | "time" | "number";
}

function sameQuantity(one: Quantity, other: Quantity): boolean {
  if (one.sort !== other.sort) return false;
  return Math.abs(one.amount - other.amount) <= 1e-9 * Math.max(Math.abs(one.amount), Math.abs(other.amount));
}

const quantityForm = /^([+-]?(?:\d+\.?\d*|\.\d+))\s*(B|kB|MB|GB|TB|us|ms|s|min|h|d)?$/;

function quantityOf(text: string, unit: string | undefined): Quantity | undefined {
  const [, digits, ownUnit] = quantityForm.exec(text.trim()) ?? [];
  if (digits === undefined) return undefined;
  const amount = Number(digits);
  // A number below zero switches the setting off, whatever it counts in.
  const scale = amount < 0 ? undefined : scaleOf(ownUnit ?? unit);
  return scale === undefined ? { amount, sort: "number" } : { amount: amount * scale.factor, sort: scale.sort };
}

interface Scale {
  readonly factor: number;
  readonly sort: "memory" | "time";
}

const scales: { readonly [unit: string]: Scale } = {
  B: { factor: 1, sort: "memory" },
  kB: { factor: 1024, sort: "memory" },
  MB: { factor: 1024 ** 2, sort: "memory" },
  GB: { factor: 1024 ** 3, sort: "memory" },
  TB: { factor: 1024 ** 4, sort: "memory" },
  us: { factor: 1, sort: "time" },
  ms: { factor: 1_000, sort: "time" },
  s: { factor: 1_000_000, sort: "time" },
  min: { factor: 60_000_000, sort: "time" },
  h: { factor: 3_600_000_000, sort: "time" },
  d: { factor: 86_400_000_000, sort: "time" },
};

/** Units of settings may be blocks: `8kB`. */
function scaleOf(unit: string | undefined): Scale | undefined {
  const [, count = "", name = ""] = /^(\d*)([a-zA-Z]+)$/.exec(unit ?? "") ?? [];
  const scale = Object.hasOwn(scales, name) ? scales[name] : undefined;
  return scale && { factor: scale.factor * Number(count || 1), sort: scale.sort };
}

/** What PostgreSQL takes for true and false. */
function switchOf(text: string): boolean | undefined {
  const word = text.trim().toLowerCase();
  if (["on", "true", "yes", "1"].includes(word)) return true;
  return ["off", "false", "no", "0"].includes(word) ? false : undefined;
}
