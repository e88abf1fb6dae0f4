import type { NextAction, NextClaim, NextOutput } from "../model/output/next.ts";
import { renderEdits } from "./edit.ts";
import { escapeControls } from "./type/escape.ts";
import type { Listing } from "./type/listing.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import { type Clock, clockTimes } from "./type/time.ts";

/** What to do, numbered, each with why and what to type; after a claim, what was taken. */
export function renderNext(output: NextOutput, clock: Clock, screen: Screen = plainScreen): Listing {
  const { actions, total, claim } = output;
  const listed = actions.flatMap((action, at) => actionLines(action, at + 1, String(actions.length).length));
  return {
    data: [...(claim === null ? [] : [...claimLines(claim, clock, screen), ""]), ...listed].join("\n").trimEnd(),
    hint: hintOf(actions.length, total),
  };
}

function actionLines({ title, why, command }: NextAction, number: number, width: number): string[] {
  const blank = " ".repeat(width + 2);
  return [
    `${String(number).padStart(width)}  ${escapeControls(title)}`,
    ...(why === "" ? [] : [`${blank}${escapeControls(why)}`]),
    ...(command === null ? [] : [`${blank}${escapeControls(command)}`]),
  ];
}

function claimLines({ address, by, until, diffs }: NextClaim, clock: Clock, screen: Screen): string[] {
  const taken = `${escapeControls(by)} has ${escapeControls(address)} until ${clockTimes(clock)(until)}.`;
  const binding = "Others hear of it once it is pushed.";
  return [...(diffs.length === 0 ? [] : [renderEdits(diffs, undefined, screen), ""]), `${taken} ${binding}`];
}

function hintOf(shown: number, total: number): string {
  if (total === 0) return "Nothing is left to do.";
  return shown < total ? `${shown} of ${total}. v7 next -n ${total} lists all.` : "";
}
