import type { Connection } from "../../postgres/connection.ts";
import { readSql } from "../../system/package-file.ts";
import { type CountedAnalysis, figuresOf, type ProjectFigures } from "../figures/project-figures.ts";
import { type Coverage, readProjectCoverage } from "../figures/read-coverage.ts";
import type { RegisteredFile } from "../projects/read-inventory.ts";

/** The figures of every project, by its path. */
export async function readFigures(
  connection: Connection,
  {
    files,
    places,
    gitFolders,
    folders,
    now,
  }: {
    readonly files: ReadonlyMap<string, readonly RegisteredFile[]>;
    readonly places: ReadonlyMap<string, string>;
    readonly gitFolders: ReadonlySet<string>;
    /** Where each project lies on this machine. */
    readonly folders: ReadonlyMap<string, string>;
    readonly now: Date;
  },
): Promise<ReadonlyMap<string, ProjectFigures>> {
  const analyses = await readAnalyses(connection);
  const changes = await readChanges(connection, places, now);
  const coverages = new Map(
    await Promise.all(
      [...files].map(async ([project, own]) => [project, await coverageOf(own, folders.get(project))] as const),
    ),
  );
  return new Map(
    [...files].map(([project, own]) => [
      project,
      figuresOf(
        own.map(({ path, fileType, bytes }) => {
          const inside = project === "." ? path : path.slice(project.length + 1);
          return { path: inside, fileType, bytes, analysis: analyses.get(`${project}\u001f${inside}`) };
        }),
        {
          changes: changes === undefined ? null : (changes.get(project) ?? 0),
          hasGit: gitFolders.has(project === "." ? "" : project),
          coverage: coverages.get(project),
        },
      ),
    ]),
  );
}

/** Of a project without source nothing is read. */
async function coverageOf(files: readonly RegisteredFile[], folder: string | undefined): Promise<Coverage | undefined> {
  const source = files.filter(({ fileType }) => fileType === "code");
  if (folder === undefined || source.length === 0) return undefined;
  return readProjectCoverage(folder, Math.max(...source.map(({ mtime }) => mtime)));
}

async function readAnalyses(connection: Connection): Promise<ReadonlyMap<string, CountedAnalysis>> {
  const { rows } = await connection.query<{ analyses: string | null }>(readSql("meta/analyses.sql"));
  const text = rows[0]?.analyses ?? "";
  if (text === "") return new Map();
  return new Map(
    text.split("\u001e").map((line) => {
      const [project, path, lines, code, functions, complexity, most, helper] = line.split("\u001f");
      const analysis = {
        lines: Number(lines),
        code_lines: numberIn(code),
        functions: numberIn(functions),
        complexity: numberIn(complexity),
        max_complexity: numberIn(most),
        uses_shared_helper: helper === "" || helper === undefined ? null : helper === "true",
      };
      return [`${project}\u001f${path}`, analysis];
    }),
  );
}

function numberIn(text: string | undefined): number | null {
  return text === undefined || text === "" ? null : Number(text);
}

/** Undefined where no change is on record at all. */
async function readChanges(
  connection: Connection,
  places: ReadonlyMap<string, string>,
  now: Date,
): Promise<ReadonlyMap<string, number> | undefined> {
  const values = [[...places.keys()], [...places.values()], now.toISOString()];
  const { rows } = await connection.query<{ changes: Readonly<Record<string, number>>; is_known: boolean }>(
    readSql("meta/changes.sql"),
    values,
  );
  const [row] = rows;
  return row?.is_known === true ? new Map(Object.entries(row.changes)) : undefined;
}
