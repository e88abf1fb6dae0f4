import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Parser } from "web-tree-sitter";

export type { Node, Parser, Tree } from "web-tree-sitter";

/** The version of the grammars' package: the same text may give another tree by another one. A test holds it to the lockfile. */
export const grammarsVersion = "0.3.1";

/** A parser of one language, by its grammar's name: `typescript`, `c-sharp`. Loaded when it is first needed, for it takes a while. */
export async function loadParser(grammar: string): Promise<Parser> {
  const require = createRequire(import.meta.url);
  const { Parser, Language } = await import("web-tree-sitter");
  await Parser.init({ locateFile: () => require.resolve("web-tree-sitter/web-tree-sitter.wasm") });
  const wasm = await readFile(require.resolve(`@vscode/tree-sitter-wasm/wasm/tree-sitter-${grammar}.wasm`));
  const parser = new Parser();
  parser.setLanguage(await Language.load(wasm));
  return parser;
}
