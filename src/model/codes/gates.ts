import type { CodeExplanation } from "./explanation.ts";

export const gatesCodes = {
  "V7-G001": {
    title: "Status moves more than one step",
    explanation: "A status moves along one legal edge an apply, so that no step and none of its times is skipped.",
    fix: "Set the status to one of those the message names, apply, then take the next step.",
  },
  "V7-G002": {
    title: "Phase has open tasks",
    explanation: "A phase goes into review and is completed only when each of its tasks is completed or cancelled.",
    fix: "Finish or cancel the tasks the message names: v7 task complete NAME, v7 task cancel NAME.",
  },
  "V7-G003": {
    title: "Earlier phase not approved",
    explanation: "Phases open in order: a phase starts only after all phases before it were approved.",
    fix: "Review and approve the phases the message names first.",
  },
  "V7-G004": {
    title: "Phase not approved",
    explanation: "A phase is approved or completed only with approval.status approved in its document.",
    fix: "v7 phase approve NUMBER --as PERSONA, once the phase is in review.",
  },
  "V7-G005": {
    title: "Task waits for another",
    explanation: "A task starts only when every task it depends on is completed.",
    fix: "Complete the tasks the message names first, or correct dependsOn.",
  },
  "V7-G006": {
    title: "Task depends on a cancelled task",
    explanation: "A cancelled task will never be completed, so whoever waits for it would wait for ever.",
    fix: "Take the cancelled task out of dependsOn, or reopen it.",
  },
  "V7-G007": {
    title: "Nothing to review",
    explanation:
      "Every task of the phase was cancelled, or it has none, so the phase has no result that could be reviewed.",
    fix: "Complete a task of the phase first.",
  },
  "V7-G008": {
    title: "Approval outlives its phase",
    explanation:
      "A phase that is rolled back or not started cannot stay approved, or the next phase could start on it.",
    fix: "Set approval.status to null: v7 set phase/N approval.status=null.",
  },
  "V7-G010": {
    title: "Checkout is behind the last apply",
    explanation:
      "HEAD does not contain the commit that was applied last, or this clone cannot tell. Applying from here could take back what a colleague applied.",
    fix: "Pull or merge first; in a shallow clone fetch the history. --override V7-G010 --reason TEXT goes ahead.",
  },
  "V7-G011": {
    title: "Row is protected",
    explanation:
      "metadata.protect keeps a row in the database. Lifting the protection and removing the row take two applies, so that nobody does both by accident.",
    fix: "Apply metadata.protect: false first, then remove the document.",
  },
  "V7-G012": {
    title: "Phase still has tasks",
    explanation:
      "The plan removes or renumbers a phase and leaves tasks behind, in documents or as rows that no document declares. A task without a phase is lost.",
    fix: "Remove or move its tasks too; `v7 drift` lists rows that no document declares.",
  },
  "V7-G013": {
    title: "State has uncommitted changes",
    explanation:
      "Policy's applyFrom asks for a clean checkout: what is applied must be what was reviewed. Documents, the files they attach and v7.yaml are held against HEAD by their content, also those that git ignores or was told not to look at.",
    fix: "Commit or stash what the message names.",
  },
  "V7-G014": {
    title: "Wrong branch",
    explanation:
      "Policy's applyFrom names the branch that applies are made from. A detached HEAD counts where the branch contains it.",
    fix: "Apply from that branch.",
  },
  "V7-G020": {
    title: "Enum plan is incomplete",
    explanation:
      "An enum plan leaves proposed only with a risk, a migration script, a rollback script and the persona that approved it.",
    fix: "Declare what the message names: riskLevel, migrationScript and rollbackScript by file and sha256, approvedBy.",
  },
  "V7-G021": {
    title: "Impact is unanswered",
    explanation: "A high or critical impact names this phase or task and is not approved: going on would ignore it.",
    fix: "Answer the impact first: approvalStatus approved, with the mitigation that was agreed on.",
  },
  "V7-G022": {
    title: "New name is not of Policy's form",
    explanation: "Policy says what new file names look like, and this one does not.",
    fix: "Correct targetName, or change Policy's fileplan.targetName and apply that first.",
  },
  "V7-G023": {
    title: "Its row was changed past v7",
    explanation:
      "A status, an approval or what else gates ask for stands in the row otherwise than v7 applied it. Nothing moves on such ground: only what was applied, with the approvals it asked for, opens a gate.",
    fix: "v7 drift and v7 blame ADDRESS name who changed it; v7 apply --revert ADDRESS writes back what was applied, v7 pull ADDRESS takes it into the document, where it asks for its approval. An approval that no document mentions goes with approval: { status: null }.",
  },
  "V7-G024": {
    title: "Criteria are not met",
    explanation:
      "The task's document says what must be so that it counts as done, and not all of it is. Where Policy's completion.asks names criteria, neither the task nor its phase goes on; else it is a warning.",
    fix: "Say what is met, by its number: v7 task complete TASK --met 1 --met 2. Or take out of acceptance what was agreed to be no part of it.",
  },
  "V7-G025": {
    title: "High risk without an impact",
    explanation:
      "Work goes on at an enum of high or critical risk, or at a file whose score is 7 or more, and no impact says what that means elsewhere: none names it in its changeDetail. A gate where Policy's impacts.ofHighRisk is true, else a warning.",
    fix: 'Write the impact: v7 impact new KEY --detail \'{"enum": "NAME"}\' …',
  },
  "V7-G026": {
    title: "Deliverable is not at HEAD",
    explanation:
      "A task is completed by a file that HEAD does not hold: it was never committed, or lies elsewhere. Part of what an apply asks of its checkout where Policy's completion.asks names deliverables, else a warning.",
    fix: "Commit the file, or correct the path in deliverableUrls.",
  },
  "V7-G027": {
    title: "Commit is not on the branch",
    explanation:
      "A task is completed by a commit that the branch which applies are made from does not contain, neither itself nor its change in a squashed one. Part of what an apply asks of its checkout where Policy's completion.asks names commits, else a warning.",
    fix: "Merge the commit, or name the one that holds its change.",
  },
  "V7-G028": {
    title: "Nothing was done to the enum",
    explanation:
      "An EnumPlan becomes implemented, validated, retired or rolled back by what was done on its target and is in that target's ledger, never by a word. v7's database knows of no such deed of this enum.",
    fix: "v7 enum implement, validate, retire or rollback NAME does it and edits the document; v7 enum status TARGET asks the target what was done there.",
  },
} as const satisfies { readonly [code: string]: CodeExplanation };
