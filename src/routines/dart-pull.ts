import { masterDocuments } from "../dart/master-documents.ts";
import { type NewTask, type Proposals, proposalsOf } from "../dart/proposals.ts";
import { readSides, type Sides } from "../dart/sides.ts";
import { edited } from "../engine/edit/edited.ts";
import { nextTaskName } from "../engine/edit/numbers/taken-numbers.ts";
import { siftRows } from "../engine/edit/row-documents.ts";
import { siftEdits } from "../engine/edit/sift-edits.ts";
import { type Answer, answer } from "../model/answer.ts";
import type { Document } from "../model/document.ts";
import { Failure } from "../model/failure.ts";
import { type Finding, findingRows, hasErrors } from "../model/finding.ts";
import type { DartPullOutput } from "../model/output/dart-pull.ts";
import { documentAddress } from "../model/kind.ts";
import { type DocumentCreation, editState, isCreation, type StateEdit } from "../workspace/edit-state.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { rememberAgreed } from "./dart-agreed.ts";

export interface DartPullRequest {
  /** In conflicts, take DART's values. */
  readonly theirs: boolean;
}

/**
 * Proposes what DART says as edits of documents: statuses and names, new tasks, completion reports, master documents. What cannot
 * become an edit is a finding beside the others; conflicts are left. Both are the answer's problem.
 */
export async function dartPull(workspace: Workspace, request: DartPullRequest): Promise<Answer<DartPullOutput>> {
  const sides = await readSides(workspace);
  await rememberAgreed(workspace, sides);
  const proposals = await proposalsOf(sides, request);
  const masters = await masterDocuments(workspace, sides);
  const created = await numbered(workspace, sides, proposals.created);
  const { kept, findings } = await sift(workspace, sides, [...changesOf(proposals), ...created, ...masters.creations]);
  const { output } = edited(await editState(workspace, sides.state, kept, masters.texts));
  const all = [...proposals.findings, ...findings];
  const { reports, conflicts, completePhases } = proposals;
  return answer(
    {
      ...output,
      reports: reports.map(({ document, url, title, task, status }) => ({ document, url, title, task, status })),
      conflicts,
      complete_phases: completePhases,
      findings: findingRows(all),
    },
    problemOf(proposals, all),
  );
}

function changesOf({ edits }: Proposals): StateEdit[] {
  return [...edits].map(([address, own]) => ({ action: "edit", address, edits: own }));
}

/** Numbers that nobody has, one after the other: what was numbered before counts as declared. */
async function numbered(workspace: Workspace, sides: Sides, tasks: readonly NewTask[]): Promise<DocumentCreation[]> {
  const kind = workspace.kinds.byName("Task");
  if (kind === undefined) throw new Error("the kind Task is not registered");
  const documents: Document[] = [...sides.state.documents];
  const created: DocumentCreation[] = [];
  for (const { phase, fields } of tasks) {
    const name = await nextTaskName(workspace, documents, phase);
    documents.push({ kind: "Task", name, protect: false, spec: fields, source: { file: "", index: 0, line: 1 } });
    created.push({ action: "create", address: documentAddress(kind, name), kind, fields, original: undefined });
  }
  return created;
}

/** One value that no document can have must not hold up the rest. */
async function sift(
  workspace: Workspace,
  { state }: Sides,
  edits: readonly StateEdit[],
): Promise<{ readonly kept: readonly StateEdit[]; readonly findings: readonly Finding[] }> {
  const rows = siftRows(workspace, state, edits.filter(isCreation));
  const others = edits.filter((edit) => !isCreation(edit));
  const values = await siftEdits({ workspace, state, creations: rows.sound }, others);
  return { kept: [...values.kept, ...rows.sound], findings: [...rows.findings, ...values.findings] };
}

function problemOf({ conflicts }: Proposals, findings: readonly Finding[]): Failure | null {
  if (conflicts.length > 0)
    return new Failure("V7-J012", `both sides moved: ${conflicts.join(", ")}; they were left alone`, {
      findings: findings.filter(({ code }) => code === "V7-J012").slice(0, shownFindings),
      next: [
        "v7 dart pull --theirs takes DART's values",
        "v7 dart push --force-conflicts ADDRESS sends the document's",
      ],
    });
  if (!hasErrors(findings)) return null;
  const left = findings.filter(({ severity }) => severity === "error");
  return new Failure(left[0]?.code ?? "V7-J009", `${left.length} of DART's could not be taken`, {
    findings: left.slice(0, shownFindings),
    next: ["correct them in DART or in v7.yaml, then v7 dart pull"],
  });
}

const shownFindings = 20;
