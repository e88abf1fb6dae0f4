import type { Workspace } from "../../workspace/workspace.ts";
import type { Clock } from "../../render/type/time.ts";

/** The moment and the zone that texts are made for. */
export function clockOf({ config, now }: Workspace): Required<Clock> {
  return { now: now(), timeZone: config.timezone };
}
