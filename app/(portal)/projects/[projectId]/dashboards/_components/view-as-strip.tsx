"use client";
import { Button } from "@mantine/core";
import { IconEye } from "@tabler/icons-react";
import { useUrlState } from "@/components/data-table/use-url-state";
import classes from "./view-as-strip.module.css";

/** Says through whose policies one looks, and offers the way out. */
export function ViewAsStrip({ tenantName }: { readonly tenantName: string }) {
  const { set } = useUrlState();
  return (
    <div className={classes.strip} role="status">
      <IconEye size={16} aria-hidden />
      <span>
        You see what the people of <b>{tenantName}</b> see.
      </span>
      <Button size="compact-xs" variant="white" onClick={() => set({ as: null })}>
        Stop
      </Button>
    </div>
  );
}
