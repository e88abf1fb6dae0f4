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
} as const satisfies { readonly [code: string]: CodeExplanation };
