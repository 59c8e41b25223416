import { useQuery } from '@tanstack/react-query'
import { List } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { partsOfDay, type PartOfDay } from '#contract/competence-choices.ts'
import { competences, type CompetenceProfile, type Slot } from '#contract/competences.ts'
import { api, client } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Button, CheckboxGroup, Columns, FieldRow, Fields, Form, NumberField, Section, Stack, useForm, useTranslations } from '#renderer/ui/index.ts'
import { SubjectAreasDialog } from './subject-areas-dialog.tsx'
import { useCompetenceWords } from './words.ts'

interface EditProps {
  personId: string
  profile: CompetenceProfile
  onDone(): void
}

/** All that a person tells of what she can and wants, to be ticked while one talks. */
export function EditCompetences({ personId, profile, onDone }: EditProps) {
  const t = useTranslations('competences')
  const words = useCompetenceWords()
  const { notifyUndoable } = useUndo()
  const [isListOpen, setListOpen] = useState(false)
  const element = useRef<HTMLDivElement>(null)
  // The button that opened the form is gone: one goes on at its first field, past the name and the tabs of the page.
  useEffect(() => element.current?.querySelector('input')?.focus(), [])
  const { data: areas } = useQuery(api.competences.listAreas.queryOptions({ input: {} }))
  const { stamp, can, wants, languages, availability, travelMeans, maxKilometres, maxTravelMinutes, maxWeeklyHours } = profile
  const form = useForm({
    schema: inputSchema(competences.save),
    defaultValues: { personId, stamp, can, wants, areaIds: profile.areas.map(({ id }) => id), languages, availability, travelMeans, maxKilometres, maxTravelMinutes, maxWeeklyHours },
    async save(values) {
      await client.competences.save(values)
      await notifyUndoable(t('saved'))
      onDone()
    },
  })
  return (
    <div ref={element}>
      <Form form={form} onCancel={onDone}>
        <Stack>
          <Section title={t('sections.methods')}>
            <Columns>
              <CheckboxGroup label={t('fields.wants')} choices={words.methodChoices} {...form.field('wants')} value={form.values.wants ?? []} />
              <CheckboxGroup label={t('fields.can')} choices={words.methodChoices} {...form.field('can')} value={form.values.can ?? []} />
            </Columns>
          </Section>
          <Section
            title={t('sections.knows')}
            actions={
              <Button variant="quiet" icon={List} onPress={() => setListOpen(true)}>
                {t('areas.title')}
              </Button>
            }
          >
            <Columns>
              <CheckboxGroup label={t('fields.areas')} choices={(areas ?? []).map(({ id, name }) => ({ id, label: name }))} {...form.field('areaIds')} value={form.values.areaIds ?? []} />
              <CheckboxGroup label={t('fields.languages')} choices={words.languageChoices} {...form.field('languages')} value={form.values.languages ?? []} />
            </Columns>
          </Section>
          <Section title={t('sections.time')}>
            <Fields>
              <Times slots={form.values.availability ?? []} onChange={(slots) => form.set('availability', slots)} />
              <CheckboxGroup label={t('fields.travelMeans')} choices={words.travelChoices} {...form.field('travelMeans')} value={form.values.travelMeans ?? []} />
              <FieldRow>
                <NumberField label={t('fields.maxKilometres')} unit={t('units.kilometres')} {...form.field('maxKilometres')} />
                <NumberField label={t('fields.maxTravelMinutes')} unit={t('units.minutes')} {...form.field('maxTravelMinutes')} />
                <NumberField label={t('fields.maxWeeklyHours')} unit={t('units.hours')} {...form.field('maxWeeklyHours')} />
              </FieldRow>
            </Fields>
          </Section>
        </Stack>
      </Form>
      {isListOpen && <SubjectAreasDialog onClose={() => setListOpen(false)} />}
    </div>
  )
}

/** The weekdays that suit, one group for each part of the day. */
function Times({ slots, onChange }: { slots: readonly Slot[]; onChange: (slots: Slot[]) => void }) {
  const t = useTranslations('competences')
  const { weekdayChoices } = useCompetenceWords()
  const change = (partOfDay: PartOfDay, days: readonly string[]) => onChange([...slots.filter((slot) => slot.partOfDay !== partOfDay), ...days.map((day) => ({ weekday: Number(day), partOfDay }))])
  return (
    <FieldRow>
      {partsOfDay.map((partOfDay) => (
        <CheckboxGroup
          key={partOfDay}
          label={t(`partOfDay.${partOfDay}`)}
          choices={weekdayChoices}
          value={weekdayChoices.filter(({ id }) => slots.some((slot) => slot.partOfDay === partOfDay && slot.weekday === Number(id))).map(({ id }) => id)}
          onChange={(days) => change(partOfDay, days)}
        />
      ))}
    </FieldRow>
  )
}
