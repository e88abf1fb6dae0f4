import { progress } from "../../model/work-event.ts";
import type { ScanProblem } from "../../model/output/scan.ts";
import { type Inspected, inspectLarge, inspectSmall, isElsewhere, isLarge, type OnBytes, passOver } from "./inspect.ts";
import type { ScanJob } from "./job.ts";
import type { Batches } from "./register.ts";
import type { StagedFile } from "./scanned-row.ts";
import type { GoneFile, Readings, Survey } from "./survey.ts";

/**
 * Reads a survey's candidates: yields what is to be registered, and returns what else has shown. Those that take a while
 * have been read when this resolves, so that no transaction waits for them; the others are read while the batches are
 * taken.
 */
export async function readCandidates(job: ScanJob, survey: Survey): Promise<Batches> {
  const tally = newTally();
  const onBytes = bytesTeller(job, survey, tally);
  const here = survey.candidates.filter((candidate) => !isElsewhere(job, candidate));
  const elsewhere = survey.candidates.filter((candidate) => isElsewhere(job, candidate));
  const large = await inspectLarge(job, here.filter(isLarge), onBytes);
  const small = here.filter((candidate) => !isLarge(candidate));
  const first = [...elsewhere.map((candidate) => passOver(job, candidate)), ...large];
  return batchesOf(first, inspectSmall(job, small, onBytes), tally);
}

async function* batchesOf(
  first: readonly Inspected[],
  others: AsyncIterable<readonly Inspected[]>,
  tally: Tally,
): Batches {
  let batch: StagedFile[] = [];
  let length = firstLength;
  const take = (files: readonly Inspected[]): void => {
    for (const file of files) {
      note(tally, file);
      if (file.staged !== null) batch.push(file.staged);
    }
  };
  take(first);
  for await (const files of others) {
    take(files);
    if (batch.length < length) continue;
    yield batch;
    batch = [];
    length = Math.min(2 * length, batchLength);
  }
  if (batch.length > 0) yield batch;
  return tally;
}

/** The database need not wait long for the first files. */
const firstLength = 250;
/** Worth the statements that store it. */
const batchLength = 2_000;

/** {@link Readings} while they are made; nobody else sees it before they are complete. */
interface Tally extends Readings {
  hashed: number;
  vanished: number;
  unsure: number;
  readonly gone: GoneFile[];
  readonly problems: ScanProblem[];
}

function newTally(): Tally {
  return { hashed: 0, vanished: 0, unsure: 0, gone: [], problems: [] };
}

function note(tally: Tally, { candidate: { path, root, known }, staged, failure }: Inspected): void {
  if (staged !== null && staged.hash !== null) tally.hashed += 1;
  if (staged?.metadata.state === "too_large") tally.problems.push({ path, problem: "too_large", detail: null });
  if (failure === null) return;
  if (failure.kind === "vanished") {
    tally.vanished += 1;
    if (known !== undefined) tally.gone.push({ id: known.id, path, root, isLeftOut: false });
    return;
  }
  tally.problems.push({ path, problem: failure.kind, detail: failure.detail ?? null });
  if (failure.kind === "unstable" || (known !== undefined && staged === null)) tally.unsure += 1;
}

function bytesTeller({ workspace }: ScanJob, { scanned }: Survey, tally: Tally): OnBytes {
  let bytes = 0;
  return (read) => {
    bytes += read;
    workspace.tell(progress("scan", { done: scanned - tally.vanished, made: tally.hashed, bytes }));
  };
}
