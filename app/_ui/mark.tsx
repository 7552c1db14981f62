/** The product's mark: two cards, the front one written on. */
export function Mark({ size = 24 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect x="9" y="3" width="18" height="22" rx="4" className="fill-accent opacity-40" />
      <rect x="5" y="7" width="18" height="22" rx="4" className="fill-accent" />
      <path
        d="M10 14h8M10 18.500h8M10 23h4.500"
        className="stroke-on-accent"
        strokeWidth="2"
        strokeLinecap="round"
      />
    </svg>
  );
}
