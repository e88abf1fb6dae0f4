import { posix } from "node:path";
import { type Answer, answer } from "../../model/answer.ts";
import type { ImaginedFile } from "../../model/caller.ts";
import { isDocumentFile } from "../../model/document-names.ts";
import { Failure } from "../../model/failure.ts";
import { type Finding, findingRows, hasErrors, sortFindings } from "../../model/finding.ts";
import { canonicalJson } from "../../model/json.ts";
import type { PlanOutput } from "../../model/output/plan.ts";
import type { PersonCommand, WhatIfOutput } from "../../model/output/what-if.ts";
import type { Plan } from "../../model/plan.ts";
import { sourceWith } from "../../workspace/edited-source.ts";
import { type DeclaredState, readState } from "../../workspace/state.ts";
import { stateDirectory } from "../../workspace/state-directory.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { readAgreement } from "./agreement.ts";
import { decide, everything } from "./decide.ts";
import { planOutput } from "./make-plan.ts";
import { type Proposal, withProposal } from "./proposal.ts";

/**
 * What an edit of one file of documents would come to: what is wrong with it, what an apply would change then, which gates
 * close, who must agree, and what a person would run. Nothing is written: no file, no cache, no plan, no row.
 */
export async function whatIf(workspace: Workspace, request: ImaginedFile): Promise<Answer<WhatIfOutput>> {
  const { file, text } = request;
  requireDocumentFile(file);
  const current = await readState(workspace);
  const before = current.files.includes(file) ? await textOf(current, file) : null;
  if (before === null && text === null)
    throw new Failure("V7-W021", `there is no file ${file} that could go`, { next: ["give the text of a new one"] });
  const edited = await readState(workspace, sourceWith(workspace, [request]));
  const findings = sortFindings([...edited.findings, ...aboutOthers(current, edited)]);
  const edit = { file, before, after: text, lost_comments: [] };
  const rows = findingRows(findings);
  if (hasErrors(findings))
    return answer({ edit, findings: rows, by_edit: null, plan: null, commands: [anybody("v7", "validate")] });
  const demand = { options: everything, explained: true, state: edited };
  return withProposal(workspace, "read", demand, async (proposal, standing) => {
    const plan = planOutput(workspace, proposal, await readAgreement(standing, proposal));
    const byEdit = hasErrors(current.findings) ? null : addressesByEdit(workspace, proposal, current);
    return answer({ edit, findings: rows, by_edit: byEdit, plan, commands: commandsFor(plan) });
  });
}

/** One of those that a plan would read: nothing else is looked at, whatever path is given. */
function requireDocumentFile(file: string): void {
  const isBelow = file.startsWith(`${stateDirectory}/`) && posix.normalize(file) === file && !file.includes("\\");
  if (isBelow && isDocumentFile(file)) return;
  throw new Failure("V7-W021", `${file} is no file of documents below ${stateDirectory}/`, {
    next: [`name one such as ${stateDirectory}/tasks/1.2.yaml`],
  });
}

async function textOf(state: DeclaredState, file: string): Promise<string> {
  return new TextDecoder().decode(await state.read(file));
}

/** What is wrong with the checkout itself, and not with a file that is read: what was left out, links, wrong names. */
function aboutOthers(current: DeclaredState, edited: DeclaredState): Finding[] {
  const read = new Set([...current.files, ...edited.files]);
  return current.findings.filter(({ file }) => file !== undefined && !read.has(file));
}

/** What changes otherwise than it would without the edit. */
function addressesByEdit(workspace: Workspace, { plan, world }: Proposal, current: DeclaredState): string[] {
  const before = doings(decide(workspace, { state: current, world }, everything));
  const after = doings(plan);
  const addresses = [...new Set([...after.keys(), ...before.keys()])];
  return addresses.filter((address) => before.get(address) !== after.get(address));
}

/** What a plan does, or cannot do, by address. */
function doings({ changes, conflicts }: Plan): ReadonlyMap<string, string> {
  return new Map([
    ...changes.map(({ address, action, before, after }) => [address, canonicalJson([action, before, after])] as const),
    ...conflicts.map(({ address, message }) => [address, message] as const),
  ]);
}

/** What a person would run, once the file is as it was imagined. */
function commandsFor({
  plan_id: id,
  next,
  resource_changes: changes,
  gates,
  missing,
  approvers,
}: PlanOutput): PersonCommand[] {
  const codes = [...new Set(gates.map(({ code }) => code))];
  if (codes.length > 0) return codes.map((code) => anybody("v7", "explain", code));
  if (changes.length === 0 || next === null) return [anybody("v7", "plan")];
  if (next.startsWith("v7 apply")) return [anybody("v7", "plan"), anybody(...next.split(" "))];
  const approvals = missing.map((persona) => ({
    argv: ["v7", "approve", id, "--as", persona],
    by: approvers[persona] ?? [],
  }));
  return [anybody("v7", "plan", "--ask"), ...approvals, anybody("v7", "apply", id, "--approved")];
}

function anybody(...argv: readonly string[]): PersonCommand {
  return { argv, by: [] };
}
