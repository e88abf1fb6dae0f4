import { isReadme, partOfProject } from "./part-of-project.ts";

/** What gaps of a project are judged by. Null: unknown, and nothing is judged by it. */
export interface ProjectFigures {
  readonly files: number;
  readonly source_files: number;
  readonly test_files: number;
  readonly documents: number;
  /** Bytes of its documents. */
  readonly document_bytes: number;
  readonly source_bytes: number;
  readonly has_readme: boolean;
  /** As CodeGraphX's backlog asks: a pipeline, a folder of documents, git of its own, a licence. */
  readonly has_ci: boolean;
  readonly has_docs: boolean;
  readonly has_git: boolean;
  readonly has_license: boolean;
  /** Source files that a parser read. */
  readonly analyzed_files: number;
  /** Lines of its analyzed source. */
  readonly lines: number | null;
  readonly code_lines: number | null;
  readonly functions: number | null;
  /** Cyclomatic complexity, the sum of all functions. */
  readonly complexity: number | null;
  readonly max_complexity: number | null;
  /** Of its analyzed source, how many files use the shared helper, and how many ask a database at all. */
  readonly helper_files: number | null;
  /** Changes of its files in 90 days. */
  readonly changes_90d: number | null;
  readonly covered_lines: number | null;
  readonly coverable_lines: number | null;
}

/** A file as figures count it. */
export interface CountedFile {
  /** From the project's folder. */
  readonly path: string;
  readonly fileType: string;
  readonly bytes: number;
  readonly analysis: CountedAnalysis | undefined;
}

/** What a parser made of it. */
export interface CountedAnalysis {
  readonly lines: number;
  readonly code_lines: number | null;
  readonly functions: number | null;
  readonly complexity: number | null;
  readonly max_complexity: number | null;
  readonly uses_shared_helper: boolean | null;
}

/** What is known of a project beside its files. */
export interface KnownOfProject {
  /** Null: no history says. */
  readonly changes: number | null;
  readonly hasGit: boolean;
  /** Undefined: no report says what its tests reach. */
  readonly coverage?: { readonly covered: number; readonly coverable: number } | undefined;
}

/** The figures of one project. */
export function figuresOf(
  files: readonly CountedFile[],
  { changes, hasGit, coverage }: KnownOfProject,
): ProjectFigures {
  const counted = files.map((file) => ({ ...file, part: partOfProject(file.path, file.fileType) }));
  const source = counted.filter(({ part }) => part === "source");
  const documents = counted.filter(({ part }) => part === "document");
  const analyses = source.flatMap(({ analysis }) => analysis ?? []);
  const summed = (value: (analysis: CountedAnalysis) => number | null): number | null => {
    const known = analyses.map(value).filter((one) => one !== null);
    return known.length === 0 ? null : sum(known);
  };
  const complexities = analyses.flatMap(({ max_complexity: most }) => most ?? []);
  const helpers = analyses.flatMap(({ uses_shared_helper: uses }) => uses ?? []);
  return {
    files: files.length,
    source_files: source.length,
    test_files: counted.filter(({ part }) => part === "test").length,
    documents: documents.length,
    document_bytes: sum(documents.map(({ bytes }) => bytes)),
    source_bytes: sum(source.map(({ bytes }) => bytes)),
    has_readme: documents.some(({ path, bytes }) => isReadme(path) && bytes > 0),
    has_ci: files.some(({ path }) => isPipeline(path)),
    has_docs: documents.some(({ path }) => /^docs?\//i.test(path)),
    has_git: hasGit,
    has_license: files.some(({ path }) => /^(?:licen[cs]e|copying)(?:[.-][^/]*)?$/i.test(path)),
    analyzed_files: analyses.length,
    lines: summed(({ lines }) => lines),
    code_lines: summed(({ code_lines: lines }) => lines),
    functions: summed(({ functions }) => functions),
    complexity: summed(({ complexity }) => complexity),
    max_complexity: complexities.length === 0 ? null : Math.max(...complexities),
    helper_files: helpers.length === 0 ? null : helpers.filter(Boolean).length,
    changes_90d: changes,
    covered_lines: coverage?.covered ?? null,
    coverable_lines: coverage?.coverable ?? null,
  };
}

function isPipeline(path: string): boolean {
  return /^(?:\.github\/workflows\/|\.circleci\/|\.gitlab-ci\.ya?ml$|azure-pipelines\.ya?ml$|Jenkinsfile$|\.travis\.yml$)/.test(
    path,
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
