import type { Grammar } from "../../syntax/grammars/grammar.ts";
import { grammars } from "../../syntax/grammars/index.ts";
import { grammarsVersion } from "../../syntax/parser.ts";
import { type CodeFacts, type CodeReader, loadReader } from "../../syntax/read-code.ts";
import { linesOf } from "../../syntax/code-lines.ts";
import { type FileAnalysis, notAnalyzed } from "./analysis.ts";
import { isGenerated } from "./generated.ts";
import { languageOf, type SourceLanguage } from "./languages.ts";
import type { Limits } from "./limits.ts";
import { roleDetector, type RolesOf } from "./roles/roles-of.ts";
import { usesSharedHelper } from "./shared-helper.ts";
import { isTest, isTestPath } from "./test-file.ts";
import { linesOfBytes, textOf } from "./text-of.ts";

/** Analyzes files one after the other. Holds a reader a grammar, each loaded at the first file that needs it. */
export interface Analyzer {
  analyze(path: string, bytes: Uint8Array): Promise<FileAnalysis>;
}

export function openAnalyzer(limits: Limits): Analyzer {
  const rolesOf = roleDetector();
  const readers = new Map<string, Promise<CodeReader>>();
  const readerOf = (grammar: Grammar): Promise<CodeReader> => {
    const reader = readers.get(grammar.name) ?? loadReader(grammar);
    readers.set(grammar.name, reader);
    return reader;
  };
  return {
    analyze: async (path, bytes) => {
      const language = sourceLanguage(path, bytes);
      const early = withoutParser(path, bytes, language, limits);
      if (early !== undefined || language === undefined) return early ?? notAnalyzed("unsupported", {});
      const text = textOf(bytes) ?? "";
      const grammar = grammars[language.grammar];
      if (grammar === undefined) return notAnalyzed("unsupported", {});
      const facts = (await readerOf(grammar)).read(text, limits.steps);
      const known = { language: language.language, parser: parserName(language), lines: linesOf(text) };
      if (facts === undefined) return notAnalyzed("timed_out", { ...known, is_test: isTestPath(path) || null });
      return {
        ...notAnalyzed("analyzed", known),
        ...figures(facts),
        ...judged({ path, text, lines: known.lines, language: language.language }, facts, rolesOf),
      };
    },
  };
}

/** What can be said of a file without a parser; undefined when one is needed. */
export function analyzeWithoutParser(path: string, bytes: Uint8Array, limits: Limits): FileAnalysis | undefined {
  return withoutParser(path, bytes, sourceLanguage(path, bytes), limits);
}

function withoutParser(
  path: string,
  bytes: Uint8Array,
  language: SourceLanguage | undefined,
  limits: Limits,
): FileAnalysis | undefined {
  const known = { language: language?.language ?? null, lines: linesOfBytes(bytes), is_test: isTestPath(path) || null };
  if (language === undefined) return notAnalyzed("unsupported", known);
  if (bytes.length > limits.bytes) return notAnalyzed("too_large", known);
  return textOf(bytes.subarray(0, 8_000)) === undefined ? notAnalyzed("unreadable", known) : undefined;
}

function sourceLanguage(path: string, bytes: Uint8Array): SourceLanguage | undefined {
  return languageOf(path, new TextDecoder("latin1").decode(bytes.subarray(0, 80)));
}

function parserName({ grammar }: SourceLanguage): string {
  return `tree-sitter-${grammar} ${grammarsVersion}`;
}

function figures({ codeLines, complexities, scriptComplexity }: CodeFacts): Partial<FileAnalysis> {
  const units = scriptComplexity === null ? complexities : [...complexities, scriptComplexity];
  return {
    code_lines: codeLines,
    complexity: units.reduce((sum, each) => sum + each, 0),
    max_complexity: units.reduce((most, each) => Math.max(most, each), 0),
    functions: complexities.length,
  };
}

interface ReadFile {
  readonly path: string;
  readonly text: string;
  readonly lines: number;
  readonly language: string;
}

/** Tests call what they test, and what programs write says nothing of a role: neither has one. */
function judged({ path, text, lines, language }: ReadFile, facts: CodeFacts, rolesOf: RolesOf): Partial<FileAnalysis> {
  const is_test = isTest(path, facts);
  const is_generated = isGenerated(text, lines);
  return {
    is_test,
    is_entry: isEntry(path, text, facts),
    uses_shared_helper: usesSharedHelper(facts),
    is_generated,
    roles: is_test || is_generated ? [] : rolesOf(language, facts),
  };
}

function isEntry(path: string, text: string, facts: CodeFacts): boolean {
  return text.startsWith("#!") || facts.startsByItself || /(?:^|\/)__main__\.py$/.test(path);
}
