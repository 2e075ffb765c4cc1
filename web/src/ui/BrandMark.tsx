export type BrandMarkProps = { size?: number; className?: string | undefined };

/** Brevet's seal: twelve lobes around a signed stroke. Decoration; the wordmark beside it says the name. */
export function BrandMark({ size = 28, className }: BrandMarkProps) {
  return (
    <svg className={className} width={size} height={size} viewBox="0 0 56 56" aria-hidden="true" focusable="false">
      <path fill="currentColor" d={seal} />
      <path
        fill="none"
        stroke="var(--paper)"
        strokeWidth="4.6"
        strokeLinecap="round"
        strokeLinejoin="round"
        d="M23 40.5V16c7.5-2.6 12.5-.4 12.5 4.6 0 4.4-4 6.6-8.5 6.9 6 .1 9.500 2.300 9.500 6.700 0 5.800-7 8-13.500 6.300"
      />
    </svg>
  );
}

/** Twelve shallow lobes, as arcs between points on a circle. */
const seal = (() => {
  const points = Array.from({ length: 12 }, (_, index) => {
    const angle = ((index - 0.5) * Math.PI) / 6;
    return `${(28 + 25.4 * Math.cos(angle)).toFixed(2)} ${(28 + 25.4 * Math.sin(angle)).toFixed(2)}`;
  });
  return `M${points[0]}${[...points.slice(1), points[0]].map((point) => `A7.4 7.4 0 0 1 ${point}`).join('')}Z`;
})();
