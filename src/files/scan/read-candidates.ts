import type { Workspace } from "../../workspace/workspace.ts";
import { progress } from "../../model/work-event.ts";
import type { NoContent } from "../../system/content.ts";
import { type Candidate, type InspectOptions, inspectLarge, inspectSmall, isLarge } from "./inspect.ts";
import type { Rules } from "../places/rules.ts";
import type { StagedFile } from "./scanned-row.ts";
import type { Survey } from "./survey.ts";

export interface ReadingOptions {
  readonly workspace: Pick<Workspace, "config" | "signal" | "tell">;
  readonly rules: Rules;
  /** Wall clock when the scan began, in milliseconds. */
  readonly startedAt: number;
}

/**
 * Reads a survey's candidates and completes the survey. Those that take a while have been read when this resolves, so
 * that no transaction waits for them; the others are read while the batches are taken.
 */
export async function readCandidates(
  survey: Survey,
  options: ReadingOptions,
): Promise<AsyncIterable<readonly StagedFile[]>> {
  const inspecting = inspectOptions(survey, options);
  const large = await inspectLarge(survey.candidates.filter(isLarge), inspecting);
  const small = survey.candidates.filter((candidate) => !isLarge(candidate));
  return batches(large, inspectSmall(small, inspecting), survey);
}

async function* batches(
  first: readonly StagedFile[],
  others: AsyncIterable<readonly StagedFile[]>,
  survey: Survey,
): AsyncGenerator<readonly StagedFile[]> {
  let batch = [...first];
  let length = firstLength;
  for await (const files of others) {
    for (const file of files) batch.push(file);
    if (batch.length < length) continue;
    note(batch, survey);
    yield batch;
    batch = [];
    length = Math.min(2 * length, batchLength);
  }
  note(batch, survey);
  if (batch.length > 0) yield batch;
}

/** The database need not wait long for the first files. */
const firstLength = 250;
/** Worth the statements that store it. */
const batchLength = 2_000;

function note(batch: readonly StagedFile[], survey: Survey): void {
  for (const { path, hash, metadata } of batch) {
    if (hash !== null) survey.hashed += 1;
    if (metadata.state === "too_large") survey.problems.push({ path, problem: "too_large", detail: null });
  }
}

function inspectOptions(survey: Survey, { workspace, rules, startedAt }: ReadingOptions): InspectOptions {
  let bytes = 0;
  return {
    rules,
    hashLimit: workspace.config.scan.hashLimit ?? defaultHashLimit,
    startedAt,
    signal: workspace.signal,
    onFailure: (candidate, failure) => noteFailure(survey, candidate, failure),
    onBytes: (read) => {
      bytes += read;
      workspace.tell(progress("scan", { done: survey.scanned, made: survey.hashed, bytes }));
    },
  };
}

/** A file of 1 TB that is mostly holes is no reason to read for an hour. */
const defaultHashLimit = 32 * 2 ** 30;

function noteFailure(survey: Survey, { path, root, known }: Candidate, { kind, detail }: NoContent): void {
  if (kind === "vanished") {
    survey.vanished += 1;
    survey.scanned -= 1;
    if (known !== undefined) survey.gone.push({ id: known.id, path, root, isLeftOut: false });
    return;
  }
  survey.problems.push({ path, problem: kind, detail: detail ?? null });
  if (kind === "unstable" || known !== undefined) survey.unsure += 1;
}
