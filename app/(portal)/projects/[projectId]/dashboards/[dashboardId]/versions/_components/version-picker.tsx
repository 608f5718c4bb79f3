"use client";
import { Button, Select } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useUrlState } from "@/components/data-table/use-url-state";
import { confirmRestore } from "./confirm-restore";

export interface VersionPickerProps {
  readonly dashboardId: string;
  readonly href: string;
  readonly number: number;
  /** The version it is compared with. */
  readonly other: number;
  readonly current: number;
}

/** Chooses what a version is compared with, and brings it back. */
export function VersionPicker({ dashboardId, href, number, other, current }: VersionPickerProps) {
  const router = useRouter();
  const { set } = useUrlState();
  const numbers = Array.from({ length: Math.min(current, 500) }, (_, index) => String(current - index));
  const known = numbers.includes(String(other)) ? numbers : [...numbers, String(other)];
  return (
    <>
      <Select
        aria-label="Compared with"
        searchable
        w={220}
        data={known
          .filter((one) => Number(one) !== number)
          .map((one) => ({ value: one, label: `Compared with version ${one}` }))}
        placeholder="Compare with"
        value={other === number ? null : String(other)}
        disabled={known.length < 2}
        allowDeselect={false}
        onChange={(next) => next && set({ with: next })}
      />
      {number === current ? null : (
        <Button onClick={() => confirmRestore(dashboardId, number, () => router.push(href))}>Restore</Button>
      )}
    </>
  );
}
