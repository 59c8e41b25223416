import type { RuleFinding } from '#shared/i18n/index.ts'

/** A view as far as who may do what with it is concerned. */
export interface ViewRights {
  readonly isOwn: boolean
  readonly isShared: boolean
  readonly isLocked: boolean
}

/** Who sees a view, its name and whether it is locked are for its owner; of a shared one also for the administrator. */
export function mayManage({ isOwn, isShared }: ViewRights, isAdministrator: boolean): boolean {
  return isOwn || (isShared && isAdministrator)
}

/** What a shared view shows is for everybody to change, unless it is locked. */
export function mayChange(view: ViewRights, isAdministrator: boolean): boolean {
  return mayManage(view, isAdministrator) || (view.isShared && !view.isLocked)
}

/** Why somebody may not change a view so; nothing where she may. */
export function changeFinding(before: ViewRights & { name: string }, after: { name: string; isShared: boolean; isLocked: boolean }, isAdministrator: boolean): RuleFinding | undefined {
  if (!mayChange(before, isAdministrator)) return { rule: 'views.locked' }
  const isManaged = before.name !== after.name || before.isShared !== after.isShared || before.isLocked !== after.isLocked
  return isManaged && !mayManage(before, isAdministrator) ? { rule: 'views.onlyOwner' } : undefined
}
