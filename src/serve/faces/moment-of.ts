import { parseMoment } from "../../model/moment.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/** A time or a span before now, whose form was checked, as a time. */
export function momentOf(typed: string | undefined, { now }: Pick<Workspace, "now">): string | undefined {
  return typed === undefined ? undefined : parseMoment(typed, now());
}
