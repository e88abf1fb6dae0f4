import type { SourceProblem } from "../../model/output/consolidate-inventory.ts";
import { printablePath, prefixOf } from "../../model/path-bytes.ts";
import type { SourceReading } from "./read-batch.ts";
import type { Readers } from "./readers.ts";
import { type NotRead, recordOf, type SourceRecord } from "./record-sources.ts";
import { isDataless } from "../../system/dataless.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { Candidate } from "./survey.ts";

/** What became of files that were read together. */
export interface Batch {
  readonly records: readonly SourceRecord[];
  readonly problems: readonly SourceProblem[];
  readonly read: number;
  readonly vanished: number;
}

/** Gathers files into batches that are worth a thread's while, and has each read as soon as it is full. */
export function collectBatches(
  readers: Readers,
  { config, now, system, isFull }: Pick<Workspace, "config" | "now" | "system"> & { readonly isFull: boolean },
  onBatch: (batch: Promise<Batch>) => void,
): { add(candidate: Candidate): void; end(): void } {
  const hashLimit = config.scan.hashLimit ?? defaultHashLimit;
  const reasonOf = ({ file }: Candidate): NotRead["kind"] | undefined => {
    if (!isFull && isDataless(system, file)) return "dataless";
    return !file.isLink && file.size > hashLimit ? "too_large" : undefined;
  };
  const limits = { reasonOf, startedAt: now().getTime() };
  let gathered: Candidate[] = [];
  let weight = 0;
  const flush = (isLast: boolean): void => {
    if (gathered.length > 0) onBatch(readTogether(gathered, readers, { ...limits, isLast }));
    gathered = [];
    weight = 0;
  };
  return {
    add: (candidate) => {
      gathered.push(candidate);
      weight += candidate.file.size + weightOfOpening;
      if (gathered.length >= filesPerBatch || weight >= weightPerBatch) flush(false);
    },
    end: () => flush(true),
  };
}

const filesPerBatch = 2_048;
const weightPerBatch = 64 << 20;
/** Opening a file takes as long as reading so much of it. */
const weightOfOpening = 8_192;

/** A file of 1 TB that is mostly holes is no reason to read for an hour. */
const defaultHashLimit = 32 * 2 ** 30;

interface Limits {
  /** Why a file is not to be read. */
  readonly reasonOf: (candidate: Candidate) => NotRead["kind"] | undefined;
  readonly startedAt: number;
  readonly isLast: boolean;
}

async function readTogether(
  candidates: readonly Candidate[],
  readers: Readers,
  { reasonOf, startedAt, isLast }: Limits,
): Promise<Batch> {
  const readable = candidates.filter((candidate) => reasonOf(candidate) === undefined);
  const readings = await readers.read(
    readable.map(({ file }) => file),
    isLast,
  );
  const batch = { records: [] as SourceRecord[], problems: [] as SourceProblem[], read: 0, vanished: 0 };
  readable.forEach((candidate, index) => take(batch, candidate, readings[index] ?? { kind: "unstable" }, startedAt));
  for (const candidate of candidates) {
    const kind = reasonOf(candidate);
    if (kind === undefined) continue;
    keep(batch, recordOf(candidate, { kind }, startedAt));
    batch.problems.push(problemOf(candidate, kind, null));
  }
  return batch;
}

type OpenBatch = { -readonly [Key in keyof Batch]: Batch[Key] } & {
  readonly records: SourceRecord[];
  readonly problems: SourceProblem[];
};

function take(batch: OpenBatch, candidate: Candidate, reading: SourceReading, startedAt: number): void {
  keep(batch, recordOf(candidate, reading, startedAt));
  if (typeof reading === "string" || reading.kind === "content") batch.read += 1;
  else if (reading.kind === "vanished") batch.vanished += 1;
  else batch.problems.push(problemOf(candidate, reading.kind, reading.detail ?? null));
}

function keep(batch: OpenBatch, record: SourceRecord | undefined): void {
  if (record !== undefined) batch.records.push(record);
}

function problemOf({ root, file }: Candidate, problem: SourceProblem["problem"], detail: string | null): SourceProblem {
  return { path: printablePath(prefixOf(root.directory) + file.path), problem, detail };
}
