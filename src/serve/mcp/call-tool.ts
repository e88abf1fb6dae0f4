import type { Failure } from "../../model/failure.ts";
import { findingRows } from "../../model/finding.ts";
import type { JsonObject } from "../../model/json.ts";
import { codes } from "../../model/codes/codes.ts";
import { findingLine } from "../../render/findings/findings.ts";
import { listingText } from "../../render/type/listing.ts";
import { looksOf, revisionOf, revisionsBy } from "../../workspace/revisions.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { AskFace, Reply } from "../answers.ts";
import type { CursorBase, Cursors } from "../cursors.ts";
import type { ToolFace } from "../faces/face.ts";
import { asFailure, placeless, stackOf } from "../outside.ts";
import { argumentReader, type ReadQuestion } from "../questions.ts";
import type { ToolResult } from "./agent-face.ts";
import { fit, type Fitted } from "./fit.ts";
import { documentSizes, largestResult, tamed, withData } from "./told.ts";

/** What calls of tools stand on. */
export interface Desk {
  readonly workspace: Workspace;
  readonly ask: AskFace;
  readonly cursors: Cursors;
  /** Hears what went wrong inside, a line each. */
  log(line: string): void;
}

/** A tool that can be called. What goes wrong is an answer, too. */
export type CallTool = (given: { readonly [name: string]: unknown }, signal: AbortSignal) => Promise<ToolResult>;

/** Makes an entry of the table a tool. */
export function toolOf(desk: Desk, face: ToolFace): CallTool {
  const read = argumentReader(face);
  return async (given, signal) => {
    const { workspace } = desk;
    const theirs = { ...desk, workspace: { ...workspace, signal } };
    try {
      return await answered(theirs, { face, read }, given);
    } catch (error) {
      signal.throwIfAborted();
      const failure = asFailure(error);
      if (failure.code === "V7-X001") desk.log(`${face.tool.name}: ${stackOf(error)}`);
      return failed(desk, failure, { format_version: 1, command: face.command });
    }
  };
}

interface Called {
  readonly face: ToolFace;
  readonly read: ReadQuestion;
}

async function answered(
  desk: Desk,
  { face, read }: Called,
  asked: { readonly [name: string]: unknown },
): Promise<ToolResult> {
  const { workspace, cursors } = desk;
  const { signal } = workspace;
  const { given, limit, cursor } = read(asked);
  const base = { face: face.name, given, revision: await revisionFor(workspace, face) };
  const { offset, total } = cursor === undefined ? { offset: 0 } : cursors.read(base, cursor);
  const reply = await desk.ask(face, { given, page: { offset, limit, total }, signal });
  const whole = JSON.parse(reply.body) as object;
  const document = tamed(workspace, whole);
  if (reply.problem !== null) return failed(desk, reply.problem, document);
  return largestThatFits((most) => {
    const fitted = fit(document, most);
    const part = partOf(face, fitted, { reply, offset });
    const next = part.next === undefined ? undefined : cursors.write(base, { offset: part.next, total: reply.total });
    const lines = [gistOf(face, fitted, whole), ...partLines(part, fitted, next)];
    const text = withData(workspace, lines, textOf(desk, face, fitted));
    return { text, document: fitted.document, isError: false, meta: metaOf(part, fitted, next) };
  });
}

function largestThatFits(make: (most: number) => ToolResult): ToolResult {
  const [first, last] = documentSizes;
  const made = make(first);
  return JSON.stringify(made).length <= largestResult ? made : make(last);
}

/** Lists alone go on, and what they hold has to be the same when they do. */
async function revisionFor(workspace: Workspace, { list, topics }: ToolFace): Promise<CursorBase["revision"]> {
  if (list === undefined || topics.length === 0) return "0";
  return revisionOf(await revisionsBy(looksOf(workspace), topics), topics);
}

/** Which rows of a list are here. */
interface Part {
  readonly isList: boolean;
  readonly shown: number;
  readonly total: number | undefined;
  readonly next: number | undefined;
}

function partOf(
  { list }: ToolFace,
  { document, cut }: Fitted,
  { reply, offset }: { readonly reply: Reply; readonly offset: number },
): Part {
  const rows = list === undefined ? undefined : document[list.key];
  if (list === undefined || !Array.isArray(rows)) return { isList: false, shown: 0, total: undefined, next: undefined };
  const isCut = list.key in cut;
  return { isList: true, shown: rows.length, total: reply.total, next: isCut ? offset + rows.length : reply.next };
}

/** Of what is no list the whole is summed up, also where an agent sees a part of it. */
function gistOf({ tool, list }: ToolFace, { document }: Fitted, whole: object): string {
  return tool.gist(list === undefined ? whole : document);
}

function partLines(
  { isList, shown, total, next }: Part,
  { cut, isShortened }: Fitted,
  cursor: string | undefined,
): string[] {
  const lists = Object.entries(cut).filter(() => !isList);
  return [
    ...(isList
      ? [
          `total ${total ?? "unknown"}, shown ${shown}, truncated: ${next === undefined ? "no" : "yes"}${cursor === undefined ? "" : `, cursor: ${cursor}`}`,
        ]
      : []),
    ...lists.map(([key, of]) => `truncated: yes; ${key}: total ${of.total}, shown ${of.shown}`),
    ...(isShortened ? ["long values are shortened"] : []),
  ];
}

function metaOf(
  { isList, shown, total, next }: Part,
  { cut, isShortened }: Fitted,
  cursor: string | undefined,
): JsonObject {
  const isCut = Object.keys(cut).length > 0;
  return {
    "v7/truncated": next !== undefined || isCut || isShortened,
    ...(isList ? { "v7/shown": shown, "v7/total": total ?? null, "v7/cursor": cursor ?? null } : {}),
    ...(isCut && !isList ? { "v7/cut": cut } : {}),
  };
}

function textOf({ workspace }: Desk, face: ToolFace, { document }: Fitted): string {
  const clock = { now: workspace.now(), timeZone: workspace.config.timezone };
  return listingText(face.text(document, clock));
}

/** What went wrong, as all of v7 says it: a code, a message, the next step; never a stack, a statement or a place on this machine. */
function failed({ workspace }: Desk, failure: Failure, known: JsonObject): ToolResult {
  const shown = placeless(workspace);
  const { code, findings } = failure;
  const next = failure.next.map(shown);
  const lines = [shown(failure.message), ...findings.map((finding) => shown(findingLine(finding))), ...next];
  const error = { code, message: shown(failure.message), findings: shownRows(findings, shown), next };
  const text = withData(workspace, [`Error ${code}: ${codes[code].title}`], lines.join("\n"));
  return largestThatFits((most) => ({
    text,
    document: fit(tamed(workspace, { ...known, error }), most).document,
    isError: true,
    meta: {},
  }));
}

function shownRows(findings: Failure["findings"], shown: (text: string) => string): readonly object[] {
  return findingRows(findings).map((row) => JSON.parse(shown(JSON.stringify(row))) as object);
}
