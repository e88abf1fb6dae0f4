import { basename } from "node:path";
import { markdownTitle } from "../files/places/classify.ts";
import type { Root } from "../files/places/roots.ts";
import { type Analyzer, createAnalyzer } from "./analysis/analyzer.ts";
import { type Chunker, createChunker } from "./chunks/chunker.ts";
import type { Passage } from "./embedders/embedder.ts";
import { type IndexRow, nameKey } from "./index/row.ts";
import { looksGenerated, looksPacked } from "./looks-generated.ts";
import { htmlText } from "./reading/html.ts";
import { readSource } from "./reading/read-source.ts";
import { pathsWithSecrets, type SecretKnowledge } from "./secret-texts.ts";
import type { CommitText, FileSource } from "./sources.ts";

/** A row that lacks its vector, and what the vector is made of. */
export interface Draft {
  readonly row: IndexRow;
  readonly passage: Passage;
}

export interface Drafts {
  readonly drafts: readonly Draft[];
  /** Sources that are in the drafts. */
  readonly done: readonly string[];
  /** Files that hold secrets: whatever the index has of them must go. */
  readonly withheld: readonly NamedSource[];
  /** Files of which only the first passages are in the drafts. */
  readonly cut: readonly NamedSource[];
  /** Paths of files that are not as they were registered: the next scan will tell. */
  readonly moved: readonly string[];
  /** Files that are called as text is, and are none that can be read. */
  readonly unread: readonly Unread[];
}

export interface Unread {
  readonly path: string;
  /** `binary data`. */
  readonly because: string;
}

/** A source that people are told of. */
export interface NamedSource {
  readonly source: string;
  readonly path: string;
}

export interface DraftOptions extends SecretKnowledge {
  readonly roots: readonly Root[];
}

/** Reads sources and cuts them into rows. */
export interface Drafter {
  files(sources: readonly FileSource[]): Promise<Drafts>;
  commits(commits: readonly CommitText[], stampOf: (source: string) => string): Drafts;
}

/** With an analyzer and a chunker of its own; parsers are loaded when a source first needs them. */
export function createDrafter(options: DraftOptions): Drafter {
  const analyzer = createAnalyzer();
  const chunker = createChunker();
  return {
    files: (sources) => draftFiles(sources, { ...options, analyzer, chunker }),
    commits: (commits, stampOf) => ({
      drafts: commits.map((commit) => commitDraft(commit, stampOf(commit.source), analyzer)),
      done: commits.map(({ source }) => source),
      withheld: [],
      cut: [],
      moved: [],
      unread: [],
    }),
  };
}

interface Tools extends DraftOptions {
  readonly analyzer: Analyzer;
  readonly chunker: Chunker;
}

async function draftFiles(sources: readonly FileSource[], tools: Tools): Promise<Drafts> {
  const read = await Promise.all(
    sources.map(async (source) => ({ source, ...(await readSource(source, tools.roots)) })),
  );
  const texts = read.filter((file) => file.kind === "text");
  const leaving = texts.map(({ source: { path }, text }) => ({ path, text }));
  const secret = await pathsWithSecrets(leaving, tools);
  const clean = texts.filter(({ source }) => !secret.has(source.path));
  const drafts: Draft[] = [];
  const cut: NamedSource[] = [];
  for (const { source, text } of clean) {
    const { isCut, ...file } = await fileDrafts(source, text, tools);
    if (isCut) cut.push({ source: source.source, path: source.path });
    drafts.push(...file.drafts);
  }
  return {
    drafts,
    cut,
    done: clean.map(({ source }) => source.source),
    withheld: texts.flatMap(({ source: { source, path } }) => (secret.has(path) ? [{ source, path }] : [])),
    moved: read.filter(({ kind }) => kind === "moved").map(({ source }) => source.path),
    unread: read.flatMap((file) => (file.kind === "unread" ? [{ path: file.source.path, because: file.because }] : [])),
  };
}

async function fileDrafts(
  source: FileSource,
  whole: string,
  { analyzer, chunker }: Tools,
): Promise<{ readonly drafts: readonly Draft[]; readonly isCut: boolean }> {
  const { kind, language, ext, path } = source;
  const title = titleOf(source, whole);
  const text = language === "HTML" ? htmlText(whole) : whole;
  const file = basename(path);
  const names = [title, file, file.replace(/(?<=.)\.[^.]*$/, ""), path];
  const weight = looksGenerated(path, text) ? weights.generated : weights.file;
  const isPacked = kind === "code" && looksPacked(path, text);
  const { chunks, isCut } = await chunker.chunks({ kind, text, language, ext, isPacked });
  // A file without a word is still found by its name.
  const drafts = (chunks.length > 0 ? chunks : [{ heading: [], line: 1, text: "" }]).map((chunk, ordinal) => {
    const heading = chunk.heading.length === 0 ? title : chunk.heading.join(" › ");
    // Most files begin with their title as a heading: it counts twice, as what a file is about should.
    const name = [title === "" ? file : title, ...chunk.heading].join("\n");
    const called = namesOf([...names, chunk.heading.at(-1) ?? ""]);
    const row = { ...source, ...chunk, heading, called, weight, ordinal };
    return draftOf(row, { name: `${name}\n${path}`, passage: `${name}\n${chunk.text}` }, analyzer);
  });
  return { drafts, isCut };
}

/** As it is registered; where that was read in the wrong encoding, as it is. */
function titleOf({ title }: FileSource, text: string): string {
  return title.includes("\uFFFD") ? (markdownTitle(Buffer.from(text.slice(0, 4_096))) ?? "") : title;
}

/** What a match counts: commits say again what files say, and generated text was not written to be read. */
const weights = { file: 1, commit: 0.7, generated: 0.3 } as const;

function namesOf(names: readonly string[]): string {
  return [...new Set(names.map(nameKey).filter((name) => name !== ""))].join("\n");
}

/** What only the name says: the rest of it stands in the passage. */
function ownTerms(ofName: readonly string[], ofPassage: readonly string[]): string[] {
  const known = new Set(ofPassage);
  return ofName.filter((term) => !known.has(term));
}

function commitDraft(commit: CommitText, stamp: string, analyzer: Analyzer): Draft {
  const { source, sha, subject, author, modified, paths } = commit;
  const text = [subject, author, paths].join("\n");
  const place = { component: "", pillar: "", project: "", kind: "change", line: 1, ordinal: 0 } as const;
  const row = { ...place, source, stamp, path: `commit/${sha}`, modified, heading: subject, text };
  const called = namesOf([subject]);
  return draftOf({ ...row, called, weight: weights.commit }, { name: "", passage: text }, analyzer);
}

/** What a row is made of: of its names every word counts, and only its passage has a meaning. */
interface Said {
  readonly name: string;
  readonly passage: string;
}

function draftOf(found: Omit<IndexRow, "id" | "terms">, { name, passage }: Said, analyzer: Analyzer): Draft {
  const { source, ordinal, stamp, path, kind, component, pillar, project, modified, heading, line, text } = found;
  const { called, weight } = found;
  const terms = analyzer.terms(passage);
  return {
    row: {
      id: `${source}#${ordinal}`,
      source,
      ordinal,
      stamp,
      path,
      kind,
      component,
      pillar,
      project,
      modified,
      heading,
      line,
      text,
      called,
      weight,
      terms: [...terms, ...ownTerms(analyzer.nameTerms(name), terms)].join(" "),
    },
    passage: { text: passage, terms },
  };
}
