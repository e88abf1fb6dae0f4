import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Parser } from "web-tree-sitter";

export type { Node, Parser, Tree } from "web-tree-sitter";

/** The version of the grammars' package: the same text may give another tree by another one. A test holds it to the lockfile. */
export const grammarsVersion = "0.3.1";

/**
 * A parser of one language, by its grammar's name: `typescript`, `c-sharp`. Loaded when it is first needed, for it takes a
 * while. `megabytes` bounds what all parsers of the thread have together, where the first one says so: a text that wants more
 * breaks them, and none of them is to be used again.
 */
export async function loadParser(grammar: string, megabytes?: number): Promise<Parser> {
  const require = createRequire(import.meta.url);
  const { Parser, Language } = await import("web-tree-sitter");
  await Parser.init({
    locateFile: () => require.resolve("web-tree-sitter/web-tree-sitter.wasm"),
    // A parser that breaks throws as well; the terminal is nobody's to write to.
    printErr: () => undefined,
    ...(megabytes === undefined ? {} : { wasmMemory: memoryOf(megabytes) }),
  });
  const wasm = await readFile(require.resolve(`@vscode/tree-sitter-wasm/wasm/tree-sitter-${grammar}.wasm`));
  const parser = new Parser();
  parser.setLanguage(await Language.load(wasm));
  return parser;
}

/** In pages of 64 KiB; the library begins with 512 of them. */
function memoryOf(megabytes: number): object {
  const { WebAssembly } = globalThis as unknown as WithMemory;
  return new WebAssembly.Memory({ initial: 512, maximum: Math.max(512, megabytes * 16) });
}

/** What Node has and its types lack. */
interface WithMemory {
  readonly WebAssembly: {
    readonly Memory: new (pages: { readonly initial: number; readonly maximum: number }) => object;
  };
}
