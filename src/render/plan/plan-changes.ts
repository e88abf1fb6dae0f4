import type { Json } from "../../model/json.ts";
import type { ChangeAction, ChangeReason, FieldChange, FieldEffect, ResourceChange } from "../../model/plan.ts";
import { differenceLines } from "../type/difference.ts";
import { escapeControls, escapeControlsKeepingLines } from "../type/escape.ts";
import type { PlanView } from "./plan-view.ts";
import { counted } from "../type/counts.ts";
import { type Screen } from "../type/screen.ts";
import { layList } from "../type/table.ts";
import { defaultValueWidth, formatValue } from "../type/value.ts";
import { shorten } from "../type/width.ts";

const changeSymbols = { create: "+", update: "~", delete: "-" } as const satisfies Record<ChangeAction, string>;

/**
 * A line for each changed row, with its fields below: of a new row and of one that goes all of them, of others those that
 * change. Of very many new ones only the kinds that decide about others say theirs, unless all are asked for.
 */
export function changeLines(view: PlanView, screen: Screen): string[] {
  const { changes } = view.plan;
  const heads = layList(
    changes.map((change) => headCells(change, view)),
    screen,
    { minimum: [0, labelWidth], optional: [2] },
  );
  const whole = changes.filter(({ action }) => action !== "update");
  const isBrief = view.isFull !== true && whole.length > mostWhole;
  const isTold = (change: ResourceChange): boolean => !isBrief || decisive.has(change.kind);
  const untold = whole.filter((change) => !isTold(change)).length;
  return [
    ...changes.flatMap((change, index) => [...(heads[index] ?? []), ...detailLines(change, view, isTold(change))]),
    ...(untold === 0 ? [] : [`Fields of ${counted(untold, "row")} are not shown: v7 plan --full`]),
  ];
}

/** New and removed rows whose fields a person still reads. */
const mostWhole = 20;

/** Kinds that say who may do what: nobody should agree to one unseen. */
const decisive = new Set(["Policy", "Persona"]);

// Wide enough that sources stand below each other in most plans.
const labelWidth = 25;

function headCells(change: ResourceChange, view: PlanView): string[] {
  const was = change.movedFrom === undefined ? "" : ` (was ${escapeControls(change.movedFrom)})`;
  return [
    `${changeSymbols[change.action]} ${escapeControls(change.address)}${was}`,
    labelOf(change),
    sourceOf(change, view),
  ];
}

/** What a new or removed row is called, or why a row changes that nobody edited. */
function labelOf(change: ResourceChange): string {
  const name = (change.after ?? change.before)?.name;
  if (change.action === "update") return updateReasons[change.reason];
  return name === undefined ? "" : formatValue(name, defaultValueWidth);
}

const updateReasons: Readonly<Record<ChangeReason, string>> = {
  declared: "",
  moved: "",
  removed: "",
  adopted: "adopts the existing row",
  reverted: "reverts drift",
  forced: "forced over a conflict",
};

function sourceOf({ source, action, kind }: ResourceChange, { keepsRows }: PlanView): string {
  if (source !== undefined) return `${escapeControls(source.file)}:${source.line}`;
  if (action !== "delete") return "";
  return keepsRows?.(kind) === true ? "in no document; its row stays, out of use" : "in no document";
}

function detailLines(change: ResourceChange, view: PlanView, isTold: boolean): string[] {
  const segmentOf = (field: string): string | undefined => view.referenceSegment?.(change.kind, field);
  const whole = isTold ? wholeFields(change) : [];
  return [
    ...(change.action === "update"
      ? change.fields.flatMap((field) => fieldLines(field, segmentOf(field.field)))
      : whole.map(([field, value]) => `    ${escapeControls(field)}: ${valueText(value, segmentOf(field))}`)),
    ...change.effects.map(effectLine),
    ...(view.rulesOf?.(change.kind) ?? []).map((says) => `    ${escapeControls(says)}`),
    ...sqlLines(view.sql?.get(change.address)),
  ];
}

/** The name stands beside the address already, and what is empty says nothing. */
function wholeFields({ after, before }: ResourceChange): [string, Json][] {
  return Object.entries(after ?? before ?? {}).filter(([field, value]) => field !== "name" && value !== null);
}

function valueText(value: Json, segment: string | undefined): string {
  return segment === undefined ? formatValue(value, defaultValueWidth) : references(value, segment);
}

function fieldLines({ field, before, after }: FieldChange, segment: string | undefined): string[] {
  const lines =
    segment === undefined
      ? differenceLines(field, before, after)
      : [`${escapeControls(field)}: ${[before, after].map((value) => references(value, segment)).join(" → ")}`];
  return lines.map((line) => `    ${line}`);
}

function references(value: Json, segment: string): string {
  if (!Array.isArray(value)) return formatValue(value);
  return shorten(
    `[${value.map((name) => escapeControls(`${segment}/${String(name)}`)).join(", ")}]`,
    defaultValueWidth,
  );
}

function effectLine({ field, effect }: FieldEffect): string {
  return `    ${escapeControls(field)}: ${effectTexts[effect]}`;
}

const effectTexts: Readonly<Record<FieldEffect["effect"], string>> = {
  stamp: "(set on apply)",
  stampIfNull: "(set on apply if empty)",
  clear: "(cleared)",
};

function sqlLines(sql: string | undefined): string[] {
  if (sql === undefined) return [];
  return escapeControlsKeepingLines(sql.trimEnd())
    .split("\n")
    .map((line) => `    | ${line}`);
}
