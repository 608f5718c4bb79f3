/*
 * Loaded before a Node program that this command starts: ends it when the command itself was killed, which tells nobody.
 * Otherwise an orphaned installation or seed would work against the next start.
 *
 * Node hands the option that loads this on to the program's own children, whose channels are not ours to touch.
 */
if (process.channel && Number(process.env.BULKHEAD_STARTED_BY) === process.ppid) {
  process.on("disconnect", () => process.exit(1));
  process.channel.unref();
}
