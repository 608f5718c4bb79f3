/** How long something took, as a person would say it. */
export function duration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/**
 * Does one step of the work and says so: `Installing dependencies… 38 s`. The step may report on itself with `note(text)`,
 * whose lines come indented below.
 */
export async function step(label, work) {
  const startedAt = Date.now();
  let atLineStart = false;
  process.stdout.write(`${label}… `);
  const note = (text) => {
    for (const line of String(text)
      .split("\n")
      .filter((part) => part.trim())) {
      process.stdout.write(`${atLineStart ? "" : "\n"}  ${line}\n`);
      atLineStart = true;
    }
  };
  try {
    const result = await work(note);
    process.stdout.write(`${atLineStart ? `${label}: ` : ""}${duration(Date.now() - startedAt)}\n`);
    return result;
  } catch (error) {
    process.stdout.write(`${atLineStart ? `${label}: ` : ""}stopped after ${duration(Date.now() - startedAt)}\n`);
    throw error;
  }
}
