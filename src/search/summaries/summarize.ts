import { sha256 } from "../../model/digest.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";
import { progress } from "../../model/work-event.ts";
import { readFile } from "node:fs/promises";
import type { SummarizerConfig } from "../../model/config.ts";
import { readFrontMatter, withFrontMatter } from "../../documents/front-matter.ts";
import { anyGlob } from "../../files/places/glob.ts";
import { type Answer, answer } from "../../model/answer.ts";
import { Failure } from "../../model/failure.ts";
import type { IndexSummarizeOutput, Proposal } from "../../model/output/index-summarize.ts";
import type { FileEdit } from "../../model/output/set.ts";
import { isJsonObject } from "../../model/json.ts";
import { pathBelow, systemPath } from "../../model/path-bytes.ts";
import { acceptedSecrets, filesOf } from "../../workspace/accepted-secrets.ts";
import { writeFiles } from "../../workspace/write-files.ts";
import { pathsWithSecrets } from "../secret-texts.ts";
import { type FileSource, readSources } from "../sources.ts";
import { askModel, type ModelAnswer } from "./ask-model.ts";

export interface SummarizeRequest {
  /** Files, folders or patterns; empty: all Markdown of the repository. */
  readonly paths: readonly string[];
  /** How many documents at most. */
  readonly limit: number;
  /** Only tell what would be asked. */
  readonly dryRun: boolean;
}

/**
 * Has a model propose summary and domain of Markdown documents that have none, or whose text has changed since one was
 * proposed; writes them into their front matter with model, date and cost. What a person wrote is left alone.
 */
export async function summarize(
  workspace: Workspace,
  request: SummarizeRequest,
): Promise<Answer<IndexSummarizeOutput>> {
  const { summarizer } = workspace.config.search;
  if (summarizer === undefined) {
    throw new Failure("V7-I010", "v7.yaml names no service that summarizes", {
      next: ["declare search.summarizer in v7.yaml"],
    });
  }
  const wanted = await wantedDocuments(workspace, request);
  const leaving = wanted.map(({ source: { path }, text }) => ({ path, text }));
  const { entries: accepted } = await acceptedSecrets(filesOf(workspace.repository.root));
  const secret = await pathsWithSecrets(leaving, { redactor: workspace.redactor, accepted });
  const clean = wanted.filter(({ source }) => !secret.has(source.path));
  const asked = request.dryRun ? [] : clean.slice(0, request.limit);
  const done = await summarizeAll(workspace, summarizer, asked);
  return answer({
    model: summarizer.model,
    proposals: done.map(({ proposal }) => proposal),
    diffs: done.map(({ edit }) => edit),
    waiting: clean.slice(asked.length).map(({ source }) => source.path),
    withheld: [...secret],
    cost: costOf(done.map(({ proposal }) => proposal)),
  });
}

interface Summarized {
  readonly proposal: Proposal;
  readonly edit: FileEdit;
}

async function summarizeAll(
  workspace: Workspace,
  summarizer: SummarizerConfig,
  documents: readonly WantedDocument[],
): Promise<Summarized[]> {
  const done: Summarized[] = [];
  for (const document of documents) {
    workspace.signal.throwIfAborted();
    workspace.tell(progress("summaries", { done: done.length, of: documents.length }));
    done.push(await summarizeOne(workspace, summarizer, document));
  }
  return done;
}

async function summarizeOne(
  workspace: Workspace,
  summarizer: SummarizerConfig,
  document: WantedDocument,
): Promise<Summarized> {
  const { path } = document.source;
  const said = await askModel(summarizer, { path, text: document.body }, workspace.variable);
  const edit = editOf(document, said, summarizer, workspace.now());
  await writeFiles(workspace, [edit]);
  const { domain, inputTokens, outputTokens, cost } = said;
  return { proposal: { path, domain, input_tokens: inputTokens, output_tokens: outputTokens, cost }, edit };
}

interface WantedDocument {
  readonly source: FileSource;
  readonly text: string;
  readonly body: string;
}

async function wantedDocuments(workspace: Workspace, { paths }: SummarizeRequest): Promise<WantedDocument[]> {
  const { files } = await withConnection(workspace, "read", (connection) =>
    readSources(connection, workspace.config.sessions.dir),
  );
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

/** Undefined for a document that needs no summary, or that nobody can edit safely. */
async function readWanted(source: FileSource, root: string): Promise<WantedDocument | undefined> {
  const bytes = await readFile(systemPath(pathBelow(root, source.pathBytes.toString("latin1")))).catch(() => undefined);
  if (bytes === undefined || sha256(bytes) !== source.hash) return undefined;
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
  return { file: source.path, before: text, after, lost_comments: [] };
}

/** Which text was summarized. */
function digestOf(body: string): string {
  return sha256(body).slice(0, 16);
}

function costOf(proposals: readonly Proposal[]): number | null {
  const costs = proposals.flatMap(({ cost }) => cost ?? []);
  return costs.length === 0 ? null : Number(costs.reduce((sum, cost) => sum + cost, 0).toFixed(6));
}
