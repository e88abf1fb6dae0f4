// Made from schemas/v1/output/what-if.schema.json by npm run generate: edit that.
import type { Finding } from "./plan-file.ts";
import type { PlanOutput } from "./plan.ts";
import type { FileEdit } from "./set.ts";

/** What an edit of a file of documents would come to. Nothing of it is stored. */
export interface WhatIfOutput {
  /** The file as it is and as it would be. */
  readonly edit: FileEdit;
  /** What is wrong with the documents then; with an error there is no plan. */
  readonly findings: readonly Finding[];
  /** What would change otherwise than it does without the edit; null where that cannot be told, because the documents are wrong now or then. */
  readonly by_edit: null | readonly string[];
  /** What an apply would do then; null where the documents would be wrong. */
  readonly plan: null | PlanOutput;
  /** What a person would run once the file is so, in order. */
  readonly commands: readonly PersonCommand[];
}

/** A command for a person: no tool runs it. */
export interface PersonCommand {
  /** Its words. */
  readonly argv: readonly string[];
  /** The logins that can; empty where it is anybody's. */
  readonly by: readonly string[];
}
