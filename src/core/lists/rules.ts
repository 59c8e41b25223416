/**
 * The filter as the journal keeps it: without which rows are read at a time, and without the words that were searched for, since they can name somebody.
 */
export function keptFilter(query: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { offset: _offset, limit: _limit, text, ...kept } = query
  return { ...kept, ...(typeof text === 'string' && text.trim() !== '' && { isSearched: true }) }
}

/** A list's title as the beginning of a file name: "Årets summor" becomes `årets-summor`. */
export function fileStem(title: string): string {
  return title.toLocaleLowerCase('sv').replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/gu, '')
}
