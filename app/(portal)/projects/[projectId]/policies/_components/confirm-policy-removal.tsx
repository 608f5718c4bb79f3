"use client";
import { confirmRemoval } from "@/components/ui/confirm-removal";
import type { PolicyView } from "@/lib/policies/policy-schema";
import { counted } from "../../../../_labels/words";
import { deletePolicyAction } from "../actions";

export function confirmPolicyRemoval(policy: PolicyView, onDone?: () => void): void {
  confirmRemoval({
    kind: "policy",
    name: policy.name,
    consequences: [
      `Removes ${counted(policy.assignmentCount, "assignment")}: what the policy opened closes at once`,
      "What it hid from people who also read through other policies is hidden no more",
      "Live embed tokens that name it are refused",
    ],
    typeName: true,
    remove: () => deletePolicyAction(policy.id, policy.name),
    onDone,
  });
}
