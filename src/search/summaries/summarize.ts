import type { Workspace } from "../../workspace/workspace.ts";
import { progress, type Tell } from "../../model/work-event.ts";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import type { SummarizerConfig } from "../../documents/config.ts";
import { readFrontMatter, withFrontMatter } from "../../documents/front-matter.ts";
import { anyGlob } from "../../files/places/glob.ts";
import { Failure } from "../../model/failure.ts";
import type { FileEdit } from "../../model/output/set.ts";
import { isJsonObject } from "../../model/json.ts";
import { systemPath } from "../../model/path-bytes.ts";
import type { Connection } from "../../postgres/connection.ts";
import type { FindSecrets } from "../drafts.ts";
import { type FileSource, readSources, type Sources } from "../sources.ts";
import { askModel, type ModelAnswer } from "./ask-model.ts";

export interface SummarizeRequest {
  /** Files, folders or patterns; empty: all Markdown of the repository. */
  readonly paths: readonly string[];
  /** How many documents at most. */
  readonly limit: number;
  /** Only tell what would be asked. */
  readonly dryRun: boolean;
  readonly findSecrets: FindSecrets;
  readonly tell?: Tell | undefined;
}

/** A summary that is proposed: it stands in the file's front matter now, for a person to review. */
export interface Proposal extends Omit<ModelAnswer, "summary"> {
  readonly path: string;
}

export interface SummarizeReport {
  readonly model: string;
  readonly proposals: readonly Proposal[];
  readonly edits: readonly FileEdit[];
  /** Documents that a run would ask about, or could not do any more for the limit. */
  readonly waiting: readonly string[];
  /** Documents that hold secrets: they are sent nowhere. */
  readonly withheld: readonly string[];
  /** US dollars; null when no price is known. */
  readonly cost: number | null;
}

/**
 * Has a model propose summary and domain of Markdown documents that have none, or whose text has changed since one was
 * proposed; writes them into their front matter with model, date and cost. What a person wrote is left alone.
 */
export async function summarize(workspace: Workspace, request: SummarizeRequest): Promise<SummarizeReport> {
  const { search } = workspace.config;
  if (search.summarizer === undefined) {
    throw new Failure("V7-I010", "v7.yaml names no service that summarizes", {
      next: ["declare search.summarizer in v7.yaml"],
    });
  }
  const wanted = await wantedDocuments(workspace, request);
  const secret = await withSecrets(wanted, request.findSecrets, workspace);
  const clean = wanted.filter(({ source }) => !secret.has(source.path));
  const asked = request.dryRun ? [] : clean.slice(0, request.limit);
  const proposals: Proposal[] = [];
  const edits: FileEdit[] = [];
  for (const document of asked) {
    workspace.signal.throwIfAborted();
    request.tell?.(progress("summaries", { done: proposals.length, of: asked.length }));
    const { summary, ...answer } = await askModel(
      search.summarizer,
      { path: document.source.path, text: document.body },
      process.env,
    );
    const edit = editOf(document, { ...answer, summary }, search.summarizer, workspace.now());
    await writeFileAtomic(join(workspace.repository.root, document.source.path), edit.after);
    proposals.push({ path: document.source.path, ...answer });
    edits.push(edit);
  }
  return {
    model: search.summarizer.model,
    proposals,
    edits,
    waiting: clean.slice(asked.length).map(({ source }) => source.path),
    withheld: [...secret],
    cost: costOf(proposals),
  };
}

interface WantedDocument {
  readonly source: FileSource;
  readonly text: string;
  readonly body: string;
}

async function wantedDocuments(workspace: Workspace, { paths }: SummarizeRequest): Promise<WantedDocument[]> {
  const connection = await workspace.database.connect("read");
  const { files } = await sourcesOf(connection, workspace.config.sessions.dir);
  const isAsked = anyGlob(paths);
  // Only plain names of the repository itself: files of other roots are not its to edit.
  const candidates = files
    .filter(({ kind, path }) => kind === "markdown" && !path.startsWith("@") && isAsked?.test(path) !== false)
    .toSorted((left, right) => (left.path < right.path ? -1 : 1));
  const wanted: WantedDocument[] = [];
  for (const source of candidates) {
    const document = await readWanted(source, workspace.repository.root);
    if (document !== undefined) wanted.push(document);
  }
  return wanted;
}

async function sourcesOf(connection: Connection, sessions: string): Promise<Sources> {
  try {
    return await readSources(connection, sessions);
  } finally {
    await connection.end();
  }
}

/** Undefined for a document that needs no summary, or that nobody can edit safely. */
async function readWanted(source: FileSource, root: string): Promise<WantedDocument | undefined> {
  const bytes = await readFile(systemPath(`${root}/${source.pathBytes.toString("latin1")}`)).catch(() => undefined);
  if (bytes === undefined || createHash("sha256").update(bytes).digest("hex") !== source.hash) return undefined;
  const text = bytes.toString();
  const matter = readFrontMatter(text);
  if (matter === undefined || !Buffer.from(text).equals(bytes)) return undefined;
  const { values, body } = matter;
  const { summarized } = values;
  const isOurs = isJsonObject(summarized);
  if (values["summary"] !== undefined && !isOurs) return undefined;
  if (isOurs && summarized["of"] === digestOf(body)) return undefined;
  return body.trim() === "" ? undefined : { source, text, body };
}

async function withSecrets(
  documents: readonly WantedDocument[],
  findSecrets: FindSecrets,
  { redactor }: Workspace,
): Promise<Set<string>> {
  const lines = documents.flatMap(({ source, text }) =>
    text.split("\n").map((line, at) => ({ file: source.path, line: at + 1, text: line })),
  );
  const found = (await findSecrets(lines)).flatMap(({ file }) => file ?? []);
  const known = documents.filter(({ text }) => redactor.find(text) >= 0).map(({ source }) => source.path);
  return new Set([...found, ...known]);
}

function editOf(
  { source, text, body }: WantedDocument,
  { summary, domain, cost }: ModelAnswer,
  { model }: SummarizerConfig,
  now: Date,
): FileEdit & { readonly after: string } {
  const after = withFrontMatter(text, {
    summary,
    ...(domain === null ? {} : { domain }),
    summarized: { model, at: now.toISOString().slice(0, 10), cost, of: digestOf(body) },
  });
  return { file: source.path, before: text, after };
}

/** Which text was summarized. */
function digestOf(body: string): string {
  return createHash("sha256").update(body).digest("hex").slice(0, 16);
}

function costOf(proposals: readonly Proposal[]): number | null {
  const costs = proposals.flatMap(({ cost }) => cost ?? []);
  return costs.length === 0 ? null : Number(costs.reduce((sum, cost) => sum + cost, 0).toFixed(6));
}
