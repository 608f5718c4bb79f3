"use client";
import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import type { PolicyView } from "@/lib/policies/policy-schema";
import { confirmPolicyRemoval } from "./confirm-policy-removal";

export function DeletePolicyButton({ policy }: { policy: PolicyView }) {
  const router = useRouter();
  const leave = () => router.push(`/projects/${policy.projectId}/policies`);
  return (
    <Button variant="default" c="var(--bh-danger)" onClick={() => confirmPolicyRemoval(policy, leave)}>
      Delete
    </Button>
  );
}
