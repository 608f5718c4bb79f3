"use client";
import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import type { TenantView } from "@/lib/tenants/tenant-schema";
import { confirmTenantRemoval } from "./confirm-tenant-removal";

export function DeleteTenantButton({ tenant }: { tenant: TenantView }) {
  const router = useRouter();
  const leave = () => router.push("/organization/tenants");
  return (
    <Button variant="default" c="var(--bh-danger)" onClick={() => confirmTenantRemoval(tenant, leave)}>
      Delete
    </Button>
  );
}
