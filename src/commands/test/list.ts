import * as Flags from "@oclif/core/flags";
import type { TestListOutput } from "../../model/output/test-list.ts";
import { renderTestList } from "../../render/tests.ts";
import { listResults } from "../../test-results/list-results.ts";
import { testStatuses, testTypes } from "../../test-results/test-types.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { clockOf } from "../shell/clock.ts";

export default class TestList extends V7Command<TestListOutput> {
  static override summary = "List results of tests, newest first";
  static override examples = ["v7 test list --status fail", "v7 test list --path src/models --retest"];
  static override flags = {
    component: Flags.string({ description: "Only those of this component.", helpValue: "NAME" }),
    path: Flags.string({ description: "Only those of this file or folder.", helpValue: "PATH" }),
    status: Flags.option({ options: testStatuses, description: "Only those that went so." })(),
    type: Flags.option({ options: testTypes, description: "Only tests of this type." })(),
    retest: Flags.boolean({ description: "Only those that are to be tested again." }),
    limit: Flags.integer({ description: "How many results.", default: 50, min: 1 }),
  };

  protected override readonly pages = true;

  protected override async execute(): Promise<CommandResult<TestListOutput>> {
    const { flags } = await this.parse(TestList);
    const workspace = await this.workspace(flags);
    const { component, path, status, type, retest, limit } = flags;
    const answered = await listResults(workspace, {
      component,
      path: this.typedPath(path),
      status,
      type,
      retest,
      limit,
    });
    return { ...answered, text: (screen) => renderTestList(this.shown(answered.output), clockOf(workspace), screen) };
  }
}
