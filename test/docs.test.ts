import { existsSync, globSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { mayImport } from "../scripts/boundaries.ts";
import { explanationOf } from "../src/engine/look/explain.ts";
import type { ExplainedField } from "../src/model/output/explain-kind.ts";
import { exitMeanings } from "../src/model/codes/exit-meanings.ts";
import { exitCodes } from "../src/model/codes/exits.ts";
import { packagePath, readPackageFile } from "../src/system/package-file.ts";
import type { Report, ReportParameter } from "../src/model/output/report-list.ts";
import { kinds } from "../src/reconcilers/index.ts";
import { listReports } from "../src/reports/catalogue.ts";
import { rowsBelow } from "./support/markdown-table.ts";

const workflowFile = "Docs/V7_Migration/04_Database_Phase/DATABASE_WORKFLOW.md";
const pages = [
  "README.md",
  "ARCHITECTURE.md",
  "CONTRIBUTING.md",
  ...globSync("Docs/*.md", { cwd: packagePath(".") }).toSorted(),
  workflowFile,
];

describe.each(pages)("%s", (page) => {
  test("every relative link leads somewhere", () => {
    const broken = relativeLinks(page).filter((link) => !existsSync(join(packagePath(dirname(page)), link)));
    expect(broken).toEqual([]);
  });

  test("every command it names exists, with the flags it is given", () => {
    expect(commandLines(readPackageFile(page)).flatMap(unknownWords)).toEqual([]);
  });

  test("no line tells of a machine's own paths", () => {
    expect(readPackageFile(page)).not.toMatch(/\/(home|Users|root|work|tmp)\/[a-z]/);
  });
});

describe("README.md", () => {
  test("names every command", () => {
    const named = commandLines(readPackageFile("README.md")).map(({ words }) => commandNameOf(words));
    expect(commandNames().filter((name) => !named.includes(name))).toEqual([]);
  });

  test("leads to every page of Docs", () => {
    const linked = relativeLinks("README.md");
    expect(pages.filter((page) => page !== "README.md" && !linked.includes(page))).toEqual([]);
  });

  test("names every exit code, and means by each what v7 explain says", () => {
    const rows = rowsBelow(readPackageFile("README.md"), "## Exit codes");
    expect(rows.map(([code]) => Number(code))).toEqual(Object.values(exitCodes));
    const meanings = Object.values(exitMeanings);
    expect(rows.map(([, means = ""], index) => means.slice(0, meanings[index]?.length))).toEqual(meanings);
  });

  test("names every key of v7.yaml", () => {
    const documented = firstCells("README.md", "## Configuration").join(" ");
    expect(configKeys().filter((key) => !documented.includes(`\`${key}\``))).toEqual([]);
  });
});

describe("ARCHITECTURE.md", () => {
  test("its table of imports is the one lint enforces", () => {
    const documented = rowsBelow(readPackageFile("ARCHITECTURE.md"), "## Folders").flatMap(
      ([folder = "", , imports = ""]) => (folder.startsWith("`src/") ? [[folderName(folder), imports]] : []),
    );
    const enforced = existingFolders().map((folder) => [
      folder,
      (mayImport[folder] ?? []).filter(folderExists).join(", ") || "nothing",
    ]);
    expect(Object.fromEntries(documented)).toEqual(Object.fromEntries(enforced));
  });
});

describe("Docs/faults.md", () => {
  const page = readPackageFile("Docs/faults.md");
  const rows = rowsBelow(page, "# Faults");
  const seen = rowsBelow(page, "## What strangers and real repositories broke");
  const machines = rowsBelow(page, "## What machines do otherwise");
  const everybody = rowsBelow(page, "## Everybody, everywhere");
  const words = rowsBelow(page, "## What people type");
  const server = rowsBelow(page, "## The server");
  const agents = rowsBelow(page, "## Agents");
  const pace = rowsBelow(page, "## Days and forecasts");
  const operator = rowsBelow(page, "## The operator's day");

  test("has a row for each case, in order", () => {
    expect(rows.map(([name]) => name)).toEqual([
      ...Array.from({ length: 20 }, (_, index) => `B${index + 1}`),
      ...Array.from({ length: 18 }, (_, index) => `C${index + 1}`).filter((name) => name !== "C13"),
      ...Array.from({ length: 17 }, (_, index) => `D${index + 1}`).filter((name) => name !== "D13"),
      ...Array.from({ length: 17 }, (_, index) => `E${index + 1}`).filter((name) => name !== "E13"),
      ...Array.from({ length: 13 }, (_, index) => `F${index + 1}`),
      ...Array.from({ length: 9 }, (_, index) => `G${index + 1}`),
      "L1",
    ]);
  });

  test.each([
    ["that were seen", "T", seen],
    ["of other machines", "M", machines],
    ["of everybody, everywhere", "U", everybody],
    ["of what people type", "V", words],
    ["of the server", "I", server],
    ["of agents", "AD", agents],
    ["of days and forecasts", "AH", pace],
    ["of the operator's day", "AM", operator],
  ])("has the cases %s, each once and in order", (_, letter, cases) => {
    const numbers = cases.map(([name = ""]) => Number(name.startsWith(letter) ? name.slice(letter.length) : "none"));
    expect(numbers).toEqual([...new Set(numbers)].toSorted((left, right) => left - right));
    expect(numbers).not.toContain(Number.NaN);
  });

  test("names only files that exist, and no case without one unless it says later", () => {
    const all = [...rows, ...seen, ...machines, ...everybody, ...words, ...server, ...agents, ...pace, ...operator];
    const named = all.flatMap(([, , files = ""]) => [...files.matchAll(/`([^`]+)`/g)].map(([, file = ""]) => file));
    expect(named.filter((file) => !existsSync(packagePath(file)))).toEqual([]);
    expect(all.filter(([, , files = ""]) => !/^(`|later)/.test(files))).toEqual([]);
  });
});

describe("Docs/kinds.md", () => {
  // Written anew by `vitest run test/docs.test.ts --update`.
  test("is what the schemas and the registry say", async () => {
    await expect(kindsPage()).toMatchFileSnapshot(packagePath("Docs/kinds.md"));
  });
});

describe("Docs/reports.md", () => {
  // Written anew by `vitest run test/docs.test.ts --update`.
  test("is what the heads of the reports say", async () => {
    await expect(reportsPage()).toMatchFileSnapshot(packagePath("Docs/reports.md"));
  });
});

describe("DATABASE_WORKFLOW.md", () => {
  const workflow = readPackageFile(workflowFile);

  test("has the six parts of Article 4 in their order", () => {
    const parts = [...workflow.matchAll(/^## (4\.\d) (.+)$/gm)].map(([, number, title]) => `${number} ${title}`);
    expect(parts).toEqual([
      "4.1 Purpose",
      "4.2 Task Breakdown",
      "4.3 Responsible Personas",
      "4.4 Verification Steps",
      "4.5 Error Handling",
      "4.6 SQL Script References",
    ]);
  });

  test("gives every deviation from Article 3 with its reason", () => {
    const reasons = new Map(
      rowsBelow(workflow, "### Additions to Article 3").map(([label = "", , reason = ""]) => [label, reason]),
    );
    expect([...reasons.keys()]).toEqual(labelsOf("0001_directive_005.sql"));
    expect([...reasons.values()].filter((reason) => reason.length < 20)).toEqual([]);
  });

  test("names the labels of the other seeds too", () => {
    const listed = rowsBelow(workflow, "### Additions to the other seeds").map(([label = ""]) => label);
    expect(listed.toSorted()).toEqual(labelsOf("0002_aya.sql").toSorted());
  });

  test("names only declared personas", () => {
    const declared = readPackageFile("state/personas.yaml");
    const named = rowsBelow(workflow, "## 4.3 Responsible Personas").map(([persona = ""]) => persona);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((persona) => !declared.includes(`  name: ${persona}\n`))).toEqual([]);
  });

  test("names every migration", () => {
    const files = globSync("*.sql", { cwd: packagePath("sql/migrations") });
    expect(files.filter((file) => !workflow.includes(file))).toEqual([]);
  });
});

/** A command line as a page shows it: in a block of code, or `in a line`. */
interface CommandLine {
  readonly words: readonly string[];
}

function commandLines(page: string): CommandLine[] {
  const parts = page.split(/^```.*$/m);
  const fenced = parts.filter((_, index) => index % 2 === 1).join("\n");
  const text = parts.filter((_, index) => index % 2 === 0).join("\n");
  const found = [
    ...fenced.matchAll(/^(?:\$ )?v7 (.+)$/gm),
    ...text.matchAll(/^ {4}v7 (.+)$/gm),
    ...text.matchAll(/`v7 ([^`]+)`/g),
    ...page.matchAll(/\$\(v7 ([^)]+)\)/g),
  ];
  return found.map(([, line = ""]) => ({ words: line.split(/ [|<>#] /)[0]?.split(/\s+/) ?? [] }));
}

interface Manifest {
  readonly commands: {
    readonly [id: string]: {
      readonly flags: { readonly [name: string]: { readonly char?: string; readonly aliases?: readonly string[] } };
    };
  };
}

const manifest = JSON.parse(readPackageFile("dist/oclif.manifest.json")) as Manifest;

function commandNames(): string[] {
  return globSync("**/*.ts", { cwd: packagePath("src/commands"), exclude: ["base.ts", "shell/**"] })
    .map((file) => file.replace(/\.ts$/, "").replaceAll("/", " "))
    .toSorted();
}

function commandNameOf(words: readonly string[]): string | undefined {
  const names = commandNames();
  return [3, 2, 1].map((length) => words.slice(0, length).join(" ")).find((name) => names.includes(name));
}

/** The words of a command line that v7 would not understand. */
function unknownWords({ words }: CommandLine): string[] {
  const line = words.join(" ");
  if (/^(--help|--version|help)$/.test(words[0] ?? "")) return [];
  const name = commandNameOf(words);
  const flags = manifest.commands[name?.replaceAll(" ", ":") ?? ""]?.flags;
  if (flags === undefined) return [`v7 ${line}: no such command`];
  const known = Object.entries(flags).flatMap(([flag, { char, aliases = [] }]) => [
    `--${flag}`,
    `-${char}`,
    ...aliases.map((alias) => `--${alias}`),
  ]);
  // What stands behind -- is another program's.
  const [own = ""] = withoutQuoted(line).split(" -- ");
  const given = [...own.matchAll(/(?<=[\s[])--?[a-z][a-z-]*/g)].map(([flag]) => flag);
  return given.filter((flag) => ![...known, "--help"].includes(flag)).map((flag) => `v7 ${line}: no flag ${flag}`);
}

function withoutQuoted(line: string): string {
  return line.replace(/"[^"]*"|'[^']*'/g, '""');
}

function relativeLinks(page: string): string[] {
  const links = [...readPackageFile(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
  return links.filter((target) => !/^(https?:|#)/.test(target)).map((target) => target.replace(/#.*$/, ""));
}

function firstCells(page: string, heading: string): string[] {
  return rowsBelow(readPackageFile(page), heading).map(([cell = ""]) => cell);
}

function configKeys(): string[] {
  const schema = JSON.parse(readPackageFile("schemas/v1/config.schema.json")) as {
    properties: Record<string, { properties?: Record<string, unknown> }>;
  };
  return Object.entries(schema.properties).flatMap(([key, { properties }]) =>
    key === "database" ? Object.keys(properties ?? {}).map((part) => `${key}.${part}`) : [key],
  );
}

function existingFolders(): string[] {
  return Object.keys(mayImport).filter(folderExists);
}

function folderExists(folder: string): boolean {
  return existsSync(packagePath(`src/${folder}`));
}

function folderName(cell: string): string {
  return cell.replace(/^`src\/([a-z-]+)\/`.*$/, "$1");
}

function labelsOf(migration: string): string[] {
  const labels = [...readPackageFile(`sql/migrations/${migration}`).matchAll(/^-- \[((?:ADD|CHG)-\d+)\]/gm)];
  return [...new Set(labels.map(([, label = ""]) => label))];
}

function kindsPage(): string {
  const intro = [
    "# Kinds",
    "",
    "Generated from the schemas and the registry: `npx vitest run test/docs.test.ts --update` writes it anew.",
    "A field that is not declared is not managed: never compared, never written. Where null is allowed, an explicit `null` empties the column.",
    "A field with a column lies there; of a list with columns, each entry is a row with an address of its own: `node/ALPHA/service/PostgreSQL`. All other fields v7 keeps itself, in `v7_resources`.",
    "",
  ];
  return [...intro, ...kinds.all.flatMap(({ name, part }) => (part ? [] : kindSection(name)))].join("\n");
}

function kindSection(name: string): string[] {
  const explained = explanationOf(kinds, name);
  const head = [
    `## ${name}`,
    "",
    explained.description,
    "",
    "| field | type | column | meaning |",
    "|---|---|---|---|",
  ];
  const example = ["A smallest valid one:", "", "```yaml", (explained.example ?? "").trimEnd(), "```"];
  return [...head, ...explained.fields.map(fieldRow), "", ...example, ""];
}

function fieldRow({ field, type, required, nullable, description, values, column }: ExplainedField): string {
  const kinds = [type, ...(required ? ["required"] : []), ...(nullable ? ["or null"] : [])].join(", ");
  const listed = values === null ? "" : ` One of: ${values.join(", ")}.`;
  return `| \`${field}\` | ${kinds} | ${column === null ? "" : `\`${column}\``} | ${description}${listed} |`;
}

function reportsPage(): string {
  const { reports } = listReports().output;
  const intro = [
    "# Reports",
    "",
    "Generated from the heads of `sql/reports/` and of `src/reports/computed/`: `npx vitest run test/docs.test.ts --update` writes it anew.",
    "`v7 report NAME` runs one in a READ ONLY transaction; what is computed from days closes those that are over first, where the login may. `--param NAME=VALUE` sets a parameter. Times are stored in UTC and shown in the timezone of v7.yaml, which also decides what today means.",
    "Lines of the seeds are given as seed:line.",
    "",
    "| report | shows | answers |",
    "|---|---|---|",
    ...reports.map(({ name, about, answers }) => `| [${name}](#${name}) | ${about} | ${answers.join(", ")} |`),
    "",
  ];
  return [...intro, ...reports.flatMap(reportSection)].join("\n");
}

function reportSection({ name, about, parameters, columns, corrects, next }: Report): string[] {
  const table = ["| parameter | value | default | meaning |", "|---|---|---|---|", ...parameters.map(parameterRow), ""];
  return [
    `## ${name}`,
    "",
    about,
    "",
    `Columns: ${columns.map((column) => `\`${column}\``).join(", ")}.`,
    "",
    ...(parameters.length === 0 ? [] : table),
    ...(corrects === null ? [] : [`Corrected: ${corrects}`, ""]),
    ...(next === null ? [] : [`Next: \`${next}\``, ""]),
  ];
}

function parameterRow({ name, type, range, default: usual, description }: ReportParameter): string {
  const value =
    range === null
      ? { text: "text", zone: "time zone", integer: "integer", boolean: "true or false", moment: "time" }[type]
      : `${range.least} to ${range.most}`;
  return `| \`${name}\` | ${value} | ${usual ?? "must be given"} | ${description} |`;
}
