import { Facts } from "@/components/ui/facts";
import { Moment } from "@/components/ui/moment";
import { WarningLine } from "@/components/ui/warning-line";
import type { ConnectionView } from "@/lib/connections/connection-schema";
import { sentenceCase } from "../../../../_labels/words";

/** Health, isolation and age of what is known about a connection. */
export function ConnectionFacts({ connection }: { connection: ConnectionView }) {
  const { health } = connection;
  return (
    <>
      <Facts
        facts={[
          [
            "Health",
            health
              ? health.ok
                ? `${health.message} · ${Math.round(health.milliseconds)} ms`
                : health.message
              : "Not tested yet",
          ],
          ["Isolation", sentenceCase(connection.isolationStyle)],
          ["Tested", <Moment key="tested" value={connection.testedAt} />],
          ["Tables read", <Moment key="read" value={connection.catalogReadAt} />],
        ]}
      />
      {health?.warnings.length ? (
        <div style={{ marginBottom: "1.25rem" }}>
          {health.warnings.map((warning) => (
            <WarningLine key={warning}>{warning}</WarningLine>
          ))}
        </div>
      ) : null}
    </>
  );
}
