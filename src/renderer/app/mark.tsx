/** The mark: two voices, one of them in front of the other. Decorative. */
export function Mark({ className }: { className?: string | undefined }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={className} fill="currentColor">
      <path d="M4 5h13a3 3 0 0 1 3 3v6a3 3 0 0 1-3 3H9l-5 4V5Z" opacity="0.45" />
      <path d="M28 12v16l-5-4h-8a3 3 0 0 1-3-3v-1h5a6 6 0 0 0 6-6v-2h5Z" />
    </svg>
  )
}
