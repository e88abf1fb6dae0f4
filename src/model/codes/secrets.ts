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
    fix: "Use ~/.pgpass or a variable. If it was ever pushed, change the password first. Not a secret: end the line with v7:allow-secret REASON, or accept it in secrets.accepted.yaml.",
  },
  "V7-S003": {
    title: "Password in a URL",
    explanation:
      "An added line holds a URL with a password before its host. What is committed stays in git's history, also after the line is gone. The password is never repeated.",
    fix: "Leave the password out and use ~/.pgpass, or name a variable. If it was ever pushed, change it first. Not a secret: end the line with v7:allow-secret REASON, or accept it in secrets.accepted.yaml.",
  },
  "V7-S004": {
    title: "Token or key",
    explanation:
      "An added line holds something of the form that a cloud, a forge or a messenger gives its tokens, or a private key. It is never repeated.",
    fix: "Name a variable or a secret store instead. If it was ever pushed, revoke it first. Not a secret: end the line with v7:allow-secret REASON, or accept it in secrets.accepted.yaml.",
  },
  "V7-S010": {
    title: "Password or token under a name that says so",
    explanation:
      "A setting, a variable or a member is given a value, and its name says whose password, token or key it is: POSTGRES_PASSWORD, aws_secret_access_key, smtp.password. A variable, a command, a template, and what every image starts with (postgres, guest) are no findings. The value is never repeated.",
    fix: "Name a variable or a secret store instead. If it was ever pushed, change it first. Not a secret: end the line with v7:allow-secret REASON, or accept it: v7 validate --staged --format accepted.",
  },
  "V7-S011": {
    title: "Not searched for secrets",
    explanation:
      "Git does not have the content of a file that is to be searched: a partial clone without it, or a damaged repository. Nothing is said to be clean that was not read.",
    fix: "Fetch the content with git, or repair the clone (git fsck), and check again.",
  },
  "V7-S012": {
    title: "Password in a connection string",
    explanation:
      "What a program connects by holds its password: words of libpq, pairs of ADO or ODBC, a DSN, a query of an address, a key of Azure. The value is never repeated.",
    fix: "Leave the password out and let the program find it: ~/.pgpass, a variable, a secret store. If it was ever pushed, change it first.",
  },
  "V7-S013": {
    title: "Password in a statement of SQL",
    explanation:
      "A role or a user is given a password in clear text. It stays in git's history, and in the server's log. The value is never repeated.",
    fix: "Create the role without a password and set it by \\password, or pass it as a variable of psql. If it was ever pushed, change it first.",
  },
  "V7-S014": {
    title: "Password of a program",
    explanation:
      "A line of .pgpass, .netrc or .npmrc, a word of a command such as curl -u, or a header of a request holds a password or token. The value is never repeated.",
    fix: "Keep such files out of git, and give commands the name of a variable. If it was ever pushed, change it first.",
  },
  "V7-S015": {
    title: "Kubernetes Secret with its values",
    explanation: "A manifest of a Secret holds what it keeps. Base64 hides nothing. The value is never repeated.",
    fix: "Have it made where it is used: an external or sealed secret, or kubectl from a variable. If it was ever pushed, change it first.",
  },
  "V7-S016": {
    title: "This looks like a password",
    explanation:
      "Something named password, token or key is given a literal value, and nothing says whose it is. It is a warning and stops nothing: examples and tests have such lines.",
    fix: "If it is one, name a variable instead and change it. If not, end the line with v7:allow-secret REASON, or accept it in secrets.accepted.yaml.",
  },
  "V7-S017": {
    title: "Accepted, and not there",
    explanation:
      "An entry of secrets.accepted.yaml matches nothing that is committed. Kept, it would accept the same secret without a word should it come back.",
    fix: "Take the entry out.",
  },
  "V7-S018": {
    title: "secrets.accepted.yaml cannot be used",
    explanation:
      "The list of accepted findings is not valid: an unknown field, a missing reason, a fingerprint of another form. Until it is, nothing in it counts.",
    fix: "Correct the named place. v7 validate --staged --format accepted prints entries in their form.",
  },
  "V7-S005": {
    title: "Allowed without a reason",
    explanation: "The line ends with v7:allow-secret, and says not why. Whoever reviews it has to know.",
    fix: "Write the reason behind the marker, or take the secret out.",
  },
} as const satisfies { readonly [code: string]: CodeExplanation };
