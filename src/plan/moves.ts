import { type Address, addressOf, addressOfSteps, nameOf, stepsOf } from "../model/address.ts";
import type { Finding } from "../model/finding.ts";
import type { Json } from "../model/json.ts";
import type { Kind, Kinds } from "../model/kind.ts";
import type { Fields, Resource } from "../model/resource.ts";
import type { LiveResource, World } from "../model/world.ts";

/** What becomes of the documents that say where they were before. */
export interface Moves {
  /** New address → old address, for every move that acts. */
  readonly acting: ReadonlyMap<Address, Address>;
  /** Why a resource that would move cannot, by its new address: nothing of it is written, nor of its parts. */
  readonly obstacles: ReadonlyMap<Address, string>;
  /** The old addresses of those: no document may declare them any more, and their rows stay nevertheless. */
  readonly held: ReadonlySet<Address>;
  /** A warning for each document whose word is not followed. */
  readonly findings: readonly Finding[];
}

/**
 * A move acts when its old address is applied and left, and its new one is free or left by another move: rows may pass
 * addresses on along a chain. Of several documents that name one old address the first by address moves; the others are new.
 * A circle never acts, because the same documents would turn it round again after each apply. Parts go with their owner or
 * not at all. Where the new address has a row that stays, one of two rows would be lost: that is an obstacle.
 */
export function movesOf(kinds: Kinds, declared: readonly Resource[], world: World): Moves {
  const moving = declared.filter(({ movedFrom }) => movedFrom !== undefined);
  if (moving.length === 0) return { acting: new Map(), obstacles: new Map(), held: new Set(), findings: [] };
  const kept = new Set(declared.map(({ address }) => address));
  const candidates = moving
    .flatMap(({ address, movedFrom = address }) =>
      world.applied.has(movedFrom) && movedFrom !== address ? [{ address, origin: movedFrom }] : [],
    )
    .toSorted((left, right) => (left.address < right.address ? -1 : 1));
  const situation = { kinds, kept, world };
  const possible = settle(settle(candidates, situation).filter(isFirstFrom()), situation);
  const acting = new Map(possible.map(({ address, origin }) => [address, origin]));
  const obstacles = new Map([...taken(candidates, acting, situation), ...obstaclesTo(kinds, acting)]);
  return {
    acting,
    obstacles,
    held: new Set(candidates.flatMap(({ address, origin }) => (obstacles.has(address) ? [origin] : []))),
    findings: ignored(candidates, acting, situation).filter(({ address = "" }) => !obstacles.has(address)),
  };
}

/** `node/ALPHA` of `node/ALPHA/service/PostgreSQL`; what is no part is its own. */
export function ownerOf(kinds: Kinds, address: Address): Address {
  return kinds.ofAddress(address)?.part === undefined ? address : addressOfSteps(stepsOf(address).slice(0, 2));
}

interface Candidate {
  readonly address: Address;
  readonly origin: Address;
}

interface Situation {
  readonly kinds: Kinds;
  /** The addresses that documents declare. */
  readonly kept: ReadonlySet<Address>;
  readonly world: World;
}

/** Drops what cannot move, and what cannot without that, until all that is left can. */
function settle(candidates: readonly Candidate[], { kinds, kept, world }: Situation): readonly Candidate[] {
  let left = candidates;
  for (;;) {
    const arriving = new Set(left.map(({ address }) => address));
    const leaving = new Set(left.map(({ origin }) => origin));
    const able = left.filter(
      ({ address, origin }) =>
        (!kept.has(origin) || arriving.has(origin)) &&
        (!world.applied.has(address) || leaving.has(address)) &&
        arriving.has(ownerOf(kinds, address)),
    );
    if (able.length === left.length) return left;
    left = able;
  }
}

function isFirstFrom(): (candidate: Candidate) => boolean {
  const seen = new Set<Address>();
  return ({ origin }) => !seen.has(origin) && seen.add(origin).has(origin);
}

/** Where a row stands at the new address, in use or not, that no move takes away; and the old one is left by its document. */
function taken(
  candidates: readonly Candidate[],
  acting: ReadonlyMap<Address, Address>,
  { kinds, kept, world }: Situation,
): ReadonlyMap<Address, string> {
  const left = new Set(acting.values());
  const arriving = new Set(candidates.map(({ address }) => address));
  const isLeft = (origin: Address): boolean => !kept.has(origin) || arriving.has(origin);
  return new Map(
    candidates.flatMap(({ address, origin }): [Address, string][] => {
      if (left.has(address) || (ownerOf(kinds, address) !== address && !acting.has(address))) return [];
      if (world.retired.has(address)) return [[address, whyTaken(address, origin, "a retired row")]];
      if (acting.has(address) && world.live.has(address))
        return [[address, `${address} exists already; ${origin} cannot move there`]];
      if (acting.has(address) || !world.applied.has(address) || !isLeft(origin)) return [];
      return [[address, whyTaken(address, origin, "a row of its own")]];
    }),
  );
}

function whyTaken(address: Address, origin: Address, row: string): string {
  return (
    `${address} has ${row}, so ${origin} cannot move there; give the document a name that is free, ` +
    `or remove movedFrom: then it continues the row of ${address}, and ${origin} is removed`
  );
}

function obstaclesTo(kinds: Kinds, acting: ReadonlyMap<Address, Address>): ReadonlyMap<Address, string> {
  const obstacles = new Map<Address, string>();
  for (const [address, origin] of acting) {
    if (!acting.has(origin) || obstacles.has(address) || ownerOf(kinds, address) !== address) continue;
    const chain = chainFrom(acting, address);
    const because = chain.isCircle
      ? `${chain.addresses.join(", ")} would change places; move one to a free address first, apply, then move the others, or remove movedFrom and their rows exchange what they say`
      : hasParts(kinds, address)
        ? `${chain.addresses.join(", ")} have parts and would pass their addresses on; move and apply one at a time, ${chain.addresses[0] ?? ""} first`
        : undefined;
    if (because !== undefined) for (const one of chain.addresses) obstacles.set(one, because);
  }
  return obstacles;
}

/** The new addresses of a row, of the row that was there, and so on. */
function chainFrom(
  acting: ReadonlyMap<Address, Address>,
  start: Address,
): { addresses: readonly Address[]; isCircle: boolean } {
  const addresses = new Set<Address>();
  let address: Address | undefined = start;
  while (address !== undefined && acting.has(address) && !addresses.has(address)) {
    addresses.add(address);
    address = acting.get(address);
  }
  return { addresses: [...addresses], isCircle: address !== undefined && addresses.has(address) };
}

function hasParts({ all, ofAddress }: Kinds, address: Address): boolean {
  const kind = ofAddress(address);
  return kind?.part !== undefined || all.some(({ part }) => part !== undefined && part.of === kind?.name);
}

/** Where a document is new although the row it names is there, or the row it names goes. One that moved long ago says nothing. */
function ignored(
  candidates: readonly Candidate[],
  acting: ReadonlyMap<Address, Address>,
  { kinds, kept, world }: Situation,
): Finding[] {
  return candidates
    .filter(({ address }) => ownerOf(kinds, address) === address)
    .filter(({ address, origin }) => !acting.has(address) && world.applied.has(address) !== kept.has(origin))
    .map(({ address, origin }) => ({
      severity: "warning",
      code: "V7-P086",
      address,
      message: whyIgnored(address, origin, kept),
    }));
}

function whyIgnored(address: Address, origin: Address, kept: ReadonlySet<Address>): string {
  return kept.has(origin)
    ? `${address} was ${origin}, says its document; ${origin} is declared too and stays, so ${address} is new`
    : `${address} was ${origin}, says its document; ${address} has a row of its own or another document took ${origin}, so ${origin} does not move`;
}

/**
 * The world with the names of rows that pass their addresses on as they will be: what a reference names in a row is that row,
 * whatever it is called afterwards. Otherwise the name would mean the row that follows.
 */
export function withNamesAfter(kinds: Kinds, world: World, { acting, obstacles }: Moves): World {
  const renamed = new Map(
    [...acting].flatMap(([address, origin]) =>
      acting.has(origin) && !obstacles.has(ownerOf(kinds, address)) ? [[origin, address] as const] : [],
    ),
  );
  if (renamed.size === 0) return world;
  return { ...world, live: renameAll(kinds, world.live, renamed), applied: renameAll(kinds, world.applied, renamed) };
}

type Renamed = ReadonlyMap<Address, Address>;

function renameAll<Known extends Pick<LiveResource, "kind" | "fields">>(
  kinds: Kinds,
  resources: ReadonlyMap<Address, Known>,
  renamed: Renamed,
): ReadonlyMap<Address, Known> {
  return new Map(
    [...resources].map(([address, resource]) => {
      const kind = kinds.byName(resource.kind);
      return [
        address,
        kind ? { ...resource, fields: renameReferences(kinds, kind, resource.fields, renamed) } : resource,
      ];
    }),
  );
}

function renameReferences(kinds: Kinds, kind: Kind, fields: Fields, renamed: Renamed): Fields {
  const changed = (kind.table?.fields ?? []).flatMap(({ field, references }): [string, Json][] => {
    const segment = kinds.byName(references ?? "")?.segment;
    const value = fields[field];
    if (segment === undefined || value === undefined) return [];
    const rename = (name: Json): Json => {
      const after = typeof name === "string" ? renamed.get(addressOf(segment, name)) : undefined;
      return after === undefined ? name : nameOf(after);
    };
    return [[field, Array.isArray(value) ? value.map(rename).toSorted(byText) : rename(value)]];
  });
  return changed.length === 0 ? fields : { ...fields, ...Object.fromEntries(changed) };
}

function byText(left: Json, right: Json): number {
  return String(left) < String(right) ? -1 : 1;
}
