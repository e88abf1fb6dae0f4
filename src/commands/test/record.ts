import * as Flags from "@oclif/core/flags";
import { Failure } from "../../model/failure.ts";
import { isJsonObject, type JsonObject } from "../../model/json.ts";
import type { TestRecordOutput } from "../../model/output/test-record.ts";
import { renderTestRecorded } from "../../render/tests.ts";
import { recordResult } from "../../test-results/record-result.ts";
import { testStatuses, testTypes } from "../../test-results/test-types.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { noteWord } from "../shell/common-flags.ts";
import { clockOf } from "../shell/clock.ts";
import { readMoment } from "../shell/durations.ts";

export default class TestRecord extends V7Command<TestRecordOutput> {
  static override summary = "Write down by hand how a test went";
  static override examples = [
    "v7 test record --component 03_CORE_ENGINE --path src/models/contact.py --type system --status pass --compatible yes",
  ];
  static override flags = {
    component: Flags.string({ description: "What was tested.", helpValue: "NAME", required: true }),
    type: Flags.option({ options: testTypes, description: "What the test is.", required: true })(),
    status: Flags.option({ options: testStatuses, description: "How it went.", required: true })(),
    path: Flags.string({ description: "The file that was tested, as HEAD has it.", helpValue: "PATH" }),
    error: Flags.string({ description: "What went wrong.", helpValue: "TEXT" }),
    metrics: Flags.string({ description: "What was measured, as a JSON object.", helpValue: "JSON" }),
    compatible: Flags.option({
      options: ["yes", "no"] as const,
      description: "Whether what came before still works; without it nobody knows.",
    })(),
    "tested-by": Flags.string({ description: "Who tested; without it, the login.", helpValue: "NAME" }),
    "observed-at": Flags.string({ description: "When it ran; without it, now.", helpValue: "TIME" }),
    retest: Flags.boolean({ description: "It is to be tested again." }),
    note: Flags.string({ ...noteWord, description: "What is to be remembered with it." }),
    phase: Flags.integer({ description: "The phase it belongs to.", min: 1, max: 2_147_483_647 }),
    task: Flags.string({ description: "The task it belongs to, as 1.2.", helpValue: "TASK" }),
  };

  protected override async execute(): Promise<CommandResult<TestRecordOutput>> {
    const { flags } = await this.parse(TestRecord);
    const workspace = await this.workspace(flags);
    const { component, type, status, error, retest, phase } = flags;
    const at = flags["observed-at"];
    const answered = await recordResult(workspace, {
      component,
      type,
      status,
      path: this.typedPath(flags.path),
      error,
      metrics: flags.metrics === undefined ? undefined : metricsIn(flags.metrics),
      compatible: flags.compatible === undefined ? undefined : flags.compatible === "yes",
      testedBy: flags["tested-by"],
      testedAt: at === undefined ? undefined : readMoment("observed-at", at, clockOf(workspace)),
      retest,
      notes: flags.note,
      phase,
      task: flags.task === undefined ? undefined : taskName(flags.task),
    });
    return { ...answered, text: () => renderTestRecorded(this.shown(answered.output)) };
  }
}

function metricsIn(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    if (isJsonObject(value as JsonObject)) return value as JsonObject;
  } catch {
    // Said below, as for all else that is no object.
  }
  throw new Failure("V7-C004", '--metrics takes a JSON object such as {"durationMs": 12}');
}

function taskName(text: string): string {
  const name = text.replace(/^task\//, "");
  if (/^\d{1,9}\.\d{1,9}$/.test(name)) return name;
  throw new Failure("V7-C004", "--task takes a task such as 1.2");
}
