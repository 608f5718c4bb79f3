import { Text } from "@mantine/core";
import { Moment } from "@/components/ui/moment";
import { WarningLine } from "@/components/ui/warning-line";
import type { ChainStatus } from "@/lib/audit/audit-event-schema";

/** How far the chain reaches, in a line; a warning when its end is not the one that was signed. */
export function ChainLine({ chain, tenant }: { readonly chain: ChainStatus; readonly tenant: string | null }) {
  const { sealed, removed, lastSealedAt, waiting, endIsIntact } = chain;
  const whose = tenant ? `${tenant}'s chain` : "The organization's own chain";
  const number = (count: number) => count.toLocaleString("en-US");
  if (!endIsIntact) {
    return (
      <WarningLine>
        The end of this chain was changed from outside Bulkhead. Run <code>npm run -s audit-verify</code> to find out
        where.
      </WarningLine>
    );
  }
  return (
    <Text size="sm" c="dimmed" mb="sm">
      {whose}: {number(sealed)} {sealed === 1 ? "event" : "events"} sealed
      {removed > 0 ? `, of which ${number(removed)} are past their retention` : ""}
      {lastSealedAt ? (
        <>
          , the last from <Moment value={lastSealedAt} />
        </>
      ) : null}
      {waiting > 0 ? `, ${number(waiting)} waiting` : ""}. Its end is as it was signed.
    </Text>
  );
}
