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
import { askedBy, askTheSystem, composedBy, innerOrder, mayImport, packageHomes, pureFolders } from "./boundaries.ts";

interface Plant {
  readonly file: string;
  readonly text: string;
  /** The rule that must report the file; undefined for a file that must pass. */
  readonly rule: string | undefined;
}

const root = join(import.meta.dirname, "..");
const folders = Object.keys(mayImport);
/** Names files of machines that programs there are asked to print. */
const elsewhere = "src/nodes/collect/probe.ts";
/** The rule that must report what no row grants. */
const refused = "no-restricted-imports";

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
    ...importsOfPages(),
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
  const askers = readersOfProc();
  for (const file of askers) console.error(`${file} reads /proc: ${askTheSystem}`);
  process.exitCode = wrong.length + unused.length + askers.length === 0 ? 0 : 1;
}

/** Rows of folders that exist, against the imports of their files. */
function unusedGrants(): string[] {
  const between = Object.entries(mayImport).map(([from, grants]) => ({ row: `src/${from}`, up: "src", grants }));
  const within = Object.entries(innerOrder).flatMap(([folder, order]) =>
    Object.entries(order).map(([wing, grants]) => ({ row: `src/${folder}/${wing}`, up: `src/${folder}`, grants })),
  );
  return [...between, ...within]
    .filter(({ row }) => existsSync(join(root, row)))
    .flatMap(({ row, up, grants }) => {
      const imported = [...importsOf(row)];
      return grants
        .filter((grant) => !imported.some((path) => lies(path, up, grant)))
        .map((grant) => `${row} -> ${grant}`);
    });
}

/** No rule of lint's looks into texts. */
function readersOfProc(): string[] {
  const files = globSync("src/**/*.ts", { cwd: root }).filter((file) => !file.startsWith(join("src", askedBy)));
  return files.filter((file) => file !== elsewhere && /["'`]\/proc\b/.test(readFileSync(join(root, file), "utf8")));
}

/** Whether a file lies in a folder, at any depth, or is one of the own files of the folder above, which `.` stands for. */
function lies(path: string, above: string, folder: string): boolean {
  return folder === "." ? dirname(path) === above : path.startsWith(`${above}/${folder}/`);
}

/** The files that the files of a row import by relative paths, from the project's root. */
function importsOf(row: string): Set<string> {
  const files = globSync(row.endsWith("/.") ? `${dirname(row)}/*.ts` : `${row}/**/*.ts`, { cwd: root });
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
        const rule = mayImport[from]?.includes(to) ? undefined : refused;
        return [
          plant(at(from), `to-${to}`, `import { x } from "${up(from)}${to}/x.ts";\nconsole.log(x);\n`, rule),
          plant(at(from), `later-to-${to}`, `console.log(import("${up(from)}${to}/x.ts"));\n`, rule),
          plant(`${at(from)}/deep`, `types-of-${to}`, `export type { X } from "../${up(from)}${to}/x.ts";\n`, rule),
        ];
      }),
  );
}

/** Where a file of a folder may lie, with folders of its own: in a folder with an inner order, within one of its sub-folders. */
function at(folder: string): string {
  const [wing] = wingsOf(folder);
  return wing === undefined ? folder : `${folder}/${wing}`;
}

function wingsOf(folder: string): string[] {
  return Object.keys(innerOrder[folder] ?? {}).filter((name) => name !== ".");
}

/** From such a file to `src`. */
function up(folder: string): string {
  return folder in innerOrder ? "../../" : "../";
}

/** The order inside a folder, by the short way and by the one that leaves it. */
function importsBetweenWings(): Plant[] {
  return Object.entries(innerOrder).flatMap(([folder, order]) => [
    plant(folder, "beside", imported("./x.ts"), "." in order ? undefined : refused),
    plant(`${folder}/annex`, "out", imported("../x.ts"), refused),
    plant(`${folder}/annex/deep`, "out", imported("../../x.ts"), refused),
    ...wingsOf(folder).flatMap((wing) => importsOfWing(folder, wing, order[wing] ?? [])),
    ...("." in order ? importsOfOwnFiles(folder, order["."] ?? []) : []),
  ]);
}

function importsOfWing(folder: string, wing: string, granted: readonly string[]): Plant[] {
  const others = wingsOf(folder).filter((to) => to !== wing);
  const own = granted.includes(".") ? undefined : refused;
  return [
    ...others.flatMap((to) => {
      const rule = granted.includes(to) ? undefined : refused;
      return [
        plant(`${folder}/${wing}`, `to-wing-${to}`, imported(`../${to}/x.ts`), rule),
        plant(`${folder}/${wing}`, `round-to-${to}`, imported(`../../${folder}/${to}/x.ts`), refused),
        plant(`${folder}/${wing}/deep`, `to-wing-${to}`, imported(`../../${to}/x.ts`), rule),
      ];
    }),
    plant(`${folder}/${wing}`, "to-own-file", imported("../x.ts"), own),
    plant(`${folder}/${wing}/deep`, "to-own-file", imported("../../x.ts"), own),
    plant(`${folder}/${wing}`, "to-annex", imported("../annex/x.ts"), refused),
  ];
}

function importsOfOwnFiles(folder: string, granted: readonly string[]): Plant[] {
  return [
    ...wingsOf(folder).flatMap((to) => [
      plant(folder, `to-wing-${to}`, imported(`./${to}/x.ts`), granted.includes(to) ? undefined : refused),
      plant(folder, `deep-to-${to}`, imported(`./${to}/deep/x.ts`), granted.includes(to) ? undefined : refused),
      plant(folder, `round-to-${to}`, imported(`../${folder}/${to}/x.ts`), refused),
    ]),
    plant(folder, "to-annex", imported("./annex/x.ts"), refused),
    ...folders
      .filter((to) => to !== folder)
      .map((to) =>
        plant(folder, `to-${to}`, imported(`../${to}/x.ts`), mayImport[folder]?.includes(to) ? undefined : refused),
      ),
  ];
}

function imported(specifier: string): string {
  return `import { x } from "${specifier}";\nconsole.log(x);\n`;
}

function importsOfRoot(): Plant[] {
  return folders.map((folder) => {
    const rule = composedBy.includes(folder) ? undefined : refused;
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
      const rule = home?.folder === folder ? undefined : refused;
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
    plant(folder, "reads-disk", `import { readFileSync } from "node:fs";\nconsole.log(readFileSync);\n`, refused),
    ...["fs", "fs/promises", "child_process"].map((name) =>
      plant(folder, `bare-${name.replaceAll(/\W/g, "-")}`, `import { x } from "${name}";\nconsole.log(x);\n`, refused),
    ),
    plant(folder, "hashes", `import { createHash } from "node:crypto";\nconsole.log(createHash);\n`, undefined),
  ]);
}

/** The same folder by a longer way round. */
function importsByOtherWays(): Plant[] {
  const illegal = (folder: string, name: string, specifier: string): Plant =>
    plant(folder, name, imported(specifier), refused);
  const legal = (folder: string, name: string, specifier: string): Plant =>
    plant(folder, name, imported(specifier), undefined);
  return [
    illegal("plan", "above-src", "../../src/engine/apply.ts"),
    illegal("plan/deep", "above-src", "../../../src/engine/apply.ts"),
    illegal("plan/deep/deeper/deepest", "far-down", "../../../../engine/apply.ts"),
    illegal("plan", "through-itself", "./deep/../../engine/apply.ts"),
    illegal("plan", "dotted", "./../engine/apply.ts"),
    illegal("plan", "by-package", "@v7-tools/v7/src/engine/apply.ts"),
    illegal("plan", "outside-src", "../../scripts/boundaries.ts"),
    illegal("plan", "to-main", "../main.ts"),
    legal("plan", "within", "./deep/steps.ts"),
    legal("plan/deep", "within", "../steps.ts"),
    legal("plan/deep/deeper", "within", "../engine/steps.ts"),
    legal("commands/deep", "to-root", "../../context.ts"),
  ];
}

/** A folder that the table does not have, from both sides. */
function unlistedFolders(): Plant[] {
  return [
    plant("charts", "to-engine", imported("../engine/apply/apply.ts"), refused),
    plant("charts/deep", "to-model", imported("../../model/address.ts"), refused),
    plant("charts", "alone", imported("./colors.ts"), undefined),
    plant("model", "to-charts", imported("../charts/colors.ts"), refused),
    plant("commands/deep", "to-charts", imported("../../charts/colors.ts"), refused),
    { file: "src/to-charts.ts", text: imported("./charts/colors.ts"), rule: refused },
    { file: "src/to-engine.ts", text: imported("./engine/apply/apply.ts"), rule: undefined },
  ];
}

/** What pages know of v7: types of the model. */
function importsOfPages(): Plant[] {
  const type = 'import type { Address } from "../../src/model/address.ts";\nexport type Shown = Address;\n';
  return [
    { file: "web/pages/to-model.ts", text: imported("../../src/model/address.ts"), rule: refused },
    { file: "web/pages/to-render.ts", text: imported("../../src/render/show.ts"), rule: refused },
    { file: "web/pages/type-of-model.ts", text: type, rule: undefined },
    { file: "web/pages/within.ts", text: imported("../parts/colors.ts"), rule: undefined },
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
    ...machineAsked("files", refused, "no-restricted-properties"),
    ...machineAsked(askedBy, undefined, undefined),
    plant("commands", "default", "export default function plan(): number {\n  return 1;\n}\n", undefined),
  ];
}

function machineAsked(folder: string, imports: string | undefined, properties: string | undefined): Plant[] {
  return [
    plant(at(folder), "host", `import { hostname } from "node:os";\nconsole.log(hostname());\n`, imports),
    plant(at(folder), "temporary", `import { tmpdir } from "node:os";\nconsole.log(tmpdir());\n`, undefined),
    plant(at(folder), "platform", `console.log(process.platform);\n`, properties),
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
