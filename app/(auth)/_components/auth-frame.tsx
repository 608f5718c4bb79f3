import type { ReactNode } from "react";
import { BrandMark } from "@/components/ui/brand-mark";
import { ColorSchemeMenu } from "@/components/ui/color-scheme-menu";
import classes from "./auth-frame.module.css";

/** What stands around sign-in and set-up. */
export function AuthFrame({ children }: { children: ReactNode }) {
  return (
    <div className={classes.frame}>
      <header className={classes.bar}>
        <span className={classes.brand}>
          <BrandMark />
          Bulkhead
        </span>
        <ColorSchemeMenu />
      </header>
      <main className={classes.center}>
        <div className={classes.card}>{children}</div>
      </main>
    </div>
  );
}
