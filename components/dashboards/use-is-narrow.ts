import { type RefObject, useLayoutEffect, useState } from "react";

/** From this width on, filters stand in a bar and cards side by side; dashboard-view.module.css knows it, too. */
const wideFrom = 721;

/** Whether an element is as narrow as a phone, whatever is around it. */
export function useIsNarrow(element: RefObject<HTMLElement | null>): boolean {
  const [isNarrow, setIsNarrow] = useState(false);
  useLayoutEffect(() => {
    const { current } = element;
    if (!current) return;
    const measure = () => setIsNarrow(current.clientWidth < wideFrom);
    measure();
    const resized = new ResizeObserver(measure);
    resized.observe(current);
    return () => resized.disconnect();
  }, [element]);
  return isNarrow;
}
