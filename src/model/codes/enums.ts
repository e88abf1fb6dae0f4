import type { CodeExplanation } from "./explanation.ts";

export const enumsCodes = {
  "V7-E001": {
    title: "No such target",
    explanation: "Databases whose enums v7 looks at or changes are named in v7.yaml, under targets; this name is none.",
    fix: "Use a name that is there, or add it: targets: { app: { url: env:APP_DATABASE_URL } }.",
  },
  "V7-E002": {
    title: "Target without an address",
    explanation:
      "v7.yaml names the variable that holds the target's URL. It is not set here, or what it holds is no URL of PostgreSQL.",
    fix: "Set the variable to a URL such as postgres://user@host/database; passwords are found in ~/.pgpass.",
  },
  "V7-E003": {
    title: "Target that must not be touched",
    explanation:
      "The target leads to a database that v7.yaml forbids, by database.forbidden or by the target's own list. It was not connected to.",
    fix: "Point the variable at another database, or take the name off the list if that is really meant.",
  },
  "V7-E004": {
    title: "Target is v7's own database",
    explanation:
      "The target leads to the database in which v7 keeps this repository's state, or to a copy of it. What is declared there is changed by plan and apply, never as a target.",
    fix: "Point the target's variable at the application's database.",
  },
  "V7-E010": {
    title: "Name that is no enum's",
    explanation:
      "An EnumPlan is named [target/][schema.]type: app/crm.ContactCurationStatus. Capitals count, and nothing is quoted but a part that holds a dot, a slash or a quote.",
    fix: 'Write the parts as the catalogue has them, such as app/contact_curation_status or app/"odd.schema".status.',
  },
  "V7-E011": {
    title: "Longer than PostgreSQL keeps",
    explanation:
      "PostgreSQL keeps 63 bytes of the name of a type or schema, and takes no label that is longer. A letter with an accent has two bytes or more.",
    fix: "Choose a shorter name or label.",
  },
  "V7-E012": {
    title: "Enum in two databases",
    explanation:
      "The plan's name and its field database say different targets, or the name has a schema and the target stands beside it: then no row would be that name's.",
    fix: "Say the target in the name alone: app/crm.status.",
  },
  "V7-E013": {
    title: "Two plans for one enum",
    explanation: "Two documents name the same type of the same target.",
    fix: "Keep one of them.",
  },
  "V7-E014": {
    title: "Nothing to propose",
    explanation:
      "A proposal is made for a group that v7 enum scan tells, by its number, or for an enum, by its name. There is none of this number or name, or nothing of it would change.",
    fix: "Look at v7 enum scan TARGET --all. Of an enum that is in no group, say what becomes of it: --target-name, --map.",
  },
  "V7-E015": {
    title: "Enum of an extension",
    explanation:
      "An extension brought the enum and keeps it. To change or drop it would break the extension, and its next version would bring the old one back.",
    fix: "Leave it as it is.",
  },
  "V7-E016": {
    title: "Value without a new one",
    explanation:
      "A plan says of every label what it becomes. Labels that are the same but for case and what separates words are taken for one; nothing else is guessed, because a value that is mapped wrongly is lost in silence. Similar names are proposed.",
    fix: "Say it: --map OLD=NEW. A new value that none of them has is added. Or leave the enum out: --without NAME.",
  },
  "V7-E017": {
    title: "Values in another order",
    explanation:
      "Sorting, comparing, minima, indexes and ranges go by the order in which an enum lists its labels. The plan would change it.",
    fix: "Keep the order, or say that it may change: --reorder. The plan has reorder: true then.",
  },
  "V7-E018": {
    title: "Functions become one",
    explanation:
      "Functions of one name take different enums of the group. Once those are one, their signatures are the same, and PostgreSQL refuses the second.",
    fix: "Drop or rename all but one of them, or leave an enum out: --without NAME.",
  },
  "V7-E030": {
    title: "No room for a clone",
    explanation:
      "Migrations of enums are tried on a clone of the target's schema. v7.yaml names a server for it, and the login of that URL may make no database there.",
    fix: "Give the login CREATEDB, or leave out the target's scratch: then the clone is made on a server of v7's own.",
  },
  "V7-E050": {
    title: "Enum without a database",
    explanation:
      "An EnumPlan is carried out on the database that its field database names. This plan names none, so nobody knows where its enum is.",
    fix: "Name a target of v7.yaml: v7 set enum/NAME database=TARGET.",
  },
  "V7-E051": {
    title: "Value without a new one",
    explanation:
      "Each present value must become one of the new values. A value without an entry in valueMap keeps its word where that is a new value too; this one has none.",
    fix: "Name it in the plan's valueMap. Similar words are never taken for the same.",
  },
  "V7-E052": {
    title: "Value too long",
    explanation: "PostgreSQL takes labels of 63 bytes at most, in UTF-8: letters beyond ASCII take two or more.",
    fix: "Shorten the new value.",
  },
  "V7-E053": {
    title: "The new type is there with other values",
    explanation:
      "Columns can move to a type that exists only where it has exactly the plan's targetValues in their order. A value more could not be told apart later, and one that is missing cannot be added and used in one transaction.",
    fix: "Give all plans of one targetName the same targetValues, or choose another targetName.",
  },
  "V7-E054": {
    title: "The target's enum is another one",
    explanation:
      "The target has no enum of this name, or its labels are not the currentValues of the plan, in that order. What was reviewed was said of something else.",
    fix: "v7 enum scan TARGET shows what is there; v7 enum propose TARGET GROUP writes the plan anew.",
  },
  "V7-E055": {
    title: "What stands on the enum hinders its change",
    explanation:
      "PostgreSQL cannot change the type of a column that is part of a partition key, generated, part of a composite or typed table or foreign, and v7 does not make domains, ranges and operators again. The objects are named. Nothing was changed.",
    fix: "Take those objects away first, or plan a change that keeps each value and their order: it is carried out in place.",
  },
  "V7-E056": {
    title: "The enum belongs to an extension",
    explanation:
      "What an extension made is the extension's: a change would be lost with its next update, and breaks it until then.",
    fix: "Leave it as it is, and take the plan away.",
  },
  "V7-E057": {
    title: "The scripts do not do what they should",
    explanation:
      "The scripts were carried out on a clone of the target's schema. One of them failed there, or the way back did not end where it began. They were not written.",
    fix: "The message names the statement or what differs. What v7 cannot carry out is changed by hand first.",
  },
  "V7-E058": {
    title: "Merged values collide",
    explanation:
      "Rows that a unique, primary or exclusion key tells apart by values which become one would be equal. The rows are counted over the whole target. Nothing was changed.",
    fix: "Change those rows, or give the values words of their own.",
  },
  "V7-E059": {
    title: "Hazards that nobody accepted",
    explanation:
      "The deed would do what it should and something else besides; each such thing has a code. A plan is sealed only with the codes that it accepts, so that whoever approves it has read them.",
    fix: "Read each with v7 explain CODE; accept it by name: --accept CODE.",
  },
  "V7-E060": {
    title: "Somebody reads as of before",
    explanation:
      "A transaction that began earlier, a backup above all, reads tables that were rewritten meanwhile as empty, without an error: a dump made so is worthless. Nothing was changed.",
    fix: "Wait until they are done, or accept it by name: --accept V7-E060. Dumps that were begun before the deed are void then.",
  },
  "V7-E061": {
    title: "Tables were never free",
    explanation:
      "A deed locks all tables of its enum at once, waits three seconds for that at most, gives its locks back and tries again after pauses that grow. Somebody held one each time. Nothing was changed.",
    fix: "Try again when less is going on, or end the transactions that hold them.",
  },
  "V7-E062": {
    title: "The target's schema changed",
    explanation:
      "What was checked and approved was said of another schema: an object was made, changed or taken away since. Nothing was changed.",
    fix: "Plan the deed again: it is checked anew.",
  },
  "V7-E063": {
    title: "The proof failed",
    explanation:
      "Inside the transaction, rows are counted before and after by value with a sum of hashes over their keys, and every object is compared with what it was on the clone. They did not agree, so the transaction was rolled back. Nothing was changed.",
    fix: "The message says what differs. v7 enum check NAME carries the scripts out on a clone, with rows.",
  },
  "V7-E064": {
    title: "Prepared transactions",
    explanation:
      "Transactions that were prepared hold locks and rows until somebody ends them, and no deed can see what they will write. Nothing was changed.",
    fix: "COMMIT PREPARED or ROLLBACK PREPARED; pg_prepared_xacts lists them.",
  },
  "V7-E065": {
    title: "Nobody knows what happened",
    explanation:
      "The line broke while the target was committing, and it could not be asked afterwards. Its ledger knows: all of the deed was done, or nothing.",
    fix: "v7 enum status TARGET, once it answers again. Nothing else is carried out there before.",
  },
  "V7-E066": {
    title: "The line broke, and nothing was changed",
    explanation: "The line broke while the target was committing. Its ledger was asked and does not have the deed.",
    fix: "Run the command again.",
  },
  "V7-E067": {
    title: "Another target than before",
    explanation:
      "The target's ledger is another one than that of the deeds v7 remembers, or it is gone: the target was restored from before them, or its URL leads elsewhere.",
    fix: "v7 enum status TARGET shows both sides. Put the URL right, or restore the target; deeds that are lost are carried out again.",
  },
  "V7-E068": {
    title: "Not the time for it",
    explanation:
      "A deed is done in its place: implement what is approved, validate what is implemented, roll back what is implemented or validated, retire what is validated.",
    fix: "The message says where the enum stands, and the command for that.",
  },
  "V7-E069": {
    title: "Still in use",
    explanation:
      "The former type is dropped only when nothing uses it any more. The objects that do are named. Nothing was changed.",
    fix: "Move them to the new type, then retire the plan.",
  },
  "V7-E070": {
    title: "Functions that name the enum as text",
    explanation:
      "The text of a function names the former type or one of its values. PostgreSQL reads it when it runs, weeks later perhaps, and it fails or finds nothing then.",
    fix: "Change the functions with the deed or before it. Accept it where they are not used.",
  },
  "V7-E071": {
    title: "Functions that make statements as they run",
    explanation:
      "The text of a function that uses EXECUTE can name anything; what it makes is not known before it runs.",
    fix: "Read those functions. Accept it when they do not touch the enum.",
  },
  "V7-E072": {
    title: "Values shown as text",
    explanation:
      "The objects make text of the enum's values, or compare them with a text: they show the new words after the deed, and what compares with an old word finds nothing.",
    fix: "Read the objects; change those that name an old word as text.",
  },
  "V7-E073": {
    title: "Conditions about merged values",
    explanation:
      "A condition names a value that is merged into another: it may be true of more rows than before, or of all or none.",
    fix: "Read the conditions in their new words, in the script.",
  },
  "V7-E074": {
    title: "Replication",
    explanation:
      "The target publishes tables of the enum, receives them, or has a replication slot. A change of types is not replicated, and an old word under way stops a subscriber that has the new type.",
    fix: "Stop the writers, wait until the subscribers have everything, change both sides, go on. Accept it when that is arranged.",
  },
  "V7-E075": {
    title: "No way back for merged values",
    explanation:
      "Rows without a key, arrays and keys that hold the enum itself cannot be told apart once their values are merged: rolling back gives all of them the first of the merged values.",
    fix: "Give the table a primary key first, or accept the loss of the difference.",
  },
  "V7-E076": {
    title: "Event triggers",
    explanation:
      "The target has event triggers: they run for every statement of the deed, and may hinder or change it.",
    fix: "Read what they do, or disable them for the time.",
  },
  "V7-E077": {
    title: "The clone is not whole",
    explanation:
      "The scripts were tried on a clone that lacks something of the target, or is of another version. What is missing is listed by name; nobody knows what the deed does to it before it is done. The proof on the target itself is the same.",
    fix: "Name a server of the target's version as targets.NAME.scratch, with the extensions it needs. Or accept it.",
  },
  "V7-E078": {
    title: "Script that is missing",
    explanation:
      "A change is carried out by the scripts that its document names, one for each way, as they were reviewed. One of them is not there.",
    fix: "v7 enum script NAME writes both.",
  },
  "V7-E079": {
    title: "Not what the deed left",
    explanation:
      "After an enum was implemented, each of its columns holds the new type with exactly the planned values. Somebody changed that since.",
    fix: "Look at what differs on the target. v7 enum rollback NAME plans the way back from where it is, where there is one.",
  },
  "V7-E080": {
    title: "What clients cannot do beside each other",
    explanation:
      "While old clients and new ones share tables, a statement that was prepared as SELECT * fails once, COPY without a list of columns meets a column more, triggers that fire on an UPDATE OF the old column do not fire for who writes the new one, and who inserts NULL into a column with a default gets the default.",
    fix: "Have clients name their columns, or accept it.",
  },
  "V7-E081": {
    title: "One name for two types",
    explanation: "For old clients and new ones both types are there, in one schema. They need names of their own.",
    fix: "Give the plan another targetName.",
  },
  "V7-E082": {
    title: "A view would show hidden rows",
    explanation:
      "New clients have a view of each table. Before PostgreSQL 15 a view asks as its owner, whom the table's policies do not concern.",
    fix: "Change the enum without --compat, or on a newer server.",
  },
  "V7-E083": {
    title: "A statement that the target refused",
    explanation:
      "A statement of the script failed on the target, though it did on the clone what it should: the target has other rows, other rights or something that watches statements. The transaction was rolled back. Nothing was changed.",
    fix: "The message is PostgreSQL's own, with the statement. Mend what it says, and run the command again.",
  },
  "V7-E084": {
    title: "Rows that a policy hides",
    explanation:
      "All rows are counted before and after. A policy of row-level security hides some from this login: they would be missing both times, and the proof would say that all is well.",
    fix: "Give the login BYPASSRLS, or use the tables' owner where row-level security is not forced.",
  },
} as const satisfies { readonly [code: string]: CodeExplanation };
