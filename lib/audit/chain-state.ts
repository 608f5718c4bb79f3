import { decryptSecret, encryptSecret } from "@/lib/secrets/encrypt-secret";
import type { AuditChain } from "@/prisma/client/client";
import { canonicalJson } from "./canonical-json";
import { firstPreviousHash } from "./chain-hash";

/** Where a chain begins and ends. */
export interface ChainState {
  readonly id: string;
  readonly organizationId: string;
  /** How many events were ever sealed. */
  readonly length: number;
  readonly headHash: string;
  /** How many of them, from the first, were removed for good. */
  readonly removedLength: number;
  readonly removedHash: string;
}

const purpose = "audit_chain.seal";

/** A chain that holds nothing yet. */
export function emptyChain(id: string, organizationId: string): ChainState {
  const hash = firstPreviousHash;
  return { id, organizationId, length: 0, headHash: hash, removedLength: 0, removedHash: hash };
}

export function toChainState(row: AuditChain): ChainState {
  const { id, organizationId, length, headHash, removedLength, removedHash } = row;
  return {
    id,
    organizationId,
    length: Number(length),
    headHash,
    removedLength: Number(removedLength),
    removedHash,
  };
}

/** Signs a state: only who has the installation's encryption key can. Told apart by the chain, so none serves another. */
export function signChain(state: ChainState): string {
  return encryptSecret(purpose, canonicalJson({ ...state }));
}

/** Whether the row says what was signed with it. */
export function isSigned(row: AuditChain): boolean {
  try {
    return decryptSecret(purpose, row.sealCiphertext) === canonicalJson({ ...toChainState(row) });
  } catch {
    return false;
  }
}
