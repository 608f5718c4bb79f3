"use client";
import { Button, Drawer } from "@mantine/core";
import { useDisclosure, useMediaQuery } from "@mantine/hooks";
import { IconAdjustmentsHorizontal } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./explore.module.css";

interface PanelPlaceProps {
  /** How the answer stands, for whoever does not see it under the sheet. */
  readonly state: string;
  readonly children: ReactNode;
}

/** Beside the answer where there is room; else a sheet over it, so that what was asked is seen first. */
export function PanelPlace({ state, children }: PanelPlaceProps) {
  const isNarrow = useMediaQuery("(max-width: 62em)");
  const [isOpen, sheet] = useDisclosure(false);
  if (!isNarrow) return <div className={classes.beside}>{children}</div>;
  return (
    <>
      <Button
        variant="default"
        fullWidth
        leftSection={<IconAdjustmentsHorizontal size={16} aria-hidden />}
        aria-haspopup="dialog"
        onClick={sheet.open}
      >
        Choose what is asked
      </Button>
      <Drawer
        opened={isOpen}
        onClose={sheet.close}
        position="bottom"
        size="calc(100dvh - 3rem)"
        title="What is asked"
        classNames={{ content: classes.sheet, body: classes.sheetBody }}
      >
        <div className={classes.sheetPanel}>{children}</div>
        <div className={classes.sheetFoot}>
          <span className={classes.status} role="status">
            {state}
          </span>
          <Button onClick={sheet.close}>Show the answer</Button>
        </div>
      </Drawer>
    </>
  );
}
