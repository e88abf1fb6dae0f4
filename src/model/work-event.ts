import type { Code } from "./codes/codes.ts";
/** What a use case says while it works. Faces draw it or send it on; no answer holds it. */
export type WorkEvent = ProgressEvent | PassedOverEvent | WaitingEvent;

/** How far long work has come. */
export interface ProgressEvent {
  readonly type: "progress";
  readonly job: Job;
  /** Pieces that are done: files, documents, texts; of an export or import, nothing but bytes are counted. */
  readonly done: number;
  /** How many there are; null where that shows only at the end. */
  readonly of: number | null;
  /** Bytes read or written so far; 0 where they are not counted. */
  readonly bytes: number;
  /** What came of it: chunks of an index, files recorded by an inventory. */
  readonly made: number;
  /** What is being worked on: a table. */
  readonly name: string | null;
}

/** Work that takes long enough to be told of. */
export type Job =
  | "record"
  | "scan"
  | "index"
  | "learning"
  | "embedding"
  | "model"
  | "word-index"
  | "vector-index"
  | "summaries"
  | "inventory"
  | "duplicates"
  | "copies"
  | "left"
  | "export"
  | "import"
  | "enum-rows"
  | "signals";

/** A part that was refused, and kept nobody from going on with what is known. */
export interface PassedOverEvent {
  readonly type: "passed-over";
  readonly part: "record" | "scan";
  readonly code: Code;
  readonly message: string;
}

/** Work that stands still until somebody else is done. */
export interface WaitingEvent {
  readonly type: "waiting";
  /** Who that is, as people know them. */
  readonly holder: string;
}

export type Tell = (event: WorkEvent) => void;

/** A ProgressEvent of what is known of it. */
export function progress(job: Job, known: Partial<Omit<ProgressEvent, "type" | "job">>): ProgressEvent {
  return { type: "progress", job, done: 0, of: null, bytes: 0, made: 0, name: null, ...known };
}
