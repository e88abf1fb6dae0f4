import type { FieldSides, ShowOutput } from "../../../src/model/output/show.ts";
import { canonical } from "../../parts/canonical.ts";
import type { Side, SidedField, SidedResource } from "../plan/sided.ts";

/** A resource on its three sides, the fields in which they differ first. */
export function sidedOf({ address: of, kind, fields }: ShowOutput): SidedResource {
  const sided = fields.map(fieldOf);
  const differing = sided.filter(({ alone }) => alone !== "none");
  const isDrift = differing.some(({ alone }) => alone === "live");
  return {
    address: of,
    kind,
    name: "",
    symbol: differing.length === 0 ? "given" : isDrift ? "drift" : "update",
    tone: differing.length === 0 ? "" : isDrift ? "out" : "chg",
    action: differing.length === 0 ? "in sync" : "differs",
    says: differing.length === 0 ? "All sides agree." : "",
    source: "",
    fields: differing,
    equal: sided.filter(({ alone }) => alone === "none"),
    sql: undefined,
  };
}

function fieldOf(field: FieldSides): SidedField {
  const side = (name: "declared" | "live" | "applied", absent: string): Side => {
    if (!field.known_to.includes(name)) return { word: absent };
    return field[name] === null ? { word: "not set" } : { value: field[name] };
  };
  return {
    field: field.field,
    declared: side("declared", "not managed"),
    live: side("live", "no row"),
    applied: side("applied", "never"),
    alone: standsAlone(field),
  };
}

/** The side that the two others do not agree with. What no document declares is nobody's to compare. */
export function standsAlone(field: FieldSides): SidedField["alone"] {
  if (!field.known_to.includes("declared") || !field.known_to.includes("live")) return "none";
  const [declared, live, applied] = [field.declared, field.live, field.applied].map((value) =>
    JSON.stringify(canonical(value)),
  );
  if (declared === live) return "none";
  if (!field.known_to.includes("applied") || applied === live) return "declared";
  return declared === applied ? "live" : "all";
}
