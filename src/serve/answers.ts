import { Failure } from "../model/failure.ts";
import { workspaceFor, type Workspace } from "../workspace/workspace.ts";
import { type Arrangement, arranged } from "./arrange.ts";
import { bounded } from "./bounded.ts";
import type { Face, Page } from "./faces/face.ts";

/** An answer as every face hands it out. */
export interface Reply {
  /** The document that `--json` prints, whole or a part of its list, as JSON without secrets. */
  readonly body: string;
  /** Why it ended badly all the same. */
  readonly problem: Failure | null;
  /** How many rows there are in all; undefined where that is not known, or the answer is no list. */
  readonly total: number | undefined;
  /** Where the list goes on; undefined at its end. */
  readonly next: number | undefined;
}

export interface Question {
  readonly given: { readonly [name: string]: unknown };
  readonly page: Page;
  readonly arrangement?: Arrangement;
  readonly signal: AbortSignal;
}

/** How long a question may take, in milliseconds: longer ones are given up, and their statements ended. */
const patience = 30_000;

/** Asks one entry of the table for somebody. Throws Failures; V7-W010 for what took too long. */
export type AskFace = (face: Face, question: Question) => Promise<Reply>;

/** Asks on this thread. */
export function askingHere(workspace: Workspace): AskFace {
  return (face, question) => ask(workspace, face, question);
}

async function ask(workspace: Workspace, face: Face, { given, page, arrangement, signal }: Question): Promise<Reply> {
  const late = AbortSignal.timeout(patience);
  const theirs = workspaceFor(workspace, { signal: AbortSignal.any([signal, late]) });
  const wanted = face.list?.skips === false ? { offset: 0, limit: page.offset + page.limit + 1 } : page;
  try {
    const { output, problem } = await face.answer({ workspace: theirs, page: wanted }, given);
    const { shown, total, next } = cut(face, arrange(face, output, arrangement), page);
    const body = workspace.redactor.json({ format_version: 1, command: face.command, ...shown });
    return { body, problem: problem === null ? null : bounded(problem), total, next };
  } catch (error) {
    if (late.aborted && !signal.aborted)
      throw new Failure("V7-W010", "the database did not answer in time", { cause: error, next: ["ask for less"] });
    throw error instanceof Failure ? bounded(error) : error;
  }
}

function arrange({ list }: Face, output: object, arrangement: Arrangement | undefined): object {
  if (list?.sorts !== true || arrangement === undefined) return output;
  const { [list.key]: rows } = output as { readonly [key: string]: unknown };
  return { ...output, [list.key]: arranged(rows as Parameters<typeof arranged>[0], arrangement) };
}

interface Cut {
  readonly shown: object;
  readonly total: number | undefined;
  readonly next: number | undefined;
}

/** The part of a list that was asked for. */
function cut({ list }: Face, output: object, { offset, limit }: Page): Cut {
  if (list === undefined || !(list.key in output)) return { shown: output, total: undefined, next: undefined };
  const { [list.key]: rows = [], total: told } = output as { [key: string]: unknown };
  const all = rows as readonly unknown[];
  const total = typeof told === "number" ? told : undefined;
  if (list.skips)
    return {
      shown: output,
      total,
      next: total !== undefined && offset + all.length < total ? offset + all.length : undefined,
    };
  const isWhole = all.length <= offset + limit;
  return {
    shown: { ...output, [list.key]: all.slice(offset, offset + limit) },
    total: total ?? (isWhole ? all.length : undefined),
    next: isWhole ? undefined : offset + limit,
  };
}
