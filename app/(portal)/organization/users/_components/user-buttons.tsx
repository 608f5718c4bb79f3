"use client";
import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { DownloadButton } from "@/components/ui/download-button";
import type { UserView } from "@/lib/users/user-schema";
import { useUserActions } from "./use-user-actions";

/** On the person's own page: take along all that is kept of them, and for others than oneself disable and delete. */
export function UserButtons({ user, isSelf }: { readonly user: UserView; readonly isSelf: boolean }) {
  const router = useRouter();
  const actionsOf = useUserActions();
  const actions = isSelf ? [] : actionsOf(user, () => router.push("/organization/users"));
  return (
    <>
      <DownloadButton href={`/api/v1/audit-events/subject-export?userId=${user.id}`}>Export data</DownloadButton>
      {actions.map(({ label, danger, onSelect }) => (
        <Button key={label} variant="default" c={danger ? "var(--bh-danger)" : undefined} onClick={onSelect}>
          {label}
        </Button>
      ))}
    </>
  );
}
