import { type ReactNode, Suspense } from "react";

export interface LoadedProps<T> {
  readonly load: () => Promise<T>;
  readonly fallback: ReactNode;
  readonly children: (value: T) => ReactNode;
}

/** Shows a skeleton of the right shape until the value is there; the rest of the page does not wait for it. */
export function Loaded<T>({ load, fallback, children }: LoadedProps<T>) {
  return (
    <Suspense fallback={fallback}>
      <Value load={load}>{children}</Value>
    </Suspense>
  );
}

async function Value<T>({ load, children }: Pick<LoadedProps<T>, "load" | "children">) {
  return children(await load());
}
