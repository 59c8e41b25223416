import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { auditRoles, audits, type Audit } from '#contract/audits.ts'
import { client, useCan } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { Button, ButtonGroup, DateField, FieldRow, Fields, FormDialog, RadioGroup, Section, SimpleTable, useForm, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { PersonIdPicker } from '#renderer/features/people/person-id-picker.tsx'
import { PersonLink, usePersonName } from '#renderer/features/people/person-name.tsx'
import { systemClock } from '#shared/clock.ts'

type Member = Audit['team'][number]

/** The auditors and support persons of an audit. */
export function TeamPart({ audit }: { audit: Audit }) {
  const t = useTranslations('audits')
  const format = useFormat()
  const canWrite = useCan('audits.write')
  const [isAdding, setAdding] = useState(false)
  const [ending, setEnding] = useState<Member>()
  return (
    <Section
      title={t('sections.team')}
      actions={
        <ButtonGroup>
          {canWrite && (
            <Button icon={UserPlus} onPress={() => setAdding(true)}>
              {t('addTeamMember')}
            </Button>
          )}
          {audit.team.length > 0 && <TakeOutList list="auditTeam" query={{ id: audit.id }} />}
        </ButtonGroup>
      }
    >
      <p>{t('teamHelp')}</p>
      <SimpleTable
        label={t('sections.team')}
        rows={audit.team}
        rowId={(member) => member.id}
        empty={<p>{t('noTeam')}</p>}
        columns={[
          { id: 'person', header: t('fields.person'), cell: (member) => <PersonLink person={member.person} />, isRowHeader: true },
          { id: 'role', header: t('fields.role'), cell: (member) => t(`role.${member.role}`) },
          { id: 'startsOn', header: t('fields.startsOn'), cell: (member) => format.date(member.startsOn) },
          {
            id: 'endsOn', header: t('fields.endsOn'),
            cell: (member) =>
              canWrite && member.endsOn === null ? (
                <Button size="small" onPress={() => setEnding(member)}>
                  {t('endTeamMember')}
                </Button>
              ) : (
                format.date(member.endsOn)
              ),
          },
        ]}
      />
      {isAdding && <AddDialog auditId={audit.id} onClose={() => setAdding(false)} />}
      {ending && <EndDialog member={ending} onClose={() => setEnding(undefined)} />}
    </Section>
  )
}

function AddDialog({ auditId, onClose }: { auditId: string; onClose(): void }) {
  const t = useTranslations('audits')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(audits.addTeamMember),
    defaultValues: { auditId, role: 'auditor', startsOn: systemClock.today(), endsOn: null },
    async save(values) {
      await client.audits.addTeamMember(values)
      await notifyUndoable(t('teamMemberAdded'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('addTeamMember')} onClose={onClose} form={form} saveLabel={t('addTeamMember')}>
      <Fields>
        <PersonIdPicker label={t('fields.person')} {...form.field('personId')} />
        <RadioGroup label={t('fields.role')} choices={auditRoles.map((id) => ({ id, label: t(`role.${id}`) }))} {...form.field('role')} />
        <FieldRow>
          <DateField label={t('fields.startsOn')} {...form.field('startsOn')} />
          <DateField label={t('fields.endsOn')} {...form.field('endsOn')} />
        </FieldRow>
      </Fields>
    </FormDialog>
  )
}

function EndDialog({ member, onClose }: { member: Member; onClose(): void }) {
  const t = useTranslations('audits')
  const nameOf = usePersonName()
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(audits.endTeamMember),
    defaultValues: { id: member.id, version: member.version, endsOn: systemClock.today() },
    async save(values) {
      await client.audits.endTeamMember(values)
      await notifyUndoable(t('teamMemberEnded'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('endTeamMemberOf', { name: nameOf(member.person) })} onClose={onClose} form={form} saveLabel={t('endTeamMember')}>
      <DateField label={t('fields.endsOn')} {...form.field('endsOn')} />
    </FormDialog>
  )
}
