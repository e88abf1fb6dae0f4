import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Connection } from "../src/postgres/connection.ts";

/** Where the page lies, below the package's root; `scripts/expected-schema.ts` writes it. */
export const schemaPagePath = "Docs/schema.sql";

/** The schema of a freshly migrated database as one file for people, which makes the same schema in an empty one. */
export async function schemaPage(connection: Connection): Promise<string> {
  const query = readFileSync(join(import.meta.dirname, "schema-page.sql"), "utf8");
  const { rows } = await connection.query<Part>(query);
  return [head, ...sections.flatMap((title, at) => [`-- ${title}\n`, ...section(rows, at + 1)])].join("\n");
}

interface Part {
  /** From 1, as in {@link sections}. */
  readonly section: number;
  readonly name: string;
  /** Names of what must stand before it. */
  readonly needs: readonly string[];
  readonly text: string;
}

const head = `-- The whole schema, as v7's migrations leave it: for reading. A database gets it by \`v7 db migrate\`, from sql/migrations.
-- Generated: \`node scripts/expected-schema.ts POSTGRES_URL\` writes it anew. pgvector's table, chunks, is left out.

-- Functions may be written down before what they read.
SET check_function_bodies = off;
`;

const sections = ["Tables", "Functions", "Views", "Triggers"];
const functions = 2;

function section(rows: readonly Part[], number: number): string[] {
  const parts = rows
    .filter((row) => row.section === number)
    .toSorted((left, right) => (left.name < right.name ? -1 : 1));
  return inOrder(parts).map(({ text }) => `${number === functions ? text : withLists(text)}\n`);
}

/** `IN ('a', 'b')`, as people write it, for the server's own spelling of it, which it would not read back as the same. */
function withLists(text: string): string {
  const spelled = /(?:::text)? (= ANY|<> ALL) \(ARRAY\[('[^']*'::[a-z ]+(?:, '[^']*'::[a-z ]+)+)\](?:::text\[\])?\)/g;
  return text.replaceAll(spelled, (_, operator: string, values: string) => {
    const list = values.replaceAll(/'::[a-z ]+/g, "'");
    return `${operator === "= ANY" ? " IN" : " NOT IN"} (${list})`;
  });
}

/** By name, but nothing before what it needs. Nothing needs itself by way of others. */
function inOrder(parts: readonly Part[]): Part[] {
  const byName = new Map(parts.map((part) => [part.name, part]));
  const placed = new Set<Part>();
  const place = (part: Part): void => {
    if (placed.has(part)) return;
    for (const name of part.needs.toSorted()) {
      const needed = byName.get(name);
      if (needed !== undefined && needed !== part) place(needed);
    }
    placed.add(part);
  };
  for (const part of parts) place(part);
  return [...placed];
}
