/** The sign of the product: a wafer with its notch down and one marked die. */
export function Mark({ size }: { readonly size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path
        d="M10.4 22.38 12 20.7l1.6 1.68A10.5 10.5 0 1 0 10.4 22.38Z"
        fill="var(--fab-accent-bg)"
        stroke="var(--fab-accent)"
        strokeWidth="1.4"
        strokeLinejoin="round"
      />
      <path
        d="M6.6 6.6h3v3h-3zM10.5 6.6h3v3h-3zM14.4 6.6h3v3h-3zM6.6 10.5h3v3h-3zM6.6 14.4h3v3h-3zM10.5 14.4h3v3h-3zM10.5 10.5h3v3h-3zM14.4 14.4h3v3h-3z"
        fill="var(--fab-accent)"
        opacity="0.38"
      />
      <path d="M14.4 10.5h3v3h-3z" fill="#D55E00" />
    </svg>
  )
}
