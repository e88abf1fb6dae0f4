import type { Address } from "../model/address.ts";
import type { Finding } from "../model/finding.ts";
import type { Json } from "../model/json.ts";
import type { ComparedTask } from "./compare-tasks.ts";

/** What both sides moved, with what each says. */
export function conflictFindings(compared: readonly ComparedTask[]): Finding[] {
  return compared.flatMap(({ sides: { address }, fields }) =>
    fields
      .filter(({ verdict }) => verdict === "conflict")
      .map(({ field, declared, live }): Finding => ({
        severity: "error",
        code: "V7-J012",
        message: `${field}: the document says ${shown(declared)}, DART ${shown(live)}`,
        address,
      })),
  );
}

/** What differs and was never agreed on, in one finding: nobody knows who moved, so that it is left on both sides. */
export function openFindings(compared: readonly ComparedTask[], settled: readonly Address[]): Finding[] {
  const open = compared.flatMap(({ sides: { address }, fields }) => {
    const own = fields.filter(({ verdict }) => verdict === "open").map(({ field }) => field);
    return own.length === 0 || settled.includes(address) ? [] : [{ address, text: `${address} (${own.join(", ")})` }];
  });
  const [first] = open;
  if (first === undefined) return [];
  const more = open.length > shownTasks ? ` and ${open.length - shownTasks} more` : "";
  const names = open.slice(0, shownTasks).map(({ text }) => text);
  const message = `never agreed on, and left as they are on both sides: ${names.join(", ")}${more}`;
  return [{ severity: "warning", code: "V7-J020", message, address: first.address }];
}

const shownTasks = 5;

/** A value on a line, at most as long as a few lines are. */
function shown(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}

const longestValue = 300;
