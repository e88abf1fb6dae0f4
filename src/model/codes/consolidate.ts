import type { CodeExplanation } from "./explanation.ts";

export const consolidateCodes = {
  "V7-K001": {
    title: "No such source group",
    explanation: "No SourceGroup of this name is declared below state/.",
    fix: "Declare it with its node and paths: v7 explain SourceGroup.",
  },
  "V7-K002": {
    title: "The group lies on another machine",
    explanation:
      "A SourceGroup names the Node its folders are on, and only that machine can read them. A machine is the node whose name is its host name, or the one for which v7.yaml machines has its host name or its id.",
    fix: "Run the command on that machine, with the same database; or say in v7.yaml which node this machine is.",
  },
  "V7-K003": {
    title: "A folder of the group is not there",
    explanation:
      "A folder that is missing may be a disk that is not mounted. Nothing was recorded: its files are not taken for deleted.",
    fix: "Mount the disk, or take the folder out of the SourceGroup.",
  },
  "V7-K004": {
    title: "A folder cannot be a source",
    explanation:
      "The folder lies in the repository, or two groups have it. A file that is registered and a source at once would look like a copy of itself.",
    fix: "Name folders outside the repository, each in one SourceGroup.",
  },
  "V7-K005": {
    title: "Too many sources are missing",
    explanation:
      "More than a fifth of a folder's known files are not there. That looks like a disk that is not mounted or a folder that was emptied, so nothing was recorded.",
    fix: "Mount what is missing. If the files are meant to be gone, run v7 consolidate inventory --allow-mass-delete N.",
  },
  "V7-K006": {
    title: "Somebody else records the same files",
    explanation:
      "Two inventories of one folder ran at once; or the table of sources was there before v7 and allows a path once, whatever the machine. What was recorded by then stays, and is not read again.",
    fix: "Run it again when the other one has finished. Of an adopted table, have its owner drop the constraint on source_path.",
  },
  "V7-K010": {
    title: "Sources are not compared yet",
    explanation:
      "A plan needs to know what is there and what is there twice: nothing of the group is recorded, or files changed after they were compared, or what they were compared with did.",
    fix: "Run v7 consolidate inventory, then v7 consolidate dedup.",
  },
  "V7-K011": {
    title: "The plan is for the other command",
    explanation:
      "Plans of rows are carried out by v7 apply, plans of copies, which v7 consolidate plan makes, by v7 consolidate execute.",
    fix: "Use the command that the message names.",
  },
  "V7-K012": {
    title: "The plan is not what was planned",
    explanation:
      "The plan's content does not give its id, or v7 never made a plan of this id on this database. Approvals are for a content; another content has none.",
    fix: "Plan again, and have that plan approved.",
  },
  "V7-K013": {
    title: "Targets are in conflict",
    explanation:
      "Two sources would go to one place, targets differ by case or accents alone, a target is there with other content, or a folder on its way is a link. v7 overwrites nothing and does not choose.",
    fix: "Give one of them another target, or skip it, by overrides of the SourceGroup; then plan again.",
  },
  "V7-K014": {
    title: "Target leads astray",
    explanation: "A target leads out of the repository, into .git, or is no path at all. v7 plans no such target.",
    fix: "Plan again.",
  },
  "V7-K015": {
    title: "The plan is being executed",
    explanation: "Another process copies the files of this plan at this moment.",
    fix: "Wait for it. If it was killed, the database notices within seconds.",
  },
  "V7-K016": {
    title: "A later plan took its place",
    explanation:
      "The group was planned again, and files of this plan are meant for another place now, or are duplicates.",
    fix: "Execute the later plan, or plan again.",
  },
  "V7-K017": {
    title: "Not all files are home",
    explanation:
      "Some files were not copied: the original changed after the inventory, the target is there with other content, or the system refused. Originals and targets are as they were; what is home is recorded.",
    fix: "Settle what the list names. Executing the same plan again does what is left.",
  },
  "V7-K020": {
    title: "Copying interrupted",
    explanation:
      "Somebody gave up while files were copied. Those that are home are whole and recorded; of the others nothing is there.",
    fix: "Execute the same plan again: it does what is left.",
  },
  "V7-K021": {
    title: "No hard links at the target",
    explanation:
      "A copy is written under another name and gets its own by a hard link, because that never replaces what somebody else puts there and never names half a file. The target's file system makes none: exFAT, FAT and many network folders do not. Nothing was read.",
    fix: "Execute the plan in a clone on a disk with hard links, such as ext4, APFS or NTFS, and bring the commit over by git.",
  },
} as const satisfies { readonly [code: string]: CodeExplanation };
