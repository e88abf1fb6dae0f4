import { Args } from "@oclif/core";
import * as Flags from "@oclif/core/flags";
import { validate, type ValidateRequest } from "../checks/validate.ts";
import { codes, isCode } from "../model/codes/codes.ts";
import { type ExitCode, exitCodes } from "../model/codes/exits.ts";
import type { ValidateOutput } from "../model/output/validate.ts";
import { renderAcceptable } from "../render/findings/findings-accepted.ts";
import { renderFindingsGithub } from "../render/findings/findings-github.ts";
import { renderFindingsJunit } from "../render/findings/findings-junit.ts";
import { renderFindingsSarif } from "../render/findings/findings-sarif.ts";
import { renderFindings } from "../render/findings/findings.ts";
import type { Screen } from "../render/type/screen.ts";
import { type CommandResult, V7Command } from "./base.ts";
import { repositoryPaths } from "./shell/paths.ts";

const formats = ["text", "json", "github", "sarif", "junit", "accepted"] as const;
type Format = (typeof formats)[number];

export default class Validate extends V7Command<ValidateOutput> {
  static override summary = "Check the documents, all problems at once; needs no database";
  static override examples = [
    "v7 validate",
    "v7 validate state/tasks --format github",
    "v7 validate --staged",
    "v7 validate --secrets --since origin/main",
    "v7 validate --staged --format accepted",
  ];
  static override strict = false;
  static override args = {
    "path…": Args.string({ description: "Report on these files and folders only." }),
  };
  static override flags = {
    staged: Flags.boolean({
      description: "Check what is staged, documents and added lines, as the pre-commit hook does.",
      exclusive: ["secrets"],
    }),
    secrets: Flags.boolean({ description: "Also look for secrets in everything that is committed." }),
    since: Flags.string({
      description: "Only what commits after this one added, each of them.",
      helpValue: "COMMIT",
      dependsOn: ["secrets"],
    }),
    format: Flags.option({
      options: formats,
      default: "text" as const,
      description: "How to print what was found; accepted: entries of secrets.accepted.yaml for it.",
    })(),
  };

  protected override async execute(): Promise<CommandResult<ValidateOutput>> {
    const { flags, argv } = await this.parse(Validate);
    const workspace = await this.workspace(flags);
    const paths = repositoryPaths(workspace.repository.root, this.invocation(flags).directory, argv.map(String));
    const answered = await validate(workspace, {
      paths,
      scope: scopeOf(flags),
      since: flags.since,
      isToAccept: flags.format === "accepted",
    });
    // Programs read the other formats, and know files by their place in the repository.
    const shown = flags.format === "text" ? this.shown(answered.output) : answered.output;
    return {
      ...answered,
      text: (screen) => validationText(shown, flags.format, workspace.version, screen),
      exitCode: exitOf(answered.output),
    };
  }
}

function scopeOf({
  staged,
  secrets,
}: {
  readonly staged: boolean;
  readonly secrets: boolean;
}): ValidateRequest["scope"] {
  if (staged) return "staged";
  return secrets ? "secrets" : "documents";
}

function exitOf({ valid }: ValidateOutput): ExitCode {
  return valid ? exitCodes.ok : exitCodes.error;
}

function validationText(
  { findings, files, acceptable }: ValidateOutput,
  format: Format,
  toolVersion: string,
  screen: Screen,
): string {
  switch (format) {
    case "github":
      return renderFindingsGithub(findings);
    case "sarif":
      return renderFindingsSarif(findings, { toolVersion, titleOf });
    case "accepted":
      return renderAcceptable({ acceptable });
    case "junit":
      return renderFindingsJunit({ findings, files });
    case "text":
    case "json":
      return renderFindings({ findings, fileCount: files.length }, screen);
  }
}

function titleOf(code: string): string | undefined {
  return isCode(code) ? codes[code].title : undefined;
}
