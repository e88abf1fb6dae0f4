import { verbCommand } from "../shell/verb-command.ts";

export default verbCommand({
  segment: "fileplan",
  verb: "test",
  summary: "Set a file that is written to testing",
  example: "v7 fileplan test src/models/contact.py",
});
