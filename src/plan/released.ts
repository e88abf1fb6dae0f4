import type { Address } from "../model/address.ts";
import type { Finding } from "../model/finding.ts";
import { labelsField, protectField } from "../model/resource.ts";
import { canonicalJson } from "../model/json.ts";
import type { Comparison, Sides } from "./compare.ts";

/**
 * What v7 lets go of: a field that was applied and is declared no longer keeps its value, and nobody looks after it any
 * more. Told until an apply has forgotten it; not of what is empty anyway, nor of labels, which no null empties.
 */
export function releaseFinding(
  { address, declared, fields, applied, live }: Sides,
  comparison: Comparison,
): (Finding & { readonly address: Address })[] {
  if (declared === undefined || fields === undefined || applied === undefined || live === undefined) return [];
  const released = Object.keys(applied.fields).filter(
    (field) =>
      field !== protectField &&
      field !== labelsField &&
      !Object.hasOwn(fields, field) &&
      !comparison.changes.some((change) => change.field === field) &&
      (live.fields[field] ?? null) !== null,
  );
  if (released.length === 0) return [];
  const stays = released
    .map((field) => `${field} stays ${shortened(canonicalJson(live.fields[field] ?? null))}`)
    .join(", ");
  const { file, line } = declared.source;
  return [
    {
      severity: "warning",
      code: "V7-P091",
      message: `no longer declared: ${stays}; write null to empty ${released.length === 1 ? "it" : "them"}`,
      file,
      line,
      address,
    },
  ];
}

const longest = 60;

function shortened(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
