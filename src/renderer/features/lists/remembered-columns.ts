const prefix = 'talan.'

/** The columns that were chosen last on this computer, as they were kept; nothing where none were. */
export function readColumns(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(prefix + key) ?? 'null')
  } catch {
    return null
  }
}

/** Keeps the chosen columns for the next time. */
export function keepColumns(key: string, columns: readonly string[]): void {
  try {
    localStorage.setItem(prefix + key, JSON.stringify(columns))
  } catch {
    // A full or forbidden storage must not stop the columns from being used.
  }
}
