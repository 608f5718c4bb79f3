/*
 * Loaded before a Node program that this command starts: ends it when the command itself was killed, which tells nobody.
 * Otherwise an orphaned installation or seed would work against the next start.
 */
process.on("disconnect", () => process.exit(1));
process.channel?.unref();
