import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "rolldown";
import { parseSync, Visitor } from "rolldown/utils";

/** Where a source calls `readSql`, in characters, and with which literal; undefined where it is none. */
export interface SqlCall {
  readonly name: string | undefined;
  readonly start: number;
  readonly end: number;
}

/** Puts the text of each statement where `readSql("NAME")` stands, so that a chunk carries its own SQL and reads no file. */
export function inlineSql(root: string): Plugin {
  return {
    name: "inline-sql",
    transform: {
      filter: { id: /[\\/]src[\\/].+\.ts$/, code: "readSql(" },
      handler: (code, id) => withSql(code, id, join(root, "sql")),
    },
  };
}

/** The source with each call replaced. Throws, naming the source file, where a call names no file of `directory`. */
export function withSql(code: string, file: string, directory: string): string {
  return sqlCalls(code).reduceRight((text, { name, start, end }) => {
    if (name === undefined) throw new Error(`${file}: readSql takes a literal, which the build replaces`);
    const path = join(directory, name);
    if (!existsSync(path)) throw new Error(`${file}: readSql("${name}") names no file in sql/`);
    return text.slice(0, start) + JSON.stringify(readFileSync(path, "utf8")) + text.slice(end);
  }, code);
}

/** The calls of `readSql` in a TypeScript source, in its order. */
export function sqlCalls(code: string): SqlCall[] {
  const calls: SqlCall[] = [];
  const visitor = new Visitor({
    CallExpression({ callee, arguments: [name], start, end }) {
      if (callee.type !== "Identifier" || callee.name !== "readSql") return;
      const isLiteral = name?.type === "Literal" && typeof name.value === "string";
      calls.push({ name: isLiteral ? name.value : undefined, start, end });
    },
  });
  visitor.visit(parseSync("source.ts", code).program);
  return calls;
}
