import { createInterface } from "node:readline";
import { verifyAccessToken } from "@/lib/identity/embed-sessions/access-token";
import { currentSigningKey } from "@/lib/identity/embed-sessions/signing-keys";

/* Another instance of the server: for each token on standard input it prints whether it verifies, and what it would sign with. */
for await (const token of createInterface({ input: process.stdin })) {
  const verified = await verifyAccessToken(token).then(
    () => true,
    () => false,
  );
  process.stdout.write(`${JSON.stringify({ verified, signedBy: (await currentSigningKey()).id })}\n`);
}
process.exit();
