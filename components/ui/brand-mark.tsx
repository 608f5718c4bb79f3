/** The mark: a hold with a wall across it. */
export function BrandMark({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" fill="none" aria-hidden="true">
      <rect x="1.25" y="2.25" width="17.5" height="15.5" rx="3.25" stroke="currentColor" strokeWidth="1.8" />
      <path d="M8 2.5v15" stroke="currentColor" strokeWidth="1.8" />
      <rect x="11" y="6" width="5" height="8" rx="1" fill="currentColor" />
    </svg>
  );
}
