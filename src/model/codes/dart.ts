import type { CodeExplanation } from "./explanation.ts";

export const dartCodes = {
  "V7-J001": {
    title: "DART is not set up",
    explanation: "v7.yaml says nothing of DART, or lacks what the command needs of it.",
    fix: "Add dart with folders and statuses to v7.yaml: v7 explain v7.yaml.",
  },
  "V7-J002": {
    title: "DART does not know the key",
    explanation: "The variable that holds the key is not set, or DART answers that nobody is logged in with it.",
    fix: "Make a key in DART's settings, and set V7_DART_TOKEN, or the variable that v7.yaml dart.token names.",
  },
  "V7-J003": {
    title: "DART cannot be asked",
    explanation:
      "Nobody answers, or the answer is a refusal; requests that may be repeated were, as long as DART was busy.",
    fix: "Try again later. Nothing that was half done is doubled by it.",
  },
  "V7-J004": {
    title: "A place in DART is not there",
    explanation:
      "A dartboard or folder that v7.yaml names, by title or by default, is not in DART's configuration, or two have its title. DART answers questions about such a place with an empty list, so nothing was read or written.",
    fix: "Correct dart.folders in v7.yaml. A title may have its space in front (Space/Board); an id survives renaming.",
  },
  "V7-J005": {
    title: "DART's answer makes no sense",
    explanation:
      "The answer is no JSON, is larger than v7 reads, lacks what it must have, or leaves tasks out by default filters although none were asked for.",
    fix: "Look at the place in DART; if it looks right there, v7 and DART's API have grown apart.",
  },
  "V7-J006": {
    title: "Status without a meaning",
    explanation:
      "DART's statuses are titles without a meaning, and v7.yaml dart.statuses does not say what this one means; or none there means the task's status. The status was left alone on both sides.",
    fix: "Add the status to dart.statuses in v7.yaml.",
  },
  "V7-J007": {
    title: "Task without a phase",
    explanation:
      "A phase's folder decides the phase of a new task, and this one lies in none, or the phase is not declared.",
    fix: "Move the task in DART onto a phase's dartboard, or name the dartboard in dart.folders.phases of v7.yaml.",
  },
  "V7-J008": {
    title: "Task without a persona",
    explanation:
      "A task here has a responsible persona, and v7.yaml dart.personas says of none of the assignees who they are.",
    fix: "Assign the task in DART, and add the assignee's name or e-mail to dart.personas in v7.yaml.",
  },
  "V7-J009": {
    title: "Report that cannot be read",
    explanation:
      "A completion report begins with a block of YAML with task, status and summary, and may have deliverables and commit. This one does not, or names a task that nobody declares. It is read again with each pull.",
    fix: "Correct the report in DART, at the line that is named: v7 explain Report.",
  },
  "V7-J011": {
    title: "Task that DART does not show",
    explanation:
      "A linked task is neither in the lists nor at its address: it was trashed. Nothing is removed here because of that, and nothing is sent.",
    fix: "Restore the task in DART, or take dartTaskId out of the document.",
  },
  "V7-J012": {
    title: "Both sides moved",
    explanation: "A task changed in DART and in its document since both last agreed. v7 does not choose.",
    fix: "v7 dart pull --theirs takes DART's values; v7 dart push --force-conflicts ADDRESS sends the document's.",
  },
  "V7-J013": {
    title: "An answer was lost",
    explanation:
      "A task or report was sent to DART and no answer came, nor was it found there yet. It may exist by now: each bears a marker that the next push finds, so nothing is sent twice.",
    fix: "Run v7 dart push again in a minute.",
  },
  "V7-J014": {
    title: "Somebody else pushes",
    explanation: "Another process sends changes of this database to DART at this moment.",
    fix: "Wait for it. If it was killed, the database notices within seconds.",
  },
  "V7-J015": {
    title: "The plan is not what would be sent now",
    explanation: "A document or DART changed after the push was planned.",
    fix: "v7 dart push plans again; have that plan approved.",
  },
  "V7-J016": {
    title: "Webhook without a valid signature",
    explanation: "A delivery must bear the signature of its bytes, made with the secret that DART and v7 share.",
    fix: "Set the variable that dart.webhookSecret of v7.yaml names to the webhook's secret.",
  },
  "V7-J017": {
    title: "One task is twice in DART",
    explanation:
      "Two tasks bear the marker of one task, or two documents have one id of DART. Nothing is read of them or sent.",
    fix: "Trash the one that is too many in DART, or correct dartTaskId.",
  },
  "V7-J019": {
    title: "Task on another dartboard",
    explanation:
      "DART created the task, and put it onto another dartboard than the plan says; asked to move it, it did not. The task is linked to its document by its marker, and nothing is sent twice.",
    fix: "Move the task in DART, then push again.",
  },
  "V7-J020": {
    title: "Never agreed on",
    explanation:
      "Notes, acceptance or the due day of a linked task differ, and document and DART never said the same, so that nobody knows which of them moved. They are left on both sides.",
    fix: "v7 dart pull --theirs takes DART's values; v7 dart push --force-conflicts ADDRESS sends the document's.",
  },
  "V7-J018": {
    title: "Task that is no longer declared",
    explanation: "The task was linked to a document once, which is gone. It is not proposed anew.",
    fix: "Trash the task in DART, or bring the document back: v7 undo, or git.",
  },
} as const satisfies { readonly [code: string]: CodeExplanation };
