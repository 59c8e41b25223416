import { useState } from 'react'
import type { Meeting, SheetRow } from '#contract/meetings.ts'
import { client, useErrorSentence } from '#renderer/api/index.ts'
import { Banner, Button, Dialog, DialogActions, FileDrop, Stack, useTranslations } from '#renderer/ui/index.ts'
import type { AttendanceRow } from './attendance-rows.ts'

export interface SheetDialogProps {
  meeting: Meeting
  /** Puts what the sheet says in the rows, to look at before it is saved. */
  onTake(rows: readonly SheetRow[]): void
  onClose(): void
}

/** Takes the host's attendance sheet in: those found go to the rows, and every other row is told with its line. */
export function SheetDialog({ meeting, onTake, onClose }: SheetDialogProps) {
  const t = useTranslations('meetings')
  const sayError = useErrorSentence()
  const [rows, setRows] = useState<readonly SheetRow[]>()
  const [error, setError] = useState<string>()
  async function read(file: File) {
    setError(undefined)
    try {
      setRows((await client.meetings.previewAttendanceSheet({ meetingId: meeting.id, file })).rows)
    } catch (thrown) {
      setError(sayError(thrown))
    }
  }
  const found = rows?.filter(({ personId }) => personId !== null) ?? []
  const others = rows?.filter(({ personId, unread }) => personId === null || unread !== null) ?? []
  return (
    <Dialog title={t('sheet.title')} isOpen onClose={onClose}>
      <Stack>
        <p>{t('sheet.help')}</p>
        {error !== undefined && <Banner tone="error">{error}</Banner>}
        {!rows && <FileDrop label={t('sheet.file')} accept={['.xlsx', '.csv', '.txt', '.tsv']} onFile={(file) => void read(file)} />}
        {rows && <p role="status">{t('sheet.found', { count: found.length })}</p>}
        {others.length > 0 && (
          <Banner tone="need" title={t('sheet.others', { count: others.length })}>
            <ul>
              {others.map(({ line, name, problem, unread }) => (
                <li key={line}>{problem === null ? t('sheet.unread', { line: String(line), name, word: unread ?? '' }) : t(`sheet.${problem}`, { line: String(line), name })}</li>
              ))}
            </ul>
          </Banner>
        )}
      </Stack>
      <DialogActions>
        <Button onPress={onClose}>{t('sheet.cancel')}</Button>
        {rows && (
          <Button
            variant="primary"
            disabledReason={found.length === 0 ? t('sheet.nobody') : undefined}
            onPress={() => {
              onTake(found)
              onClose()
            }}
          >
            {t('sheet.take')}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  )
}

/** The rows with what the sheet says of those found; where it says nothing, what stands there stays. */
export function withSheet(rows: readonly AttendanceRow[], sheet: readonly SheetRow[]): AttendanceRow[] {
  return rows.map((row) => {
    const told = sheet.find(({ personId }) => personId === row.personId)
    if (!told) return row
    return { ...row, status: told.status ?? row.status, travelMinutes: told.travelMinutes ?? row.travelMinutes, drivenKilometres: told.drivenKilometres ?? row.drivenKilometres }
  })
}
