/**
 * Runs tasks, at most `concurrency` at a time, and yields each result as soon as it is there. Tasks must not reject:
 * a failure is a result like any other. When the reader leaves early, what has not begun never begins.
 */
export async function* asCompleted<T>(
  tasks: readonly (() => Promise<T>)[],
  concurrency: number,
): AsyncGenerator<T, void, undefined> {
  const running = new Map<number, Promise<{ index: number; value: T }>>();
  let next = 0;
  while (next < tasks.length || running.size > 0) {
    for (; running.size < concurrency && next < tasks.length; next += 1) {
      const index = next;
      const task = tasks[index];
      if (task)
        running.set(
          index,
          task().then((value) => ({ index, value })),
        );
    }
    const { index, value } = await Promise.race(running.values());
    running.delete(index);
    yield value;
  }
}
