import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, normalize } from "node:path";
import { composedBy, innerOrder, mayImport, packageHomes, pureFolders } from "./boundaries.ts";

interface Plant {
  readonly file: string;
  readonly text: string;
  /** The rule that must report the file; undefined for a file that must pass. */
  readonly rule: string | undefined;
}

const root = join(import.meta.dirname, "..");
const folders = Object.keys(mayImport);

main();

/**
 * Proves that lint guards the boundaries: violations planted in a copy of the folders are caught, legal imports are not.
 * And that the table says no more than the code needs.
 */
function main(): void {
  const plants = [
    ...importsBetweenFolders(),
    ...importsBetweenWings(),
    ...importsOfRoot(),
    ...importsOfPackages(),
    ...impureImports(),
    ...importsByOtherWays(),
    ...unlistedFolders(),
    ...otherRules(),
  ];
  const reported = lintInTemporaryFolder(plants);
  const wrong = plants.filter(({ file, rule }) =>
    rule === undefined ? reported.has(file) : !reported.get(file)?.has(rule),
  );
  for (const { file, rule } of wrong)
    console.error(rule === undefined ? `${file}: legal, but reported` : `${file}: not caught by ${rule}`);
  console.log(`boundaries: ${plants.length - wrong.length} of ${plants.length} planted files judged rightly`);
  const unused = unusedGrants();
  for (const grant of unused) console.error(`${grant}: granted in scripts/boundaries.ts, and used by nobody`);
  process.exitCode = wrong.length + unused.length === 0 ? 0 : 1;
}

/** Rows of folders that exist, against the imports of their files. */
function unusedGrants(): string[] {
  const between = Object.entries(mayImport).map(([from, grants]) => ({ from: `src/${from}`, up: "src", grants }));
  const within = Object.entries(innerOrder).flatMap(([folder, order]) =>
    Object.entries(order).map(([wing, grants]) => ({ from: `src/${folder}/${wing}`, up: `src/${folder}`, grants })),
  );
  return [...between, ...within]
    .filter(({ from }) => existsSync(join(root, from)))
    .flatMap(({ from, up, grants }) => {
      const imported = [...importsBelow(from)];
      return grants
        .filter((grant) => !imported.some((path) => path.startsWith(`${up}/${grant}/`)))
        .map((grant) => `${from} -> ${grant}`);
    });
}

/** The files that a folder's files import by relative paths, from the project's root. */
function importsBelow(folder: string): Set<string> {
  const files = globSync(`${folder}/**/*.ts`, { cwd: root });
  return new Set(
    files.flatMap((file) =>
      [...readFileSync(join(root, file), "utf8").matchAll(/(?:\bfrom|\bimport\()\s*"(\.[^"]+)"/g)].map(
        ([, specifier = ""]) => normalize(join(dirname(file), specifier)),
      ),
    ),
  );
}

function importsBetweenFolders(): Plant[] {
  return folders.flatMap((from) =>
    folders
      .filter((to) => to !== from)
      .flatMap((to) => {
        const rule = mayImport[from]?.includes(to) ? undefined : "no-restricted-imports";
        return [
          plant(at(from), `to-${to}`, `import { x } from "${up(from)}${to}/x.ts";\nconsole.log(x);\n`, rule),
          plant(at(from), `later-to-${to}`, `console.log(import("${up(from)}${to}/x.ts"));\n`, rule),
          plant(`${at(from)}/deep`, `types-of-${to}`, `export type { X } from "../${up(from)}${to}/x.ts";\n`, rule),
        ];
      }),
  );
}

/** Where a file of a folder may lie: a folder with an inner order has none of its own. */
function at(folder: string): string {
  const [wing] = Object.keys(innerOrder[folder] ?? {});
  return wing === undefined ? folder : `${folder}/${wing}`;
}

/** From such a file to `src`. */
function up(folder: string): string {
  return folder in innerOrder ? "../../" : "../";
}

/** The order inside a folder, by the short way and by the one that leaves it. */
function importsBetweenWings(): Plant[] {
  return Object.entries(innerOrder).flatMap(([folder, order]) => [
    plant(folder, "homeless", `import { x } from "./x.ts";\nconsole.log(x);\n`, "no-restricted-imports"),
    ...Object.keys(order).flatMap((from) =>
      Object.keys(order)
        .filter((to) => to !== from)
        .flatMap((to) => {
          const rule = order[from]?.includes(to) ? undefined : "no-restricted-imports";
          const text = (specifier: string): string => `import { x } from "${specifier}";\nconsole.log(x);\n`;
          return [
            plant(`${folder}/${from}`, `to-wing-${to}`, text(`../${to}/x.ts`), rule),
            plant(`${folder}/${from}`, `round-to-${to}`, text(`../../${folder}/${to}/x.ts`), "no-restricted-imports"),
            plant(`${folder}/${from}/deep`, `to-wing-${to}`, text(`../../${to}/x.ts`), rule),
          ];
        }),
    ),
  ]);
}

function importsOfRoot(): Plant[] {
  return folders.map((folder) => {
    const rule = composedBy.includes(folder) ? undefined : "no-restricted-imports";
    return plant(at(folder), "to-root", `import { x } from "${up(folder)}context.ts";\nconsole.log(x);\n`, rule);
  });
}

function importsOfPackages(): Plant[] {
  const samples =
    "pg slonik @slonik/pg-driver yaml @oclif/core/command fastify @modelcontextprotocol/server execa".split(" ");
  samples.push("web-tree-sitter", "@lancedb/lancedb");
  return folders.flatMap((folder) =>
    samples.map((name) => {
      const home = packageHomes.find(({ pattern }) => new RegExp(pattern).test(name));
      const rule = home?.folder === folder ? undefined : "no-restricted-imports";
      return plant(
        at(folder),
        `package-${name.replaceAll(/\W/g, "-")}`,
        `import { x } from "${name}";\nconsole.log(x);\n`,
        rule,
      );
    }),
  );
}

function impureImports(): Plant[] {
  return pureFolders.flatMap((folder) => [
    plant(
      folder,
      "reads-disk",
      `import { readFileSync } from "node:fs";\nconsole.log(readFileSync);\n`,
      "no-restricted-imports",
    ),
    ...["fs", "fs/promises", "child_process"].map((name) =>
      plant(
        folder,
        `bare-${name.replaceAll(/\W/g, "-")}`,
        `import { x } from "${name}";\nconsole.log(x);\n`,
        "no-restricted-imports",
      ),
    ),
    plant(folder, "hashes", `import { createHash } from "node:crypto";\nconsole.log(createHash);\n`, undefined),
  ]);
}

/** The same folder by a longer way round. */
function importsByOtherWays(): Plant[] {
  const refused = (folder: string, name: string, specifier: string): Plant =>
    plant(folder, name, `import { x } from "${specifier}";\nconsole.log(x);\n`, "no-restricted-imports");
  const legal = (folder: string, name: string, specifier: string): Plant =>
    plant(folder, name, `import { x } from "${specifier}";\nconsole.log(x);\n`, undefined);
  return [
    refused("plan", "above-src", "../../src/engine/apply.ts"),
    refused("plan/deep", "above-src", "../../../src/engine/apply.ts"),
    refused("plan/deep/deeper/deepest", "far-down", "../../../../engine/apply.ts"),
    refused("plan", "through-itself", "./deep/../../engine/apply.ts"),
    refused("plan", "dotted", "./../engine/apply.ts"),
    refused("plan", "by-package", "@v7-tools/v7/src/engine/apply.ts"),
    refused("plan", "outside-src", "../../scripts/boundaries.ts"),
    refused("plan", "to-main", "../main.ts"),
    legal("plan", "within", "./deep/steps.ts"),
    legal("plan/deep", "within", "../steps.ts"),
    legal("plan/deep/deeper", "within", "../engine/steps.ts"),
    legal("commands/deep", "to-root", "../../context.ts"),
  ];
}

/** A folder that the table does not have, from both sides. */
function unlistedFolders(): Plant[] {
  const text = (specifier: string): string => `import { x } from "${specifier}";\nconsole.log(x);\n`;
  return [
    plant("charts", "to-engine", text("../engine/apply/apply.ts"), "no-restricted-imports"),
    plant("charts/deep", "to-model", text("../../model/address.ts"), "no-restricted-imports"),
    plant("charts", "alone", text("./colors.ts"), undefined),
    plant("model", "to-charts", text("../charts/colors.ts"), "no-restricted-imports"),
    plant("commands/deep", "to-charts", text("../../charts/colors.ts"), "no-restricted-imports"),
    { file: "src/to-charts.ts", text: text("./charts/colors.ts"), rule: "no-restricted-imports" },
    { file: "src/to-engine.ts", text: text("./engine/apply/apply.ts"), rule: undefined },
  ];
}

function otherRules(): Plant[] {
  return [
    plant(
      "model",
      "cycle-one",
      `import { two } from "./cycle-two.ts";\nexport const one = (): number => two();\n`,
      "no-cycle",
    ),
    plant(
      "model",
      "cycle-two",
      `import { one } from "./cycle-one.ts";\nexport const two = (): number => one();\n`,
      "no-cycle",
    ),
    plant("engine/plan", "default", "export default function plan(): number {\n  return 1;\n}\n", "no-default-export"),
    plant("engine/plan", "any", "export function plan(phase: any): number {\n  return phase;\n}\n", "no-explicit-any"),
    plant(
      "engine",
      "floating",
      "async function apply(): Promise<void> {}\nexport function plan(): void {\n  apply();\n}\n",
      "no-floating-promises",
    ),
    plant("commands", "default", "export default function plan(): number {\n  return 1;\n}\n", undefined),
  ];
}

function plant(folder: string, name: string, text: string, rule: string | undefined): Plant {
  return { file: `src/${folder}/${name}.ts`, text, rule };
}

/** The rules that reported each file. */
function lintInTemporaryFolder(plants: readonly Plant[]): Map<string, Set<string>> {
  const folder = mkdtempSync(join(tmpdir(), "v7-boundaries-"));
  try {
    for (const name of ["oxlint.config.ts", "tsconfig.json", "package.json", "scripts/boundaries.ts"])
      cpSync(join(root, name), join(folder, name));
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    for (const { file, text } of plants) writeBelow(folder, file, text);
    return readReports(runLint(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeBelow(folder: string, file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

function runLint(folder: string): string {
  const oxlint = join(root, "node_modules", ".bin", "oxlint");
  return spawnSync(oxlint, ["--type-aware", "--format", "json"], { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 })
    .stdout;
}

function readReports(json: string): Map<string, Set<string>> {
  const { diagnostics }: { diagnostics: { filename: string; code: string }[] } = JSON.parse(json);
  const reports = new Map<string, Set<string>>();
  for (const { filename, code } of diagnostics) {
    const rule = code.replace(/^.*\((.+)\)$/, "$1");
    reports.set(filename, (reports.get(filename) ?? new Set()).add(rule));
  }
  return reports;
}
