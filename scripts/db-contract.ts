import { readPackageFile } from "../src/system/package-file.ts";
import type { Catalog } from "../src/postgres/catalog.ts";

/** Where the machine-readable part of Docs/db-contract.md lies, below the package's root. */
export const contractPath = "sql/db-contract.json";

/** What scripts of other people rely on, and which names of the schema are exceptions to the rules. */
export interface Contract {
  /** Oldest first: with which schema (the number of a migration) each version came. */
  readonly versions: readonly { readonly version: number; readonly schema: number }[];
  /** The columns of each view, in their order. */
  readonly views: { readonly [view: string]: readonly ContractColumn[] };
  readonly names: readonly NameExceptions[];
}

export interface ContractColumn {
  readonly name: string;
  /** As PostgreSQL writes it. */
  readonly type: string;
  /** The version of the contract that brought it. */
  readonly since: number;
}

/** Names that keep to no rule, and the reason that they share: tables, indexes, and what is of a table as `table.name`. */
export interface NameExceptions {
  readonly because: string;
  readonly exceptions: readonly string[];
}

export function readContract(): Contract {
  return JSON.parse(readPackageFile(contractPath)) as Contract;
}

/**
 * How the schema that the migrations make differs from what the contract promises, a line each. A column more is no
 * break, but it is promised to nobody before the contract says what it means.
 */
export function brokenPromises({ versions, views }: Contract, schema: Catalog): string[] {
  const live = schema["column"] ?? {};
  const known = new Set(versions.map(({ version }) => version));
  return Object.entries(views).flatMap(([view, columns]) => {
    const promised = new Map(columns.map((column) => [`${view}.${column.name}`, column]));
    const broken = [...promised].flatMap(([address, { type, since }]) => [
      ...(live[address] === undefined ? [`${address} is promised, and not there`] : []),
      ...(live[address] !== undefined && live[address] !== type
        ? [`${address} is promised as ${type}, and is ${live[address]}`]
        : []),
      ...(known.has(since) ? [] : [`${address} is of version ${since}, which no schema came with`]),
    ]);
    const unsaid = Object.keys(live).filter((address) => address.startsWith(`${view}.`) && !promised.has(address));
    return [...broken, ...unsaid.map((address) => `${address} is there, and no version of the contract has it`)];
  });
}

/**
 * What a migration does that the contract forbids, a line each with its number. PostgreSQL itself lets no
 * `CREATE OR REPLACE VIEW` take a column away, rename or retype it: only what goes round that is looked for, also where
 * it is the text of a statement that a block runs.
 */
export function breakingStatements(sql: string, views: readonly string[]): string[] {
  const code = sql.replaceAll(/--.*|\/\*[^]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, " "));
  const view = `(?:"?\\w+"?\\s*\\.\\s*)?"?\\b(${views.join("|")})\\b"?`;
  const forbidden: readonly [RegExp, (name: string) => string][] = [
    [new RegExp(`\\bDROP\\s+VIEW\\b[^;]*?${view}`, "gi"), (name) => `DROP VIEW takes ${name} from those who read it`],
    [
      new RegExp(
        `\\bALTER\\s+(?:VIEW|TABLE)\\s+(?:IF\\s+EXISTS\\s+)?(?:ONLY\\s+)?${view}[^;]*?\\b(?:RENAME|SET\\s+SCHEMA)\\b`,
        "gi",
      ),
      (name) => `what ${name} and its columns are called stays`,
    ],
    [
      /\bDROP\b[^;]*?(?<!\bON\s+(?:DELETE|UPDATE)\s+)\bCASCADE\b/gi,
      () => "DROP … CASCADE may take views of the contract along: name what is dropped",
    ],
  ];
  return forbidden.flatMap(([pattern, says]) =>
    [...code.matchAll(pattern)].map(
      ({ 1: name = "", index }) => `${code.slice(0, index).split("\n").length}: ${says(name.toLowerCase())}`,
    ),
  );
}
