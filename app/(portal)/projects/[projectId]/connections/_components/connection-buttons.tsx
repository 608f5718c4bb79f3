"use client";
import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { LinkButton } from "@/components/ui/link-button";
import { notifyFailed } from "@/components/ui/notify";
import { useAction } from "@/components/ui/use-action";
import type { ConnectionView } from "@/lib/connections/connection-schema";
import { refreshCatalogAction, testConnectionAction } from "../actions";
import { confirmConnectionRemoval } from "./confirm-connection-removal";

/** Test, refresh, edit, delete. */
export function ConnectionButtons({ connection }: { connection: ConnectionView }) {
  const router = useRouter();
  const testing = useAction();
  const refreshing = useAction();
  const base = `/projects/${connection.projectId}/connections`;
  const test = async () => {
    const health = await testing.run(() => testConnectionAction(connection.id));
    if (health && !health.ok) notifyFailed(health.message);
  };
  return (
    <>
      <Button variant="default" onClick={test} loading={testing.pending}>
        Test
      </Button>
      <Button
        variant="default"
        loading={refreshing.pending}
        onClick={() => refreshing.run(() => refreshCatalogAction(connection.id), "The tables were read anew")}
      >
        Refresh tables
      </Button>
      <LinkButton href={`${base}/${connection.id}/edit`} variant="default">
        Edit
      </LinkButton>
      <Button
        variant="default"
        c="var(--bh-danger)"
        onClick={() => confirmConnectionRemoval(connection, () => router.push(base))}
      >
        Delete
      </Button>
    </>
  );
}
