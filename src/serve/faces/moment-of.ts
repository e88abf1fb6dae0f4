import { parseMoment } from "../../model/moment.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/** A time or a span before now, whose form was checked, as a time. */
export function momentOf(
  typed: string | undefined,
  { now, config }: Pick<Workspace, "now" | "config">,
): string | undefined {
  return typed === undefined ? undefined : parseMoment(typed, { now: now(), timeZone: config.timezone });
}
