import type { EnumDeedsOutput } from "../model/output/enum-deeds.ts";
import type { EnumDeedOutput } from "../model/output/enum-deed.ts";
import type { EnumStatusOutput } from "../model/output/enum-status.ts";
import type { EnumValidateOutput } from "../model/output/enum-validate.ts";
import { countLines, hazardLines, nameIn } from "./enum-change.ts";
import { counted, grouped } from "./type/counts.ts";
import { escapeControls } from "./type/escape.ts";
import { shortId } from "./type/ids.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import { type Column, labelLines, tableLines } from "./type/table.ts";
import type { Listing } from "./type/listing.ts";

/** A deed that is planned, or done: what it does, with what proof, and what comes next. */
export function renderEnumDeed(output: EnumDeedOutput, screen: Screen = plainScreen): string {
  const { hazards, counts, steps, files, is_done: isDone } = output;
  return [
    titleLine(output),
    ...labelLines(factsOf(output), screen, { indent: 2 }),
    ...countLines(counts, screen),
    ...hazardLines(hazards, screen),
    ...steps.map((step) => `- ${escapeControls(step)}`),
    ...files.map((file) => `Wrote ${escapeControls(file)}`),
    isDone ? doneLine(output) : plannedLine(output),
  ].join("\n");
}

function titleLine({ direction, type, becomes, target, is_done: isDone, is_new: isNew }: EnumDeedOutput): string {
  const [old, made, where] = [type, becomes, target].map(escapeControls);
  const already = isDone && !isNew ? ", as it was before this" : "";
  switch (direction) {
    case "implement":
      return `${old} of ${where} ${isDone ? "has become" : "becomes"} ${made}${already}`;
    case "rollback":
      return `${made} of ${where} ${isDone ? "is" : "becomes"} ${old} again${already}`;
    case "retire":
      return `${old} of ${where} ${isDone ? "is retired" : "is to be retired"}; ${made} stays${already}`;
  }
}

function factsOf({ strategy, why, proof, locked_ms: locked, retries }: EnumDeedOutput): [string, string][] {
  const proofs = {
    rows: "all rows counted before and after, by value and key: equal",
    catalogue: "the same labels under their new words; no row was touched",
  };
  return [
    ["How:", why === "" ? strategy : `${strategy}: ${escapeControls(why)}`],
    ...(proof === null ? [] : [["Proof:", proofs[proof]] satisfies [string, string]]),
    ...(locked === null
      ? []
      : [
          [
            "Locked:",
            `${grouped(locked)} ms${retries === 0 ? "" : `, after ${counted(retries, "other try", "other tries")}`}`,
          ] satisfies [string, string],
        ]),
  ];
}

function plannedLine({
  plan_id: id,
  direction,
  hazards,
  approvals_required: asked,
  advisory,
  address,
}: EnumDeedOutput): string {
  const open = hazards.filter(({ is_accepted: isAccepted }) => !isAccepted).map(({ code }) => `--accept ${code}`);
  if (open.length > 0) return `Next: v7 explain CODE, then v7 enum ${direction} ${nameIn(address)} ${open.join(" ")}`;
  const personas = asked.map(({ persona }) => escapeControls(persona)).join(", ");
  const approve =
    asked.length === 0
      ? ""
      : `${personas} must approve${advisory ? " (advisory here)" : ""}: v7 approve ${shortId(id)}; then `;
  return `Next: ${approve}v7 enum ${direction} ${shortId(id)} --approved`;
}

function doneLine({ direction, address, files }: EnumDeedOutput): string {
  const commit = files.length === 0 ? "" : "git commit, v7 plan, v7 apply; then ";
  return direction === "implement"
    ? `Next: ${commit}v7 enum validate ${nameIn(address)}`
    : `Next: ${commit || "v7 "}${commit === "" ? "enum list" : "v7 enum list"}`;
}

/** An enum as it is found after its change. */
export function renderEnumValidate(output: EnumValidateOutput, screen: Screen = plainScreen): string {
  const { address, type, target, is_valid: isValid, counts, leftover, older_sessions: older, files } = output;
  return [
    `${escapeControls(type)} of ${escapeControls(target)} ${isValid ? "is what its deed left" : "is not what its deed left"}`,
    ...countLines(counts, screen),
    ...leftover.map((one) => `- the former type is still used by ${escapeControls(one)}`),
    ...older.map((one) => `- a session of before: ${escapeControls(one)}`),
    ...files.map((file) => `Wrote ${escapeControls(file)}`),
    ...(isValid ? [validatedLine(address, files)] : []),
  ].join("\n");
}

/** Without a document that says so, its row does not say yet that it is implemented. */
function validatedLine(address: string, files: readonly string[]): string {
  const name = nameIn(address);
  return files.length === 0
    ? `Its row does not say yet that it is implemented. Next: git commit, v7 plan, v7 apply; then v7 enum validate ${name}`
    : `Next: git commit, v7 plan, v7 apply; later v7 enum retire ${name}`;
}

/** What was done on each target, the last first. */
export function renderEnumStatus({ targets, settled }: EnumStatusOutput, screen: Screen = plainScreen): string {
  if (targets.length === 0) return "v7.yaml names no targets. Next: v7 explain V7-E001";
  return [
    ...targets.flatMap(({ target, ledger, is_reachable: isReachable, problem, deeds }) => [
      `${escapeControls(target)}: ${isReachable ? (ledger === null ? "nothing was ever done there" : `ledger ${escapeControls(ledger)}`) : "does not answer"}`,
      ...(problem === null ? [] : [`  ! ${escapeControls(problem)}`]),
      ...tableLines(
        [
          { title: "WHEN" },
          { title: "DEED" },
          { title: "ENUM" },
          { title: "HOW" },
          { title: "STATE" },
          { title: "BY" },
          { title: "PLAN" },
        ],
        deeds.map(({ at, direction, address, strategy, state, by, deed }) =>
          [at ?? "", direction, address, strategy ?? "", state, by ?? "", shortId(deed)].map(escapeControls),
        ),
        screen,
        { indent: 2 },
      ),
    ]),
    ...(settled === 0
      ? []
      : [`${counted(settled, "deed")} whose end was not known ${settled === 1 ? "is" : "are"} settled now.`]),
  ].join("\n");
}

/** What was done, the last first. */
export function renderEnumDeeds({ deeds }: EnumDeedsOutput, screen: Screen = plainScreen): Listing {
  if (deeds.length === 0) return { data: "", hint: "Nothing was done to any enum. Next: v7 enum list" };
  const rows = deeds.map(({ at, direction, address, target, strategy, state, by, deed }) =>
    [at, direction, address, target, strategy ?? "–", state, by ?? "–", shortId(deed)].map(escapeControls),
  );
  return { data: tableLines(deedColumns, rows, screen).join("\n"), hint: "" };
}

const deedColumns: readonly Column[] = [
  { title: "WHEN" },
  { title: "DEED" },
  { title: "ENUM" },
  { title: "TARGET" },
  { title: "HOW" },
  { title: "STATE" },
  { title: "BY" },
  { title: "PLAN" },
];
