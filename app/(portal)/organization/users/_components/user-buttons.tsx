"use client";
import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import type { UserView } from "@/lib/users/user-schema";
import { useUserActions } from "./use-user-actions";

/** Disable or enable, and delete, on the person's own page. */
export function UserButtons({ user }: { user: UserView }) {
  const router = useRouter();
  const actionsOf = useUserActions();
  return actionsOf(user, () => router.push("/organization/users")).map(({ label, danger, onSelect }) => (
    <Button key={label} variant="default" c={danger ? "var(--bh-danger)" : undefined} onClick={onSelect}>
      {label}
    </Button>
  ));
}
