import type { DocumentPath } from "../model/document.ts";
import { labelsField, protectField } from "../model/resource.ts";

/** Where a field stands in its document: `approval.status` → `["spec", "approval", "status"]`. */
export function fieldPath(field: string): DocumentPath {
  if (field === labelsField || field === protectField) return field.split(".");
  return ["spec", ...field.split(".")];
}
