import { enumDeedCommand } from "../shell/enum-deed-command.ts";

export default enumDeedCommand({
  direction: "retire",
  summary: "Drop the former enum of a change, and what its way back needed",
  description: "Only when nothing uses it any more; after it nobody goes back.",
});
