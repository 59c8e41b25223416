import { useState } from 'react'
import { z } from 'zod'
import { localDate, localTime, optionalText, ore, text } from '#contract/base.ts'
import {
  Card, Checkbox, CheckboxGroup, Columns, ComboBox, DateField, FieldRow, Fields, Form, MoneyField, NumberField, PersonPicker, RadioGroup, SearchField, Select,
  Stack, Switch, TextField, TimeField, useForm, type Choice,
} from '#renderer/ui/index.ts'

const levels = [
  { id: 'individual', label: 'Individ' },
  { id: 'unit', label: 'Verksamhet', detail: 'En enhet eller avdelning' },
  { id: 'system', label: 'System' },
] as const satisfies readonly Choice[]

const people: readonly Choice[] = [
  { id: '1', label: 'Åsa Öberg', detail: 'Uppsala' },
  { id: '2', label: 'Anna Åberg', detail: 'Enköping' },
  { id: '3', label: 'Märta Ärlig', detail: 'Tierp' },
]

async function findPeople(wanted: string): Promise<readonly Choice[]> {
  return people.filter((person) => person.label.toLowerCase().includes(wanted.toLowerCase()))
}

const schema = z.object({
  name: text(40),
  email: optionalText(254),
  note: optionalText(2000),
  startsOn: localDate,
  startsAt: localTime.nullable(),
  amountOre: ore.min(0),
  participants: z.int('common.notANumber').min(1),
  level: z.enum(['individual', 'unit', 'system']),
  method: z.enum(['individual', 'unit', 'system']).nullable(),
  kind: z.enum(['individual', 'unit', 'system']),
  groups: z.array(z.enum(['individual', 'unit', 'system'])),
  personId: text(),
  isOpen: z.boolean(),
})

const nothing = () => undefined

/** Fields: empty with a form around them, filled, with errors, and switched off. */
export function FieldsPart() {
  return (
    <Stack>
      <Columns>
        <Card title="Formulär">
          <GalleryForm />
        </Card>
        <Card title="Fel, låst och avstängt">
          <States />
        </Card>
      </Columns>
    </Stack>
  )
}

function GalleryForm() {
  const [person, setPerson] = useState<Choice | null>(null)
  const form = useForm({
    schema,
    defaultValues: { name: '', email: null, note: null, startsAt: null, method: null, groups: [], isOpen: false },
    save: async () => undefined,
  })
  return (
    <Form form={form} onCancel={() => form.reset()}>
      <TextField label="Gruppens namn" help="Som det står i kallelsen." {...form.text('name')} />
      <TextField label="E-post" type="email" {...form.text('email')} />
      <FieldRow>
        <DateField label="Första dag" {...form.field('startsOn')} />
        <TimeField label="Klockslag" {...form.field('startsAt')} />
      </FieldRow>
      <FieldRow>
        <MoneyField label="Arvode" {...form.field('amountOre')} />
        <NumberField label="Antal deltagare" unit="personer" {...form.field('participants')} />
      </FieldRow>
      <Select label="Nivå" choices={levels} {...form.field('level')} />
      <ComboBox label="Metod" choices={levels} {...form.field('method')} />
      <PersonPicker
        label="Ordförande"
        search={findPeople}
        {...form.field('personId')}
        value={person}
        onChange={(chosen) => {
          setPerson(chosen)
          form.field('personId').onChange(chosen?.id ?? null)
        }}
      />
      <RadioGroup label="Slag" choices={levels} {...form.field('kind')} />
      <CheckboxGroup label="Målgrupper" choices={levels} {...form.field('groups')} />
      <Checkbox help="Syns på webben." {...form.flag('isOpen')}>
        Öppen för alla
      </Checkbox>
      <TextField label="Anteckning" multiline {...form.text('note')} />
    </Form>
  )
}

function States() {
  const [search, setSearch] = useState('Öberg')
  const [isOn, setOn] = useState(true)
  return (
    <Fields>
      <SearchField label="Sök person" value={search} onChange={setSearch} />
      <TextField label="Postnummer" value="903" onChange={nothing} error="Skriv postnumret med fem siffror, till exempel 903 25." width="narrow" />
      <DateField label="Födelsedatum" value="1964-08-32" onChange={nothing} error="Skriv ett datum som finns, till exempel 2026-11-21." isBirthDate />
      <MoneyField label="Belopp" value={123_450} onChange={nothing} isRequired={false} />
      <Select label="Nivå" choices={levels} value={null} onChange={nothing} error="Välj ett av alternativen." />
      <RadioGroup label="Slag" choices={levels} value="unit" onChange={nothing} error="Välj ett av alternativen." />
      <TextField label="Medlemsnummer" value="1042" onChange={nothing} isReadOnly width="narrow" figures />
      <TextField label="Kontonummer" value="3300 640823" onChange={nothing} isDisabled width="medium" figures />
      <Select label="Bank" choices={levels} value="unit" onChange={nothing} isDisabled />
      <Checkbox value onChange={nothing}>
        Har godkänt
      </Checkbox>
      <Checkbox value={false} onChange={nothing} isDisabled>
        Går inte att ändra
      </Checkbox>
      <Checkbox value={false} onChange={nothing} error="Du behöver godkänna villkoren.">
        Jag har läst villkoren
      </Checkbox>
      <Switch value={isOn} onChange={setOn}>
        Skicka påminnelser
      </Switch>
      <Switch value={false} onChange={nothing} isDisabled>
        Ett läge som inte går att välja
      </Switch>
    </Fields>
  )
}
