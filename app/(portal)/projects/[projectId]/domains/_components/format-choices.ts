import type { FieldFormat } from "@/lib/domains/domain-definition-schema";

/** How numbers may be written. */
export const formatChoices = [
  { value: "number", label: "Number" },
  { value: "percent", label: "Percent" },
  { value: "currency", label: "Currency" },
  { value: "compact", label: "Short" },
] as const;

/** The chosen style with what was said about digits and units before; a currency is dollars until YAML says otherwise. */
export function formatOf(style: string | null, before: FieldFormat | undefined): FieldFormat | undefined {
  const chosen = formatChoices.find(({ value }) => value === style)?.value;
  if (!chosen) return undefined;
  const { currency = "USD", ...rest } = before ?? {};
  return { ...rest, style: chosen, ...(chosen === "currency" ? { currency } : {}) };
}
