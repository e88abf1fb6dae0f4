// Checks the layout of v7's statements, all of sql/ but the migrations, which are never edited; of the migrations, whether
// they keep the contract of Docs/db-contract.md.
// Usage: node scripts/check-sql.ts
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readExpectedSchema } from "../src/postgres/expected-schema.ts";
import { breakingStatements, brokenPromises, contractPath, readContract } from "./db-contract.ts";
import { nameFaults } from "./schema-names.ts";

/** What is wrong with the layout of one file, a line each. Reports have heads of their own. */
export function layoutFaults(text: string, isReport: boolean): string[] {
  const code = withoutTexts(text);
  const head = isReport ? [] : headFaults(text, code);
  return [...lineFaults(text, isReport), ...head, ...semicolonFaults(code), ...riverFaults(code)];
}

/** Comments, strings and quoted bodies blanked out, so that what is left stands where it stood. */
function withoutTexts(text: string): string {
  const texts = /--.*|'(?:[^']|'')*'|"[^"]*"|(\$\w*\$)[^]*?\1/g;
  return text.replaceAll(texts, (found) =>
    found.replaceAll(/[^\n]/g, (_, at) => (at === 0 && found[0] !== "-" ? "x" : " ")),
  );
}

/** A report's head has one line for each of its keys, as long as it is. */
function lineFaults(text: string, isReport: boolean): string[] {
  return text.split("\n").flatMap((line, at) => [
    ...(line.length > 140 && !(isReport && line.startsWith("-- "))
      ? [`${at + 1}: ${line.length} characters, 140 are the most`]
      : []),
    ...(/\t|\s$/.test(line) ? [`${at + 1}: a tab, or blanks at the end`] : []),
    // Letters of a schema's name would be folded: the schema "Aya_Rag" is found by its name in quotes alone.
    ...(/(?<!quote_ident\()current_schema\(\)::reg/.test(line) ? [`${at + 1}: quote_ident(current_schema())`] : []),
  ]);
}

/** What and why; then, where there are parameters, each with its name and type, in order. */
function headFaults(text: string, code: string): string[] {
  const declared = parametersOf(text);
  const used = new Set([...code.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number)));
  const isWhole = declared.length === used.size && declared.every((_, at) => used.has(at + 1));
  const areNamed = declared.every((each, at) => new RegExp(`^\\$${at + 1} [a-z_]+ [a-z ]+(\\[\\])?$`).test(each));
  return [
    ...(headForm.test(text) ? [] : ["1: a head says what the statement does and why, then its parameters"]),
    ...(areNamed ? [] : ["1: parameters are declared as `-- $1 name type, $2 name type`"]),
    ...(isWhole ? [] : [`1: ${declared.length} parameters are declared, ${used.size} are used`]),
  ];
}

const headForm = /^(?:-- [^$].*\n)+(?:-- \$.*\n)*(?!--)/;

/** `$1 ids bigint[]`, `$2 status text`: what the head of a statement declares. */
export function parametersOf(text: string): string[] {
  const lines = text.split("\n").filter((line) => line.startsWith("-- $"));
  return lines.flatMap((line) => line.slice("-- ".length).split(", "));
}

/** One statement ends by itself; of several, each ends in a semicolon. */
function semicolonFaults(code: string): string[] {
  const statements = code.split(";").filter((statement) => statement.trim() !== "");
  const ends = code.trimEnd().endsWith(";");
  return ends === statements.length > 1
    ? []
    : [ends ? "1: a semicolon after the only statement" : "1: no semicolon after the last statement"];
}

const opening = /^(SELECT|INSERT|UPDATE|DELETE)$/;
const clause = /^(FROM|WHERE|JOIN|LEFT|CROSS|SET|VALUES|GROUP|HAVING|ORDER|LIMIT|UNION|ON|USING)$/;

/** The first words of a statement's lines end in one column, that of its SELECT, INSERT, UPDATE or DELETE. */
function riverFaults(code: string): string[] {
  const faults: string[] = [];
  const rivers: (number | undefined)[] = [undefined];
  let before = "";
  for (const { 0: word, index } of code.matchAll(/[()]|;|\b[A-Za-z_]\w*/g)) {
    const begins = code.lastIndexOf("\n", index) + 1;
    const column = index - begins + word.length;
    const isFirst = code.slice(begins, index).trim() === "";
    const line = code.slice(0, index).split("\n").length;
    const river = rivers.at(-1);
    if (word === "(") rivers.push(undefined);
    if (word === ")") rivers.pop();
    if (word === ";") rivers[rivers.length - 1] = undefined;
    if (opening.test(word) && !/^(DO|FOR|ON|OR|BEFORE|AFTER)$/.test(before)) rivers[rivers.length - 1] = column;
    if (isFirst && clause.test(word) && river !== undefined && column !== river)
      faults.push(`${line}: ${word} ends in column ${column}, not in ${river}`);
    if (/^(select|from|where|join|insert|update|values|order|group|returning)$/.test(word))
      faults.push(`${line}: ${word} is a keyword`);
    before = word;
  }
  return faults;
}

/** What breaks the contract of the schema, and which names keep to no rule, a line each. */
function contractFaults(directory: string): string[] {
  const contract = readContract();
  const schema = readExpectedSchema();
  const views = Object.keys(contract.views);
  const migrations = readdirSync(join(directory, "migrations")).toSorted();
  return [
    ...migrations.flatMap((file) =>
      breakingStatements(readFileSync(join(directory, "migrations", file), "utf8"), views).map(
        (fault) => `sql/migrations/${file}:${fault}`,
      ),
    ),
    ...[...brokenPromises(contract, schema), ...nameFaults(schema, contract.names)].map(
      (fault) => `${contractPath}: ${fault}`,
    ),
  ];
}

function main(): void {
  const directory = join(import.meta.dirname, "..", "sql");
  const files = readdirSync(directory, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".sql") && !file.startsWith("migrations"),
  );
  const layout = files.flatMap((file) =>
    layoutFaults(readFileSync(join(directory, file), "utf8"), dirname(file) === "reports").map(
      (fault) => `sql/${file}:${fault}`,
    ),
  );
  const faults = [...layout, ...contractFaults(directory)];
  for (const fault of faults) console.error(fault);
  console.log(`sql: ${files.length} files, ${faults.length} faults`);
  if (faults.length > 0) process.exitCode = 1;
}

if (import.meta.main) main();
