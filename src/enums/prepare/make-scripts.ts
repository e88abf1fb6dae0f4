import type { Connection } from "../../postgres/connection.ts";
import { type CatalogueObject, readObjects } from "../catalogue/objects.ts";
import type { EnumChange } from "../enum-change.ts";
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
  clone: Connection,
  change: EnumChange,
  choice: Choice,
): Promise<ScriptTexts & { readonly ending: string }> {
  const marks = marksFor(change);
  const { survey, objects, compat, isThere } = await inTargetTransaction(clone, "read", async () => {
    const found = await surveyEnum(clone, change.from);
    if (found === undefined) throw new Error(`the clone lacks ${change.from.name}`);
    const all = await readObjects(clone);
    return {
      survey: found,
      objects: all,
      compat: choice.strategy === "compat" ? await compatTables(clone, change, { survey: found, objects: all }) : [],
      isThere: (await readEnum(clone, change.to)) !== undefined,
    };
  });
  const marked = await inMarks(clone, marks, change);
  const { up, down, retire } = scriptsFor({
    change,
    strategy: choice.strategy,
    survey,
    rebuild: rebuildFor(survey),
    present: madeFrom(objects, survey),
    mapped: madeFrom(marked.objects, marked.survey, marks.replaced),
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
