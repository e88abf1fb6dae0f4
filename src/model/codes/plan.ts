import type { CodeExplanation } from "./explanation.ts";

export const planCodes = {
  "V7-P001": {
    title: "Nothing has this address",
    explanation:
      "No document declares the address, no row has it and it was never applied. It is usually a typing error.",
    fix: "v7 graph lists the addresses.",
  },
  "V7-P002": {
    title: "Not approved",
    explanation:
      "An apply that changes rows needs a yes: --approved, or the word yes at a terminal. Nothing was written.",
    fix: "Read the plan, then v7 apply PLAN --approved.",
  },
  "V7-P003": {
    title: "Approval is missing",
    explanation:
      "The Policy in force asks personas about what the plan changes, and not all of them have agreed to exactly this plan. Approvals expire, can be revoked, and are good for one apply. Where a rule wants distinct people, the author's own approval does not count.",
    fix: "The message names who approves and how.",
  },
  "V7-P004": {
    title: "Plan is stale",
    explanation:
      "Rows, gates or documents changed since the plan was made, so applying it would do something nobody read. Nothing was written.",
    fix: "Plan again with v7 plan, and read what is different.",
  },
  "V7-P005": {
    title: "Much would be removed",
    explanation:
      "More than 30 % and more than five resources of a kind would be removed at once. That is usually a mistake in the files.",
    fix: "Check the documents; if the removals are meant, --allow-mass-delete with their number.",
  },
  "V7-P006": {
    title: "No document is left",
    explanation: "The state folder declares nothing at all. v7 does not empty a database.",
    fix: "Check the working directory and the branch.",
  },
  "V7-P007": {
    title: "Another apply is running",
    explanation: "One apply at a time works on a database; the message names the one that holds the lock.",
    fix: "Wait for it, or use --lock-timeout 60s.",
  },
  "V7-P008": {
    title: "Connection broke during commit",
    explanation:
      "The answer to COMMIT was lost. The apply was written as a whole or not at all, and its attempt tells which.",
    fix: "v7 history; running the apply again does only what is left.",
  },
  "V7-P009": {
    title: "Another apply went ahead",
    explanation: "The database's serial moved between the check and the write. Nothing of this apply was written.",
    fix: "Plan again with v7 plan.",
  },
  "V7-P010": {
    title: "Not a plan file",
    explanation: "The file is missing, is no saved plan, or has a format this v7 does not read.",
    fix: "Write one with v7 plan -o FILE.",
  },
  "V7-P011": {
    title: "Plan file was edited",
    explanation: "The content no longer gives the id the file carries. A plan is changed by changing the documents.",
    fix: "Plan again with v7 plan -o FILE.",
  },
  "V7-P012": {
    title: "More than one plan",
    explanation: "Several saved plans begin with these digits.",
    fix: "Give more digits of the plan's id.",
  },
  "V7-P013": {
    title: "Row in no document",
    explanation:
      "The row was made outside v7, so no document says what it should be; reverting it would mean deleting it, which v7 does only with rows it made.",
    fix: "v7 pull ADDRESS writes a document for it; otherwise delete the row where it was made.",
  },
  "V7-P014": {
    title: "No such saved plan",
    explanation: "No plan saved in this clone or in the database begins with these digits.",
    fix: "Plan again with v7 plan.",
  },
  "V7-P015": {
    title: "Database of another repository",
    explanation:
      "The first apply wrote the repository's project id into the database, and v7.yaml has another one. Two repositories would undo each other's work.",
    fix: "Check the database URL and project in v7.yaml.",
  },
  "V7-P016": {
    title: "Conflict",
    explanation:
      "The document and the row both changed since the last apply, to different values. A person decides which holds.",
    fix: "v7 pull ADDRESS --theirs takes the row's value; --force-conflicts ADDRESS takes the document's. Where addresses are in each other's way, correct metadata.movedFrom.",
  },
  "V7-P017": {
    title: "No such field",
    explanation: "The resource has no field of this name.",
    fix: "Use one of the fields the message names; v7 explain KIND describes them.",
  },
  "V7-P018": {
    title: "Edit would break the documents",
    explanation: "The edited documents would not pass v7 validate, so no file was changed.",
    fix: "Correct the value; the findings have the details.",
  },
  "V7-P019": {
    title: "Nothing to pull",
    explanation: "The address has not drifted, or it is in conflict, which is not accepted without being asked.",
    fix: "v7 drift lists what can be pulled; --theirs includes conflicts.",
  },
  "V7-P020": {
    title: "Not that kind of list",
    explanation: "+= and -= work on lists, and -= only takes out what is in the list.",
    fix: "Use = for other fields; v7 show ADDRESS has the present value.",
  },
  "V7-P021": {
    title: "No such apply",
    explanation: "No apply, or more than one, begins with these digits.",
    fix: "v7 history lists them.",
  },
  "V7-P022": {
    title: "Later applies touched the same fields",
    explanation: "Later applies touched the same fields, so taking back this one alone would undo theirs too.",
    fix: "Undo the later applies first, newest first, or edit the documents.",
  },
  "V7-P023": {
    title: "Moves are not undone",
    explanation: "The apply gave a resource a new address. Its document says so itself.",
    fix: "Rename it back in its document, with movedFrom.",
  },
  "V7-P024": {
    title: "Status cannot become that",
    explanation: "No legal edge leads from the document's status to the wanted one.",
    fix: "Take one of the steps the message names.",
  },
  "V7-P025": {
    title: "Dependency has no row",
    explanation: "A task is to wait for a task that is neither in the database nor part of this plan.",
    fix: "Plan without --target, or with the missing task as a target too.",
  },
  "V7-P026": {
    title: "Tables are being written",
    explanation: "Another session holds locks on the tables an apply needs for itself. Nothing was written.",
    fix: "Wait until the session the message names has finished, then apply again.",
  },
  "V7-P027": {
    title: "Plan for another database",
    explanation:
      "The saved plan was made on a database with another lineage. What it says about rows is not about these.",
    fix: "Check the database URL, or plan again with v7 plan.",
  },
  "V7-P028": {
    title: "Statement took too long",
    explanation: "The database cancelled a statement that reached its time limit. Nothing was written.",
    fix: "Apply again when the database is less busy.",
  },
  "V7-P029": {
    title: "Another session wrote at the same time",
    explanation:
      "The server could not order the two transactions and gave up this one, three times in a row. Nothing was written.",
    fix: "Plan again with v7 plan.",
  },
  "V7-P030": {
    title: "Plan already applied",
    explanation: "A saved plan is applied once. The named apply has done what it says, so there is nothing left of it.",
    fix: "Plan again: `v7 plan`. To take the apply back: `v7 undo`.",
  },
  "V7-P031": {
    title: "Row refused by the database",
    explanation:
      "A constraint or a trigger of the database refuses a value the documents ask for. The whole apply was rolled back.",
    fix: "Correct the documents, or ask whoever owns the constraint.",
  },
  "V7-P032": {
    title: "Row did not change",
    explanation:
      "A statement of the apply touched fewer rows than it names, though they were read under a lock: a trigger or rule swallows the change. The whole apply was rolled back.",
    fix: "Look for triggers and rules on the table that v7 did not make.",
  },
  "V7-P033": {
    title: "Plan is too old",
    explanation: "Policy's planTtl says how long a saved plan stays good; this one is older. Nothing was written.",
    fix: "Plan again with v7 plan.",
  },
  "V7-P034": {
    title: "Nobody has to approve",
    explanation: "The Policy in force asks nobody about this plan.",
    fix: "Apply it with --approved.",
  },
  "V7-P035": {
    title: "Nothing to override",
    explanation: "--override opens gates that are closed for this plan. The code it names is not among them.",
    fix: "Leave it out, or name the gate that the message lists.",
  },
  "V7-P036": {
    title: "Login may not approve",
    explanation:
      "An approval counts for the personas whose Persona document, as it was last applied, names the database login under identities.postgres. The attempt is on record.",
    fix: "Let one of the persona's logins approve; v7 approvals --pending says who is missing.",
  },
  "V7-P037": {
    title: "Row cannot be added to this table",
    explanation:
      "The table was there before v7 and belongs to other people. It has columns that must have a value and no default, and v7's documents do not know them.",
    fix: "Let the table's owner add the row, then declare it; or give these columns a default.",
  },
  "V7-P060": {
    title: "Neither kind nor address",
    explanation: "Rows are adopted by kind (`Task`, `task` or `tasks`) or one by one, by address (`task/1.9`).",
    fix: "Use a kind the message names, or an address from `v7 drift`.",
  },
  "V7-P061": {
    title: "Kind without a table",
    explanation:
      "Personas and policies live in documents alone. Nobody can add a row of such a kind behind v7's back, so there is none to adopt.",
    fix: "Write the document by hand; `v7 explain KIND` lists its fields.",
  },
  "V7-P062": {
    title: "Row has a document already",
    explanation: "Only rows that no document declares are adopted. This one is declared in the file the message names.",
    fix: "Compare document and row with `v7 show ADDRESS`; take the row's values with `v7 pull ADDRESS`.",
  },
  "V7-P063": {
    title: "Document was removed",
    explanation:
      "An apply wrote this row from a document that is gone. That is a removal waiting to be applied, not a row somebody added; git still has the document with its comments.",
    fix: "Bring the document back with git, or apply to remove the row.",
  },
  "V7-P064": {
    title: "Rows that cannot become documents",
    explanation:
      "A row's document would break its schema, name something nobody declares, or depend on itself; or the row names one of that sort. Those rows are left as they are. All others got their documents, which were validated together before the first was written.",
    fix: "Declare what the findings name, or correct the rows, then adopt again: it goes on with what is left.",
  },
  "V7-P065": {
    title: "File changed meanwhile",
    explanation:
      "While an edit was worked out, somebody else wrote the same file, or one of that name. v7 never writes over it, and took back what it had written before.",
    fix: "Look at the file, then run the command again.",
  },
  "V7-P066": {
    title: "Names a row that cannot become a document",
    explanation: "A document may name only what is declared. The row it names was left out for a reason of its own.",
    fix: "See to the row it names first.",
  },
  "V7-P085": {
    title: "Values that cannot be declared",
    explanation:
      "A value that the database holds cannot stand in a document: its schema refuses it, it names what nobody declares, or it lies in a file of its own. Its document keeps what it declares. All other values were written, and were validated together before the first was.",
    fix: "Correct the value in the database or declare another one, then run it again.",
  },
  "V7-P086": {
    title: "Move that is not followed",
    explanation:
      "A document says by metadata.movedFrom where its resource was before, and that row cannot be its own: it is still declared, or another document took it. The plan does what it would do without the word.",
    fix: "Remove the old document to move its row, or remove metadata.movedFrom if it is of an earlier move.",
  },
  "V7-P087": {
    title: "File in the way of an earlier text",
    explanation:
      "Taking an apply back needs the text that a document's file held before. A file of that name holds another text, and no document that is undone names it: writing over it could lose somebody's work. Nothing was edited.",
    fix: "Rename the file that is in the way, then undo again.",
  },
  "V7-P088": {
    title: "Tasks in a circle",
    explanation:
      "Once the plan is applied, the rows of these tasks wait for each other, so none of them could ever start. The documents need not show it: a field that a document no longer declares keeps what stands in its row.",
    fix: "Declare dependsOn in each of the documents, with [] where a task waits for nothing.",
  },
  "V7-P070": {
    title: "Disk full",
    explanation: "The server has no room for what the apply writes. It rolled the whole transaction back.",
    fix: "Free space on the server's disk, then apply again.",
  },
  "V7-P071": {
    title: "Declared already",
    explanation: "A document declares this address, and an address is declared once. No file was changed.",
    fix: "Edit the document: v7 set ADDRESS FIELD=VALUE. Or give the new one another name.",
  },
  "V7-P072": {
    title: "Somebody is writing documents",
    explanation:
      "Edits of documents are written one after the other, so that none is lost. Another v7 has been writing here for ten seconds.",
    fix: "Run the command again when the other one has ended.",
  },
  "V7-P073": {
    title: "Number taken",
    explanation:
      "A task has this number already: here, in another branch or work tree, or in the database. Two tasks of one number would be one row.",
    fix: "Take the number that the message offers, or none: then the next free one is taken.",
  },
  "V7-P074": {
    title: "No task is free",
    explanation:
      "A claim takes a task that can begin: pending, in a phase that is in progress, after nothing that is open, for this persona, and claimed by nobody else. There is none.",
    fix: "v7 next says what else there is to do; v7 report readiness says what each task waits for.",
  },
  "V7-P080": {
    title: "Most of HEAD is not here",
    explanation:
      "Documents of HEAD are missing, and the index lacks more of HEAD than it has, as after a clone without a checkout of which a part was taken. Git calls the rest deleted, though nobody has removed it.",
    fix: "Check out the whole; or, if it is meant to go, commit that first.",
  },
  "V7-P091": {
    title: "Field no longer declared",
    explanation:
      "The document named this field when it was last applied and does not any more. v7 lets go of it: the row keeps its value, and from the next apply on nobody compares it.",
    fix: "Nothing, where the value may stay. Write the field with null to empty it, or with a value to keep looking after it.",
  },
  "V7-P092": {
    title: "An agent's own work",
    explanation:
      "The applied Persona of this login says agent: true, and one of its git addresses committed the change. A rule of Policy that concerns the change wants distinct people, so the agent neither approves nor carries it out, whoever else agreed.",
    fix: "Let a person, or CI with a login of its own, apply the plan.",
  },
  "V7-P090": {
    title: "Nobody was asked",
    explanation:
      "A plan with a closed gate or an undecided conflict cannot be applied, so agreeing to it would settle nothing: once the gate opens it is another plan.",
    fix: "Settle what stands in the way, then v7 plan --ask. To go through a closed gate: v7 apply PLAN --approved --override CODE --reason TEXT, whose refusal asks as well.",
  },
} as const satisfies { readonly [code: string]: CodeExplanation };
