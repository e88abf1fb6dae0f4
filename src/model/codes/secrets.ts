import type { CodeExplanation } from "./explanation.ts";

export const secretsCodes = {
  "V7-S001": {
    title: "Secret in a file of the repository",
    explanation:
      "A password or token that this process knows, from a database URL, a variable such as PGPASSWORD or V7_API_TOKEN, or the password file, stands in v7.yaml or in a document. Whoever reads the repository has it, and the next apply would store it. The value is never repeated.",
    fix: "Change that secret, then take it out of the named line. Name a variable or a secret store instead.",
  },
  "V7-S002": {
    title: "Password in PGPASSWORD",
    explanation:
      "An added line sets PGPASSWORD to a value. What is committed stays in git's history, also after the line is gone. The value is never repeated. A variable, a command or a gap to fill in is no finding.",
    fix: "Use ~/.pgpass or a variable. If it was ever pushed, change the password first. Not a secret: end the line with v7:allow-secret REASON.",
  },
  "V7-S003": {
    title: "Password in a URL",
    explanation:
      "An added line holds a URL with a password before its host. What is committed stays in git's history, also after the line is gone. The password is never repeated.",
    fix: "Leave the password out and use ~/.pgpass, or name a variable. If it was ever pushed, change it first. Not a secret: end the line with v7:allow-secret REASON.",
  },
  "V7-S004": {
    title: "Token or key",
    explanation:
      "An added line holds something of the form that a cloud, a forge or a messenger gives its tokens, or a private key. It is never repeated.",
    fix: "Name a variable or a secret store instead. If it was ever pushed, revoke it first. Not a secret: end the line with v7:allow-secret REASON.",
  },
  "V7-S005": {
    title: "Allowed without a reason",
    explanation: "The line ends with v7:allow-secret, and says not why. Whoever reviews it has to know.",
    fix: "Write the reason behind the marker, or take the secret out.",
  },
} as const satisfies { readonly [code: string]: CodeExplanation };
