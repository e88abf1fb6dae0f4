import { Failure } from "../../model/failure.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { surveyEnum } from "../script/survey.ts";
import { inTargetTransaction, targetNamed, withTarget } from "../targets.ts";
import type { EnumDeed } from "./deed.ts";

/** What still uses a former type, by its names; nothing where the type was renamed in place or is gone. */
export async function usersOfFormer(workspace: Workspace, { change, strategy }: EnumDeed): Promise<readonly string[]> {
  if (strategy === "in place" || strategy === "compat" || change.from.name === change.to.name) return [];
  const target = targetNamed(workspace, change.target);
  return withTarget(workspace, target, "read", (connection) =>
    inTargetTransaction(connection, "read", async () => {
      const survey = await surveyEnum(connection, change.from);
      if (survey === undefined) return [];
      const columns = survey.columns.map(({ table, column }) => `column ${table.schema}.${table.name}.${column}`);
      const others = survey.dependents.filter(({ isAnothers }) => !isAnothers);
      return [...columns, ...others.map(({ sort, identity }) => `${sort} ${identity}`)];
    }),
  );
}

/** Throws V7-E069 with what still uses a former type. */
export async function refuseInUse(workspace: Workspace, deed: EnumDeed): Promise<void> {
  const users = await usersOfFormer(workspace, deed);
  if (users.length === 0) return;
  const { schema, name } = deed.change.from;
  throw new Failure("V7-E069", `${schema}.${name} is still used by ${users.join(", ")}; nothing was changed`, {
    next: ["move them to the new type, then retire it"],
  });
}
