import { Braces } from 'lucide-react'
import { mergeFields, type MergeField } from '#contract/mailings.ts'
import { Button, Menu, useTranslations } from '#renderer/ui/index.ts'

const fields = Object.keys(mergeFields) as MergeField[]

/** The menu of facts that can stand in a text; the chosen one is written at its end, or where the cursor was. */
export function MergeMenu({ label, onChoose }: { label: string; onChoose: (written: string) => void }) {
  const t = useTranslations('mailings.mergeField')
  return (
    <Menu
      label={label}
      trigger={
        <Button icon={Braces} size="small">
          {label}
        </Button>
      }
      actions={fields.map((field) => {
        const written = `{${mergeFields[field].word}}`
        return { id: field, label: t(field), detail: written, onAction: () => onChoose(written) }
      })}
    />
  )
}
