import { useCallback, useState } from "react";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The size of an element in whole pixels, measured before its first paint and followed from then on; null while it
 * has none, e.g. in a hidden tab, where a drawing would only complain.
 */
export function useSize<T extends HTMLElement>(): [
  ref: (element: T | null) => (() => void) | undefined,
  size: Size | null,
] {
  const [size, setSize] = useState<Size | null>(null);
  const ref = useCallback((element: T | null) => {
    if (!element) return;
    const measure = () => {
      const { width, height } = element.getBoundingClientRect();
      const next = width >= 1 && height >= 1 ? { width: Math.round(width), height: Math.round(height) } : null;
      setSize((known) => (known?.width === next?.width && known?.height === next?.height ? known : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, size];
}
