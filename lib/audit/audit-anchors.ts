import { z } from "zod";
import { parseInput } from "@/lib/http/parse-input";
import type { ChainAnchor } from "./verify-chain";

const anchorSchema = z.strictObject({
  chain: z.uuid(),
  length: z.number().int().min(0),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

/** One line for an end that was found whole, to be kept where whoever has the database cannot write. */
export function anchorLine({ chain, length, hash }: ChainAnchor): string {
  return `${JSON.stringify({ chain, length, hash })}\n`;
}

/**
 * The ends in a file of such lines.
 *
 * @throws DomainError `invalid_input`
 */
export function parseAnchors(text: string): ChainAnchor[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => parseInput(anchorSchema, jsonOf(line)));
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
