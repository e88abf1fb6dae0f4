import type { JSX } from "preact";
import { counted, size } from "./numbers.ts";
import { Absent, Text } from "./text.tsx";
import { Status } from "./status.tsx";
import { statusSymbol } from "./symbols.ts";
import { isMoment, When } from "./when.tsx";

export { counted, size };

/** How much of a text a cell shows; the row unfolded shows all of it. */
const longest = 160;

/** Columns whose words have a symbol. */
const statuses = new Set(["status", "state", "risk", "severity"]);

export interface ValueProps {
  readonly value: unknown;
  /** The key it stands under, which may say what it is. */
  readonly column: string;
  /** Whether all of it is shown. */
  readonly isWhole?: boolean;
}

/** Any value of an answer, as people read it. */
export function Value({ value, column, isWhole = false }: ValueProps): JSX.Element {
  if (value === null || value === undefined) return <Absent>none</Absent>;
  if (isMoment(value)) return <When at={value} />;
  if (typeof value === "number") return <>{numberIn(column, value)}</>;
  if (typeof value === "boolean") return <>{value ? "yes" : "no"}</>;
  const text = wordsOf(value);
  if (text === "") return <Absent>{Array.isArray(value) ? "none" : "empty"}</Absent>;
  const isStatus = statuses.has(column) && statusSymbol(text) !== undefined;
  const isCut = !isWhole && text.length > longest;
  if (isStatus) return <Status of={text} />;
  return (
    <>
      <Text of={isCut ? text.slice(0, longest) : text} class={isCode(column) ? "mono" : ""} />
      {isCut && <Absent> … {counted(text.length - longest)} more characters</Absent>}
    </>
  );
}

/** A count is grouped; what only names something by digits is not. */
function numberIn(column: string, value: number): string {
  if (column.endsWith("_bytes")) return size(value);
  return /(^|_)(id|port|number|line|pid)$/.test(column) ? String(value) : counted(value);
}

/** A value without any mark-up. */
export function wordsOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(wordsOf).join(", ");
  if (typeof value === "object" && value !== null)
    return Object.entries(value)
      .map(([key, inner]) => `${key}: ${wordsOf(inner)}`)
      .join("; ");
  return String(value);
}

function isCode(column: string): boolean {
  return /(^|_)(address|path|sha256|id|code|commit|fact)$/.test(column);
}

/** `size_bytes` as a person says it: `Size`. */
export function heading(column: string): string {
  const words = column
    .replace(/_(bytes|at)$/, "")
    .replaceAll("_", " ")
    .replace("sha256", "SHA-256");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
