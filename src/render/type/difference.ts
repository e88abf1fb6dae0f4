import { isJsonObject, type Json, type JsonObject, sameJson } from "../../model/json.ts";
import { escapeControls } from "./escape.ts";
import { formatDifference, formatValue } from "./value.ts";

/**
 * A field's change as lines without indent: `status: pending → completed`. Of mappings, and of lists whose entries have
 * names, only what differs: `postgresql.settings.work_mem: 64MB → 96MB`, `software[MLX].version: 0.29.2 → 0.30.0`.
 */
export function differenceLines(field: string, before: Json, after: Json): string[] {
  const parts = partsOf(field, before, after);
  const shown = parts.length === 0 || parts.length > mostParts ? [{ path: field, before, after }] : parts;
  return shown.map((part) => `${escapeControls(part.path)}: ${partText(part)}`);
}

// More than that is a new value rather than a change of the old one.
const mostParts = 8;

interface Part {
  readonly path: string;
  /** Undefined: not there on this side. */
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

function partText({ before, after }: Part): string {
  if (before !== undefined && after !== undefined) return formatDifference(before, after);
  return `${formatValue(before)} → ${formatValue(after)}`;
}

function partsOf(path: string, before: Json | undefined, after: Json | undefined): Part[] {
  if (sameJson(before, after)) return [];
  if (isJsonObject(before) && isJsonObject(after)) return membersOf(before, after, (key) => `${path}.${key}`);
  const grown = grownBy(before, after);
  if (grown) return grown.map((entry) => ({ path: `${path}[]`, before: undefined, after: entry }));
  const [left, right] = [byName(before), byName(after)];
  const members = left && right ? membersOf(left, right, (name) => `${path}[${name}]`) : [];
  // A list in another order differs, though none of its entries does.
  return members.length > 0 ? members : [{ path, before, after }];
}

function membersOf(before: JsonObject, after: JsonObject, pathOf: (key: string) => string): Part[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  return keys.flatMap((key) => partsOf(pathOf(key), own(before, key), own(after, key)));
}

function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** The mappings behind the others, where a list only grew. */
function grownBy(before: Json | undefined, after: Json | undefined): readonly Json[] | undefined {
  if (!Array.isArray(before) || !Array.isArray(after) || before.length === 0) return undefined;
  const added: readonly Json[] = after.slice(before.length);
  const isSame = sameJson(before, after.slice(0, before.length));
  return isSame && added.length > 0 && added.every(isJsonObject) ? added : undefined;
}

/** The entries of a list by their names; undefined for other lists and for the other values. */
function byName(value: Json | undefined): JsonObject | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const named = value.flatMap((entry: Json) =>
    isJsonObject(entry) && typeof entry.name === "string" ? [[entry.name, entry] as const] : [],
  );
  const entries = new Map<string, Json>(named);
  return entries.size === value.length ? Object.fromEntries(entries) : undefined;
}
