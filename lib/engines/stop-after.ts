/**
 * Settles as the work does; once its time is over `stop` is called, which has to make the work fail. For steps that
 * nobody waits for any longer: one that never settled would keep its place in a pool for ever.
 */
export async function stopAfter<T>(milliseconds: number, work: Promise<T>, stop: () => void): Promise<T> {
  const timer = setTimeout(stop, milliseconds);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
}
