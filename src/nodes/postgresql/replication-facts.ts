import type { JsonObject } from "../../model/json.ts";
import { type Fact, factPrefixes } from "../../model/machine.ts";

/** Whether a server follows another one, and how that goes. */
export interface Standing {
  readonly follows: boolean;
  readonly timeline: number | null;
  /** Whether there is a receiver. That all it received is replayed says nothing of that. */
  readonly receives: boolean;
  /** `streaming`, `waiting`, …; null where this login may not see it. */
  readonly receiver: string | null;
  /** The slot it follows through, or would; null: none. */
  readonly slot: string | null;
  /** Bytes not replayed yet. */
  readonly behind: string | null;
  readonly is_paused: boolean;
}

/** A slot, or somebody who follows without one. */
export interface Follower {
  readonly slot: string | null;
  /** `reserved`, `extended`, `unreserved`, `lost`. */
  readonly kept: string | null;
  /** Bytes that may be written before the slot is lost; null: without end. */
  readonly safe_bytes: string | null;
  /** Bytes the server keeps for the slot. */
  readonly kept_bytes: string | null;
  readonly is_followed: boolean;
  readonly application: string | null;
  /** Null where nobody follows, or this login may not see it. */
  readonly state: string | null;
  readonly sync_state: string | null;
  readonly behind: string | null;
  /** As last measured: a server that is idle measures nothing, and says the old figure for a while. */
  readonly lag_ms: number | null;
}

/** A link of replication that a node is declared to be part of. */
export interface DeclaredLink {
  readonly slot: string;
  readonly primary: string;
  readonly replica: string;
}

/**
 * The server's role and timeline, and a fact for each slot, seen from this end (`seenFrom`): `streaming` and PostgreSQL's other words, `stopped`
 * where nobody follows, `lost` where what the slot was to keep is gone, `missing` where it is declared and not there, `promoted` where the replica
 * is a primary now, `unknown` where this login may not see it. How long it is behind is told only while bytes are.
 */
export function replicationFacts(
  node: string,
  standing: Standing,
  followers: readonly Follower[],
  links: readonly DeclaredLink[],
): Fact[] {
  const followed = links.filter(({ primary }) => primary === node);
  // A replica may have a slot of that name too: copied with the files, or kept in step for the day on which it is promoted.
  const own = followers.filter(({ slot }) => !links.some((link) => link.slot === slot && link.primary !== node));
  const slots = own.flatMap(({ slot }) => slot ?? []);
  return [
    { fact: roleFact, value: standing.follows ? "replica" : "primary" },
    ...(standing.timeline === null ? [] : [{ fact: "postgresql.timeline", value: standing.timeline }]),
    ...own.flatMap((follower) => fromPrimary(follower, links)),
    ...followed
      .filter(({ slot }) => !slots.includes(slot))
      .map((link) => linkFact(link.slot, links, { seenFrom: "primary", ...nothing, state: "missing" })),
    ...links.filter(({ replica }) => replica === node).map((link) => fromReplica(link, standing, links)),
  ];
}

/** The fact that says which end a server is. */
export const roleFact = "postgresql.role";

const nothing = { syncState: null, replayLagMs: null, bytesLag: null };

function fromPrimary(follower: Follower, links: readonly DeclaredLink[]): Fact[] {
  const { slot, kept, application, sync_state: syncState, lag_ms: lag } = follower;
  const bytesLag = numberOr(follower.behind);
  const state = stateOf(follower);
  const isMeasured = state !== "stopped" && bytesLag !== null && bytesLag > 0;
  const value = {
    seenFrom: "primary",
    state,
    syncState,
    replayLagMs: isMeasured ? lag : null,
    bytesLag: state === "lost" ? null : bytesLag,
    ...(application === null ? {} : { applicationName: application }),
  };
  if (slot === null) return [{ fact: `follower/${application ?? ""}`, value }];
  const slotState = {
    slotState: kept,
    keptBytes: numberOr(follower.kept_bytes),
    safeBytes: numberOr(follower.safe_bytes),
  };
  return [linkFact(slot, links, { ...value, ...slotState })];
}

function stateOf({ kept, is_followed: isFollowed, state }: Follower): string {
  if (kept === "lost") return "lost";
  return isFollowed ? (state ?? "unknown") : "stopped";
}

function fromReplica({ slot }: DeclaredLink, standing: Standing, links: readonly DeclaredLink[]): Fact {
  const state = receiverState(slot, standing);
  const isAtWork = state === "streaming" || state === "catchup";
  return linkFact(slot, links, {
    seenFrom: "replica",
    ...nothing,
    state,
    bytesLag: isAtWork ? numberOr(standing.behind) : null,
    ...(standing.is_paused ? { note: "what comes in is not replayed: that is paused" } : {}),
  });
}

function receiverState(slot: string, { follows, receives, receiver, slot: used }: Standing): string {
  if (!follows) return "promoted";
  if (!receives) return "stopped";
  if (used !== slot) return "missing";
  return receiver ?? "unknown";
}

function linkFact(slot: string, links: readonly DeclaredLink[], value: JsonObject): Fact {
  const link = links.find((one) => one.slot === slot);
  const ends = link === undefined ? {} : { primaryNode: link.primary, replicaNode: link.replica };
  return { fact: factPrefixes.replication + slot, value: { ...value, ...ends } };
}

function numberOr(text: string | null): number | null {
  return text === null ? null : Number(text);
}
