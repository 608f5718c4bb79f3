const capitals = /[A-Z]/;

/** DuckDB compares identifiers, quoted ones too, without the case of A to Z. */
export function fold(name: string): string {
  return capitals.test(name) ? name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) : name;
}
