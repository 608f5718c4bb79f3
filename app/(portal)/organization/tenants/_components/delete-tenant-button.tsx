"use client";
import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import type { TenantView } from "@/lib/tenants/tenant-schema";
import { useTenantRemoval } from "./use-tenant-removal";

export function DeleteTenantButton({ tenant }: { tenant: TenantView }) {
  const router = useRouter();
  const leave = () => router.push("/organization/tenants");
  const { ask, pending } = useTenantRemoval();
  return (
    <Button variant="default" c="var(--bh-danger)" loading={pending} onClick={() => ask(tenant, leave)}>
      Delete
    </Button>
  );
}
