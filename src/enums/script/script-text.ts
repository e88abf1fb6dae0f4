import type { EnumChange } from "../enum-change.ts";
import type { Direction } from "../enum-change.ts";
import type { Choice } from "./strategy.ts";

/** What a script is about. */
export interface ScriptHead {
  readonly change: EnumChange;
  readonly choice: Choice;
  readonly direction: Direction;
  readonly statements: readonly string[];
}

/** A script as a file for people: what it does and why so, then a statement after the other. */
export function scriptText({ change, choice, direction, statements }: ScriptHead): string {
  const { from, to, target, labels, map } = change;
  const isThere = direction === "implement";
  const values = labels.map((label) => {
    const [one, other] = [JSON.stringify(label), JSON.stringify(map.get(label) ?? label)];
    return `--   ${isThere ? `${one} becomes ${other}` : `${other} becomes ${one}`}`;
  });
  const [old, made] = [`${from.schema}.${from.name}`, `${to.schema}.${to.name}`];
  const titles: { readonly [way in Direction]: string } = {
    implement: `${old} of ${target} becomes ${made}: ${choice.strategy}`,
    rollback: `${made} of ${target} becomes ${old} again: ${choice.strategy}`,
    retire: `${old} of ${target} has become ${made}, and nobody goes back: ${choice.strategy}`,
  };
  return [
    `-- ${oneLine(titles[direction])}.`,
    ...(isThere ? [`-- Why so: ${oneLine(choice.why)}.`] : []),
    ...(direction === "retire" ? [] : values.map(oneLine)),
    `-- v7 enum ${direction} runs it in one transaction, with a proof; by itself it proves nothing.`,
    "",
    ...statements.map((statement) => `${statement}\n`),
  ].join("\n");
}

/** A comment ends with its line. */
function oneLine(text: string): string {
  return text.replaceAll(/[\r\n\u2028\u2029]+/g, " ");
}
