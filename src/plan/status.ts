import { type Json, sameJson } from "../model/json.ts";
import type { StatusEffect, StatusMachine } from "../model/kind.ts";
import type { FieldEffect } from "../model/plan.ts";
import type { Fields } from "../model/resource.ts";

/** Where a status may go next: its forward edges and the reverse of every edge that leads to it. */
export function legalNextStatuses(machine: StatusMachine, from: string): string[] {
  const forward = machine.edges[from] ?? [];
  const backward = Object.keys(machine.edges).filter((other) => machine.edges[other]?.includes(from));
  return [...new Set([...forward, ...backward])];
}

/** Whether a status may become the other. What is no status, or stays, is no move. */
export function isLegalMove(machine: StatusMachine, from: Json | undefined, to: Json | undefined): boolean {
  if (typeof from !== "string" || typeof to !== "string" || from === to) return true;
  return legalNextStatuses(machine, from).includes(to);
}

/**
 * What the move of a status does to fields nobody declared: a declared field keeps its declared value,
 * and an effect that would change nothing is left out.
 */
export function statusEffects(machine: StatusMachine | undefined, live: Fields, declared: Fields): FieldEffect[] {
  if (!machine) return [];
  const from = live[machine.field];
  const to = declared[machine.field];
  if (to === undefined || sameJson(from, to)) return [];
  const effects = machine.effects
    .filter((effect) => matches(effect, from, to))
    .flatMap((effect) => fieldEffects(effect, live));
  return lastPerField(effects.filter(({ field }) => !Object.hasOwn(declared, field)));
}

function matches(effect: StatusEffect, from: Json | undefined, to: Json): boolean {
  return (effect.from?.includes(String(from)) ?? true) && (effect.to?.includes(String(to)) ?? true);
}

function fieldEffects(effect: StatusEffect, live: Fields): FieldEffect[] {
  const isEmpty = (field: string): boolean => (live[field] ?? null) === null;
  const stamps = (effect.stamps ?? [])
    .filter(({ field, ifNull }) => !ifNull || isEmpty(field))
    .map(({ field, ifNull }): FieldEffect => ({ field, effect: ifNull ? "stampIfNull" : "stamp" }));
  const clears = (effect.clears ?? [])
    .filter((field) => !isEmpty(field))
    .map((field): FieldEffect => ({ field, effect: "clear" }));
  return [...stamps, ...clears];
}

/** A move can match several effects; the later one in the kind's table wins. */
function lastPerField(effects: readonly FieldEffect[]): FieldEffect[] {
  return [...new Map(effects.map((effect) => [effect.field, effect])).values()];
}
