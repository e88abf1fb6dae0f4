import type { CodeExplanation } from "./explanation.ts";

export const filesCodes = {
  "V7-F001": {
    title: "Unknown scan profile",
    explanation: "A root of v7.yaml scan.roots names a profile that scan.profiles does not declare.",
    fix: "Declare the profile, or leave the key out: the profile is `default` then.",
  },
  "V7-F002": {
    title: "Path outside everything that is scanned",
    explanation: "The path lies neither in the repository nor in a folder that v7.yaml scan.roots declares.",
    fix: "Declare its folder below scan.roots with a name; its files are registered as @name/….",
  },
  "V7-F003": {
    title: "Neither there nor registered",
    explanation:
      "There is no file or folder of this path, and the registry knows none of that path, or below it, either.",
    fix: "Check the path; v7 scan --explain PATH says how it is understood.",
  },
  "V7-F005": {
    title: "Too many files are missing",
    explanation:
      "More than a fifth of a root's registered files are not there. That looks like a disk that is not mounted or a folder that was emptied, so nothing was registered; the refusal itself is in ingest_runs.",
    fix: "Mount what is missing. If the files are meant to be gone, run v7 scan --allow-mass-delete N.",
  },
  "V7-F006": {
    title: "File registry is locked",
    explanation:
      "Another scan, or another session, keeps the table of files locked for longer than v7 waits. Nothing was registered.",
    fix: "Run it again when the other one has finished.",
  },
  "V7-F030": {
    title: "Index is stale",
    explanation:
      "The written index of files is not what the registry says: files were added, changed or removed since, or somebody edited it. The index is generated and never maintained by hand.",
    fix: "Run v7 scan, then v7 export index, and commit the file.",
  },
  "V7-F031": {
    title: "Scheduler not here",
    explanation:
      "The daily run can only be installed where the scheduler's own tool is on the PATH: systemctl, launchctl or crontab.",
    fix: "Choose another scheduler, or run the command without --write and install what it prints by hand.",
  },
  "V7-F032": {
    title: "Scheduler refused",
    explanation: "The scheduler's tool was asked to take the daily run and said no. The message is its own.",
    fix: "Correct what the tool names and run the command again; doing it twice does no harm.",
  },
  "V7-F033": {
    title: "Path no scheduler takes",
    explanation:
      "A line break in a path would end the line of a unit in its middle, and no property list holds any other control character.",
    fix: "Move the repository, node or v7 to a path without control characters.",
  },
  "V7-F034": {
    title: "Daily steps failed",
    explanation:
      "The daily run went on to its end, but some steps failed. What they would have written is missing; what the others wrote is there. The run is in ingest_runs.",
    fix: "Look at the step's message, correct its cause and run v7 daily again: it may run any number of times.",
  },
  "V7-F042": {
    title: "Index in an undecided merge",
    explanation: "The written index holds git's marks of a merge that has to be decided. It is neither side's.",
    fix: "Decide the other files, run v7 scan, then v7 export index: it writes the index of both sides' files.",
  },
  "V7-F043": {
    title: "Registry behind the files",
    explanation:
      "Files that git has lie here, and the registry lacks them or knows them as they were before a pull, a merge or an edit. An index of it would drop them.",
    fix: "Run v7 scan, then v7 export index.",
  },
} as const satisfies { readonly [code: string]: CodeExplanation };
