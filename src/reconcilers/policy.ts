import type { Document } from "../model/document.ts";
import { isJsonObject, type Json } from "../model/json.ts";
import type { Kind, Reference } from "../model/kind.ts";
import { resourceOf } from "./fields.ts";
import { policyInWords } from "./policy-rules.ts";

/** Who must agree to what, and how drift is treated. The applied one is in force, not the one in the files. */
export const policy: Kind = {
  name: "Policy",
  segment: "policy",
  rank: 2,
  isAuthority: true,
  fileOf: () => "state/policy.yaml",
  expand: (document) => [resourceOf(document, { segment: "policy" })],
  references,
  inWords: policyInWords,
};

function references(document: Document): Reference[] {
  return arrayOf(document.spec.approvals).flatMap((rule, ruleIndex) =>
    arrayOf(isJsonObject(rule) ? rule.by : undefined).flatMap((name, index) =>
      typeof name === "string"
        ? [{ kind: "Persona", name, path: ["spec", "approvals", ruleIndex, "by", index], optional: true }]
        : [],
    ),
  );
}

function arrayOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
