import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { findSecrets } from "../../src/checks/secret-lines.ts";
import type { Finding } from "../../src/model/finding.ts";

function find(...texts: readonly string[]): Promise<Finding[]> {
  const lines = texts.map((text, index) => ({ file: "docs/access.md", line: index + 1, text }));
  return findSecrets({ lines, cut: false });
}

async function codesIn(text: string): Promise<string[]> {
  return (await find(text)).map(({ code }) => code);
}

// Put together here, so that this file holds none of them.
const password = ["Sentinel", "1987"].join("");
const url = (user: string, host: string): string => `postgresql://${user}:${password}@${host}/aya_rag`;
const gitHubToken = ["ghp", "0123456789abcdefghijklmnopqrstuvwx12"].join("_");

describe("a password", () => {
  test.each([
    `PGPASSWORD=${password} psql`,
    `export PGPASSWORD="${password}"`,
    `PGPASSWORD = ${password}`,
    `      PGPASSWORD: '${password}'`,
    `{ "PGPASSWORD": "${password}" }`,
    `docker run -e PGPASSWORD=${password}`,
  ])("is found in %s", async (text) => {
    expect(await codesIn(text)).toEqual(["V7-S002"]);
  });

  test.each([
    "PGPASSWORD=$SENTINEL psql",
    'PGPASSWORD="$(cat ~/.secret)" psql',
    "PGPASSWORD=${SENTINEL}",
    "PGPASSWORD=<your password>",
    "PGPASSWORD=*** psql",
    "PGPASSWORD=… psql",
    "PGPASSWORD= psql",
    "set PGPASSWORD before you start",
    "postgresql://arthur@ALPHA/aya_rag",
    "postgresql://arthur:$PASSWORD@ALPHA/aya_rag",
    "postgresql://user:password@host/database",
    "see https://dart.example.org:8443/tasks@today",
  ])("is none in %s", async (text) => {
    expect(await codesIn(text)).toEqual([]);
  });

  test("in a URL is told by everything but itself", async () => {
    expect(await find("Nightly:", `psql ${url("arthur", "ALPHA")}`)).toEqual([
      {
        severity: "error",
        code: "V7-S003",
        message: "password in postgresql://arthur:***@ALPHA",
        file: "docs/access.md",
        line: 2,
        column: 6,
      },
    ]);
  });
});

describe("a token", () => {
  test("is found by its form, with its own file, line and column", async () => {
    const lines = [
      { file: "README.md", line: 7, text: "Phase 1" },
      { file: "ci.yml", line: 40, text: `  token: ${gitHubToken}` },
    ];
    expect(await findSecrets({ lines, cut: false })).toEqual([
      { severity: "error", code: "V7-S004", message: "secret: GitHub Token", file: "ci.yml", line: 40, column: 10 },
    ]);
  });

  test("is found over lines: a private key", async () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const key = privateKey.export({ type: "pkcs1", format: "pem" }).toString().trimEnd();
    const found = await find(...key.split("\n"));
    expect(found.map(({ code, line }) => `${code}:${line}`)).toEqual(["V7-S004:1"]);
  });

  test("is not hidden by another program's marker", async () => {
    expect(await codesIn(`secretlint-disable ${gitHubToken}`)).toEqual(["V7-S004"]);
  });
});

describe("v7:allow-secret", () => {
  test.each([
    `PGPASSWORD=${password} # v7:allow-secret of a server that is gone`,
    `<!-- ${url("arthur", "ALPHA")} v7:allow-secret an example -->`,
    `const token = "${gitHubToken}"; /* v7:allow-secret an example */`,
  ])("with a reason lets the line be: %s", async (text) => {
    expect(await codesIn(text)).toEqual([]);
  });

  test("without a reason does not", async () => {
    expect(await codesIn(`PGPASSWORD=${password} # v7:allow-secret`)).toEqual(["V7-S002", "V7-S005"]);
    expect(await codesIn(`<!-- PGPASSWORD=${password} v7:allow-secret -->`)).toEqual(["V7-S002", "V7-S005"]);
  });

  test("says nothing of other lines", async () => {
    const found = await find("# v7:allow-secret an example", `PGPASSWORD=${password}`);
    expect(found.map(({ line }) => line)).toEqual([2]);
  });
});

test("no finding repeats what it found", async () => {
  const found = await find(`PGPASSWORD=${password}`, url("arthur", "ALPHA"), gitHubToken);
  expect(found).toHaveLength(3);
  for (const { message } of found) expect(message).not.toMatch(/Sentinel|ghp_/);
});
