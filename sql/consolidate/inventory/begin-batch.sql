-- A batch that a crash of the machine takes away is read again: nobody waits for the disk. What comes last waits for all.
SET LOCAL synchronous_commit = off
