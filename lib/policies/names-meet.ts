/** Whether some name is meant by both patterns, in which only `*` is a wildcard. */
export function namesMeet(one: string, other: string): boolean {
  if (!one.includes("*") && !other.includes("*")) return one === other;
  const known = new Map<number, boolean>();
  const meet = (i: number, j: number): boolean => {
    const key = i * (other.length + 1) + j;
    let result = known.get(key);
    if (result === undefined) {
      known.set(key, false);
      result = look(i, j);
      known.set(key, result);
    }
    return result;
  };
  const look = (i: number, j: number): boolean => {
    const [a, b] = [one[i], other[j]];
    if (a === undefined && b === undefined) return true;
    if (a === "*") return meet(i + 1, j) || (b !== undefined && meet(i, j + 1));
    if (b === "*") return meet(i, j + 1) || (a !== undefined && meet(i + 1, j));
    return a !== undefined && a === b && meet(i + 1, j + 1);
  };
  return meet(0, 0);
}
