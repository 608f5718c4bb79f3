import { type DomainDimension, timeGrains } from "./domain-definition-schema";

/** What a date or moment may be rounded down to; nothing of any other dimension. */
export function grainsOf({ type, grains }: Pick<DomainDimension, "type" | "grains">) {
  if (type !== "date" && type !== "timestamp") return [];
  return timeGrains.filter((grain) => (type === "timestamp" || grain !== "hour") && (grains?.includes(grain) ?? true));
}
