-- Each statement sees what is committed by then.
BEGIN ISOLATION LEVEL READ COMMITTED
