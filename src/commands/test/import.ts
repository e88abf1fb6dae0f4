import { relative, resolve, sep } from "node:path";
import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import { Failure } from "../../model/failure.ts";
import type { TestImportOutput } from "../../model/output/test-import.ts";
import { renderTestImport } from "../../render/tests.ts";
import { importResults, type ImportRequest } from "../../test-results/import-results.ts";
import { reportFormats } from "../../test-results/read-report.ts";
import { testTypes } from "../../test-results/test-types.ts";
import { type CommandResult, V7Command } from "../base.ts";

export default class TestImport extends V7Command<TestImportOutput> {
  static override summary = "Import reports of tests, bound to HEAD and to the files that they test";
  static override examples = [
    "v7 test import reports/junit.xml",
    "v7 test import reports/*.xml --type integration",
    "v7 test import out.tap --format tap --json",
  ];
  static override strict = false;
  static override args = { "report…": Args.string({ description: "Reports of test runs.", required: true }) };
  static override flags = {
    type: Flags.option({
      options: testTypes,
      description: "What the tests are; without it what the report says, else unit.",
    })(),
    format: Flags.option({
      options: reportFormats,
      description: "How the reports are written; else their content says.",
    })(),
  };

  protected override async execute(): Promise<CommandResult<TestImportOutput>> {
    const { flags, argv } = await this.parse(TestImport);
    const workspace = await this.workspace(flags);
    const { directory } = this.invocation(flags);
    const files = argv.map((typed) => placed(workspace.repository.root, resolve(directory, String(typed))));
    if (files.length === 0) throw new Failure("V7-C001", "name a report", { next: ["v7 test import FILE"] });
    const answered = await importResults(workspace, { files, type: flags.type, format: flags.format });
    return { ...answered, text: (screen) => renderTestImport(answered.output, screen) };
  }
}

/** A report below the repository's root is known by its path from there. */
function placed(root: string, path: string): ImportRequest["files"][number] {
  const inside = relative(root, path).split(sep).join("/");
  return { path, shown: inside.startsWith("../") ? path : inside };
}
