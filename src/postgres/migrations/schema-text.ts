import { readPackageFile } from "../../system/package-file.ts";

/** Where the SQL of each seed lies, below the package's root. */
export const seedFiles = {
  "directive-005": "sql/migrations/0001_directive_005.sql",
  registry: "sql/migrations/0004_registry.sql",
  aya: "sql/migrations/0002_aya.sql",
  meta: "sql/migrations/0003_meta.sql",
} as const;

export type SeedName = keyof typeof seedFiles;

export const seedNames = Object.keys(seedFiles) as readonly SeedName[];

/**
 * The SQL behind `db schema --seed`. Directive 005 prints Article 3's block first, byte for byte, then v7's additions,
 * each labelled with its reason and place; the others print their migration, additions labelled where they stand.
 */
export function schemaText(seed: SeedName): string {
  const migration = readPackageFile(seedFiles[seed]);
  return seed === "directive-005" ? directiveText(migration) : migration;
}

function directiveText(migration: string): string {
  const sections = sectionsOf(migration);
  const article = sections.filter(({ label }) => label.startsWith("[SEED")).map(({ body }) => body);
  return `${article.join("")}\n${additionsHeading}\n${additionsOf(sections).join("\n")}`;
}

interface Section {
  readonly label: string;
  /** The labelled line, with the lines of comment that continue it in an addition. */
  readonly heading: string;
  readonly body: string;
}

const additionsHeading = `-- ============================================
-- What v7 adds. Nothing above is changed. v7 runs each addition where it is needed: the ones marked
-- "after statement n" before the statements that follow it, the others at the end.
-- ============================================
`;

function additionsOf(sections: readonly Section[]): string[] {
  let statement = 0;
  return sections.flatMap(({ label, heading, body }) => {
    if (label.startsWith("[SEED")) statement += 1;
    return label.startsWith("[ADD") ? [`${heading} [after statement ${statement}]\n${body}`] : [];
  });
}

/** Splits at lines such as `-- [ADD-1] why`; what stands before the first is the file's own heading. */
function sectionsOf(migration: string): Section[] {
  return migration
    .split(/^(?=-- \[(?:SEED|ADD|CHG)[^\]]*\])/m)
    .slice(1)
    .map((text) => {
      const end = text.indexOf("\n");
      const heading = text.slice(0, end);
      return { label: heading.slice("-- ".length), heading, body: text.slice(end + 1) };
    });
}
