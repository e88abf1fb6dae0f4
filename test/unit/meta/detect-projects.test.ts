import { describe, expect, test } from "vitest";
import { classifyFile } from "../../../src/files/places/classify.ts";
import { detectProjects, type Detection } from "../../../src/meta/projects/detect-projects.ts";
import type { GitFolder } from "../../../src/meta/projects/inventory.ts";
import { lastPartOf } from "../../../src/meta/projects/inventory.ts";
import { manifestKindOf } from "../../../src/meta/projects/manifests/index.ts";

interface Tree {
  readonly files: Readonly<Record<string, string>>;
  readonly git?: Readonly<Record<string, GitFolder>>;
  readonly roots?: readonly string[];
  readonly declared?: readonly string[];
}

function detect({ files, git = {}, roots = [], declared = [] }: Tree): Detection {
  const paths = Object.entries(files);
  return detectProjects({
    repositoryName: "enterprise-os",
    roots: new Set(roots),
    declared: new Set(declared),
    files: paths.map(([path]) => ({ path, ...classifyFile(path, false) })),
    gitFolders: new Map(Object.entries(git)),
    manifests: new Map(paths.filter(([path]) => manifestKindOf(lastPartOf(path)) !== undefined)),
  });
}

function named({ projects }: Detection): string[] {
  return projects.map(({ path, name, by }) => `${path} ${name} ${by}`);
}

function out({ leftOut }: Detection): string[] {
  return leftOut.map(({ path, reason, because }) => `${path} ${reason} ${because}`);
}

describe("a manifest with a name makes its folder a project", () => {
  test.each([
    ["PRJ_Crawler/package.json", '{ "name": "crawler" }', "crawler"],
    ["PRJ_Crawler/pyproject.toml", '[project]\nname = "crawler"\n', "crawler"],
    ["PRJ_Crawler/pyproject.toml", '[tool.poetry]\nname = "crawler"\n', "crawler"],
    ["PRJ_Crawler/setup.cfg", "[metadata]\nname = crawler\n", "crawler"],
    ["PRJ_Crawler/setup.py", 'from setuptools import setup\nsetup(\n  version="1",\n  name="crawler",\n)\n', "crawler"],
    ["PRJ_Crawler/go.mod", "// the crawler\nmodule example.org/crawler // v1\n", "example.org/crawler"],
    ["PRJ_Crawler/Cargo.toml", '[package]\nname = "crawler"\n', "crawler"],
    [
      "PRJ_Crawler/pom.xml",
      "<project><!-- <artifactId>no</artifactId> --><parent><artifactId>all</artifactId></parent><artifactId>crawler</artifactId></project>",
      "crawler",
    ],
    ["PRJ_Crawler/settings.gradle.kts", 'rootProject.name = "crawler"\n', "crawler"],
    ["PRJ_Crawler/Crawler.csproj", '<Project Sdk="Microsoft.NET.Sdk"></Project>', "Crawler"],
    ["PRJ_Crawler/crawler.gemspec", 'Gem::Specification.new do |spec|\n  spec.name = "crawler"\nend\n', "crawler"],
    ["PRJ_Crawler/composer.json", '{ "name": "v7/crawler" }', "v7/crawler"],
  ])("%s: %s", (path, text, name) => {
    expect(named(detect({ files: { [path]: text } }))).toEqual([`PRJ_Crawler ${name} manifest`]);
  });
});

describe("members that a workspace declares are projects, also without a name", () => {
  test.each([
    ["package.json", '{ "workspaces": ["packages/*"] }'],
    ["package.json", '{ "workspaces": { "packages": ["./packages/*/"] } }'],
    ["pnpm-workspace.yaml", "packages:\n  - 'packages/*' # all of them\n"],
    ["pyproject.toml", '[tool.uv.workspace]\nmembers = ["packages/*"]\n'],
    ["Cargo.toml", '[workspace]\nmembers = ["packages/*"]\n'],
    ["go.work", "go 1.25\nuse (\n  ./packages/board // the board\n  ./packages/queue\n)\n"],
    ["pom.xml", "<project><modules><module>packages/board</module><module>packages/queue</module></modules></project>"],
    ["settings.gradle", "include ':packages:board', ':packages:queue'\n"],
    [
      "All.sln",
      'Project("{F}") = "board", "packages\\board\\board.csproj", "{1}"\nProject("{F}") = "queue", "packages\\queue\\queue.csproj", "{2}"\n',
    ],
  ])("%s: %s", (manifest, text) => {
    const tree = { [manifest]: text, "packages/board/package.json": "{}", "packages/queue/package.json": "{}" };
    expect(named(detect({ files: tree }))).toEqual(["packages/board board member", "packages/queue queue member"]);
  });
});

test("a workspace takes members back, and means no folder further in than its pattern", () => {
  const files = {
    "package.json": '{ "workspaces": ["packages/*", "!packages/old"] }',
    "packages/board/package.json": "{}",
    "packages/old/package.json": "{}",
    "packages/board/tool/package.json": "{}",
  };
  expect(named(detect({ files }))).toEqual(["packages/board board member"]);
});

test("a root that has nothing but members and tools is a workspace, and names its members", () => {
  const files = {
    "package.json": '{ "name": "enterprise", "workspaces": ["packages/*"] }',
    "eslint.config.js": "",
    "scripts/release.ts": "",
    "packages/board/package.json": '{ "name": "board" }',
    "packages/board/src/board.ts": "",
  };
  const found = detect({ files, git: { "": "repository" } });
  expect(named(found)).toEqual(["packages/board board member"]);
  expect(out(found)).toEqual([". workspace packages/board"]);
});

test("a root with source of its own is a project beside its members", () => {
  const files = {
    "package.json": '{ "name": "enterprise", "workspaces": ["packages/*"] }',
    "src/main.ts": "",
    "packages/board/package.json": '{ "name": "board" }',
  };
  expect(named(detect({ files }))).toEqual([". enterprise manifest", "packages/board board member"]);
});

test("a folder with git of its own is a project without a manifest, by its folder's name", () => {
  const found = detect({ files: { "PRJ_Ingest/ingest.py": "" }, git: { PRJ_Ingest: "repository", lib: "submodule" } });
  expect(named(found)).toEqual(["PRJ_Ingest PRJ_Ingest git", "lib lib git"]);
});

test("a manifest that gives no name makes no project, and neither does one that cannot be read", () => {
  const found = detect({ files: { "docs/package.json": '{ "private": true }', "broken/Cargo.toml": "[package\n" } });
  expect(named(found)).toEqual([]);
  expect(out(found)).toEqual(["broken unreadable Cargo.toml", "docs no_identity package.json"]);
});

describe("what lies there for others is left out with its reason", () => {
  test.each([
    ["app/node_modules/left/package.json", "vendored node_modules"],
    ["app/third_party/zlib/package.json", "vendored third_party"],
    ["app/dist/package.json", "generated dist"],
    ["app/__fixtures__/shop/package.json", "fixture __fixtures__"],
    ["app/src/testdata/shop/package.json", "fixture testdata"],
    ["app/tests/examples/shop/package.json", "fixture examples"],
  ])("%s: %s", (path, because) => {
    const found = detect({ files: { "app/package.json": '{ "name": "app" }', [path]: '{ "name": "shop" }' } });
    expect(named(found)).toEqual(["app app manifest"]);
    expect(out(found)).toEqual([`${path.replace(/\/package.json$/, "")} ${because}`]);
  });
});

test("what somebody declared is a project, whatever lies in it, as long as anything does", () => {
  const files = { "fixtures/notes/a.md": "", "wt/a.md": "" };
  const found = detect({ files, git: { wt: "worktree" }, declared: ["fixtures/notes", "wt", "PRJ_Gone"] });
  expect(named(found)).toEqual(["fixtures/notes notes declared", "wt wt declared"]);
});

test("examples that are no test's are projects", () => {
  const files = { "package.json": '{ "name": "v7" }', "examples/shop/package.json": '{ "name": "shop" }' };
  expect(named(detect({ files }))).toContain("examples/shop shop manifest");
});

test("what a fixture declares as its members is no project either", () => {
  const files = {
    "tests/fixtures/mono/package.json": '{ "workspaces": ["app"] }',
    "tests/fixtures/mono/app/package.json": '{ "name": "app" }',
  };
  expect(named(detect({ files }))).toEqual([]);
});

test("a second work tree holds the same projects once more, and none of them counts", () => {
  const files = { "wt/package.json": '{ "name": "v7" }', "wt/web/package.json": '{ "name": "web" }' };
  const found = detect({ files, git: { wt: "worktree" } });
  expect(named(found)).toEqual([]);
  expect(out(found)).toEqual(["wt worktree wt", "wt/web worktree wt"]);
});

test("a file belongs to the innermost project; one of a declared root to none of the repository", () => {
  const files = {
    "package.json": '{ "name": "v7" }',
    "src/main.ts": "",
    "PRJ_Board/package.json": '{ "name": "board" }',
    "@downloads/notes/a.md": "",
    "@downloads/crawler/go.mod": "module crawler\n",
  };
  const found = detect({ files, roots: ["@downloads"] });
  const projectOf = (path: string): string | undefined => found.projectOf(path)?.path;
  expect(
    ["src/main.ts", "PRJ_Board/a/b.ts", "@downloads/notes/a.md", "@downloads/crawler/main.go"].map(projectOf),
  ).toEqual([".", "PRJ_Board", undefined, "@downloads/crawler"]);
});

test("without a manifest that says so, a project is in the language of most of its files", () => {
  const files = { "app/package.json": '{ "name": "app" }', "app/a.ts": "", "app/b.ts": "", "app/c.js": "" };
  expect(detect({ files }).projects[0]?.language).toBe("TypeScript");
});

test("the order of the files says nothing", () => {
  const files = {
    "b/package.json": '{ "name": "b" }',
    "a/go.mod": "module a\n",
    "a/package.json": '{ "name": "web" }',
    "a/main.go": "",
  };
  const turned = Object.fromEntries(Object.entries(files).toReversed());
  expect(detect({ files: turned }).projects).toEqual(detect({ files }).projects);
});
