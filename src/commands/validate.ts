import { Args } from "@oclif/core";
import * as Flags from "@oclif/core/flags";
import { reportedOn, validate, validateSecrets, validateStaged, type Validation } from "../checks/validate.ts";
import { codes } from "../model/codes/codes.ts";
import { exitCodes } from "../model/codes/exits.ts";
import { type FindingRow, findingRows, hasErrors } from "../model/finding.ts";
import { renderFindingsGithub } from "../render/findings/findings-github.ts";
import { renderFindingsJunit } from "../render/findings/findings-junit.ts";
import { renderFindingsSarif } from "../render/findings/findings-sarif.ts";
import { renderFindings } from "../render/findings/findings.ts";
import type { Palette } from "../render/type/palette.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { type CommandResult, V7Command } from "./base.ts";
import { repositoryPaths } from "./shell/paths.ts";

interface ValidateKeys {
  readonly valid: boolean;
  readonly errors: number;
  readonly warnings: number;
  readonly findings: readonly FindingRow[];
}

const formats = ["text", "json", "github", "sarif", "junit"] as const;
type Format = (typeof formats)[number];

export default class Validate extends V7Command<ValidateKeys> {
  static override summary = "Check the documents, all problems at once; needs no database";
  static override examples = [
    "v7 validate",
    "v7 validate state/tasks --format github",
    "v7 validate --staged",
    "v7 validate --secrets --since origin/main",
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
      description: "Only in lines added after this commit.",
      helpValue: "COMMIT",
      dependsOn: ["secrets"],
    }),
    format: Flags.option({ options: formats, default: "text" as const, description: "How to print what was found." })(),
  };

  protected override async execute(): Promise<CommandResult<ValidateKeys>> {
    const { flags, argv } = await this.parse(Validate);
    const workspace = await this.workspace(flags);
    const paths = repositoryPaths(workspace.repository.root, this.invocation(flags).directory, argv.map(String));
    const validation = await found(workspace, paths, flags);
    return {
      output: validateKeys(validation),
      text: (palette) => validationText(validation, flags.format, workspace.version, palette),
      exitCode: hasErrors(validation.findings) ? exitCodes.error : exitCodes.ok,
    };
  }
}

interface Scope {
  readonly staged: boolean;
  readonly secrets: boolean;
  readonly since?: string | undefined;
}

async function found(
  workspace: Workspace,
  paths: readonly string[],
  { staged, secrets, since }: Scope,
): Promise<Validation> {
  if (staged || secrets) {
    const whole = staged ? await validateStaged(workspace) : await validateSecrets(workspace, since);
    return reportedOn(whole, paths);
  }
  return validate(workspace, paths);
}

function validateKeys({ findings }: Validation): ValidateKeys {
  const errors = findings.filter(({ severity }) => severity === "error").length;
  return { valid: errors === 0, errors, warnings: findings.length - errors, findings: findingRows(findings) };
}

function validationText(
  { findings, files }: Validation,
  format: Format,
  toolVersion: string,
  palette: Palette,
): string {
  switch (format) {
    case "github":
      return renderFindingsGithub(findings);
    case "sarif":
      return renderFindingsSarif(findings, { toolVersion, titleOf: (code) => codes[code].title });
    case "junit":
      return renderFindingsJunit({ findings, files });
    case "text":
    case "json":
      return renderFindings({ findings, fileCount: files.length }, palette);
  }
}
