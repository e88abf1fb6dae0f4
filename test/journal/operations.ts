import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Journal, lines } from "./journal.ts";

/** What people and programs do with git: those that call hooks, and those that call none. */
export const operations: readonly [name: string, steps: (journal: Journal) => void][] = [
  [
    "commit --no-verify",
    ({ git, write }) => {
      write("docs/plan.md", "Plan\n");
      git("add", "--all");
      git("commit", "--quiet", "--no-verify", "--message", "Plan");
    },
  ],
  [
    "commit --all",
    ({ git, write }) => {
      write("docs/assessment.md", lines(3));
      git("commit", "--quiet", "--all", "--message", "Shorten");
    },
  ],
  [
    "commit --only, which leaves what is staged alone",
    ({ git, write }) => {
      write("docs/staged.md", "Staged\n");
      git("add", "docs/staged.md");
      write("docs/assessment.md", lines(3));
      git("commit", "--quiet", "--only", "docs/assessment.md", "--message", "Shorten");
    },
  ],
  [
    "commit of a file that changed again after it was staged",
    ({ git, write }) => {
      write("docs/assessment.md", lines(41));
      git("add", "docs/assessment.md");
      write("docs/assessment.md", lines(42));
      git("commit", "--quiet", "--message", "Name one more ENUM");
    },
  ],
  [
    "commit --amend",
    ({ git, write }) => {
      write("docs/assessment.md", lines(3));
      git("commit", "--quiet", "--all", "--amend", "--message", "Declare a shorter assessment");
    },
  ],
  ["commit --allow-empty", ({ git }) => void git("commit", "--quiet", "--allow-empty", "--message", "Meet")],
  [
    "cherry-pick",
    (journal_) => {
      branchOff(journal_);
      journal_.git("cherry-pick", "wo-1.3~1");
    },
  ],
  [
    "revert",
    ({ git, write, commit }) => {
      write("docs/assessment.md", lines(3));
      commit("Shorten");
      git("revert", "--no-edit", "HEAD");
    },
  ],
  ...(["merge", "apply"] as const).map((backend): [string, (journal_: Journal) => void] => [
    `rebase --${backend}`,
    (journal_) => {
      branchOff(journal_);
      journal_.git("rebase", "--quiet", `--${backend}`, "main", "wo-1.3");
    },
  ]),
  [
    "rebase that squashes",
    (journal_) => {
      branchOff(journal_);
      journal_.git("checkout", "--quiet", "wo-1.3");
      journal_.git("-c", "sequence.editor=sed -i.before 2s/pick/fixup/", "rebase", "--quiet", "--interactive", "main");
    },
  ],
  [
    "am",
    (journal_) => {
      branchOff(journal_);
      feed(journal_, ["am", "--quiet"], journal_.git("format-patch", "--stdout", "main..wo-1.3"));
    },
  ],
  [
    "merge that only moves the branch",
    ({ git, write, commit }) => {
      git("checkout", "--quiet", "-b", "wo-1.3");
      write("docs/plan.md", "Plan\n");
      commit("Plan");
      git("checkout", "--quiet", "main");
      git("merge", "--quiet", "--ff-only", "wo-1.3");
    },
  ],
  [
    "merge of what does not touch",
    (journal_) => {
      branchOff(journal_);
      journal_.git("merge", "--quiet", "--no-edit", "wo-1.3");
    },
  ],
  [
    "merge of two edits of one file",
    ({ git, write, commit }) => {
      git("checkout", "--quiet", "-b", "wo-1.3");
      write("docs/assessment.md", `${lines(40)}last\n`);
      commit("Append");
      git("checkout", "--quiet", "main");
      write("docs/assessment.md", `first\n${lines(40)}`);
      commit("Prepend");
      git("merge", "--quiet", "--no-edit", "wo-1.3");
    },
  ],
  [
    "merge that adds, changes and removes what neither side did",
    (journal_) => {
      branchOff(journal_);
      const { git, write } = journal_;
      git("merge", "--quiet", "--no-commit", "wo-1.3");
      write("docs/evil.md", "Nobody saw this\n");
      write("docs/assessment.md", lines(50));
      git("rm", "--quiet", "src/models/contact.py");
      git("add", "--all");
      git("commit", "--quiet", "--message", "Merge, and more");
    },
  ],
  [
    "merge with a file that one side renamed",
    ({ git, write, commit }) => {
      git("checkout", "--quiet", "-b", "wo-1.3");
      git("mv", "docs/assessment.md", "docs/phase-1.md");
      write("docs/phase-1.md", `${lines(40)}last\n`);
      commit("Rename");
      git("checkout", "--quiet", "main");
      write("docs/assessment.md", `first\n${lines(40)}`);
      commit("Prepend");
      git("merge", "--quiet", "--no-edit", "wo-1.3");
    },
  ],
  [
    "merge of three branches",
    ({ git, write, commit }) => {
      for (const layer of ["1", "2"]) {
        git("checkout", "--quiet", "-b", `layer-${layer}`, "main");
        write(`src/layer${layer}.py`, lines(4));
        commit(`Layer ${layer}`);
      }
      git("checkout", "--quiet", "main");
      write("docs/assessment.md", lines(41));
      commit("Name one more ENUM");
      git("merge", "--quiet", "--no-edit", "layer-1", "layer-2");
    },
  ],
  [
    "merge --squash",
    (journal_) => {
      branchOff(journal_);
      journal_.git("merge", "--quiet", "--squash", "wo-1.3");
      journal_.git("commit", "--quiet", "--message", "Page model");
    },
  ],
  [
    "pull and push between clones",
    ({ git, scene }) => {
      const root = scene.checkout.root;
      git("clone", "--quiet", root, ".git/colleague");
      const there = ["-C", ".git/colleague"];
      writeFileSync(join(root, ".git/colleague/docs/theirs.md"), "Theirs\n");
      git(...there, "add", "--all");
      git(...there, "commit", "--quiet", "--message", "Theirs");
      git(...there, "push", "--quiet", "origin", "main:from-colleague");
      git("pull", "--quiet", "--no-rebase", ".git/colleague", "main");
    },
  ],
  [
    "reset to a commit before",
    ({ git, write, commit }) => {
      write("docs/assessment.md", lines(3));
      commit("Shorten");
      git("reset", "--quiet", "--hard", "HEAD~1");
      write("docs/assessment.md", lines(4));
      commit("Shorten less");
    },
  ],
  [
    "stash",
    ({ git, write }) => {
      write("docs/assessment.md", lines(3));
      git("stash", "push", "--quiet");
      git("stash", "pop", "--quiet");
      git("commit", "--quiet", "--all", "--message", "Shorten");
    },
  ],
  [
    "update-ref",
    ({ git }) => {
      const tree = git("rev-parse", "HEAD^{tree}").trim();
      git("update-ref", "refs/heads/wo-1.4", git("commit-tree", tree, "-p", "HEAD", "-m", "By hand").trim());
    },
  ],
  [
    "fast-import",
    (journal_) =>
      feed(
        journal_,
        ["fast-import", "--quiet"],
        "commit refs/heads/imported\ncommitter The Architect <architect@example.org> 1754555400 +0000\ndata 6\nImport\nM 644 inline docs/imported.md\ndata 9\nImported\n\n",
      ),
  ],
  [
    "commit with core.hooksPath elsewhere",
    ({ git, write }) => {
      write("docs/plan.md", "Plan\n");
      git("add", "--all");
      git("-c", "core.hooksPath=/dev/null", "commit", "--quiet", "--message", "Plan");
    },
  ],
  [
    "commit on a detached HEAD",
    ({ git, write, commit }) => {
      git("checkout", "--quiet", "--detach");
      write("docs/plan.md", "Plan\n");
      commit("Plan");
    },
  ],
  [
    "commit in a linked work tree",
    ({ git, scene }) => {
      git("worktree", "add", "--quiet", "-b", "wo-1.5", ".git/tree");
      writeFileSync(join(scene.checkout.root, ".git/tree/docs/there.md"), "There\n");
      git("-C", ".git/tree", "add", "--all");
      git("-C", ".git/tree", "commit", "--quiet", "--message", "There");
    },
  ],
  [
    "another beginning",
    ({ git, write, commit }) => {
      git("checkout", "--quiet", "--orphan", "pages");
      git("rm", "-r", "--quiet", "--cached", ".");
      write("index.html", "<h1>ENUMs</h1>\n");
      commit("Publish");
    },
  ],
  [
    "a submodule that comes and moves",
    ({ git, scene, commit }) => {
      const library = join(scene.checkout.root, ".git/library");
      git("init", "--quiet", library);
      git("-C", library, "commit", "--quiet", "--allow-empty", "--message", "Begin");
      git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "./.git/library", "library");
      git("config", "--file", ".gitmodules", "submodule.library.ignore", "all");
      commit("Add the library");
      git("-C", "library", "commit", "--quiet", "--allow-empty", "--message", "Go on");
      git("add", "--force", "library");
      git("commit", "--quiet", "--message", "Move the library");
    },
  ],
  [
    "rename, mode, type and link",
    ({ git, scene, write, commit }) => {
      const at = (file: string): string => join(scene.checkout.root, file);
      mkdirSync(at("archive"));
      renameSync(at("docs/assessment.md"), at("archive/assessment.md"));
      chmodSync(at("src/models/contact.py"), 0o755);
      write("tools/run", "#!/bin/sh\n");
      commit("Move");
      rmSync(at("tools/run"));
      symlinkSync("../archive", at("tools/run"));
      commit("Link");
      rmSync(at("tools/run"));
      write("tools/run/again", lines(2));
      commit("Make a folder of it");
      git("rm", "-r", "--quiet", "tools");
      commit("Remove");
    },
  ],
];

/** Beside main, a branch that changes one file, while main changes another. */
function branchOff({ git, write, commit }: Journal): void {
  git("checkout", "--quiet", "-b", "wo-1.3");
  write("src/models/page.py", lines(5));
  commit("Add the page model");
  write("src/models/page.py", lines(7));
  commit("Complete the page model");
  git("checkout", "--quiet", "main");
  write("docs/assessment.md", lines(41));
  commit("Name one more ENUM");
}

/** Runs a git that reads from stdin. */
function feed({ scene }: Journal, argv: readonly string[], input: string): void {
  execFileSync("git", ["-c", "user.name=The Architect", "-c", "user.email=architect@example.org", ...argv], {
    cwd: scene.checkout.root,
    input,
    stdio: ["pipe", "ignore", "ignore"],
  });
}
