import { verbCommand } from "../shell/verb-command.ts";

export default verbCommand({
  segment: "fileplan",
  verb: "implement",
  summary: "Set an approved file to implementing",
  example: "v7 fileplan implement src/models/contact.py",
});
