/** How many times slower than one that does nothing else this machine may be before a test counts as hung. */
export const patience = Number(process.env["V7_TEST_PATIENCE"] ?? 1);
