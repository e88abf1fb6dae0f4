import type { Document } from "../model/document.ts";
import { isJsonObject, type Json, sameJson } from "../model/json.ts";
import type { Agreed } from "./agreed.ts";
import type { Criterion, Described } from "./description.ts";

/** What has a task's document. */
interface WithDocument {
  readonly document: Pick<Document, "spec">;
}

/** The status a document has where it says nothing. */
const usualStatus = "pending";

/** A task's status as declared. */
export function statusOf({ document }: WithDocument): string {
  const { status } = document.spec;
  return typeof status === "string" ? status : usualStatus;
}

/** What is done needs nobody's work: it is not made in DART. */
export function isOver(sides: WithDocument): boolean {
  return ["completed", "cancelled"].includes(statusOf(sides));
}

/** What a task's document says to people besides name and status; what it does not say is empty. */
export interface Declared extends Described {
  readonly due: string | null;
}

export function declaredOf({ document }: WithDocument): Declared {
  const { notes = null, acceptance = null, due = null } = document.spec;
  return {
    notes: typeof notes === "string" && notes.trim() !== "" ? notes : null,
    acceptance: Array.isArray(acceptance) ? acceptance.flatMap(criterionOf) : [],
    due: typeof due === "string" ? due : null,
  };
}

function criterionOf(value: Json): Criterion[] {
  if (!isJsonObject(value)) return [];
  return [{ criterion: String(value["criterion"]), met: value["met"] === true }];
}

/** Whether the document says all that both agreed on, so that DART's description need not be read while it did not change. */
export function isAsAgreed(sides: WithDocument, { fields }: Agreed): boolean {
  const { notes, acceptance, due } = declaredOf(sides);
  return (
    fields.notes !== undefined &&
    fields.acceptance !== undefined &&
    fields.due !== undefined &&
    sameJson(notes, fields.notes.here) &&
    sameJson(acceptance, fields.acceptance.here) &&
    sameJson(due, fields.due.here)
  );
}
