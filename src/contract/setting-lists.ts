import { customFields } from './custom-fields.ts'
import { duplicates, type DuplicateReason } from './duplicates.ts'
import { imports } from './imports.ts'
import { list, type Words } from './list-declaration.ts'
import { mailings } from './mailings.ts'
import { memberships } from './memberships.ts'
import { backups, users } from './session.ts'
import { tariffs, tariffLevels, type Terms } from './tariffs.ts'

/** The lists of what is decided once for all, and of what is kept in order: who may sign in, backups, imports, rates, fields, figures, texts, files read, persons registered twice. */
export const settingLists = {
  users: list(users.list, {
    path: 'users.list', isPaged: false,
    title: (t) => t('administration.users'),
    rowsOf: (rows) => rows,
    columns: ({ text, dateTime }) => ({
      displayName: text((t) => t('administration.fields.displayName'), (row) => row.displayName),
      signInName: text((t) => t('administration.fields.signInName'), (row) => row.signInName),
      roles: text((t) => t('administration.fields.roles'), (row, t) => row.roles.map((role) => t(`session.roles.${role}`)).join(', ')),
      status: text((t) => t('administration.status'), (row, t) => t(row.endedAt ? 'administration.ended' : 'administration.active')),
      createdAt: dateTime((t) => t('lists.addedAt'), (row) => row.createdAt),
      endedAt: dateTime((t) => t('lists.takenAwayAt'), (row) => row.endedAt),
    }),
  }),
  backups: list(backups.list, {
    path: 'backups.list', isPaged: false,
    title: (t) => t('administration.backups'),
    rowsOf: (rows) => rows,
    columns: ({ text, integer, dateTime }) => ({
      madeAt: dateTime((t) => t('administration.madeAt'), (row) => row.madeAt),
      bytes: integer((t) => t('lists.inBytes', { what: t('administration.size') }), (row) => row.bytes),
      name: text((t) => t('lists.fileName'), (row) => row.name),
    }),
  }),
  pastImports: list(imports.list, {
    path: 'imports.list', isPaged: false,
    title: (t) => t('imports.past.title'),
    rowsOf: (rows) => rows,
    columns: ({ text, integer, dateTime }) => ({
      importedAt: dateTime((t) => t('imports.past.at'), (row) => row.importedAt),
      by: text((t) => t('imports.past.by'), (row) => row.userName),
      fresh: integer((t) => t('imports.past.fresh'), (row) => row.fresh),
      changed: integer((t) => t('imports.past.changed'), (row) => row.changed),
      leftOut: integer((t) => t('imports.past.leftOut'), (row) => row.unclear + row.skipped),
    }),
  }),
  keptMappings: list(imports.mappings, {
    path: 'imports.mappings', isPaged: false,
    title: (t) => t('imports.kept.title'),
    rowsOf: (rows) => rows,
    columns: ({ text, dateTime }) => ({
      name: text((t) => t('imports.kept.name'), (row) => row.name),
      headings: text((t) => t('imports.kept.headings'), (row) => row.headings.join(', ')),
      savedAt: dateTime((t) => t('imports.kept.saved'), (row) => row.savedAt),
    }),
  }),
  feeRates: list(memberships.listRates, {
    path: 'memberships.listRates', isPaged: false,
    title: (t) => t('memberships.rates'),
    rowsOf: (rows) => rows,
    columns: ({ text, integer, ore }) => ({
      kind: text((t) => t('memberships.fields.kind'), (row, t) => t(`people.membershipKind.${row.kind}`)),
      amount: ore((t) => t('memberships.fields.amount'), (row) => row.amountOre),
      fromYear: integer((t) => t('memberships.fields.fromYear'), (row) => row.fromYear),
      toYear: integer((t) => t('memberships.fields.toYear'), (row) => row.toYear),
      note: text((t) => t('memberships.fields.note'), (row) => row.note),
    }),
  }),
  paymentFiles: list(memberships.listPaymentFiles, {
    path: 'memberships.listPaymentFiles', isPaged: false,
    title: (t) => t('memberships.readFiles'),
    rowsOf: (rows) => rows,
    columns: ({ text, integer, ore, dateTime }) => ({
      receivedAt: dateTime((t) => t('memberships.fields.bookedOn'), (row) => row.receivedAt),
      format: text((t) => t('memberships.fields.file'), (row, t) => t(`memberships.format.${row.format}`)),
      payments: integer((t) => t('memberships.fields.payments'), (row) => row.paymentCount),
      total: ore((t) => t('memberships.fields.sum'), (row) => row.totalOre),
      settled: integer((t) => t('memberships.fields.settled'), (row) => row.settledCount),
      waiting: integer((t) => t('memberships.fields.waiting'), (row) => row.unsettledCount),
    }),
  }),
  customFields: list(customFields.definitions, {
    path: 'customFields.definitions', isPaged: false,
    title: (t) => t('customFields.title'),
    rowsOf: (rows) => rows,
    columns: ({ text, integer, boolean }) => ({
      subject: text((t) => t('customFields.fields.subject'), (row, t) => t(`customFields.subject.${row.subject}`)),
      name: text((t) => t('customFields.fields.name'), (row) => row.name),
      type: text((t) => t('customFields.fields.type'), (row, t) => t(`customFields.type.${row.type}`)),
      choices: text((t) => t('customFields.fields.choices'), (row) => row.choices.join(', ')),
      isRequired: boolean((t) => t('customFields.fields.isRequired'), (row) => row.isRequired),
      visibleToRoles: text((t) => t('customFields.fields.visibleToRoles'), (row, t) => row.visibleToRoles.map((role) => t(`session.roles.${role}`)).join(', ')),
      valueCount: integer((t) => t('customFields.fields.valueCount'), (row) => row.valueCount),
      status: text((t) => t('customFields.fields.status'), (row, t) => t(row.archivedAt ? 'customFields.archived' : 'customFields.inUse')),
    }),
  }),
  /** Each tariff once for every time its terms have changed. */
  tariffs: list(tariffs.list, {
    path: 'tariffs.list', isPaged: false,
    title: (t) => t('tariffs.tariffs'),
    rowsOf: (rows) => rows.flatMap(({ name, model, bodyCount, terms }) => terms.map((own) => ({ ...own, name, model, bodyCount }))),
    columns: ({ text, integer, ore, percent, date }) => {
      const worth = (level: (typeof tariffLevels)[number]) => ({
        [`${level}Ore`]: ore((t) => t(`tariffs.fields.${level}`), (row: Terms) => row[`${level}Ore`]),
        [`${level}Share`]: percent((t) => t('lists.shareOf', { what: t(`tariffs.fields.${level}`) }), (row: Terms) => row[`${level}BasisPoints`]),
      })
      return {
        name: text((t) => t('tariffs.fields.name'), (row) => row.name),
        model: text((t) => t('tariffs.fields.model'), (row, t) => t(`tariffs.model.${row.model}`)),
        startsOn: date((t) => t('tariffs.fields.startsOn'), (row) => row.startsOn),
        endsOn: date((t) => t('tariffs.fields.endsOn'), (row) => row.endsOn),
        status: text((t) => t('tariffs.fields.status'), (row, t) => t(`tariffs.status.${row.status}`)),
        ...Object.assign({}, ...tariffLevels.map(worth)),
        shortUpToMinutes: integer((t) => t('lists.inMinutes', { what: t('tariffs.fields.shortUpToMinutes') }), (row) => row.shortUpToMinutes),
        halfUpToMinutes: integer((t) => t('lists.inMinutes', { what: t('tariffs.fields.halfUpToMinutes') }), (row) => row.halfUpToMinutes),
        bodies: integer((t) => t('lists.usedByBodies'), (row) => row.bodyCount),
        source: text((t) => t('tariffs.fields.source'), (row) => row.source),
      }
    },
  }),
  figures: list(tariffs.figures, {
    path: 'tariffs.figures', isPaged: false,
    title: (t) => t('tariffs.figures'),
    rowsOf: (rows) => rows,
    columns: ({ text, integer, ore, percent, date, boolean }) => ({
      kind: text((t) => t('tariffs.fields.kind'), (row, t) => t(`tariffs.figureKind.${row.kind}`)),
      amount: ore((t) => t('tariffs.fields.amount'), (row) => row.valueOre),
      rate: percent((t) => t('tariffs.fields.rate'), (row) => row.rateBasisPoints),
      bornFromYear: integer((t) => t('tariffs.fields.bornFromYear'), (row) => row.bornFromYear),
      bornToYear: integer((t) => t('tariffs.fields.bornToYear'), (row) => row.bornToYear),
      monthlyCap: ore((t) => t('tariffs.fields.monthlyCap'), (row) => row.monthlyCapOre),
      startsOn: date((t) => t('tariffs.fields.startsOn'), (row) => row.startsOn),
      endsOn: date((t) => t('tariffs.fields.endsOn'), (row) => row.endsOn),
      isPreliminary: boolean((t) => t('tariffs.fields.isPreliminary'), (row) => row.isPreliminary),
      checkedOn: date((t) => t('tariffs.fields.checkedOn'), (row) => row.checkedOn),
      source: text((t) => t('tariffs.fields.source'), (row) => row.source),
    }),
  }),
  templates: list(mailings.listTemplates, {
    path: 'mailings.listTemplates', isPaged: false,
    title: (t) => t('mailings.templatesTitle'),
    rowsOf: (rows) => rows,
    columns: ({ text, date }) => ({
      name: text((t) => t('mailings.fields.name'), (row) => row.name),
      kind: text((t) => t('mailings.fields.kind'), (row, t) => t(row.id === null ? 'mailings.templates.standard' : 'mailings.templates.changed')),
      startsOn: date((t) => t('mailings.fields.startsOn'), (row) => row.startsOn),
      subject: text((t) => t('mailings.fields.subject'), (row) => row.subject),
      body: text((t) => t('mailings.fields.body'), (row) => row.body),
      easyBody: text((t) => t('mailings.fields.easyBody'), (row) => row.easyBody),
    }),
  }),
  duplicates: list(duplicates.list, {
    path: 'duplicates.list',
    title: (t) => t('duplicates.title'),
    rowsOf: ({ pairs }) => pairs,
    columns: ({ text, identifier, integer }) => ({
      first: text((t) => t('duplicates.columns.first'), ({ first }) => first.name),
      firstNumber: identifier((t) => t('people.fields.memberNumber'), ({ first }) => first.memberNumber),
      second: text((t) => t('duplicates.columns.second'), ({ second }) => second.name),
      secondNumber: identifier((t) => t('lists.secondNumber'), ({ second }) => second.memberNumber),
      reasons: text((t) => t('duplicates.columns.reasons'), ({ reasons }, t) => reasons.map((reason) => inWords(reason, t)).join(', ')),
      score: integer((t) => t('duplicates.columns.score'), ({ score }) => score),
    }),
  }),
}

function inWords(reason: DuplicateReason, t: Words): string {
  const words = t(`duplicates.reason.${reason}`)
  return reason.startsWith('same') ? t('duplicates.same', { what: words }) : words
}
