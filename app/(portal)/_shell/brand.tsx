import Link from "next/link";
import { BrandMark } from "@/components/ui/brand-mark";
import classes from "./shell.module.css";

/** Mark and name, leading home. */
export function Brand() {
  return (
    <Link href="/" className={classes.brand} aria-label="Bulkhead, home">
      <BrandMark />
      Bulkhead
    </Link>
  );
}
