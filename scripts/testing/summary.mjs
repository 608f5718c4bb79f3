/**
 * The last line of `npm test`, and whether it is good news. Nothing run is not a success.
 *
 * @param results `{ passed, failed, skipped }` of each check
 */
export function summaryLine(results) {
  const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
  const [passed, failed, skipped] = ["passed", "failed", "skipped"].map(total);
  const line = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
  return { line, ok: failed === 0 && passed > 0 };
}
