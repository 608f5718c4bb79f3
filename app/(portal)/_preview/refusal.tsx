import classes from "./preview.module.css";

/** Why a query that was tried has no rows to show. */
export function Refusal({ title, children }: { title: string; children: string }) {
  return (
    <div className={classes.refusal}>
      <strong>{title}</strong> {children}
    </div>
  );
}
