import { enumDeedCommand } from "../shell/enum-deed-command.ts";

export default enumDeedCommand({
  direction: "implement",
  summary: "Change an enum on its target: planned first, carried out once approved, in one transaction with a proof",
  description:
    "What is carried out is what was approved, by its hash. The target keeps an account of it, with the way back.",
});
