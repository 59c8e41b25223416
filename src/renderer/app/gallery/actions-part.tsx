import { Download, Ellipsis, Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import {
  Button, ButtonGroup, Card, Columns, ConfirmDialog, Dialog, DialogActions, FileDrop, IconButton, LinkButton, Menu, notify, Stack, Tabs, TextField, TextLink,
} from '#renderer/ui/index.ts'

/** Buttons, links, menus, dialogs and tabs. */
export function ActionsPart() {
  return (
    <Stack>
      <Card title="Knappar">
        <ButtonGroup>
          <Button variant="primary" icon={Plus}>
            Lägg till medlem
          </Button>
          <Button icon={Pencil}>Ändra</Button>
          <Button variant="quiet">Visa mer</Button>
          <Button variant="danger" icon={Trash2}>
            Ta bort för alltid
          </Button>
          <Button isPending>Sparar</Button>
        </ButtonGroup>
        <ButtonGroup>
          <Button variant="primary" isDisabled>
            Avstängd
          </Button>
          <Button isDisabled>Avstängd</Button>
          <Button variant="primary" disabledReason="Du kan inte attestera din egen räkning.">
            Attestera
          </Button>
          <Button size="small">Liten</Button>
          <IconButton icon={Pencil} label="Ändra namn" />
          <LinkButton href="/gallery" icon={Download}>
            Hämta filen
          </LinkButton>
          <TextLink href="/gallery">Anna Åberg</TextLink>
        </ButtonGroup>
      </Card>
      <Columns>
        <Card title="Lager">
          <Layers />
        </Card>
        <Card title="Filer">
          <FileDrop label="Medlemslistan" help="Excel eller CSV, högst 20 MB." accept={['.xlsx', '.csv']} onFile={(file) => notify({ text: `Läste ${file.name}.` })} />
        </Card>
      </Columns>
      <Card title="Flikar">
        <Tabs
          label="Delar av en person"
          items={[
            { id: 'a', label: 'Uppdrag', content: <p>Uppdragen.</p> },
            { id: 'b', label: 'Ersättning', content: <p>Ersättningen.</p> },
            { id: 'c', label: 'Historik', content: <p>Historiken.</p> },
          ]}
        />
      </Card>
    </Stack>
  )
}

function Layers() {
  const [open, setOpen] = useState<'dialog' | 'confirm'>()
  const [name, setName] = useState('')
  const close = () => setOpen(undefined)
  return (
    <ButtonGroup>
      <Button onPress={() => setOpen('dialog')}>Öppna dialog</Button>
      <Button onPress={() => setOpen('confirm')}>Skicka kallelse</Button>
      <Button onPress={() => notify({ text: 'Anna Åberg flyttades till papperskorgen.', action: { label: 'Ångra', run: () => undefined } })}>Visa besked</Button>
      <Menu
        label="Mer"
        trigger={<IconButton icon={Ellipsis} label="Mer att göra" />}
        actions={[
          { id: 'edit', label: 'Ändra', icon: Pencil, keys: 'F2' },
          { id: 'save', label: 'Spara som Excel', detail: 'Alla 312 rader', icon: Download },
          { id: 'remove', label: 'Ta bort', icon: Trash2, isDisabled: true },
        ]}
      />
      <Dialog title="Byt namn på gruppen" isOpen={open === 'dialog'} onClose={close}>
        <TextField label="Namn" value={name} onChange={setName} isRequired />
        <DialogActions>
          <Button variant="primary" onPress={close}>
            Spara
          </Button>
          <Button onPress={close}>Avbryt</Button>
        </DialogActions>
      </Dialog>
      <ConfirmDialog
        title="Skicka kallelse till 312 medlemmar?"
        isOpen={open === 'confirm'}
        onClose={close}
        confirmLabel="Skicka kallelse"
        onConfirm={() => Promise.reject(new TypeError('nobody answers'))}
        describeError={() => 'Talan svarar inte. Vänta en stund och försök igen.'}
      >
        <p>Breven skickas direkt och går inte att ta tillbaka.</p>
      </ConfirmDialog>
    </ButtonGroup>
  )
}
