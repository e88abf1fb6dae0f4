import type { Snippets } from "./snippets.ts";

export const shell: Snippets = {
  language: "shell",
  ending: "sh",
  comment: "#",
  text: (words) => `message='${words}'\n`,
  programs: {
    collector: [
      `#!/usr/bin/env bash
set -euo pipefail
find "$1" -type f -print0 | while IFS= read -r -d '' file; do
  printf '%s\\t%s\\n' "$(stat -c %s "$file")" "$file"
done
`,
      `#!/bin/sh
hostname
uname -r
df -h
ps aux
`,
      `#!/bin/bash
for page in 1 2 3; do
  curl -fsS "$BASE/tasks?page=$page" | jq -c '.[]'
done > tasks.jsonl
`,
    ],
    analyzer: [
      `#!/bin/bash
diff -r "$1" "$2" | sort | uniq -c
cmp -s "$1/phase.yaml" "$2/phase.yaml"
`,
      `#!/bin/bash
set -e
shellcheck scripts/*.sh
yamllint state
ruff check src
`,
    ],
    transformer: [
      `#!/bin/bash
jq -r '.[] | [.name, .status] | @csv' phases.json | iconv -t latin1 | gzip > phases.csv.gz
`,
      `#!/bin/sh
yq -o json nodes.yaml | tr -d '\\r' | base64 > nodes.b64
pandoc README.md -o README.html
`,
    ],
    reporter: [
      `#!/bin/bash
echo "Phases"
echo "------"
column -t -s, phases.csv
echo "Done"
`,
      `#!/bin/sh
printf '%-12s %5s\\n' PHASE DONE
printf '%-12s %5s\\n' "$1" "$2"
mail -s "Phases" team@example.org < status.txt
`,
    ],
    fixer: [
      `#!/bin/bash
for file in "$@"; do
  sed -i 's/old_status/new_status/g' "$file"
done
`,
      `#!/bin/sh
rm -rf build dist
mv orphans/* archive/
chmod -R g+w archive
`,
    ],
    orchestrator: [
      `#!/bin/bash
set -e
docker compose up -d
npm run build
python3 scripts/load.py
systemctl restart v7
`,
      `#!/bin/bash
for project in "$@"; do
  ./scan.sh "$project" &
done
wait
make all
`,
    ],
    none: [
      `# settings
export V7_HOME="$HOME/.v7"
export V7_LEVEL=info
`,
      `is_done() {
  [ "$1" = done ]
}
`,
    ],
  },
};
