"use client";
import { Progress, Text } from "@mantine/core";
import { useInterval } from "@mantine/hooks";
import { useEffect, useState } from "react";
import { callOwnApi } from "@/components/ui/call-own-api";
import type { TenantRemoval } from "@/lib/tenants/tenant-schema";

/** How far the deletion of a tenant is; shown from its first second on, as most take less. */
export function RemovalProgress({ tenantId, users }: { tenantId: string; users: number }) {
  const [removed, setRemoved] = useState<number | null>(null);
  const { start, stop } = useInterval(async () => {
    const answer = await callOwnApi<TenantRemoval>(`/api/v1/tenants/${tenantId}/removal`);
    if (answer.ok) setRemoved(answer.data.removedUsers);
  }, 1_000);
  useEffect(() => {
    start();
    return stop;
  }, [start, stop]);
  if (removed === null) return null;
  const number = (value: number) => value.toLocaleString("en-US");
  return (
    <div role="status">
      <Text size="sm" mb={6}>
        {number(removed)} of {number(users)} people removed. Nothing is final until all of it is done.
      </Text>
      <Progress value={users === 0 ? 100 : (removed / users) * 100} aria-label="Removed people" />
    </div>
  );
}
