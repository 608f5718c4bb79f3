import { Skeleton } from "@mantine/core";
import classes from "./explore.module.css";

/** The shape of a list of domains that is on its way. */
export function StartSkeleton() {
  return (
    <div className={classes.domains} aria-hidden>
      <Skeleton height={84} />
      <Skeleton height={84} />
      <Skeleton height={84} />
    </div>
  );
}
