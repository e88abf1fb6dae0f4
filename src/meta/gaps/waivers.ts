import { nameOf } from "../../model/address.ts";
import type { World } from "../../model/world.ts";
import { globExpression } from "../../files/places/glob.ts";
import type { GapType } from "./judgement.ts";

/** Somebody's word that a gap may stay, for a reason and until a day. */
export interface Waiver {
  readonly name: string;
  readonly gap: GapType;
  readonly reason: string;
  readonly owner: string;
  /** When it ends; null: never. */
  readonly until: Date | null;
  covers(scope: string): boolean;
}

/** Waivers in force: as they were applied, and not over. */
export function waiversOf({ applied }: World, now: Date): Waiver[] {
  return [...applied].flatMap(([address, { fields }]) => {
    if (!address.startsWith("waiver/")) return [];
    const { gap, scope, reason, owner, until } = fields;
    const pattern = globExpression(`/${String(scope).replace(/^\//, "")}`);
    const end = typeof until === "string" ? new Date(`${until}T23:59:59.999Z`) : null;
    if (end !== null && end.getTime() < now.getTime()) return [];
    return [
      {
        name: nameOf(address),
        gap: String(gap) as GapType,
        reason: String(reason),
        owner: String(owner),
        until: end,
        covers: (path: string) => path === scope || pattern.test(path),
      },
    ];
  });
}
