/**
 * Whether a value is, or a list holds, the literal that switched tenancy off in older systems, however it is written.
 * Switching off is the state of an admin's session and never a value (R15): every door where a value comes in asks here.
 */
export function holdsTenancyLiteral(value: unknown): boolean {
  const items = Array.isArray(value) ? value : [value];
  return items.some((item) => typeof item === "string" && /\{\s*disable[\s_-]*tenancy\s*\}/i.test(item));
}

/** What every door says to it. */
export const tenancyLiteralMessage = "Tenancy cannot be switched off by a value";
