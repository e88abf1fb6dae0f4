import type { CodeExplanation } from "./explanation.ts";

export const testResultsCodes = {
  "V7-T001": {
    title: "Report cannot be read",
    explanation:
      "There is no such file, it is no regular file, or it has more bytes or cases than any report that people read. Nothing of it is imported, and nothing of the reports named beside it.",
    fix: "Correct the path, or have the runner write a report for each part of the tests.",
  },
  "V7-T002": {
    title: "Report is broken",
    explanation:
      "The file is not what its format says: text that is not UTF-8 or holds a NUL, XML or JSON that breaks off, a document type, entities of its own, or a status that the format does not have. The finding says where.",
    fix: "Have the runner write the report anew. A report needs no document type.",
  },
  "V7-T003": {
    title: "Format is not known",
    explanation: "The file's content is that of no format which is read: JUnit XML, vitest's JSON, TAP, CTRF.",
    fix: "Have the runner write one of them, or name it: --format junit.",
  },
  "V7-T004": {
    title: "Report is not whole",
    explanation:
      "The report holds no case, or it says itself that the run was given up or that cases are missing. Cases that did not run are no evidence, and those that did may be the lucky ones.",
    fix: "Run the tests to their end, and import that report.",
  },
  "V7-T005": {
    title: "Results of no committed content",
    explanation:
      "Results are bound to what HEAD holds of the tested file. Here the file lies otherwise, or HEAD does not hold it, so nobody can say later what was tested. The results are kept and prove nothing.",
    fix: "Commit first, then run the tests and import their report.",
  },
  "V7-T006": {
    title: "Results are older than the file",
    explanation:
      "The tests ran before the file had the content that it has now, by the report's own time and by both the file's time and its commit's. The results are kept and prove nothing of this content.",
    fix: "Run the tests again, and import that report.",
  },
  "V7-T007": {
    title: "Tests of a time to come",
    explanation: "The newest result counts, so none may lie ahead: a later one would never replace it.",
    fix: "Correct the time, or the clock of the machine that ran the tests.",
  },
  "V7-T008": {
    title: "Tested file is not at HEAD",
    explanation:
      "A result that names a file is bound to what HEAD holds of it, and HEAD has no such file, or another content.",
    fix: "Commit the file, then record the result; or correct the path.",
  },
  "V7-T010": {
    title: "Tests of a migrated file fail",
    explanation:
      "A file plan goes on to migrated or retired, and newest results of its file's content are failures, or passed only when they were run again. Part of what an apply asks where Policy's completion.asks names tests, else a warning. With completion.testsBy, only what these logins wrote counts.",
    fix: "Repair what fails, run the tests and import their report: v7 test import FILE. v7 test list --path FILE shows them.",
  },
  "V7-T011": {
    title: "Tests of a migrated file are missing",
    explanation:
      "A file plan goes on to migrated or retired, and nobody whose results count imported a test of its file that passed; skipped tests are none. Part of what an apply asks where Policy's completion.asks names tests, else a warning.",
    fix: "Run the tests and import their report: v7 test import FILE. The map in v7.yaml says which tests are about which file.",
  },
  "V7-T013": {
    title: "A failing test of a migrated file is missing",
    explanation:
      "A file plan goes on to migrated or retired. Of its file's tests, one failed when it ran last, and the runs of what HEAD holds now do not have it: taken out, renamed or not run, it has not passed. Part of what an apply asks where Policy's completion.asks names tests, else a warning.",
    fix: "Run it at HEAD and import its report. Where it is gone for good reason: v7 apply --override V7-T013 --reason TEXT, which is recorded.",
  },
  "V7-T012": {
    title: "Tests of a migrated file are outdated",
    explanation:
      "A file plan goes on to migrated or retired, and the results that are known of its file are of another content than HEAD holds. Part of what an apply asks where Policy's completion.asks names tests, else a warning.",
    fix: "Run the tests again at HEAD, and import their report: v7 test import FILE.",
  },
} as const satisfies { readonly [code: string]: CodeExplanation };
