import type { Writer } from './writer.ts'

/** Deletes the notes on a thing that is thrown away, so that no follow-up stands about nothing. */
export async function deleteNotesOn(writer: Writer, subjectId: string): Promise<void> {
  for (const { id } of await writer.db.selectFrom('notes').select('id').where('subjectId', '=', subjectId).execute()) await writer.delete('notes', id)
}
