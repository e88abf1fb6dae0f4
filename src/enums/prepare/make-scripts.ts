import type { Connection } from "../../postgres/connection.ts";
import { type CatalogueObject, readObjects } from "../catalogue/objects.ts";
import type { Clone } from "../clone/clone.ts";
import type { EnumChange } from "../enum-change.ts";
import type { Made } from "../script/exchange.ts";
import { dressOf, madeFrom } from "../script/made.ts";
import { type Marks, marksFor } from "../script/marks.ts";
import { rebuildFor } from "../script/rebuild.ts";
import { scriptText } from "../script/script-text.ts";
import { scriptsFor } from "../script/scripts.ts";
import type { Choice } from "../script/strategy.ts";
import { readEnum, type Survey, surveyEnum } from "../script/survey.ts";
import { inTargetRehearsal, inTargetTransaction } from "../targets.ts";
import { compatTables } from "./compat-tables.ts";
import type { ScriptTexts } from "./clone-trial.ts";

/** PostgreSQL writes down on the clone what stands on the enum, in marks; all of that is undone. */
export async function makeScripts(
  { connection: clone, objects }: Pick<Clone, "connection" | "objects">,
  change: EnumChange,
  choice: Choice,
): Promise<ScriptTexts & { readonly ending: string }> {
  const { survey, compat, isThere } = await inTargetTransaction(clone, "read", async () => {
    const found = await surveyEnum(clone, change.from);
    if (found === undefined) throw new Error(`the clone lacks ${change.from.name}`);
    return {
      survey: found,
      compat: choice.strategy === "compat" ? await compatTables(clone, change, { survey: found, objects }) : [],
      isThere: (await readEnum(clone, change.to)) !== undefined,
    };
  });
  const present = madeFrom(objects, survey);
  const { up, down, retire } = scriptsFor({
    change,
    strategy: choice.strategy,
    survey,
    rebuild: rebuildFor(survey),
    present,
    // Nothing is made again of what is renamed where it is.
    mapped: choice.strategy === "in place" ? present : await madeInNewWords(clone, change),
    dress: dressOf(objects, survey),
    compat,
    isThere,
  });
  return {
    up: scriptText({ change, choice, direction: "implement", statements: up }),
    down: scriptText({ change, choice, direction: "rollback", statements: down }),
    ending: scriptText({ change, choice, direction: "retire", statements: retire }),
  };
}

async function madeInNewWords(clone: Connection, change: EnumChange): Promise<Made> {
  const marks = marksFor(change);
  const marked = await inMarks(clone, marks, change);
  return madeFrom(marked.objects, marked.survey, marks.replaced);
}

/** Reads while labels and type bear marks, and undoes that. */
async function inMarks(
  clone: Connection,
  marks: Marks,
  { from }: EnumChange,
): Promise<{ readonly survey: Survey; readonly objects: readonly CatalogueObject[] }> {
  return inTargetRehearsal(clone, async () => {
    await clone.script(marks.rename.join("\n"));
    const survey = await surveyEnum(clone, { schema: from.schema, name: marks.type });
    if (survey === undefined) throw new Error(`the clone lacks ${from.name}`);
    return { survey, objects: await readObjects(clone) };
  });
}
