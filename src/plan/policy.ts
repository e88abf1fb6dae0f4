import type { Address } from "../model/address.ts";
import { isJsonObject, type Json, type JsonObject, sameJson } from "../model/json.ts";
import { fieldSpecOf, type Kind, type Kinds } from "../model/kind.ts";
import { canonicalValue } from "../model/values.ts";
import type { FieldChange, RequiredApproval, ResourceChange } from "../model/plan.ts";
import type { AppliedResource, World } from "../model/world.ts";

/** The Policy in force: the one applied last, never the one a plan is about to apply. */
export interface PolicyInForce {
  /** How long a saved plan stays good, in milliseconds; undefined: for ever. */
  readonly planLifetimeMs: number | undefined;
  /** What a checkout must be before it may apply; both are absent where Policy says nothing. */
  readonly applyFrom: { readonly branch?: string; readonly clean?: boolean };
  /** The proofs that are asked for before a task counts as done. */
  readonly completionAsks: ReadonlySet<string>;
  /** The programs that documents may have run on machines, each with all of its words. */
  readonly commands: readonly (readonly string[])[];
  /** What counts as a gap, and what counts how much when it is said what to do next: only what Policy sets. */
  readonly meta: JsonObject;
  /** The logins whose test results count; undefined: everybody's. */
  readonly testsBy: readonly string[] | undefined;
  /** Kinds whose drift is reverted without being named. */
  revertsDriftOf(kind: string): boolean;
  requiredApprovals(changes: readonly ResourceChange[]): RequiredApproval[];
  /** The database logins that speak for a persona; none where it has no document or no login. */
  loginsOf(persona: string): readonly string[];
  /** The logins of the people who commit with these addresses. */
  loginsOfAuthors(emails: readonly string[]): ReadonlySet<string>;
  /** The agents' personas that commit with one of these addresses. */
  agentsAmong(emails: readonly string[]): readonly string[];
}

/** The Policy that was applied last: what documents say of it holds only once it is applied. */
export function policyInForce(kinds: Kinds, world: World): PolicyInForce {
  const applied = world.applied.get(policyAddress);
  const fields = applied?.fields ?? {};
  const drift = asObject(fields.drift);
  const applyFrom = asObject(fields.applyFrom);
  const rules = asArray(fields.approvals).map((rule, index) => ({
    name: `${policyAddress}#approvals[${index}]`,
    rule: asObject(rule),
  }));
  const personas = personasIn(world);
  const agents = [...personas].filter(([, { isAgent }]) => isAgent);
  const loginsOf = (persona: string): readonly string[] => personas.get(persona)?.postgres ?? [];
  return {
    planLifetimeMs: typeof fields.planTtl === "string" ? milliseconds(fields.planTtl) : undefined,
    applyFrom: {
      ...(typeof applyFrom.branch === "string" ? { branch: applyFrom.branch } : {}),
      ...(typeof applyFrom.clean === "boolean" ? { clean: applyFrom.clean } : {}),
    },
    completionAsks: new Set(namesIn(asObject(fields.completion).asks)),
    commands: asArray(fields.commands).map(namesIn),
    meta: asObject(fields.meta),
    testsBy: Array.isArray(asObject(fields.completion).testsBy)
      ? namesIn(asObject(fields.completion).testsBy)
      : undefined,
    revertsDriftOf: (kind) => (asObject(drift.kinds)[kind] ?? drift.default) === "revert",
    requiredApprovals: (changes) => [
      ...rules.flatMap(({ name, rule }) => approvalsOf(kinds, { name, rule }, changes)),
      ...authorityApprovals(
        kinds,
        changes,
        rules.flatMap(({ rule }) => namesIn(rule.by)).filter((persona) => loginsOf(persona).length > 0),
      ),
      ...(applied ? ownApprovals(kinds, changes) : []),
    ],
    loginsOf,
    agentsAmong: (emails) =>
      agents.filter(([, { git }]) => git.some((own) => emails.includes(own))).map(([name]) => name),
    loginsOfAuthors: (emails) => new Set([...personas.values()].flatMap((identities) => authorsIn(identities, emails))),
  };
}

/** The one Policy that counts, by name. */
const policyAddress = "policy/default";

interface Identities {
  readonly postgres: readonly string[];
  readonly git: readonly string[];
  /** A program that works by itself: whichever of its logins did something, it did. */
  readonly isAgent: boolean;
}

function personasIn({ applied }: World): Map<string, Identities> {
  const personas = [...applied.values()].filter(({ kind }) => kind === "Persona");
  return new Map(personas.map((persona) => [persona.name, identitiesOf(persona)]));
}

function identitiesOf({ fields }: AppliedResource): Identities {
  const identities = asObject(fields.identities);
  return { postgres: namesIn(identities.postgres), git: namesIn(identities.git), isAgent: fields.agent === true };
}

/** Entries at the same place belong to the same person; where the lists do not match, nobody can be told apart. */
function authorsIn({ postgres, git, isAgent }: Identities, emails: readonly string[]): readonly string[] {
  const places = git.flatMap((email, place) => (emails.includes(email) ? [place] : []));
  if (places.length === 0) return [];
  if (isAgent) return postgres;
  return postgres.length === git.length ? places.flatMap((place) => postgres[place] ?? []) : postgres;
}

interface Rule {
  readonly name: string;
  readonly rule: JsonObject;
}

function approvalsOf(kinds: Kinds, { name, rule }: Rule, changes: readonly ResourceChange[]): RequiredApproval[] {
  const when = asObject(rule.when);
  const addresses = changes.filter((change) => concerns(kinds, when, change)).map(({ address }) => address);
  if (addresses.length === 0) return [];
  return namesIn(rule.by).map((persona) => ({ persona, rule: name, distinct: rule.distinct === true, addresses }));
}

/** Every condition a rule names must hold; a rule without conditions concerns every change. */
function concerns(kinds: Kinds, when: JsonObject, change: ResourceChange): boolean {
  const field = change.fields.find((candidate) => candidate.field === when.field);
  const kind = kinds.byName(change.kind);
  return (
    (when.kind === undefined || when.kind === change.kind) &&
    (when.action === undefined || when.action === change.action) &&
    (when.field === undefined || field !== undefined) &&
    (when.to === undefined || (field !== undefined && isSame(kind, field, when.to)))
  );
}

/** In the one form of the column's type: a rule may spell a time or an address otherwise than the document. */
function isSame(kind: Kind | undefined, { field, after }: FieldChange, wanted: Json): boolean {
  const spec = kind && fieldSpecOf(kind, field);
  return sameJson(after, spec ? canonicalValue(spec, wanted) : wanted);
}

/** Who must agree to what changes only with everybody it names, as far as they have a login to agree with. */
function authorityApprovals(
  kinds: Kinds,
  changes: readonly ResourceChange[],
  personas: readonly string[],
): RequiredApproval[] {
  const addresses = changes
    .filter(({ kind }) => kinds.byName(kind)?.isAuthority === true)
    .map(({ address }) => address);
  if (addresses.length === 0) return [];
  return [...new Set(personas)].map((persona) => ({ persona, rule: policyAddress, distinct: false, addresses }));
}

/** Nobody writes another one's approval: what is approved in a persona's name, or taken back, needs that persona. */
function ownApprovals(kinds: Kinds, changes: readonly ResourceChange[]): RequiredApproval[] {
  const byPersona = new Map<string, Address[]>();
  for (const change of changes) {
    const persona = ownApprover(kinds, change);
    if (persona !== undefined) byPersona.set(persona, [...(byPersona.get(persona) ?? []), change.address]);
  }
  return [...byPersona].map(([persona, addresses]) => ({ persona, rule: "approval.by", distinct: false, addresses }));
}

function ownApprover(kinds: Kinds, change: ResourceChange): string | undefined {
  const kind = kinds.byName(change.kind);
  if (!kind?.approval) return undefined;
  const { by, fields, enters } = kind.approval;
  const concerned = change.fields.some(
    ({ field, after }) =>
      (fields.includes(field) && !(change.action === "create" && after === null)) ||
      (field === kind.status?.field && enters.includes(String(after))),
  );
  const persona = change.after?.[by] ?? change.before?.[by];
  return concerned && typeof persona === "string" ? persona : undefined;
}

/** `24h`, `30m`: the schema allows one number and s, m, h or d. */
/** A lifetime as documents write it: `24h`. */
export function milliseconds(lifetime: string): number {
  const unit = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }[lifetime.slice(-1)] ?? 0;
  return Number(lifetime.slice(0, -1)) * unit;
}

function namesIn(value: Json | undefined): string[] {
  return asArray(value).map(String);
}

function asObject(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function asArray(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
