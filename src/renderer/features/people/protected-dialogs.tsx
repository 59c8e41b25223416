import { useState } from 'react'
import { z } from 'zod'
import { people } from '#contract/people.ts'
import { client } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { Dialog, Form, SimpleTable, TextField, useForm, useTranslations } from '#renderer/ui/index.ts'
import { formatIdentityNumber } from '#shared/personal-id.ts'

const reasonSchema = z.strictObject({ reason: inputSchema(people.listProtected).shape.reason })

/** Asks for the reason that the journal keeps, and does what needs it. */
function ReasonForm({ saveLabel, onReason, onCancel }: { saveLabel: string; onReason(reason: string): Promise<unknown>; onCancel(): void }) {
  const t = useTranslations('people')
  const form = useForm({ schema: reasonSchema, defaultValues: { reason: '' }, save: ({ reason }) => onReason(reason) })
  return (
    <Form form={form} saveLabel={saveLabel} onCancel={onCancel}>
      <TextField label={t('reason')} help={t('reasonHelp')} {...form.text('reason')} />
    </Form>
  )
}

/** Opens one protected person's details on purpose. */
export function OpenProtectedDialog({ onReason, onClose }: { onReason(reason: string): Promise<void>; onClose(): void }) {
  const t = useTranslations('people')
  return (
    <Dialog title={t('openProtected')} isOpen onClose={onClose}>
      <ReasonForm
        saveLabel={t('openProtected')}
        onCancel={onClose}
        onReason={async (reason) => {
          await onReason(reason)
          onClose()
        }}
      />
    </Dialog>
  )
}

/** Shows an identity number in full, once a reason is given. */
export function IdentityNumberDialog({ personId, onClose }: { personId: string; onClose(): void }) {
  const t = useTranslations('people')
  const [identityNumber, setIdentityNumber] = useState<string | null>()
  return (
    <Dialog title={t('showIdentityNumber')} isOpen onClose={onClose}>
      {identityNumber === undefined ? (
        <ReasonForm
          saveLabel={t('showIdentityNumber')}
          onCancel={onClose}
          onReason={async (reason) => setIdentityNumber((await client.people.readIdentityNumber({ id: personId, reason })).identityNumber)}
        />
      ) : (
        <p>{identityNumber ? formatIdentityNumber(identityNumber) : t('noIdentityNumber')}</p>
      )}
    </Dialog>
  )
}

/** Lists the protected persons, who are in no other list. */
export function ProtectedListDialog({ onClose }: { onClose(): void }) {
  const t = useTranslations('people')
  const [rows, setRows] = useState<Awaited<ReturnType<typeof client.people.listProtected>>>()
  return (
    <Dialog title={t('listProtected')} isOpen onClose={onClose} isWide>
      {rows ? (
        <SimpleTable
          label={t('protectedName')}
          rows={rows}
          rowId={(row) => row.id}
          href={(row) => `/people/${row.id}`}
          columns={[
            { id: 'name', header: t('fields.name'), cell: (row) => row.name, isRowHeader: true },
            { id: 'memberNumber', header: t('fields.memberNumber'), cell: (row) => row.memberNumber },
          ]}
          empty={<p>{t('noProtected')}</p>}
        />
      ) : (
        <ReasonForm saveLabel={t('listProtected')} onCancel={onClose} onReason={async (reason) => setRows(await client.people.listProtected({ reason }))} />
      )}
    </Dialog>
  )
}
