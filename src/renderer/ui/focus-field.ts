const controls = ['input', 'textarea', 'button'].map((name) => `[data-field] ${name}:enabled`).join()

/** Puts the focus in a field, or in the first one of a form: where something is typed or chosen, and among radio buttons on the chosen one. */
export function focusField(around: HTMLElement | null | undefined): void {
  const first = [...(around?.querySelectorAll<HTMLElement>(controls) ?? [])].find((control) => control.checkVisibility())
  const chosen = first?.closest('[role=radiogroup]')?.querySelector<HTMLElement>(':checked')
  const control = chosen ?? first
  control?.focus()
}
