import { useState } from 'react'
import { customFields, customSubjects, customTypes, type CustomFieldDefinition } from '#contract/custom-fields.ts'
import { roles } from '#contract/permissions.ts'
import { client } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Checkbox, CheckboxGroup, Fields, FormDialog, Select, TextField, useForm, useTranslations } from '#renderer/ui/index.ts'

const schema = inputSchema(customFields.create)

/** Adds a custom field, or changes one. */
export function FieldDialog({ field, onClose }: { field?: CustomFieldDefinition; onClose: () => void }) {
  const t = useTranslations('customFields')
  const session = useTranslations('session')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema,
    defaultValues: field
      ? { subject: field.subject, name: field.name, type: field.type, choices: field.choices, isRequired: field.isRequired, visibleToRoles: field.visibleToRoles }
      : { subject: 'person', name: '', type: 'text', choices: [], isRequired: false, visibleToRoles: [...roles] },
    async save({ subject, ...described }) {
      if (field) await client.customFields.update({ id: field.id, version: field.version, ...described })
      else await client.customFields.create({ subject, ...described })
      await notifyUndoable(t(field ? 'changed' : 'added'))
      onClose()
    },
  })
  const choices = form.field('choices')
  // As it is typed, with its empty lines; the choices are what is on them.
  const [written, setWritten] = useState(field?.choices.join('\n') ?? '')
  const hasChoices = form.values.type === 'choice' || form.values.type === 'multipleChoice'
  return (
    <FormDialog title={field ? t('editTitle', { name: field.name }) : t('add')} onClose={onClose} form={form}>
      <Fields>
        {!field && <Select label={t('fields.subject')} choices={customSubjects.map((id) => ({ id, label: t(`subject.${id}`) }))} {...form.field('subject')} />}
        <TextField label={t('fields.name')} width="medium" autoFocus {...form.text('name')} />
        <Select label={t('fields.type')} help={t('typeHelp')} choices={customTypes.map((id) => ({ id, label: t(`type.${id}`) }))} {...form.field('type')} />
        {hasChoices && (
          <TextField
            label={t('fields.choices')}
            help={t('choicesHelp')}
            multiline
            {...choices}
            value={written}
            onChange={(text) => {
              setWritten(text)
              choices.onChange(text.split('\n').map((choice) => choice.trim()).filter(Boolean))
            }}
            isRequired
          />
        )}
        <Checkbox help={t('requiredHelp')} {...form.flag('isRequired')}>
          {t('fields.isRequired')}
        </Checkbox>
        <CheckboxGroup label={t('fields.visibleToRoles')} help={t('visibleHelp')} choices={roles.map((id) => ({ id, label: session(`roles.${id}`) }))} {...form.field('visibleToRoles')} value={form.values.visibleToRoles} />
      </Fields>
    </FormDialog>
  )
}
