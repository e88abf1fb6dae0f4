import type { CodeFacts } from "../../syntax/read-code.ts";

/** Whether a path is where tests lie, or is named as one. */
export function isTestPath(path: string): boolean {
  return paths.test(path.replaceAll("\\", "/"));
}

const paths = new RegExp(
  [
    /(?:^|\/)(?:tests?|__tests__|spec|specs|testing|e2e)\//,
    /(?:^|\/)(?:test_[^/]*|conftest)\.py$/,
    /_test\.(?:py|go|rs|sh|rb)$/,
    /[.-](?:test|spec)\.[cm]?[jt]sx?$/,
    /(?:^|\/)[^/]*(?:Test|Tests|IT)\.java$/,
    /\.tests?\.ps1$/i,
  ]
    .map(({ source }) => source)
    .join("|"),
);

/** Whether a file is a test, by its path or because it stands on a framework for tests. */
export function isTest(path: string, { imports, calls }: CodeFacts): boolean {
  if (isTestPath(path)) return true;
  return imports.some(({ module }) => frameworks.test(module)) && calls.some(({ name }) => testCalls.test(name));
}

const frameworks =
  /^(?:vitest|jest|@jest\/.*|mocha|node:test|ava|tap|chai|@playwright\/test|pytest|unittest|testing|org\.junit\..*|org\.testng\..*|Pester)$/;
const testCalls = /(?:^|\.)(?:describe|it|test|suite|expect|assert\w*|t\.\w+|raises|Run|should|beforeEach|main)\b/;
