/** Whether a name is one that a pattern means. Only `*` is a wildcard; names that start with a dot are hidden from it. */
export function namePattern(pattern: string): (name: string) => boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const expression = new RegExp(`^${parts.join(".*")}$`, "s");
  return (name) => name !== "" && !name.startsWith(".") && expression.test(name);
}
